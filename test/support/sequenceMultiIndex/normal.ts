import { expect } from 'vitest';

/** Mean and variance of independent normals within five standard errors, and the correlation of neighbours. */
export const expectNormal = (x: Float64Array, mean: number, deviation: number): void => {
  const n = x.length;
  let [sum, squares, products] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const z = (x[i]! - mean) / deviation;
    sum += z;
    squares += z * z;
    if (i > 0) products += (z * (x[i - 1]! - mean)) / deviation;
  }
  expect(Math.abs(sum / n)).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(squares / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  expect(Math.abs(products / n)).toBeLessThan(5 / Math.sqrt(n));
};
