import { describe, expect, it } from 'vitest';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { panelNodes } from '../../../src/numerics/quadrature/gaussLegendre.ts';

/** Panels end at 0, where sign and the rectifier bend; beyond 12 the density is below 1e-31. */
const { x, weight } = panelNodes([-12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 12], 40);
const mean = (g: (u: number) => number): number => x.reduce((sum, u, i) => sum + (weight[i]! * g(u) * Math.exp((-u * u) / 2)) / Math.sqrt(2 * Math.PI), 0);

describe.each(Object.entries(folds))('%s', (_, { f, b, c }) => {
  it('has mean 0 and the coefficients b = <u f>, c = <f^2>', () => {
    expect(Math.abs(mean(f))).toBeLessThan(1e-15);
    expect(Math.abs(mean((u) => u * f(u)) - b)).toBeLessThan(2e-15);
    expect(Math.abs(mean((u) => f(u) * f(u)) - c)).toBeLessThan(2e-15);
  });

  it('lets through no more than it is: b^2 <= c, equal for the linear one alone', () => {
    if (f(0.3) === 0.3) expect(b * b).toBe(c);
    else expect(b * b).toBeLessThan(0.98 * c);
  });
});

it('the functions themselves', () => {
  const at = (u: number) => Object.fromEntries(Object.entries(folds).map(([id, { f }]) => [id, f(u)]));
  expect(at(0.5)).toMatchObject({ sign: 1, linear: 0.5 });
  expect(folds.sign.f(-1e-300)).toBe(-1);
  expect(folds.erf.f(Math.SQRT2)).toBeCloseTo(0.8427007929497149, 15);
  expect(folds.tanh.f(-0.7)).toBeCloseTo(Math.tanh(-0.7), 15);
  expect(folds.relu.f(2) - folds.relu.f(-3)).toBeCloseTo(2, 15);
  expect(folds.relu.f(-5)).toBe(folds.relu.f(-1));
});
