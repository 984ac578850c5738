import { describe, expect, it } from 'vitest';
import { writeCholesky } from '../../src/numerics/cholesky.ts';
import { choleskySolve } from '../../src/numerics/choleskySolve.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';

function product(factor: Float64Array, n: number, columns: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) for (let m = 0; m < columns; m++) out[i * n + j]! += factor[i * columns + m]! * factor[j * columns + m]!;
  return out;
}

function randomGram(n: number, columns: number, seed: number): Float64Array {
  const factor = new Float64Array(n * columns);
  fillNormals(makeStream('cholesky test', seed), factor, factor.length);
  return product(factor, n, columns);
}

describe('writeCholesky', () => {
  it('finds the factor of a known matrix', () => {
    const out = new Float64Array(9).fill(7);
    expect(writeCholesky(out, Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), 3)).toBe(3);
    expect([...out]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it.each([1, 2, 3, 5, 8])('reproduces random matrices of size %i, also in place', (n) => {
    for (let seed = 0; seed < 50; seed++) {
      const a = randomGram(n, n + 2, seed);
      const factor = new Float64Array(n * n);
      expect(writeCholesky(factor, a, n)).toBe(n);
      const again = product(factor, n, n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) expect(Math.abs(again[i * n + j]! - a[i * n + j]!)).toBeLessThanOrEqual((n + 2) * 2 ** -53 * Math.sqrt(a[i * n + i]! * a[j * n + j]!));
      const place = a.slice();
      writeCholesky(place, place, n);
      expect(place).toEqual(factor);
    }
  });

  it('reads the lower triangle only', () => {
    const out = new Float64Array(4);
    expect(writeCholesky(out, Float64Array.of(4, NaN, 2, 10), 2)).toBe(2);
    expect([...out]).toEqual([2, 0, 1, 3]);
  });

  it('sets the column of a pivot to zero at and below 1e-13 of the diagonal, not above', () => {
    const out = new Float64Array(9);
    const withGap = (gap: number): number => writeCholesky(out, Float64Array.of(1, 1, 1, 1, 1 + gap, 1, 1, 1, 2), 3);
    expect(withGap(9.0e-14)).toBe(2);
    expect([...out]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 1]);
    expect(withGap(1.2e-13)).toBe(3);
    expect(out[4]).toBeGreaterThan(3e-7);
  });

  it('counts the rank of Gram matrices of too few vectors', () => {
    let checked = 0;
    for (let seed = 0; seed < 100; seed++) {
      const a = randomGram(5, 2, seed);
      const factor = new Float64Array(25);
      const rank = writeCholesky(factor, a, 5);
      if (a[1]! ** 2 < 0.9 * a[0]! * a[6]!) {
        expect(rank).toBe(2);
        checked++;
      }
      const again = product(factor, 5, 5);
      for (let i = 0; i < 25; i++) expect(Math.abs(again[i]! - a[i]!)).toBeLessThan(1e-10);
    }
    expect(checked).toBeGreaterThan(60);
  });

  it('takes zero and negative matrices as rank 0 and lets NaN through', () => {
    const out = new Float64Array(4).fill(1);
    expect(writeCholesky(out, new Float64Array(4), 2)).toBe(0);
    expect([...out]).toEqual([0, 0, 0, 0]);
    expect(writeCholesky(out, Float64Array.of(-1, 0, 0, -2), 2)).toBe(0);
    writeCholesky(out, Float64Array.of(NaN, 0, 1, 1), 2);
    expect(out[0]).toBeNaN();
  });
});

describe('choleskySolve', () => {
  const times = (a: Float64Array, x: Float64Array): Float64Array => x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * x.length + j]! * value, 0));

  it('solves a known system, also in place', () => {
    const x = new Float64Array(3);
    const b = Float64Array.of(-20, -43, 192);
    choleskySolve(x, Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3), b, 3);
    expect([...x]).toEqual([1, 2, 3]);
    choleskySolve(b, Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3), b, 3);
    expect([...b]).toEqual([1, 2, 3]);
  });

  it('leaves a small residual, and solves consistent singular systems', () => {
    for (let seed = 0; seed < 50; seed++) {
      for (const columns of [7, 3]) {
        const a = randomGram(5, columns, seed);
        const b = times(a, Float64Array.of(1, -2, 0.5, 3, -1));
        const factor = new Float64Array(25);
        writeCholesky(factor, a, 5);
        const x = new Float64Array(5);
        choleskySolve(x, factor, b, 5);
        times(a, x).forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThan(1e-9));
      }
    }
  });
});
