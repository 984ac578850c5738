import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { writeCholesky } from '../../src/numerics/cholesky.ts';
import { choleskySolve } from '../../src/numerics/choleskySolve.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';
import { withDesk } from '../support/kernelDesk.ts';
import * as twin from './twins/linear.ts';

const normals = (n: number, ...key: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(n);
  fillNormals(makeStream('cholesky kernels', ...key), out, n);
  return out;
};

const gram = (a: Float64Array, rows: number, cols: number): Float64Array =>
  withDesk(8 * (rows * cols + rows * rows) + 256, (desk) => {
    const [pa, out] = [desk.put(a), desk.put(new Float64Array(rows * rows).fill(NaN))];
    kernels().gram(pa, rows, cols, out);
    return desk.f64(out, rows * rows);
  });

const factorOf = (a: Float64Array, n: number): { factor: Float64Array; rank: number } =>
  withDesk(8 * n * n + 256, (desk) => {
    const pa = desk.put(a);
    const rank = kernels().choleskyFactor(pa, n);
    return { factor: desk.f64(pa, n * n), rank };
  });

const solutionOf = (factor: Float64Array, b: Float64Array): Float64Array =>
  withDesk(8 * (factor.length + b.length) + 256, (desk) => {
    const [pf, px] = [desk.put(factor), desk.put(b)];
    kernels().choleskySolve(pf, px, b.length);
    expect(desk.f64(pf, factor.length)).toEqual(factor);
    return desk.f64(px, b.length);
  });

describe('gram', () => {
  const sizes = [0, 1, 2, 3, 5, 8, 17];
  const shapes = [...sizes.flatMap((rows) => sizes.map((cols) => [rows, cols] as const)), [100, 100], [67, 259], [133, 600], [64, 256], [65, 513]] as const;
  it.each(shapes)('%i x %i', (rows, cols) => {
    const a = normals(rows * cols, rows, cols);
    const found = gram(a, rows, cols);
    expect(found).toEqual(twin.gram(a, rows, cols));
    for (let i = 0; i < rows; i += 7) {
      for (let j = 0; j < rows; j += 5) {
        const plain = a.subarray(i * cols, (i + 1) * cols).reduce((sum, value, k) => sum + value * a[j * cols + k]!, 0);
        const sizes = a.subarray(i * cols, (i + 1) * cols).reduce((sum, value, k) => sum + Math.abs(value * a[j * cols + k]!), 0);
        expect(Math.abs(found[i * rows + j]! - plain)).toBeLessThanOrEqual((2 * cols + 4) * 2 ** -53 * sizes);
      }
    }
  });
});

describe('choleskyFactor and choleskySolve', () => {
  it('finds the factor of a known matrix and reads the lower triangle only', () => {
    const { factor, rank } = factorOf(Float64Array.of(4, NaN, Infinity, 12, 37, -1, -16, -43, 98), 3);
    expect([...factor]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    expect(rank).toBe(3);
  });

  it.each([0, 1, 2, 3, 5, 8, 17, 31, 32, 33, 64, 100, 301])('n = %i: the bits of the twin, the numbers of src/numerics', (n) => {
    const a = gram(normals(n * (n + 10), n), n, n + 10);
    const { factor, rank } = factorOf(a, n);
    const mirror = twin.choleskyFactor(a, n);
    expect(factor).toEqual(mirror.factor);
    expect(rank).toBe(n);
    expect(mirror.rank).toBe(n);
    const plain = new Float64Array(n * n);
    writeCholesky(plain, a, n);
    const product = twin.gram(factor, n, n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) expect(Math.abs(product[i * n + j]! - a[i * n + j]!)).toBeLessThanOrEqual((2 * n + 4) * 2 ** -53 * Math.sqrt(a[i * n + i]! * a[j * n + j]!));
    const b = normals(n, 'b', n);
    const x = solutionOf(factor, b);
    expect(x).toEqual(twin.choleskySolve(factor, b));
    const expected = new Float64Array(n);
    choleskySolve(expected, plain, b, n);
    const largest = Math.max(1e-300, ...expected.map(Math.abs));
    // The residual, not the distance from the other solution, is what a stable method keeps small.
    for (let i = 0; i < n; i++) {
      const residual = twin.rowDot(a, i * n, x, 0, n) - b[i]!;
      const scale = a.subarray(i * n, (i + 1) * n).reduce((sum, value) => sum + Math.abs(value), 0) * largest;
      expect(Math.abs(residual)).toBeLessThanOrEqual(4 * n * 2 ** -53 * scale);
    }
  });

  it('sets the column of a pivot to zero at and below 1e-13 of the diagonal, not above', () => {
    const withGap = (gap: number) => factorOf(Float64Array.of(1, 0, 0, 1, 1 + gap, 0, 1, 1, 2), 3);
    expect(withGap(9.0e-14).rank).toBe(2);
    expect([...withGap(9.0e-14).factor]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 1]);
    expect(withGap(1.2e-13).rank).toBe(3);
    expect(withGap(1.2e-13).factor[4]).toBeGreaterThan(3e-7);
  });

  it.each([3, 8, 33, 100, 300])('finds dependent rows among %i, exactly where the factor is of small integers', (n) => {
    const digits = normals(n * n, 'digits', n).map((x) => Math.sign(Math.trunc(x)) + 0);
    const pivotal = (k: number): boolean => k % 3 !== 2;
    // Unit pivots: every step of the elimination is exact.
    const expected = digits.map((x, at) => {
      const [i, k] = [Math.floor(at / n), at % n];
      return !pivotal(k) || k > i ? 0 : k === i ? 1 : x;
    });
    const a = gram(expected, n, n);
    const { factor, rank } = factorOf(a, n);
    expect(factor).toEqual(expected);
    expect(rank).toBe(Array.from({ length: n }, (_, k) => k).filter(pivotal).length);
    const x = normals(n, 'x', n).map((value, k) => (pivotal(k) ? Math.trunc(value) + 0 : 0));
    const found = solutionOf(factor, twin.matvec(a, n, n, x));
    for (let k = 0; k < n; k++) expect(Math.abs(found[k]! - x[k]!)).toBe(0);
  });

  it('treats zero, negative and NaN pivots as src/numerics does', () => {
    for (const a of [Float64Array.of(0, 0, 0, 2), Float64Array.of(-1, 0, 1, 2), Float64Array.of(1, 0, NaN, 2), Float64Array.of(NaN, 0, 1, 2)]) {
      const plain = new Float64Array(4);
      const count = writeCholesky(plain, a, 2);
      const { factor, rank } = factorOf(a, 2);
      expect(rank).toBe(count);
      expect([...factor]).toEqual([...plain]);
    }
  });
});
