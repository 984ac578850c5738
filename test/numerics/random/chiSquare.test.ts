import { describe, expect, it } from 'vitest';
import { erfc } from '../../../src/numerics/erfc.ts';
import { fillChiSquares } from '../../../src/numerics/random/chiSquare.ts';
import { nextNormal } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';

const n = 100_000;

/** Exact: Q(a + 1, y) = Q(a, y) + y^a e^-y / Gamma(a + 1), from a = 1/2 or 1 upwards. */
function chiSquareCdf(x: number, degrees: number): number {
  const y = x / 2;
  const odd = degrees % 2 === 1;
  let tail = odd ? erfc(Math.sqrt(y)) : Math.exp(-y);
  let term = odd ? 2 * Math.sqrt(y / Math.PI) * Math.exp(-y) : y * Math.exp(-y);
  for (let a = odd ? 0.5 : 1; 2 * a < degrees - 0.5; a++) {
    tail += term;
    term *= y / (a + 1);
  }
  return 1 - tail;
}

function draw(degrees: number): Float64Array {
  const out = new Float64Array(n);
  fillChiSquares(makeStream('chi-square test', degrees), degrees, out, n);
  return out;
}

describe('fillChiSquares', () => {
  it('is tested against the right law', () => {
    // scipy 1.17.1, chi2.cdf
    const known = [[1, 0.5, 0.5204998778130465], [2, 3, 0.7768698398515702], [5, 4.2, 0.4790050465685948], [46, 50, 0.6824665163210589], [1000, 1010, 0.593966849052264]] as const;
    for (const [degrees, x, p] of known) expect(chiSquareCdf(x, degrees)).toBeCloseTo(p, 11);
  });

  it.each([1, 2, 3, 5, 46, 1000])('has mean, variance and law at %i degrees', (degrees) => {
    const sample = draw(degrees);
    let mean = 0;
    let spread = 0;
    for (const x of sample) mean += x / n;
    for (const x of sample) spread += (x - degrees) ** 2 / n;
    expect(Math.abs(mean - degrees) / Math.sqrt((2 * degrees) / n)).toBeLessThan(4.5);
    const fourth = 12 * degrees * degrees + 48 * degrees;
    expect(Math.abs(spread - 2 * degrees) / Math.sqrt((fourth - 4 * degrees * degrees) / n)).toBeLessThan(4.5);
    expect(oneSampleKolmogorovSmirnov(sample, (x) => chiSquareCdf(x, degrees)).p).toBeGreaterThan(1e-3);
  });

  it.each([1, 2, 5, 46])('is told from the law of one degree more at %i degrees', (degrees) => {
    expect(oneSampleKolmogorovSmirnov(draw(degrees), (x) => chiSquareCdf(x, degrees + 1)).p).toBeLessThan(1e-6);
  });

  it.each([2, 1000])('has no serial correlation at %i degrees', (degrees) => {
    const sample = draw(degrees);
    for (let lag = 1; lag <= 4; lag++) {
      let sum = 0;
      for (let t = 0; t + lag < n; t++) sum += (sample[t]! - degrees) * (sample[t + lag]! - degrees);
      expect(Math.abs(sum / (2 * degrees * Math.sqrt(n - lag)))).toBeLessThan(4.5);
    }
  });

  it.each([1, 2, 46])('gives the same numbers however the calls are divided, at %i degrees', (degrees) => {
    const whole = new Float64Array(500);
    fillChiSquares(makeStream('split'), degrees, whole, 500);
    const stream = makeStream('split');
    const parts: number[] = [];
    for (let size = 1; parts.length < 500; size = (size * 5 + 3) % 17) {
      const out = new Float64Array(17);
      const count = Math.min(size, 500 - parts.length);
      fillChiSquares(stream, degrees, out, count);
      parts.push(...out.subarray(0, count));
    }
    expect(parts).toEqual([...whole]);
  });

  it('uses up the normal that waits in the stream', () => {
    const stream = makeStream('shared');
    const twin = makeStream('shared');
    const out = new Float64Array(1);
    nextNormal(stream);
    fillChiSquares(stream, 1, out, 1);
    nextNormal(twin);
    expect(out[0]).toBe(nextNormal(twin) ** 2);
  });

  it('refuses what has no law', () => {
    for (const degrees of [0, -1, 1.5, NaN]) expect(() => fillChiSquares(makeStream(1), degrees, new Float64Array(1), 1)).toThrow(RangeError);
    for (const count of [-1, 2, 0.5, NaN]) expect(() => fillChiSquares(makeStream(1), 3, new Float64Array(1), count)).toThrow(RangeError);
  });
});
