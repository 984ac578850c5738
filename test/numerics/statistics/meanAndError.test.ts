import { expect, test } from 'vitest';
import { meanAndError } from '../../../src/numerics/statistics/meanAndError.ts';

test('known sample', () => {
  const [deviation, error] = [Math.sqrt(32 / 7), Math.sqrt(4 / 7)];
  expect(meanAndError([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, standardDeviation: expect.closeTo(deviation, 14), standardError: expect.closeTo(error, 14) });
});

test('a large offset costs no digits', () => {
  const { mean, standardDeviation } = meanAndError(Float64Array.from({ length: 1001 }, (_, i) => 1e9 + (i % 2)))!;
  expect(mean).toBeCloseTo(1e9 + 500 / 1001, 6);
  expect(standardDeviation).toBeCloseTo(Math.sqrt((500 * 501) / 1001 / 1000), 7);
});

test('one value has no error, none has no mean', () => {
  expect(meanAndError([3])).toEqual({ mean: 3, standardDeviation: null, standardError: null });
  expect(meanAndError([])).toBeNull();
});
