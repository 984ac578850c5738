import { describe, expect, test } from 'vitest';
import { eigenvalues, type Eigenvalues } from '../../../src/numerics/linear/eigenvalues.ts';
import { reduceToHessenberg } from '../../../src/numerics/linear/hessenberg.ts';
import fixture from '../../fixtures/eigenvalues.json';

/** Largest distance after pairing each expected value with the nearest one left. */
const distance = (found: Eigenvalues, real: readonly number[], imaginary: readonly number[]): number => {
  const left = Array.from(found.real, (re, i) => [re, found.imaginary[i]!] as const);
  return Math.max(...real.map((re, i) => {
    const gaps = left.map(([x, y]) => Math.hypot(x - re, y - imaginary[i]!));
    const best = gaps.indexOf(Math.min(...gaps));
    left.splice(best, 1);
    return gaps[best]!;
  }));
};

const frobenius = (matrix: readonly number[]) => Math.hypot(...matrix);

describe.each(fixture.cases)('$name', ({ name, matrix, real, imaginary }) => {
  const n = real.length;
  const input = Float64Array.from(matrix);
  const found = eigenvalues(input, n)!;

  test('agrees with LAPACK', () => {
    // Roots 1..7 of a companion matrix and bad scaling: conditioning costs three digits in either program.
    const digits = /roots|scaled|triangular/.test(name) ? 1e-12 : 2e-14;
    expect(distance(found, real, imaginary)).toBeLessThanOrEqual(digits * frobenius(matrix));
  });

  test('falls in real part, pairs are conjugate, input untouched', () => {
    for (let i = 1; i < n; i++) expect(found.real[i]!).toBeLessThanOrEqual(found.real[i - 1]!);
    expect(distance(found, Array.from(found.real), Array.from(found.imaginary, (y) => -y))).toBe(0);
    expect(Array.from(input)).toEqual(matrix);
  });
});

test('Jordan block: error eps^(1/k) at the most', () => {
  const k = 4;
  const block = Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? 2 : 0));
  for (let i = 0; i < k - 1; i++) block[i * k + i + 1] = 1;
  // A similarity keeps the iteration from reading the eigenvalues off the diagonal.
  for (let j = 0; j < k; j++) block[3 * k + j] = block[3 * k + j]! + 0.5 * block[j]!;
  for (let i = 0; i < k; i++) block[i * k] = block[i * k]! - 0.5 * block[i * k + 3]!;
  const found = eigenvalues(block, k)!;
  expect(distance(found, [2, 2, 2, 2], [0, 0, 0, 0])).toBeLessThan(10 * 2.2e-16 ** (1 / k));
});

test('Hessenberg form: zeros below, same trace and norm', () => {
  const { matrix, real } = fixture.cases.find(({ name }) => name === 'random 13')!;
  const n = real.length;
  const a = Float64Array.from(matrix);
  reduceToHessenberg(a, n);
  let trace = 0;
  for (let i = 0; i < n; i++) {
    trace += a[i * n + i]!;
    for (let j = 0; j < i - 1; j++) expect(a[i * n + j]).toBe(0);
  }
  expect(trace).toBeCloseTo(real.reduce((x, y) => x + y), 11);
  expect(Math.hypot(...a)).toBeCloseTo(frobenius(matrix), 10);
});

test('sizes 0 and 1, entries that are not finite, a wrong length', () => {
  expect(eigenvalues(new Float64Array(0), 0)!.real.length).toBe(0);
  expect(Array.from(eigenvalues(Float64Array.of(-3), 1)!.real)).toEqual([-3]);
  expect(eigenvalues(Float64Array.of(1, NaN, 0, 1), 2)).toBeNull();
  expect(eigenvalues(Float64Array.of(1, 0, Infinity, 1), 2)).toBeNull();
  expect(() => eigenvalues(new Float64Array(5), 2)).toThrow('got 5');
});
