import { describe, expect, test } from 'vitest';
import { normalCdf } from '../../src/numerics/normalCdf.ts';
import { drawNormals, type Precision } from '../support/drawNormals.ts';
import { oneSampleKolmogorovSmirnov } from '../support/kolmogorovSmirnov.ts';

const n = 10_000_000;
const moments = [1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395];

/** Standard errors of the mean product of f at a distance; f has mean 0 and the given variance. */
const correlation = (xs: Float64Array, f: (x: number) => number, variance: number, distance: number): number => {
  let sum = 0;
  for (let i = 0; i + distance < xs.length; i++) sum += f(xs[i]!) * f(xs[i + distance]!);
  return sum / (variance * Math.sqrt(xs.length - distance));
};

describe.each<Precision>(['double', 'single'])('10^7 normals in %s precision', (precision) => {
  const xs = drawNormals(precision, n, 'law');

  test('moments 1 to 6', () => {
    for (let k = 1; k <= 6; k++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += xs[i]! ** k;
      const error = Math.sqrt((moments[2 * k]! - moments[k]! ** 2) / n);
      expect(Math.abs(sum / n - moments[k]!) / error, `moment ${k}`).toBeLessThan(4.5);
    }
  });

  test('tails to 5 sigma, each side', () => {
    for (const bound of [1, 2, 3, 4, 5]) {
      for (const sign of [-1, 1]) {
        const expected = n * normalCdf(-bound);
        let count = 0;
        for (let i = 0; i < n; i++) if (sign * xs[i]! > bound) count++;
        // 2.9 are expected beyond 5: with a chance of 1e-4 more than 12 or, over both sides, none.
        if (bound === 5) expect(count).toBeLessThanOrEqual(12);
        else expect(Math.abs(count - expected) / Math.sqrt(expected), `${sign * bound}`).toBeLessThan(4.5);
      }
    }
    expect(xs.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeGreaterThan(4.8);
  });

  test('Kolmogorov-Smirnov, which a scale off by four thousandths does not pass', () => {
    expect(oneSampleKolmogorovSmirnov(xs, normalCdf).p).toBeGreaterThan(1e-3);
    expect(oneSampleKolmogorovSmirnov(xs, (x) => normalCdf(1.004 * x)).p).toBeLessThan(1e-5);
  });

  // Four lanes: a distance of 1 to 3 is from lane to lane, of 4 (or 8) from one number of a lane to the next.
  test('no correlation between lanes, between partners of a pair, nor from one number to the next', () => {
    for (const distance of [1, 2, 3, 4, 5, 8, 12, 16]) {
      expect(Math.abs(correlation(xs, (x) => x, 1, distance)), `${distance}`).toBeLessThan(4.5);
      expect(Math.abs(correlation(xs, (x) => x * x - 1, 2, distance)), `squares, ${distance}`).toBeLessThan(4.5);
      expect(Math.abs(correlation(xs, Math.sign, 1, distance)), `signs, ${distance}`).toBeLessThan(4.5);
    }
  });

  test('no correlation with the streams of another key', () => {
    const others = drawNormals(precision, n / 10, 'law of another key');
    let sum = 0;
    for (let i = 0; i < others.length; i++) sum += others[i]! * xs[i]!;
    expect(Math.abs(sum / Math.sqrt(others.length))).toBeLessThan(4.5);
    expect(others.some((x, i) => x === xs[i])).toBe(false);
  });
});
