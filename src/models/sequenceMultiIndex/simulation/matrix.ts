import { kernels } from '../../../kernels/load.ts';
import { reserve, type Block } from '../../../kernels/memory.ts';
import { writeStreams } from '../../../kernels/streams.ts';
import type { Stream } from '../../../numerics/random/stream.ts';
import type { Pause } from '../../contract.ts';

/** Bits of a number: 32 for message passing, whose iterations forget rounding; 64 for descent, whose line search does not. */
export type Precision = 32 | 64;

/** An n x d matrix in the kernels' memory: row-major blocks of `blockRows` rows, the last one lower. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly precision: Precision;
  readonly blockRows: number;
  /** Where a row begins. */
  readonly pointer: (row: number) => number;
  /** Rows of one block; good until anything else is reserved. */
  readonly view: (firstRow: number, rows: number) => Float32Array | Float64Array;
  readonly release: () => void;
}

export const pause: Pause = { kind: 'pause' };

/** Entries of a block, drawn between two pauses: about 1 ms, several on memory that is new. A whole matrix takes longer than that to be reserved alone. */
const blockEntries = 1 << 17;
/** The kernel draws eight numbers at a time. */
const drawn = 8;

/** Whole rows, in number a multiple of 8: the entries are too, and no number of the streams is lost between two blocks. */
const rowsOfBlock = (rows: number, cols: number): number => Math.min(rows, Math.max(drawn, Math.floor(blockEntries / cols / drawn) * drawn));

export const matrixBytes = (rows: number, cols: number, precision: Precision): number => {
  const blocks = Math.ceil(rows / rowsOfBlock(rows, cols));
  return rows * cols * (precision / 8) + 128 * blocks + (precision === 64 ? 4 * rowsOfBlock(rows, cols) * cols : 0);
};

/**
 * A matrix of independent normals, row i with mean `shift(i)` in every component and standard deviation `deviation`.
 *
 * Both precisions hold the same numbers, which are those of single precision.
 *
 * @param streams four, side by side
 * Cost: 3 ns an entry.
 */
export function* drawMatrix(rows: number, cols: number, precision: Precision, streams: readonly Stream[], deviation: number, shift: (row: number) => number): Generator<Pause, Matrix> {
  const size = precision / 8;
  const blockRows = rowsOfBlock(rows, cols);
  const blocks: Block[] = [];
  const view = (firstRow: number, count: number): Float32Array | Float64Array => {
    const block = blocks[Math.floor(firstRow / blockRows)]!;
    const offset = size * (firstRow % blockRows) * cols;
    return precision === 32 ? block.f32(offset, count * cols) : block.f64(offset, count * cols);
  };
  const release = (): void => blocks.forEach((block) => block.release());
  const states = reserve(64);
  const desk = precision === 32 ? null : reserve(4 * (blockRows * cols + drawn));
  writeStreams(states, 0, streams.map(({ state }) => state));
  let finished = false;
  try {
    for (let from = 0; from < rows; from += blockRows) {
      const count = Math.min(blockRows, rows - from);
      const entries = count * cols;
      const block = reserve(size * (entries + drawn));
      blocks.push(block);
      kernels().fillSingleNormals(states.pointer, (desk ?? block).pointer, Math.ceil(entries / drawn));
      const target = view(from, count);
      const source = desk?.f32(0, entries) ?? target;
      for (let row = 0, at = 0; row < count; row++) {
        const mean = shift(from + row);
        for (const end = at + cols; at < end; at++) target[at] = Math.fround(mean + deviation * source[at]!);
      }
      yield pause;
    }
    finished = true;
  } finally {
    states.release();
    desk?.release();
    if (!finished) release();
  }
  const pointer = (row: number): number => blocks[Math.floor(row / blockRows)]!.pointer + size * (row % blockRows) * cols;
  return { rows, cols, precision, blockRows, pointer, view, release };
}
