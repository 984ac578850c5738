import { describe, expect, it } from 'vitest';
import { chebyshev } from '../../../src/numerics/chebyshev.ts';
import { findRoot } from '../../../src/numerics/findRoot.ts';
import { logGamma } from '../../../src/numerics/logGamma.ts';
import { cumulative } from '../../../src/numerics/quadrature/cumulative.ts';
import { gaussLegendre, panelNodes } from '../../../src/numerics/quadrature/gaussLegendre.ts';

describe('gaussLegendre', () => {
  it.each([1, 2, 3, 8, 21, 100])('%i nodes integrate x^d exactly up to d = 2n - 1, and not x^2n', (n) => {
    const { x, weight } = gaussLegendre(n);
    const moment = (d: number): number => x.reduce((sum, t, i) => sum + weight[i]! * t ** d, 0);
    for (const d of [0, 1, 2, n, 2 * n - 2, 2 * n - 1]) if (d < 2 * n) expect(Math.abs(moment(d) - (d % 2 === 0 ? 2 / (d + 1) : 0))).toBeLessThan(5e-15);
    if (n < 10) expect(Math.abs(moment(2 * n) - 2 / (2 * n + 1))).toBeGreaterThan(1e-7);
    for (let i = 1; i < n; i++) expect(x[i]!).toBeGreaterThan(x[i - 1]!);
  });

  it('on panels, and only for a number of nodes', () => {
    const { x, weight } = panelNodes([0, 0.5, 2, 3], 10);
    expect(Math.abs(x.reduce((sum, t, i) => sum + weight[i]! * Math.exp(t), 0) - Math.expm1(3))).toBeLessThan(1e-13);
    expect(() => gaussLegendre(0)).toThrow(RangeError);
  });
});

describe('cumulative', () => {
  it('is the integral from zero, in any order of its arguments', () => {
    const sine = cumulative(Math.cos, 0.7, 8);
    for (const x of [3, 0, 0.1, 0.7, 1.4, 9.99, 2]) expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThan(1e-13);
  });
});

describe('findRoot', () => {
  it.each([
    ['cubic', (x: number) => x * x * x - 2, 0, 2, Math.cbrt(2)],
    ['steep', (x: number) => Math.expm1(30 * (x - 0.3)), 0, 5, 0.3],
    ['flat', (x: number) => (x - 0.7) ** 5, 0, 1, 0.7],
    ['falling', (x: number) => Math.cos(x), 0, 3, Math.PI / 2],
  ] as const)('%s', (name, f, a, b, root) => {
    let calls = 0;
    const counted = (x: number): number => {
      calls++;
      return f(x);
    };
    expect(Math.abs(findRoot(counted, a, f(a), b, f(b)) - root)).toBeLessThan(name === 'flat' ? 1e-3 : 1e-13);
    expect(calls).toBeLessThan(60);
  });

  it('throws without a change of sign', () => expect(() => findRoot((x) => x, 1, 1, 2, 2)).toThrow(RangeError));
});

describe('chebyshev', () => {
  it('interpolates a smooth function to rounding, a kink not', () => {
    const smooth = chebyshev((x) => Math.exp(x) * Math.sin(3 * x), -1, 2, 40);
    const kink = chebyshev(Math.abs, -1, 1, 40);
    for (let x = -1; x <= 2; x += 0.01) expect(Math.abs(smooth(x) - Math.exp(x) * Math.sin(3 * x))).toBeLessThan(1e-13);
    expect(kink(0)).toBeGreaterThan(1e-3);
  });
});

describe('logGamma', () => {
  it('knows factorials, halves and the reflection', () => {
    let factorial = 1;
    for (let n = 1; n < 20; n++) {
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(1e-14 * (1 + Math.log(factorial)));
      factorial *= n;
    }
    expect(Math.abs(logGamma(0.5) - 0.5 * Math.log(Math.PI))).toBeLessThan(3e-15);
    for (const x of [0.05, 0.3, 0.77]) expect(Math.abs(logGamma(x) + logGamma(1 - x) - Math.log(Math.PI / Math.sin(Math.PI * x)))).toBeLessThan(5e-15);
    expect(logGamma(0)).toBeNaN();
  });
});
