import { describe, expect, test } from 'vitest';
import { lineFit, localSlopes, logLogFit, semiLogFit } from '../../../src/numerics/statistics/fits.ts';

describe('lineFit', () => {
  test('numpy.polyfit on a scattered set', () => {
    // numpy.polyfit([1, 2, 4, 7], [3, 1, 5, 6], 1) = [0.69047619, 1.33333333]
    expect(lineFit([1, 2, 4, 7], [3, 1, 5, 6])).toEqual({ slope: expect.closeTo(29 / 42, 14), intercept: expect.closeTo(4 / 3, 14), used: 4 });
  });

  test('leaves null out, and needs two different x', () => {
    expect(lineFit([1, 2, 3, 4], [2, null, 6, null])).toEqual({ slope: 2, intercept: 0, used: 2 });
    expect(lineFit([1, 2, 3], [null, 5, null])).toBeNull();
    expect(lineFit([2, 2, 3], [1, 2, null])).toBeNull();
    expect(lineFit([], [])).toBeNull();
  });
});

test('semiLogFit: slope per e-fold', () => {
  const xs = [300, 1000, 3000, 10000];
  const fit = semiLogFit(xs, xs.map((x) => 20 + 9.07 * Math.log(x)))!;
  expect(fit.slope).toBeCloseTo(9.07, 10);
  expect(fit.intercept).toBeCloseTo(20, 9);
  expect(() => semiLogFit([0, 1], [1, 2])).toThrow('got 0');
});

test('logLogFit: exponent and prefactor', () => {
  const xs = Float64Array.of(10, 30, 100);
  const fit = logLogFit(xs, xs.map((x) => 0.3 * x ** 1.5))!;
  expect(fit.slope).toBeCloseTo(1.5, 12);
  expect(fit.prefactor).toBeCloseTo(0.3, 12);
  expect(logLogFit(xs, [1, null, null])).toBeNull();
  expect(() => logLogFit(xs, [1, 0, 2])).toThrow(RangeError);
});

test('localSlopes: between neighbours, null beside a null', () => {
  const xs = [1, 10, 100, 1000, 1000];
  const slopes = localSlopes(xs, [2, 20, 2000, null, 5]);
  expect(slopes).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12), null, null]);
  expect(localSlopes([10, 10], [1, 2])).toEqual([null]);
  expect(localSlopes([10], [1])).toEqual([]);
  expect(localSlopes([], [])).toEqual([]);
});
