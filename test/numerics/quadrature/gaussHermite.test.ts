import { describe, expect, it } from 'vitest';
import { gaussHermite } from '../../../src/numerics/quadrature/gaussHermite.ts';
import { normalMeanNodes } from '../../../src/numerics/quadrature/normalMean.ts';
import { normalCdf } from '../../../src/numerics/normalCdf.ts';

describe('Gauss-Hermite', () => {
  it.each([1, 2, 3, 7, 30, 81, 121, 200])('%i nodes: exact moments, ascending, symmetric', (n) => {
    const { x, weight } = gaussHermite(n);
    for (let i = 0; i < n; i++) {
      expect(x[i]! + x[n - 1 - i]!).toBe(0);
      expect(weight[i]!).toBe(weight[n - 1 - i]!);
      if (i > 0) expect(x[i]!).toBeGreaterThan(x[i - 1]!);
    }
    let double = 1;
    for (let k = 0; k <= Math.min(2 * n - 2, 12); k += 2) {
      if (k > 0) double *= k - 1;
      const moment = x.reduce((sum, at, i) => sum + weight[i]! * at ** k, 0);
      expect(Math.abs(moment / double - 1)).toBeLessThan(1e-12);
    }
  });

  it('the five nodes of the tables', () => {
    const { x, weight } = gaussHermite(5);
    // Abramowitz and Stegun 25.10 in the variable x/sqrt 2, weights over sqrt pi.
    expect(x[3]! / Math.SQRT2).toBeCloseTo(0.9585724646138185, 14);
    expect(x[4]! / Math.SQRT2).toBeCloseTo(2.0201828704560856, 14);
    expect(weight[2]! * Math.sqrt(Math.PI)).toBeCloseTo(0.9453087204829419, 14);
    expect(weight[4]! * Math.sqrt(Math.PI)).toBeCloseTo(0.019953242059045913, 14);
  });

  it.each([0, 201, 1.5, NaN])('%d nodes are refused', (n) => expect(() => gaussHermite(n)).toThrow(RangeError));
});

describe('rule that is dense near zero', () => {
  it.each([1, 0.3, 0.05, 0.001])('scale %d: moments, and a function that turns over on that scale', (b) => {
    for (const [h, accuracy] of [[0.15, 1e-12], [0.2, 1.5e-9], [0.4, 3e-4]] as const) {
      const { x, weight } = normalMeanNodes(b, h);
      const mean = (f: (at: number) => number): number => x.reduce((sum, at, i) => sum + weight[i]! * f(at), 0);
      expect(Math.abs(mean(() => 1) - 1)).toBeLessThan(accuracy);
      expect(Math.abs(mean((at) => at * at) - 1)).toBeLessThan(accuracy);
      // E Phi(x/b)^2 = 1/2 - (1/pi) arctan sqrt((1 - r)/(1 + r)), r = 1/(1 + b^2).
      const r = 1 / (1 + b * b);
      const exact = 0.5 - Math.atan(Math.sqrt((1 - r) / (1 + r))) / Math.PI;
      expect(Math.abs(mean((at) => normalCdf(at / b) ** 2) - exact)).toBeLessThan(accuracy);
    }
  });
});
