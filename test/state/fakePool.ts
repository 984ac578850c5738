import { runCell } from '../../src/jobs/cell.ts';
import { modelOf } from '../../src/jobs/config.ts';
import { readLink } from '../../src/jobs/link.ts';
import { makeRunController } from '../../src/state/runController.ts';
import { makeStore } from '../../src/state/store.ts';
import { abortError, type Pool, type RunOptions } from '../../src/workers/pool.ts';
import type { Answer, Work } from '../../src/workers/protocol.ts';
import type { Config } from '../../src/jobs/config.ts';
import type { Pause } from '../../src/models/contract.ts';

export interface Asked {
  readonly work: Work;
  readonly options: RunOptions;
  readonly state: () => 'open' | 'done' | 'aborted';
  /** Computes the answer on this thread and gives it; nothing where the job is no longer wanted. */
  readonly answer: (answer?: Answer<Work>) => void;
  readonly fail: (reason: Error) => void;
}

const compute = (work: Work): Answer<Work> => {
  if (work.kind === 'cell') return runCell(work.cell);
  const model = modelOf({ model: work.model } as Config);
  const steps: Generator<Pause, Answer<Work>> = work.kind === 'picture' ? model.pictures![work.picture]!.draw(work.params, work.seed) : model.describe(work.params, work.over, work.xs, work.criterion, work.threshold);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

/** A pool that computes on demand: it lists what was asked for. */
export const makeFakePool = (size = 2) => {
  const asked: Asked[] = [];
  const held: boolean[] = [];
  const pool: Pool = {
    size,
    close: () => {},
    hold: (on) => held.push(on),
    counts: () => ({ threads: 0, running: 0, waiting: 0 }),
    run: <W extends Work>(work: W, options: RunOptions = {}) =>
      new Promise<Answer<W>>((resolve, reject) => {
        let state: ReturnType<Asked['state']> = 'open';
        const end = (next: typeof state, act: () => void): void => {
          if (state !== 'open') return;
          state = next;
          act();
        };
        options.signal?.addEventListener('abort', () => end('aborted', () => reject(abortError())), { once: true });
        if (options.signal?.aborted === true) end('aborted', () => reject(abortError()));
        asked.push({
          work,
          options,
          state: () => state,
          answer: (answer) => end('done', () => {
            options.onStart?.();
            resolve((answer ?? compute(work)) as Answer<W>);
          }),
          fail: (reason) => end('done', () => reject(reason)),
        });
      }),
  };
  return { pool, asked, held };
};

/** Lets promises that are settled call back. */
export const turn = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await Promise.resolve();
};

/** A controller over a fake pool; pictures and timers come when the test says. */
export const setUp = (link: string, stored: unknown = null) => {
  const { pool, asked, held } = makeFakePool();
  const { config, notices } = readLink(link);
  const store = makeStore(config, notices, pool.size);
  const frames: (() => void)[] = [];
  const timers = new Set<() => void>();
  let time = 0;
  const controller = makeRunController(store, {
    pool,
    now: () => (time += 1),
    nextFrame: (act) => frames.push(act),
    after: (_, act) => {
      timers.add(act);
      return () => timers.delete(act);
    },
    randomSeed: () => 4321,
    loadStored: () => Promise.resolve(stored),
  });
  /** The next picture: everything that waits for it. */
  const picture = async (): Promise<void> => {
    await turn();
    for (const act of frames.splice(0)) act();
  };
  /** The control is left alone for a while. */
  const rest = async (): Promise<void> => {
    for (const act of timers) {
      timers.delete(act);
      act();
    }
    await picture();
  };
  const open = (): Asked[] => asked.filter(({ state }) => state() === 'open');
  /** Answers all that is open and all that this leads to. */
  const finish = async (): Promise<void> => {
    for (let jobs = open(); jobs.length > 0; jobs = open()) {
      for (const job of jobs) job.answer();
      await turn();
    }
    await picture();
  };
  return { store, controller, asked, held, open, picture, rest, finish, timers };
};
