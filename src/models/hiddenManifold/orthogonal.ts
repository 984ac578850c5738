import { kernels } from '../../kernels/load.ts';
import { reserve, type Block } from '../../kernels/memory.ts';
import type { Pause } from '../contract.ts';

const pause: Pause = { kind: 'pause' };
/** Multiply-adds between two pauses: about 2 ms. */
const slice = 4e6;

/**
 * Orthonormal vectors of `length` from the normals that `draw` puts in place, `count` <= length of them; row-major doubles at the start of the block, which
 * the caller releases.
 *
 * Modified Gram-Schmidt: normal vectors are well conditioned, and the loss of orthogonality, about 1e-16 times their condition, is far
 * below the rounding of F. count^2 length multiply-adds; a pause about every 2 ms.
 */
export const orthonormalVectors = function* (count: number, length: number, draw: (out: Float64Array) => void): Generator<Pause, Block> {
  const { dot, axpy, scale } = kernels();
  const block = reserve(8 * count * length);
  let finished = false;
  let since = 0;
  try {
    for (let i = 0; i < count; i++) {
      const at = block.pointer + 8 * i * length;
      draw(block.f64(8 * i * length, length));
      for (let j = 0; j < i; j++) {
        const other = block.pointer + 8 * j * length;
        axpy(-dot(other, at, length), other, at, length);
      }
      scale(1 / Math.sqrt(dot(at, at, length)), at, length);
      since += 2 * i * length;
      if (since >= slice) {
        since = 0;
        yield pause;
      }
    }
    finished = true;
    return block;
  } finally {
    // A run that is stopped returns from the pause.
    if (!finished) block.release();
  }
};
