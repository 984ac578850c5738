import { startCell, type CellRun } from '../jobs/cell.ts';
import type { Pause } from '../models/contract.ts';
import { loadModel, models } from '../models/registry.ts';
import type { Answer, Chunk, Work, WorkerApi } from './protocol.ts';

export interface Host {
  /** Milliseconds, for slices only: no result depends on it. */
  readonly now: () => number;
  /** Lets waiting messages in. A browser needs a MessageChannel here, Node setImmediate: the other starves its messages. */
  readonly yieldTask: () => Promise<void>;
  readonly send: (chunk: Chunk) => void;
}

const sliceMilliseconds = 10;
const chunkMilliseconds = 33;

const stepsOf = (work: Exclude<Work, { kind: 'cell' }>): Generator<Pause, Answer<typeof work>> => {
  const model = models[work.model]!;
  if (work.kind === 'describe') return model.describe(work.params, work.over, work.xs, work.criterion, work.threshold);
  return model.pictures![work.picture]!.draw(work.params, work.seed);
};

/** Runs jobs in time slices on this thread, so that a cancel is served within one slice. */
export const makeDriver = ({ now, yieldTask, send }: Host): WorkerApi => {
  /** What is wanted of each job that runs. */
  const wanted = new Map<number, 'run' | 'rest' | 'stop'>();
  let wake = (): void => {};
  const want = (job: number, what: 'run' | 'rest' | 'stop'): void => {
    if (!wanted.has(job) || wanted.get(job) === 'stop') return;
    wanted.set(job, what);
    wake();
  };

  /** Calls `advance` until it says true; false when the job was cancelled. */
  const drive = async (job: number, advance: () => boolean, onSlice: () => void): Promise<boolean> => {
    let sliceEnd = now() + sliceMilliseconds;
    for (;;) {
      if (advance()) return true;
      if (now() < sliceEnd) continue;
      onSlice();
      await yieldTask();
      while (wanted.get(job) === 'rest') await new Promise<void>((resolve) => (wake = resolve));
      if (wanted.get(job) === 'stop') return false;
      sliceEnd = now() + sliceMilliseconds;
    }
  };

  const streamer = (job: number, { result }: CellRun, points: number): (() => void) => {
    const columns = points === 0 ? 0 : result.frames.length / result.saved.length / points;
    let sent = 0;
    let last = 0;
    return () => {
      const saved = result.saved[0]!;
      if (saved === sent || now() - last < chunkMilliseconds) return;
      send({ job, first: sent, frames: result.frames.slice(sent * columns, saved * columns) });
      sent = saved;
      last = now();
    };
  };

  return {
    cancel: (job) => want(job, 'stop'),
    hold: (job, on) => want(job, on ? 'rest' : 'run'),
    run: async (job, work, stream): Promise<Answer<Work> | null> => {
      wanted.set(job, 'run');
      try {
        await loadModel(work.kind === 'cell' ? work.cell.model : work.model);
        let finished: boolean;
        let answer: Answer<Work>;
        if (work.kind === 'cell') {
          const run = startCell(work.cell);
          answer = run.result;
          finished = await drive(job, run.advance, stream ? streamer(job, run, work.cell.plan.saveAt.length) : () => {});
          if (!finished) run.close();
        } else {
          const steps = stepsOf(work);
          answer = { laws: [], marks: [] };
          finished = await drive(
            job,
            () => {
              const step = steps.next();
              if (step.done === true) answer = step.value;
              return step.done === true;
            },
            () => {},
          );
          // What it holds outside of the script's own memory is given back.
          if (!finished) steps.return(answer);
        }
        return finished ? answer : null;
      } finally {
        wanted.delete(job);
      }
    },
  };
};
