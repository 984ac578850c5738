import type { Thread } from '../../src/workers/pool.ts';
import type { Answer, Chunk, Work } from '../../src/workers/protocol.ts';

/** A thread that does what the test says, and notes what it was told. */
export interface FakeThread {
  readonly thread: Thread;
  /** Jobs given to it, in order. */
  readonly given: number[];
  readonly cancelled: number[];
  readonly holds: [number, boolean][];
  readonly terminated: () => boolean;
  readonly streams: boolean[];
  /** Answers the job given last. */
  readonly answer: (answer?: Answer<Work> | null) => void;
  readonly fail: (reason: unknown) => void;
  readonly chunk: (chunk: Chunk) => void;
  readonly crash: (reason: string) => void;
}

export const someAnswer: Answer<Work> = { laws: [], marks: [] };

export const makeFakeThreads = (): { readonly spawn: () => Thread; readonly all: FakeThread[] } => {
  const all: FakeThread[] = [];
  const spawn = (): Thread => {
    let settle: { resolve: (answer: Answer<Work> | null) => void; reject: (reason: unknown) => void } | null = null;
    let onChunk: (chunk: Chunk) => void = () => {};
    let onCrash: (reason: string) => void = () => {};
    let ended = false;
    const given: number[] = [];
    const cancelled: number[] = [];
    const holds: [number, boolean][] = [];
    const streams: boolean[] = [];
    const thread: Thread = {
      api: {
        run: (job, _work, stream) => {
          given.push(job);
          streams.push(stream);
          return new Promise((resolve, reject) => {
            settle = { resolve, reject };
          });
        },
        cancel: (job) => cancelled.push(job),
        hold: (job, on) => holds.push([job, on]),
      },
      onChunk: (listener) => (onChunk = listener),
      onCrash: (listener) => (onCrash = listener),
      terminate: () => (ended = true),
    };
    all.push({
      thread, given, cancelled, holds, streams,
      terminated: () => ended,
      answer: (answer = someAnswer) => settle!.resolve(answer),
      fail: (reason) => settle!.reject(reason),
      chunk: (chunk) => onChunk(chunk),
      crash: (reason) => onCrash(reason),
    });
    return thread;
  };
  return { spawn, all };
};
