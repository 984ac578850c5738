import { expect, test } from 'vitest';
import { solve } from '../../../src/numerics/linear/solve.ts';
import fixture from '../../fixtures/eigenvalues.json';

const regular = fixture.cases.filter(({ name }) => /^(random|badly|symmetric)/.test(name));

test.each(regular)('$name: small residual, inputs untouched', ({ matrix, real }) => {
  const n = real.length;
  const [a, b] = [Float64Array.from(matrix), Float64Array.from(real)];
  const x = solve(a, b)!;
  const size = Math.max(...x.map(Math.abs)) * Math.max(...matrix.map(Math.abs)) * n;
  for (let i = 0; i < n; i++) {
    let residual = -b[i]!;
    for (let j = 0; j < n; j++) residual += a[i * n + j]! * x[j]!;
    expect(Math.abs(residual)).toBeLessThan(1e-14 * size);
  }
  expect([Array.from(a), Array.from(b)]).toEqual([matrix, real]);
});

test('pivots where the diagonal is zero or tiny', () => {
  expect(Array.from(solve(Float64Array.of(0, 1, 1, 0), Float64Array.of(3, 4))!)).toEqual([4, 3]);
  const x = solve(Float64Array.of(1e-20, 1, 1, 1), Float64Array.of(1, 2))!;
  expect(x[0]).toBeCloseTo(1, 15);
  expect(x[1]).toBeCloseTo(1, 15);
});

test('null when singular or not finite, throws on a wrong length', () => {
  expect(solve(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1))).toBeNull();
  expect(solve(Float64Array.of(Infinity, 2, 2, 4), Float64Array.of(1, 1))).toBeNull();
  expect(solve(Float64Array.of(NaN, 2, 2, 4), Float64Array.of(1, 1))).toBeNull();
  expect(() => solve(new Float64Array(3), new Float64Array(2))).toThrow('got 3');
});
