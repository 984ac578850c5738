import { kernels } from '../../../kernels/load.ts';
import { reserve } from '../../../kernels/memory.ts';
import type { Pause } from '../../contract.ts';
import { pause, type Matrix } from './matrix.ts';

/**
 * What happens to a piece of the samples: from the fields h_{lk} = X_l w_k / sqrt d of samples `first` to `first + count` - 1 it writes the forces f_{lk}.
 * Array l K + k belongs to token l and neuron k; entry i to sample `first` + i.
 */
export type Local = (first: number, count: number, fields: readonly Float64Array[], forces: readonly Float64Array[]) => void;

export interface Sweep {
  /** `pull`_k <- sum_l X_l^T f_{lk} / sqrt d, d numbers for each of K neurons; without `pull` fields alone are computed. */
  readonly run: (weights: readonly Float64Array[], local: Local, pull: readonly Float64Array[] | null) => Generator<Pause, void>;
  readonly release: () => void;
}

/** A piece of all tokens stays in the second cache between the two products. */
const pieceBytes = 1 << 19;
/** Small inputs: the samples cost more than the products. */
const mostRows = 1024;
/** Nanoseconds between two pauses, by prediction; a slow machine takes twice as long. */
const sliceNanoseconds = 2.5e6;

/** Rows of a piece: a multiple of four, whatever the pauses; the sums depend on it. */
const pieceRows = (inputs: readonly Matrix[]): number => {
  const [{ cols, precision }] = inputs as [Matrix];
  return Math.min(mostRows, Math.max(4, 4 * Math.floor(pieceBytes / (4 * cols * (precision / 8) * inputs.length))));
};

/**
 * Fields and forces of all samples in one pass over the inputs, piece by piece, each piece read twice from the cache.
 *
 * Single precision: an entry of h carries 18 2^-24 sum |x w| / sqrt d at most (see `matvec32`); the pieces of `pull` are added in double precision.
 *
 * @param inputs a matrix for each token, all of one shape and precision
 * @param sampleCost nanoseconds that `local` takes for a sample
 */
export const makeSweep = (inputs: readonly Matrix[], units: number, sampleCost: number): Sweep => {
  const [{ rows, cols, precision, blockRows }] = inputs as [Matrix];
  const size = precision / 8;
  const height = Math.min(blockRows, pieceRows(inputs));
  const lanes = inputs.length * units;
  const padded = (n: number): number => Math.ceil((n * size) / 64) * 64;
  const weightBytes = padded(cols);
  const columnBytes = padded(height);
  const desk = reserve((units + 1) * weightBytes + columnBytes);
  const single = precision === 32;
  const view = (offset: number, length: number): Float32Array | Float64Array => (single ? desk.f32(offset, length) : desk.f64(offset, length));
  const pullOffset = units * weightBytes;
  const columnOffset = pullOffset + weightBytes;
  const make = (): Float64Array[] => Array.from({ length: lanes }, () => new Float64Array(height));
  const fields = make();
  const forces = make();
  const rootD = Math.sqrt(cols);
  const entryCost = (single ? 0.4 : 0.7) * lanes;

  /** Since the last pause, in nanoseconds: many small passes add up. */
  let work = 0;

  const run = function* (weights: readonly Float64Array[], local: Local, pull: readonly Float64Array[] | null): Generator<Pause, void> {
    const { matvec, matvec32, matvecTransposed, matvecTransposed32 } = kernels();
    const forward = single ? matvec32 : matvec;
    const backward = single ? matvecTransposed32 : matvecTransposed;
    const column = desk.pointer + columnOffset;
    for (let k = 0; k < units; k++) {
      const scaled = view(k * weightBytes, cols);
      for (let j = 0; j < cols; j++) scaled[j] = weights[k]![j]! / rootD;
      pull?.[k]!.fill(0);
    }
    for (let first = 0, count = 0; first < rows; first += count) {
      // No piece goes beyond its block.
      count = Math.min(height, rows - first, blockRows - (first % blockRows));
      const columnView = view(columnOffset, count);
      for (let l = 0, lane = 0; l < inputs.length; l++) {
        const piece = inputs[l]!.pointer(first);
        for (let k = 0; k < units; k++, lane++) {
          forward(piece, count, cols, desk.pointer + k * weightBytes, column);
          fields[lane]!.set(columnView);
        }
      }
      local(first, count, fields, forces);
      if (pull !== null) {
        const pullView = view(pullOffset, cols);
        for (let l = 0, lane = 0; l < inputs.length; l++) {
          const piece = inputs[l]!.pointer(first);
          for (let k = 0; k < units; k++, lane++) {
            columnView.set(forces[lane]!.subarray(0, count));
            backward(piece, count, cols, column, desk.pointer + pullOffset);
            const sum = pull[k]!;
            for (let j = 0; j < cols; j++) sum[j]! += pullView[j]!;
          }
        }
      }
      work += count * (cols * entryCost + sampleCost);
      if (work > sliceNanoseconds) {
        work = 0;
        yield pause;
      }
    }
    if (pull !== null) for (const sum of pull) for (let j = 0; j < cols; j++) sum[j]! /= rootD;
  };
  return { run, release: desk.release };
};
