import { kernels } from './load.ts';

const alignment = 64;
const pageBytes = 65_536;

/** A piece of the kernels' memory, at a multiple of 64 bytes, zero at first. The views are good until anything else is reserved. */
export interface Block {
  readonly pointer: number;
  readonly bytes: number;
  readonly f64: (byteOffset: number, length: number) => Float64Array;
  readonly f32: (byteOffset: number, length: number) => Float32Array;
  readonly u32: (byteOffset: number, length: number) => Uint32Array;
  readonly release: () => void;
}

interface Gap {
  start: number;
  end: number;
}

let gaps: Gap[] | null = null;

/** First byte that may be reserved. */
const firstByte = (): number => Math.ceil(kernels().heapBase() / alignment) * alignment;

/** First gap that is large enough; the memory grows when there is none. */
const findRoom = (bytes: number): number => {
  const { memory } = kernels();
  gaps ??= [{ start: firstByte(), end: memory.buffer.byteLength }];
  let gap = gaps.find(({ start, end }) => end - start >= bytes);
  if (gap === undefined) {
    const end = memory.buffer.byteLength;
    const last = gaps.at(-1);
    const joined = last !== undefined && last.end === end;
    const missing = bytes - (joined ? end - last.start : 0);
    memory.grow(Math.ceil(missing / pageBytes));
    gap = joined ? last : { start: end, end };
    if (!joined) gaps.push(gap);
    gap.end = memory.buffer.byteLength;
  }
  const { start } = gap;
  gap.start += bytes;
  if (gap.start === gap.end) gaps.splice(gaps.indexOf(gap), 1);
  return start;
};

/** Gives [start, end) back and joins it to its neighbours. */
const giveBack = (start: number, end: number): void => {
  const all = [...gaps!, { start, end }].sort((a, b) => a.start - b.start);
  gaps = [];
  for (const gap of all) {
    const last = gaps.at(-1);
    if (last !== undefined && last.end === gap.start) last.end = gap.end;
    else gaps.push(gap);
  }
};

/**
 * Reserves memory for a run; `release` gives it back, once.
 *
 * First fit over a sorted list of gaps. Throws a RangeError when the engine refuses to grow the memory.
 */
export const reserve = (size: number): Block => {
  if (!(Number.isInteger(size) && size > 0)) throw new RangeError(`size must be a positive integer, got ${size}`);
  const bytes = Math.ceil(size / alignment) * alignment;
  const pointer = findRoom(bytes);
  const { memory } = kernels();
  new Uint8Array(memory.buffer, pointer, bytes).fill(0);
  let open = true;
  return {
    pointer,
    bytes,
    f64: (byteOffset, length) => new Float64Array(memory.buffer, pointer + byteOffset, length),
    f32: (byteOffset, length) => new Float32Array(memory.buffer, pointer + byteOffset, length),
    u32: (byteOffset, length) => new Uint32Array(memory.buffer, pointer + byteOffset, length),
    release: () => {
      if (open) giveBack(pointer, pointer + bytes);
      open = false;
    },
  };
};

/** Bytes of the module's memory, and how many of them are reserved. */
export const memoryInUse = (): { total: number; reserved: number } => {
  const total = kernels().memory.buffer.byteLength;
  const free = gaps === null ? total - firstByte() : gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  return { total, reserved: total - firstByte() - free };
};
