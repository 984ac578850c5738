import { kernels } from '../../../kernels/load.ts';
import { reserve, type Block } from '../../../kernels/memory.ts';
import { writeStreams } from '../../../kernels/streams.ts';
import { erf } from '../../../numerics/erf.ts';
import { runStream, type StreamKey } from '../../../numerics/random/stream.ts';
import type { Pause } from '../../contract.ts';

const pause: Pause = { kind: 'pause' };
const rootHalf = Math.sqrt(0.5);
const blockSize = 8;
const mostBytes = 16e6;
const mostSamples = 504;
/** Multiply-adds between two pauses: about 1 ms. */
const slice = 4e7;

/** Number of test inputs, a multiple of 8: squared errors scatter like 1.5 times their mean, the test error by about 7 %. */
export const testSizeOf = (N: number): number => Math.min(mostSamples, blockSize * Math.floor(mostBytes / (4 * N * blockSize)));

/** Fixed inputs that are not learned from, and their noiseless labels. */
export interface TestSet {
  /** Mean of (y - yhat)^2 / 2 over the set, and its standard error (the set drawn anew, weights fixed). `w`: K rows of `padded` numbers at a pointer. */
  readonly error: (w: number, v: ArrayLike<number>) => { readonly mean: number; readonly error: number };
  readonly release: () => void;
}

/** What a test set needs of a simulation: its state in the kernels, sizes and streams. */
interface Source {
  readonly pointer: number;
  readonly N: number;
  readonly K: number;
  readonly M: number;
  readonly padded: number;
  readonly stride: number;
  readonly key: Omit<StreamKey, 'purpose'>;
}

/** Draws latents from streams of their own and keeps the inputs, 4 N bytes each; a pause about every millisecond. */
export const prepareTestSet = function* ({ pointer, N, K, M, padded, stride, key }: Source): Generator<Pause, TestSet> {
  const size = testSizeOf(N);
  const { manifoldLatents, manifoldPart, manifoldFold, manifoldTeacher, matvec32 } = kernels();
  const latentBytes = 2 * blockSize * stride;
  const inputs = 64 + Math.ceil(latentBytes / 16) * 16;
  const fields = inputs + 4 * size * padded;
  const block: Block = reserve(fields + 4 * size);
  writeStreams(block, 0, [1, 2, 3, 4].map((part) => runStream({ ...key, purpose: `test ${part}` }).state));
  const labels = new Float64Array(size);
  const root = Math.sqrt(N);
  let finished = false;
  let since = 0;
  try {
    for (let from = 0; from < size; from += blockSize) {
      const latents = block.pointer + 64;
      const first = block.pointer + inputs + 4 * from * padded;
      manifoldLatents(pointer, block.pointer, latents);
      for (let part = 0; part < blockSize; part++) {
        manifoldPart(pointer, latents, first, part);
        since += N * stride;
        if (since >= slice) {
          since = 0;
          yield pause;
        }
      }
      for (let s = 0; s < blockSize; s++) {
        const x = first + 4 * s * padded;
        manifoldFold(pointer, x);
        for (let m = 0; m < M; m++) labels[from + s]! += erf(rootHalf * manifoldTeacher(pointer, m, latents + 2 * s * stride, x));
      }
    }
    finished = true;
  } finally {
    if (!finished) block.release();
  }
  const errors = new Float64Array(size);
  return {
    error: (w, v) => {
      errors.set(labels);
      for (let k = 0; k < K; k++) {
        matvec32(block.pointer + inputs, size, padded, w + 4 * k * padded, block.pointer + fields);
        const lambda = block.f32(fields, size);
        for (let i = 0; i < size; i++) errors[i]! -= v[k]! * erf((rootHalf * lambda[i]!) / root);
      }
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < size; i++) {
        const loss = 0.5 * errors[i]! * errors[i]!;
        sum += loss;
        squares += loss * loss;
      }
      const mean = sum / size;
      return { mean, error: Math.sqrt(Math.max(0, squares / size - mean * mean) / (size - 1)) };
    },
    release: block.release,
  };
};
