import type { Answer, Chunk, Work, WorkerApi } from './protocol.ts';

/** A worker as the pool sees it, whatever platform it runs on. */
export interface Thread {
  readonly api: { readonly run: (...args: Parameters<WorkerApi['run']>) => Promise<Answer<Work> | null>; readonly cancel: (job: number) => unknown; readonly hold: (job: number, on: boolean) => unknown };
  readonly onChunk: (listener: (chunk: Chunk) => void) => void;
  readonly onCrash: (listener: (reason: string) => void) => void;
  readonly terminate: () => void;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Smaller goes first; equal in order of asking. */
  readonly priority?: number;
  /** The reserved worker takes nothing longer than a frame while a slider moves. */
  readonly reserved?: boolean;
  readonly onChunk?: (chunk: Chunk) => void;
  readonly onStart?: () => void;
}

export interface Pool {
  readonly run: <W extends Work>(work: W, options?: RunOptions) => Promise<Answer<W>>;
  /** While on, jobs of a priority above 0 rest: what a hand moves has the processors to itself. */
  readonly hold: (on: boolean) => void;
  readonly close: () => void;
  readonly size: number;
  /** For tests: live workers, jobs running and waiting. */
  readonly counts: () => { threads: number; running: number; waiting: number };
}

interface Job {
  readonly id: number;
  readonly work: Work;
  readonly options: RunOptions;
  readonly resolve: (answer: Answer<Work>) => void;
  readonly reject: (reason: Error) => void;
  readonly onAbort: () => void;
  settled: boolean;
}

interface Slot {
  readonly reserved: boolean;
  thread: Thread | null;
  job: Job | null;
  /** The job just cancelled, until its worker has noticed. */
  leaving: Job | null;
}

const graceMilliseconds = 60;

export const abortError = (): Error => Object.assign(new Error('cancelled'), { name: 'AbortError' });
export const isAbort = (reason: unknown): boolean => reason instanceof Error && reason.name === 'AbortError';

/**
 * `size` workers for sweeps, ensembles and further replicas, and a reserved one; started when first needed, kept warm.
 *
 * Cancelling rejects the caller at once (no promise is left pending), asks the worker to stop at its next slice, and
 * replaces a worker that has not stopped after a short grace.
 */
export const makePool = (spawn: () => Thread, size: number): Pool => {
  const slots: Slot[] = Array.from({ length: size + 1 }, (_, i) => ({ reserved: i === 0, thread: null, job: null, leaving: null }));
  const waiting: Job[] = [];
  let nextId = 1;
  let closed = false;
  let holding = false;

  const yields = (job: Job): boolean => (job.options.priority ?? 0) > 0;

  const settle = (job: Job, act: () => void): void => {
    if (job.settled) return;
    job.settled = true;
    job.options.signal?.removeEventListener('abort', job.onAbort);
    act();
  };

  const drop = (slot: Slot, reason: Error): void => {
    slot.thread?.terminate();
    slot.thread = null;
    const { job } = slot;
    slot.job = null;
    slot.leaving = null;
    if (job !== null) settle(job, () => job.reject(reason));
  };

  const threadOf = (slot: Slot): Thread => {
    if (slot.thread !== null) return slot.thread;
    const thread = spawn();
    slot.thread = thread;
    thread.onChunk((chunk) => {
      if (slot.job !== null && slot.job.id === chunk.job && !slot.job.settled) slot.job.options.onChunk?.(chunk);
    });
    thread.onCrash((reason) => {
      if (slot.thread !== thread) return;
      drop(slot, new Error(reason));
      fill();
    });
    return thread;
  };

  const start = async (slot: Slot, job: Job): Promise<void> => {
    slot.job = job;
    const thread = threadOf(slot);
    job.options.onStart?.();
    try {
      const answer = await thread.api.run(job.id, job.work, job.options.onChunk !== undefined);
      if (answer !== null) settle(job, () => job.resolve(answer));
      else settle(job, () => job.reject(abortError()));
    } catch (reason) {
      settle(job, () => job.reject(reason instanceof Error ? reason : new Error(String(reason))));
    }
    if (slot.job !== job) return;
    slot.job = null;
    slot.leaving = null;
    fill();
  };

  const fill = (): void => {
    if (closed) return;
    for (const slot of slots) {
      if (slot.job !== null) continue;
      const i = waiting.findIndex((job) => (job.options.reserved === true) === slot.reserved && !(holding && yields(job)));
      if (i >= 0) void start(slot, waiting.splice(i, 1)[0]!);
    }
  };

  const cancel = (job: Job): void => {
    settle(job, () => job.reject(abortError()));
    const queued = waiting.indexOf(job);
    if (queued >= 0) {
      waiting.splice(queued, 1);
      return;
    }
    const slot = slots.find((s) => s.job === job);
    if (slot === undefined) return;
    slot.leaving = job;
    void Promise.resolve(slot.thread?.api.cancel(job.id)).catch(() => {});
    setTimeout(() => {
      if (slot.leaving !== job) return;
      drop(slot, abortError());
      fill();
    }, graceMilliseconds);
  };

  return {
    size,
    counts: () => ({
      threads: slots.filter((s) => s.thread !== null).length,
      running: slots.filter((s) => s.job !== null).length,
      waiting: waiting.length,
    }),
    run: <W extends Work>(work: W, options: RunOptions = {}) =>
      new Promise<Answer<W>>((resolve, reject) => {
        if (closed || options.signal?.aborted === true) {
          reject(abortError());
          return;
        }
        const job: Job = { id: nextId++, work, options, resolve: resolve as (answer: Answer<Work>) => void, reject, onAbort: () => cancel(job), settled: false };
        options.signal?.addEventListener('abort', job.onAbort);
        const priority = options.priority ?? 0;
        let at = waiting.length;
        while (at > 0 && (waiting[at - 1]!.options.priority ?? 0) > priority) at--;
        waiting.splice(at, 0, job);
        fill();
      }),
    hold: (on) => {
      if (on === holding) return;
      holding = on;
      for (const { job, thread } of slots) if (job !== null && yields(job)) void Promise.resolve(thread?.api.hold(job.id, on)).catch(() => {});
      fill();
    },
    close: () => {
      closed = true;
      for (const job of waiting.splice(0)) settle(job, () => job.reject(abortError()));
      for (const slot of slots) drop(slot, abortError());
    },
  };
};
