import { describe, expect, it } from 'vitest';
import { sampleSource } from '../../../src/models/hebbianIca/sampleSource.ts';
import { cumulantsOf, sourceNodes } from '../../../src/models/hebbianIca/sources.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { everySource, paramsWith } from '../../support/hebbianIca/tools.ts';

/** Raw moments 0 to 4 that belong to the cumulants. */
const momentsOf = ({ variance, skewness, kurtosis }: ReturnType<typeof cumulantsOf>): number[] => [1, 0, variance, skewness, 3 * variance * variance + kurtosis];

describe.each(everySource)('$source $exponent $probability $density $variance', (given) => {
  const p = paramsWith(given);
  const exact = momentsOf(cumulantsOf(p));
  const { x, weight } = sourceNodes(p);
  const byNodes = (k: number): number => x.reduce((sum, s, i) => sum + weight[i]! * s ** k, 0);

  it('moments by quadrature are those in closed form', () => {
    exact.forEach((value, k) => expect(Math.abs(byNodes(k) - value)).toBeLessThan(2e-6 * Math.max(1, value)));
  });

  it('draws have these moments within their error bars', () => {
    const n = 400_000;
    const s = new Float64Array(n);
    const fill = sampleSource(p);
    const stream = makeStream('sources', JSON.stringify(given));
    fill(stream, s, 0, 7);
    fill(stream, s, 7, n);
    // The error of a fourth moment is that of the quadrature's eighth, not of the draws themselves.
    for (let k = 1; k <= 4; k++) {
      const mean = s.reduce((sum, t) => sum + t ** k, 0) / n;
      expect(Math.abs(mean - exact[k]!)).toBeLessThan(4 * Math.sqrt(Math.max(1e-12, byNodes(2 * k) - byNodes(k) ** 2) / n));
    }
  });

  it('neighbouring draws are uncorrelated, also at the distance of a word', () => {
    const n = 100_000;
    const s = new Float64Array(n);
    sampleSource(p)(makeStream('pairs', JSON.stringify(given)), s, 0, n);
    for (const lag of [1, 2, 31, 32]) {
      let sum = 0;
      for (let i = 0; i + lag < n; i++) sum += s[i]! * s[i + lag]!;
      expect(Math.abs(sum / n)).toBeLessThan((4.5 * exact[2]!) / Math.sqrt(n));
    }
  });
});

it('the kurtosis of two points vanishes at 1/2 +- 1/sqrt 12, their skewness at 1/2', () => {
  expect(Math.abs(cumulantsOf(paramsWith({ source: 'twoPoint', probability: 0.5 + Math.sqrt(1 / 12) })).kurtosis)).toBeLessThan(1e-12);
  expect(cumulantsOf(paramsWith({ source: 'twoPoint', probability: 0.5 }))).toEqual({ variance: 1, skewness: 0, kurtosis: -2 });
});
