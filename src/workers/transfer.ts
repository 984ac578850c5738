import type { Answer, Work } from './protocol.ts';

/** Buffers of a result that leave the worker without a copy. */
export const buffersOf = (answer: Answer<Work>): ArrayBuffer[] =>
  'frames' in answer ? [answer.frames.buffer, answer.saved.buffer, answer.passages.buffer].map((b) => b as ArrayBuffer) : [];
