import { describe, expect, it } from 'vitest';
import { bivariateNormalCdf, makeBivariateNormalCdf } from '../../src/numerics/bivariateNormalCdf.ts';
import { normalCdf } from '../../src/numerics/normalCdf.ts';
import { normalHazard } from '../../src/numerics/normalHazard.ts';

describe('density over distribution function', () => {
  // 30-digit values, by continued fraction.
  it.each([[-1, 1.525135276160981], [0, 0.7978845608028654], [1, 0.2875999709391784], [-5, 5.186503967125842], [-10, 10.098093233962512]])('at %d', (x, expected) =>
    expect(Math.abs(normalHazard(x) / expected - 1)).toBeLessThan(2e-15));

  it('is continuous where its formulas meet, and runs along -x far out', () => {
    for (const x of [-0.875 * Math.SQRT2, -28 * Math.SQRT2]) expect(Math.abs(normalHazard(x * (1 - 1e-13)) / normalHazard(x * (1 + 1e-13)) - 1)).toBeLessThan(3e-13);
    // 1 + 1/x^2 - 2/x^4 + 10/x^6
    for (const x of [-20, -38, -41, -1e3, -1e150]) expect(Math.abs(normalHazard(x) / (-x * (1 + 1 / x / x - 2 / (x * x) / (x * x))) - 1)).toBeLessThan(11 / x ** 6 + 1e-14);
  });

  it('obeys H\' = -H (x + H)', () => {
    for (const x of [-30, -6, -1.3, -1.2, 0, 2, 5]) {
      const slope = (normalHazard(x + 1e-4) - normalHazard(x - 1e-4)) / 2e-4;
      const H = normalHazard(x);
      expect(Math.abs(slope + H * (x + H))).toBeLessThan(1e-6);
    }
  });
});

describe('distribution function of two correlated normals', () => {
  it.each([-0.99, -0.7, -0.2, 0, 0.4, 0.9, 0.99])('r = %d: at the origin 1/4 + arcsin(r)/2 pi', (r) => expect(bivariateNormalCdf(0, 0, r)).toBeCloseTo(0.25 + Math.asin(r) / (2 * Math.PI), 14));

  it('independent variables, margins and complements', () => {
    for (const [a, b] of [[0.3, -1.2], [2, 1], [-3, -2.5]] as const) {
      expect(bivariateNormalCdf(a, b, 0)).toBeCloseTo(normalCdf(a) * normalCdf(b), 15);
      for (const r of [-0.8, -0.3, 0.5, 0.9]) {
        expect(bivariateNormalCdf(a, 9, r)).toBeCloseTo(normalCdf(a), 14);
        // P(x < a) = P(x < a, y < b) + P(x < a, -y < -b)
        expect(bivariateNormalCdf(a, b, r) + bivariateNormalCdf(a, -b, -r)).toBeCloseTo(normalCdf(a), 14);
        expect(bivariateNormalCdf(a, b, r)).toBeCloseTo(bivariateNormalCdf(b, a, r), 15);
      }
    }
  });

  it('an integral of one conditional distribution function', () => {
    for (const r of [-0.9, -0.5, 0.6, 0.95]) {
      let sum = 0;
      const h = 1e-3;
      // Simpson over x < a of phi(x) Phi((b - r x)/sqrt(1 - r^2)).
      const f = (x: number): number => (Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)) * normalCdf((0.7 - r * x) / Math.sqrt(1 - r * r));
      for (let i = 0; i < 9000; i += 2) sum += (h / 3) * (f(0.4 - i * h) + 4 * f(0.4 - (i + 1) * h) + f(0.4 - (i + 2) * h));
      expect(Math.abs(bivariateNormalCdf(0.4, 0.7, r) - sum)).toBeLessThan(1e-12);
    }
  });

  it('few nodes: as accurate as they are said to be', () => {
    for (const [r, error] of [[-0.7, 1e-14], [-0.8, 1e-12], [0.9, 5e-10]] as const) {
      const [few, many] = [makeBivariateNormalCdf(r, 10), makeBivariateNormalCdf(r, 200)];
      for (let a = -4; a <= 4; a += 0.5) for (let b = -4; b <= 4; b += 0.5) expect(Math.abs(few(a, b, normalCdf(a), normalCdf(b)) - many(a, b, normalCdf(a), normalCdf(b)))).toBeLessThan(error);
    }
  });
});
