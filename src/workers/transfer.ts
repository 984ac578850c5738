import type { Answer, Work } from './protocol.ts';

const buffersIn = (value: unknown): ArrayBuffer[] =>
  ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : value instanceof Object ? Object.values(value).flatMap(buffersIn) : [];

/** Buffers of a result that leave the worker without a copy, each once. */
export const buffersOf = (answer: Answer<Work>): ArrayBuffer[] => [...new Set(buffersIn(answer))];
