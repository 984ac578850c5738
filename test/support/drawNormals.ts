import { kernels } from '../../src/kernels/load.ts';
import { reserve } from '../../src/kernels/memory.ts';
import { writeStreams } from '../../src/kernels/streams.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';

export type Precision = 'double' | 'single';

/** `n` normals (a multiple of 8) of four streams side by side in the order of memory, from the kernels. */
export const drawNormals = (precision: Precision, n: number, key: string): Float64Array => {
  const { fillNormals, fillSingleNormals } = kernels();
  const piece = 80_000;
  const block = reserve(64 + 8 * piece);
  writeStreams(block, 0, [1, 2, 3, 4].map((lane) => makeStream(key, lane).state));
  const numbers = new Float64Array(n);
  for (let at = 0; at < n; at += piece) {
    const count = Math.min(piece, n - at);
    if (precision === 'double') fillNormals(block.pointer, block.pointer + 64, count / 8);
    else fillSingleNormals(block.pointer, block.pointer + 64, count / 8);
    numbers.set(precision === 'double' ? block.f64(64, count) : block.f32(64, count), at);
  }
  block.release();
  return numbers;
};
