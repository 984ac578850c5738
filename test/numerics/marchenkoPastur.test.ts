import { describe, expect, test } from 'vitest';
import { gaussLegendre } from '../../src/numerics/quadrature/gaussLegendre.ts';
import { gaussRule } from '../../src/numerics/quadrature/gaussRule.ts';
import { marchenkoPastur } from '../../src/numerics/marchenkoPastur.ts';

/** Integral of f over the density, by Gauss and Legendre in the angle of rho = 1 + delta + 2 sqrt(delta) cos(angle), and the mass at 0. */
const expectation = (delta: number, f: (rho: number) => number): number => {
  const { x, weight } = gaussLegendre(400);
  let sum = delta > 1 ? (1 - 1 / delta) * f(0) : 0;
  for (let i = 0; i < x.length; i++) {
    const angle = (Math.PI / 2) * (1 + x[i]!);
    const rho = 1 + delta + 2 * Math.sqrt(delta) * Math.cos(angle);
    sum += (((weight[i]! * Math.PI) / 2) * 2 * Math.sin(angle) ** 2 * f(rho)) / (Math.PI * rho);
  }
  return sum;
};

const sum = ({ x, weight }: { x: Float64Array; weight: Float64Array }, f: (rho: number) => number): number => x.reduce((total, rho, i) => total + weight[i]! * f(rho), 0);

describe.each([0.01, 0.1, 0.25, 0.5, 0.9, 1.2, 2, 10])('delta = %f', (delta) => {
  test('moments are the Narayana polynomials', () => {
    const known = [1, 1, 1 + delta, 1 + 3 * delta + delta ** 2, 1 + 6 * delta + 6 * delta ** 2 + delta ** 3];
    const rule = marchenkoPastur(delta, 16);
    known.forEach((moment, k) => expect(Math.abs(sum(rule, (rho) => rho ** k) / moment - 1)).toBeLessThan(1e-13));
  });

  test('n nodes are exact for degree 2n - 1 and not beyond', () => {
    for (const n of [1, 2, 5]) {
      const rule = marchenkoPastur(delta, n);
      const shifted = (k: number) => (rho: number) => ((rho - 1 - delta) / (2 * Math.sqrt(delta))) ** k;
      for (let k = 0; k < 2 * n; k++) expect(Math.abs(sum(rule, shifted(k)) - expectation(delta, shifted(k)))).toBeLessThan(1e-10);
      expect(Math.abs(sum(rule, shifted(2 * n)) - expectation(delta, shifted(2 * n)))).toBeGreaterThan(1e-6);
    }
  });

  test('nodes ascend inside the support, or stand for the mass at 0', () => {
    const { x, weight } = marchenkoPastur(delta, 16);
    const edges = [(1 - Math.sqrt(delta)) ** 2, (1 + Math.sqrt(delta)) ** 2];
    for (let i = 1; i < x.length; i++) expect(x[i]!).toBeGreaterThan(x[i - 1]!);
    expect(weight.every((w) => w > 0)).toBe(true);
    const inside = x.filter((rho) => rho > edges[0]! && rho < edges[1]!);
    expect(inside.length).toBeGreaterThanOrEqual(delta > 1 ? 15 : 16);
  });
});

test.each([1.5, 2, 4])('delta = %f: the node at 0 gathers the mass 1 - 1/delta like n delta^-n', (delta) => {
  const missing = (n: number) => marchenkoPastur(delta, n).weight[0]! - (1 - 1 / delta);
  const node = (n: number) => marchenkoPastur(delta, n).x[0]!;
  expect(missing(12)).toBeGreaterThan(0);
  // Corrections of order 1/n.
  expect(Math.abs(missing(24) / missing(12) / (2 * delta ** -12) - 1)).toBeLessThan(2 / 12);
  expect(node(60 / Math.log2(delta) + 10 | 0)).toBe(0);
});

test('another measure: the Chebyshev points of the second kind', () => {
  const n = 9;
  const { x, weight } = gaussRule(new Float64Array(n), new Float64Array(n - 1).fill(0.5));
  for (let i = 0; i < n; i++) {
    const angle = ((n - i) * Math.PI) / (n + 1);
    expect(Math.abs(x[i]! - Math.cos(angle))).toBeLessThan(1e-15);
    expect(Math.abs(weight[i]! - (2 / (n + 1)) * Math.sin(angle) ** 2)).toBeLessThan(1e-15);
  }
});

test('a ratio out of range throws', () => {
  expect(() => marchenkoPastur(0, 4)).toThrow('delta must be > 0, got 0');
  expect(() => marchenkoPastur(NaN, 4)).toThrow(RangeError);
});
