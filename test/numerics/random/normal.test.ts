import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../../src/numerics/normalCdf.ts';
import { fillNormals, nextNormal } from '../../../src/numerics/random/normal.ts';
import { makeStream, nextUint32 } from '../../../src/numerics/random/stream.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';

const n = 1_000_000;
const sample = new Float64Array(n);
fillNormals(makeStream('normal test', 1), sample, n);

/** Sum of products of f(x_t) and f(x_{t+lag}) in standard errors, f of mean 0 and the given variance. */
function lagScore(f: (x: number) => number, variance: number, lag: number): number {
  let sum = 0;
  for (let t = 0; t + lag < n; t++) sum += f(sample[t]!) * f(sample[t + lag]!);
  return sum / (variance * Math.sqrt(n - lag));
}

describe('fillNormals', () => {
  it('is Box-Muller on three words a pair', () => {
    const stream = makeStream('words');
    const twin = makeStream('words');
    const out = new Float64Array(2000);
    fillNormals(stream, out, 2000);
    for (let i = 0; i < 2000; i += 2) {
      const u = (nextUint32(twin) * 2 ** 20 + Math.floor(nextUint32(twin) / 2 ** 12) + 1) / 2 ** 52;
      const angle = (2 * Math.PI * (nextUint32(twin) + 0.5)) / 2 ** 32;
      const radius = Math.sqrt(-2 * Math.log(u));
      expect(Math.abs(out[i]! - radius * Math.cos(angle))).toBeLessThan(1e-14);
      expect(Math.abs(out[i + 1]! - radius * Math.sin(angle))).toBeLessThan(1e-14);
    }
    expect(stream.state).toEqual(twin.state);
  });

  it('gives the same numbers however the calls are divided', () => {
    const whole = new Float64Array(1000);
    fillNormals(makeStream('split'), whole, 1000);
    const stream = makeStream('split');
    const parts: number[] = [];
    for (let size = 0; parts.length < 1000; size = (size * 5 + 3) % 17) {
      const out = new Float64Array(20);
      const count = Math.min(size, 1000 - parts.length);
      fillNormals(stream, out, count);
      parts.push(...out.subarray(0, count));
      expect(out.subarray(count).every((x) => x === 0)).toBe(true);
    }
    expect(parts).toEqual([...whole]);
    const single = makeStream('split');
    expect(Array.from({ length: 7 }, () => nextNormal(single))).toEqual([...whole.subarray(0, 7)]);
  });

  it('refuses a count that does not fit', () => {
    for (const count of [-1, 3, 0.5, NaN]) expect(() => fillNormals(makeStream(1), new Float64Array(2), count)).toThrow(RangeError);
  });

  it('has the moments of the normal law', () => {
    const moments = [1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395];
    for (let k = 1; k <= 6; k++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += sample[i]! ** k;
      const error = Math.sqrt((moments[2 * k]! - moments[k]! ** 2) / n);
      expect(Math.abs(sum / n - moments[k]!) / error, `moment ${k}`).toBeLessThan(5);
    }
  });

  it('has the tails of the normal law', () => {
    for (const bound of [1, 2, 3, 4]) {
      const chance = normalCdf(-bound);
      for (const sign of [-1, 1]) {
        let count = 0;
        for (let i = 0; i < n; i++) if (sign * sample[i]! > bound) count++;
        expect(Math.abs(count - n * chance) / Math.sqrt(n * chance * (1 - chance)), `${sign} ${bound}`).toBeLessThan(4.5);
      }
    }
  });

  it('passes Kolmogorov-Smirnov, which a scale 2 % off does not', () => {
    expect(oneSampleKolmogorovSmirnov(sample, normalCdf).p).toBeGreaterThan(1e-3);
    expect(oneSampleKolmogorovSmirnov(sample, (x) => normalCdf(x * 1.02)).p).toBeLessThan(1e-9);
    const odd = sample.filter((_, i) => i % 2 === 1);
    expect(oneSampleKolmogorovSmirnov(odd, normalCdf).p).toBeGreaterThan(1e-3);
  });

  it('has no correlation at lags 1 to 4, nor have the squares or the signs', () => {
    for (let lag = 1; lag <= 4; lag++) {
      expect(Math.abs(lagScore((x) => x, 1, lag))).toBeLessThan(4.5);
      expect(Math.abs(lagScore((x) => x * x - 1, 2, lag))).toBeLessThan(4.5);
      expect(Math.abs(lagScore(Math.sign, 1, lag))).toBeLessThan(4.5);
    }
  });

  it('has independent partners within a pair', () => {
    let crossed = 0;
    for (let i = 0; i < n; i += 2) crossed += (sample[i]! ** 2 - 1) * (sample[i + 1]! ** 2 - 1);
    expect(Math.abs(crossed / (2 * Math.sqrt(n / 2)))).toBeLessThan(4.5);
    const ratios = Float64Array.from({ length: n / 2 }, (_, i) => sample[2 * i]! / sample[2 * i + 1]!);
    expect(oneSampleKolmogorovSmirnov(ratios, (x) => 0.5 + Math.atan(x) / Math.PI).p).toBeGreaterThan(1e-3);
  });
});
