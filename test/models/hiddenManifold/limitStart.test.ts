import { describe, expect, it } from 'vitest';
import { makeModeSystem } from '../../../src/models/hiddenManifold/equations.ts';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { limitStart, limitTeacher } from '../../../src/models/hiddenManifold/theory/limitStart.ts';
import { makeOrder, type Order } from '../../../src/models/hiddenManifold/order.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { limitModes } from '../../../src/models/hiddenManifold/spectrum.ts';
import { taskOf } from '../../../src/models/hiddenManifold/task.ts';
import { meanAndError } from '../../../src/numerics/statistics/meanAndError.ts';
import { paramsOf } from '../../support/hiddenManifold/systems.ts';

const startOf = (p: P, seed: number, replica: number): Order => {
  const task = taskOf(p);
  const modes = limitModes(p, 16);
  const T = limitTeacher(task);
  const system = makeModeSystem(task, modes, T);
  const order = { ...makeOrder(task.K, task.M), T };
  system.read(limitStart(p, task, modes, system, seed, replica), order);
  return order;
};

const replicas = 3000;
const { b, c } = folds.sign;
/** Variance of R_km and mean of Q_kk for weights of variance q. */
const cases: readonly (readonly [string, Partial<P>, (q: number) => number])[] = [
  ['latent', { dimension: 4000, latentRatio: 0.25 }, (q) => (b * b * q) / 1000],
  ['latent, more latents than inputs', { dimension: 1000, latentRatio: 2 }, (q) => (b * b * q) / 2000],
  // R = w.G B / N, G the covariance of the inputs, B of variance 1/c: q tr G^2 / (N^2 c), tr G^2 / N = (c - b^2)^2 + 2 (c - b^2) b^2 + b^4 (1 + delta) / delta.
  ['inputs', { dimension: 4000, latentRatio: 0.25, task: 'inputs' }, (q) => (q / (4000 * c)) * ((c - b * b) ** 2 + 2 * (c - b * b) * b * b + (b ** 4 * 1.25) / 0.25)],
  ['inputs, more latents than inputs', { dimension: 1000, latentRatio: 2, task: 'inputs' }, (q) => (q / (1000 * c)) * ((c - b * b) ** 2 + 2 * (c - b * b) * b * b + (b ** 4 * 3) / 2)],
  ['independent', { dimension: 1000, task: 'independent' }, (q) => q / 1000],
];

describe.each(cases)('random start, %s', (_, changes, varianceOf) => {
  const q = 0.7;
  const p = paramsOf({ ...changes, initialNorm: q, hiddenUnits: 2, teacherUnits: 3 });
  const starts = Array.from({ length: replicas }, (_unused, replica) => startOf(p, 3, replica));

  it('R has the variance that finite weights have, mean 0, and no correlation', () => {
    for (const [k, m] of [[0, 0], [1, 2]] as const) {
      const values = starts.map(({ R }) => R[k * 3 + m]!);
      const { mean, standardError } = meanAndError(values)!;
      expect(Math.abs(mean)).toBeLessThan(4 * standardError!);
      const squares = meanAndError(values.map((x) => x * x))!;
      expect(Math.abs(squares.mean - varianceOf(q))).toBeLessThan(4 * squares.standardError!);
    }
    const product = meanAndError(starts.map(({ R }) => R[0]! * R[4]!))!;
    expect(Math.abs(product.mean)).toBeLessThan(4 * product.standardError!);
  });

  it('Q_kk is q c on average, up to 1/D', () => {
    const { mean, standardError } = meanAndError(starts.map(({ Q }) => Q[0]!))!;
    const expected = q * (p.task === 'independent' ? 1 : c);
    // A node that stands for fewer than M modes holds a little too much, M / D in place of its weight; Sigma counts b^2 / c.
    const { rho, weight } = limitModes(p, 16);
    const D = Math.round(p.latentRatio * p.dimension);
    const excess = rho.reduce((sum, x, i) => sum + Math.max(0, 3 / D - weight[i]!) * x, 0);
    expect(excess).toBeLessThan(0.02);
    expect(Math.abs(mean / expected - 1 - (b * b * excess) / c)).toBeLessThan((4 * standardError!) / expected);
  });

  it('the same for the same replica, another one for another', () => {
    expect(startOf(p, 3, 5)).toEqual(starts[5]);
    expect(startOf(p, 4, 5).R).not.toEqual(starts[5]!.R);
  });
});

describe('given overlaps', () => {
  it.each(['latent', 'inputs', 'independent'] as const)('%s: R, W and Q as asked for', (task) => {
    const R = [0.2, -0.1, 0.05, 0.3];
    const order = startOf(paramsOf({ task, start: 'custom', overlaps: R, initialNorm: 0.6, latentRatio: 0.3 }), 1, 0);
    R.forEach((r, i) => expect(Math.abs(order.R[i]! - r)).toBeLessThan(1e-14));
    expect([...order.W]).toEqual([0.6, 0, 0, 0.6]);
    const broken = startOf(paramsOf({ task, start: 'broken', initialOverlap: 0.02 }), 1, 0);
    expect(Math.abs(broken.R[0]! - 0.02)).toBeLessThan(1e-15);
    expect(broken.R.slice(1)).toEqual(new Float64Array(3));
  });

  it('a single student that is the teacher itself has that covariance', () => {
    // Latent: w = X F B / sqrt N and nothing else, W = delta X^2, Sigma = X^2 E rho^2.
    const delta = 0.4;
    const X = 0.9;
    const p = paramsOf({ start: 'custom', hiddenUnits: 1, teacherUnits: 1, overlaps: [b * X], initialNorm: delta * X * X, latentRatio: delta, dimension: 1000 });
    const { Sigma, Q } = startOf(p, 1, 0);
    expect(Math.abs(Sigma[0]! - X * X * (1 + delta))).toBeLessThan(1e-13);
    expect(Math.abs(Q[0]! - ((c - b * b) * delta * X * X + b * b * X * X * (1 + delta)))).toBeLessThan(1e-13);
  });
});
