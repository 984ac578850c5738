import { expect, it } from 'vitest';
import { nextGamma } from '../../../src/numerics/random/gamma.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

it.each([1, 1.0625, 1.5, 3, 20])('gamma of shape %f: first three cumulants a, a, 2a', (shape) => {
  const n = 200_000;
  const stream = makeStream('gamma', shape);
  const x = Float64Array.from({ length: n }, () => nextGamma(stream, shape));
  const mean = x.reduce((a, b) => a + b, 0) / n;
  const central = (k: number): number => x.reduce((sum, t) => sum + (t - shape) ** k, 0) / n;
  const error = (k: number): number => Math.sqrt((central(2 * k) - central(k) ** 2) / n);
  expect(Math.abs(mean - shape)).toBeLessThan(4 * error(1));
  expect(Math.abs(central(2) - shape)).toBeLessThan(4 * error(2));
  expect(Math.abs(central(3) - 2 * shape)).toBeLessThan(4 * error(3));
});

it('refuses shapes below one', () => expect(() => nextGamma(makeStream(1), 0.9)).toThrow(RangeError));
