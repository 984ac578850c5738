import { describe, expect, it } from 'vitest';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import type { Pause } from '../../../src/models/contract.ts';
import { drawMatrix, type Matrix } from '../../../src/models/sequenceMultiIndex/simulation/matrix.ts';
import { makeSweep } from '../../../src/models/sequenceMultiIndex/simulation/sweep.ts';
import { entriesOf, finished } from '../../support/sequenceMultiIndex/tools.ts';

const matrixOf = (rows: number, cols: number, precision: 32 | 64, key: string): Matrix =>
  finished(drawMatrix(rows, cols, precision, [1, 2, 3, 4].map((part) => makeStream(key, part)), 1, () => 0));

const normalsOf = (n: number, key: string): Float64Array => {
  const out = new Float64Array(n);
  fillNormals(makeStream(key), out, n);
  return out;
};

const pausesIn = (work: Generator<Pause, unknown>): number => {
  let pauses = 0;
  while (work.next().done !== true) pauses++;
  return pauses;
};

describe('one pass over the inputs', () => {
  // Rows beyond a block (131072 entries), blocks that are no multiple of a piece, fewer rows than four, sides that are no multiple of four.
  it.each([
    [3, 10, 32, 1, 1], [1300, 1001, 32, 1, 1], [2000, 700, 32, 2, 1], [900, 613, 64, 1, 2], [5000, 17, 64, 2, 2], [700, 1501, 32, 1, 2],
  ] as const)('%i samples of %i numbers, %i bits, %i tokens, %i neurons: fields and pulls are those of plain sums', (rows, cols, precision, tokens, units) => {
    const inputs = Array.from({ length: tokens }, (_, l) => matrixOf(rows, cols, precision, `token ${l}`));
    const weights = Array.from({ length: units }, (_, k) => normalsOf(cols, `weights ${k}`));
    const wanted = Array.from({ length: tokens * units }, (_, lane) => normalsOf(rows, `forces ${lane}`));
    const pull = weights.map(() => new Float64Array(cols).fill(NaN));
    const seen = wanted.map(() => new Float64Array(rows).fill(NaN));
    const sweep = makeSweep(inputs, units, 10);
    let next = 0;
    finished(sweep.run(weights, (first, count, fields, forces) => {
      expect(first).toBe(next);
      next += count;
      for (let lane = 0; lane < wanted.length; lane++) {
        seen[lane]!.set(fields[lane]!.subarray(0, count), first);
        forces[lane]!.set(wanted[lane]!.subarray(first, first + count));
      }
    }, pull));
    expect(next).toBe(rows);
    sweep.release();
    const expected = weights.map(() => new Float64Array(cols));
    const sizes = weights.map(() => new Float64Array(cols));
    const u = precision === 32 ? 1.2e-7 : 2.3e-16;
    inputs.forEach((matrix, l) => {
      const x = entriesOf(matrix);
      matrix.release();
      for (let k = 0; k < units; k++) {
        const lane = l * units + k;
        for (let i = 0; i < rows; i++) {
          let [sum, size] = [0, 0];
          for (let j = 0; j < cols; j++) {
            const product = x[i * cols + j]! * weights[k]![j]!;
            sum += product;
            size += Math.abs(product);
            const pulled = x[i * cols + j]! * wanted[lane]![i]!;
            expected[k]![j]! += pulled;
            sizes[k]![j]! += Math.abs(pulled);
          }
          // Bounds of the kernels: 18 units in single precision and the rounding of the weights; n/2 + 3 in double.
          const bound = (precision === 32 ? 20 : cols / 2 + 5) * u * size;
          if (!(Math.abs(seen[lane]![i]! * Math.sqrt(cols) - sum) <= bound)) expect(Math.abs(seen[lane]![i]! * Math.sqrt(cols) - sum)).toBeLessThanOrEqual(bound);
        }
      }
    });
    const height = Math.min(1024, rows);
    for (let k = 0; k < units; k++) {
      for (let j = 0; j < cols; j++) {
        const bound = (precision === 32 ? height / 4 + 8 : rows + 8) * u * sizes[k]![j]!;
        expect(Math.abs(pull[k]![j]! * Math.sqrt(cols) - expected[k]![j]!)).toBeLessThanOrEqual(bound);
      }
    }
  });
  it('pauses within a product with 4000 x 8000 numbers, and as often when the samples are dear', () => {
    const cheap = matrixOf(8000, 4000, 32, 'large');
    const weights = [normalsOf(4000, 'w')];
    const pull = [new Float64Array(4000)];
    const sweep = makeSweep([cheap], 1, 10);
    const local = (): void => {};
    const work = sweep.run(weights, local, pull);
    // 32 million numbers at a third of a nanosecond: 11 ms in pieces of at most 2.5 and the rest of a piece.
    let longest = 0;
    let pauses = 0;
    for (;;) {
      const before = performance.now();
      const { done } = work.next();
      longest = Math.max(longest, performance.now() - before);
      if (done === true) break;
      pauses++;
    }
    console.log(`4000 x 8000: ${pauses} pauses, longest stretch ${longest.toFixed(1)} ms`);
    expect(pauses).toBeGreaterThanOrEqual(4);
    sweep.release();
    cheap.release();
    const small = matrixOf(8000, 10, 32, 'small');
    const dear = makeSweep([small], 1, 10_000);
    // 80 ms of samples by prediction.
    expect(pausesIn(dear.run([normalsOf(10, 'w')], local, null))).toBeGreaterThan(7);
    dear.release();
    small.release();
  });
});
