import { describe, expect, it } from 'vitest';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { givenStartProblems } from '../../../src/models/hiddenManifold/givenStart.ts';
import { makeManifold, prepareStart } from '../../../src/models/hiddenManifold/manifoldStart.ts';
import { makeOrder } from '../../../src/models/hiddenManifold/order.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { denseFeatures } from '../../../src/models/hiddenManifold/features.ts';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { ended, paramsOf, projected, rowProducts, sgdOf } from './tools.ts';

const tasks = ['latent', 'inputs', 'independent'] as const;

/** W, Sigma, Q, R and T straight from the definitions. */
const orderOf = (p: P, seed: number) => {
  const { N, D, F, B, w } = makeManifold(p, seed, 0);
  const { hiddenUnits: K, teacherUnits: M } = p;
  const { b, c } = folds[p.fold];
  const W = rowProducts(w, K, w, K, N).map((x) => x / N);
  if (p.task === 'independent') return { W, Sigma: W, Q: W, R: rowProducts(w, K, B, M, N).map((x) => x / N), T: rowProducts(B, M, B, M, N).map((x) => x / N) };
  const S = projected(F, N, D, w);
  const Sigma = rowProducts(S, K, S, K, D).map((x) => x / D);
  const mixed = (first: number[], second: number[]): number[] => first.map((x, i) => ((c - b * b) * x) / N + (b * b * second[i]!) / D);
  const Q = W.map((x, i) => (c - b * b) * x + b * b * Sigma[i]!);
  if (p.task === 'latent') return { W, Sigma, Q, R: rowProducts(S, K, B, M, D).map((x) => (b * x) / D), T: rowProducts(B, M, B, M, D).map((x) => x / D) };
  const U = projected(F, N, D, B);
  return { W, Sigma, Q, R: mixed(rowProducts(w, K, B, M, N), rowProducts(S, K, U, M, D)), T: mixed(rowProducts(B, M, B, M, N), rowProducts(U, M, U, M, D)) };
};

describe.each(tasks)('start, teacher of task %s', (task) => {
  it.each(['gaussian', 'orthogonal', 'hadamard'] as const)('the simulation reads off what the definitions say, %s features', (features) => {
    const p = paramsOf({ task, features, dimension: 150, latentRatio: 0.4, hiddenUnits: 3, teacherUnits: 2, fold: 'tanh' });
    const expected = orderOf(p, 4);
    const found = makeOrder(3, 2);
    const sgd = sgdOf(p, 4);
    sgd.writeOrder(found);
    sgd.close();
    for (const key of ['W', 'Sigma', 'Q', 'R', 'T'] as const) found[key].forEach((x, i) => expect(Math.abs(x - expected[key][i]!)).toBeLessThan(1e-6));
    expect([...found.v]).toEqual([1, 1, 1]);
  });

  it('given overlaps are met exactly, W is W0 times the identity', () => {
    const overlaps = [0.05, -0.1, 0.02, 0.2, 0, 0.11];
    for (const features of ['gaussian', 'hadamard'] as const) {
      const p = paramsOf({ task, features, dimension: 200, latentRatio: 0.3, hiddenUnits: 3, teacherUnits: 2, start: 'custom', overlaps, initialNorm: 0.7 });
      expect(givenStartProblems(p)).toEqual([]);
      const { R, W } = orderOf(p, 9);
      // Weights are rounded to single precision.
      R.forEach((r, i) => expect(Math.abs(r - overlaps[i]!)).toBeLessThan(1e-7));
      W.forEach((x, i) => expect(Math.abs(x - (i % 4 === 0 ? 0.7 : 0))).toBeLessThan(1e-7));
    }
  });

  it('one small overlap, all others 0', () => {
    const p = paramsOf({ task, dimension: 300, latentRatio: 0.2, start: 'broken', initialOverlap: 1e-3, initialNorm: 0.5 });
    const { R } = orderOf(p, 1);
    R.forEach((r, i) => expect(Math.abs(r - (i === 0 ? 1e-3 : 0))).toBeLessThan(1e-8));
  });

  it('random weights: variance W0, fields of the teacher of variance near 1', () => {
    const p = paramsOf({ task, dimension: 2000, latentRatio: 0.25, initialNorm: 0.3 });
    const { W, T } = orderOf(p, 2);
    expect(Math.abs(W[0]! / 0.3 - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 2000));
    // A mean of squares of 500 numbers at least, some of them weighed by rho.
    for (const i of [0, 3]) expect(Math.abs(T[i]! - 1)).toBeLessThan(4.5 * Math.sqrt((2 * (1 + 0.25)) / 500));
  });
});

it('given overlaps act alike on all modes: r(rho) = rho R / b', () => {
  // sum_j (Omega^n S)_j B_j / D = (R / b) E rho^(n + 1) for large D, here for the features themselves.
  const p = paramsOf({ dimension: 600, latentRatio: 0.5, hiddenUnits: 1, teacherUnits: 1, start: 'custom', overlaps: [0.3], initialNorm: 1, fold: 'sign' });
  const { N, D, F, B, w } = makeManifold(p, 5, 0);
  const S = projected(F, N, D, w);
  const moments: number[] = [];
  for (let z = S, n = 0; n < 3; n++) {
    moments.push(rowProducts(z, 1, B, 1, D)[0]! / D / (0.3 / folds.sign.b));
    const image = Float64Array.from({ length: N }, (_, i) => rowProducts(F.subarray(i * D, (i + 1) * D), 1, z, 1, D)[0]! / Math.sqrt(N));
    z = projected(F, N, D, image);
  }
  // 1, 1 + delta, 1 + 3 delta + delta^2; scatter a few times 1 / sqrt D.
  [1, 1.5, 2.75].forEach((expected, n) => expect(Math.abs(moments[n]! / expected - 1)).toBeLessThan(n === 0 ? 1e-6 : 5 / Math.sqrt(D)));
});

it('overlaps that need more than the initial variance are refused, with values that fit', () => {
  const p = paramsOf({ start: 'custom', overlaps: [2, 0, 0, 2], latentRatio: 0.5 });
  const [problem] = givenStartProblems(p);
  expect(problem!.key).toBe('overlaps');
  expect(givenStartProblems({ ...p, ...(problem!.use as Partial<P>) })).toEqual([]);
  const broken = paramsOf({ start: 'broken', initialOverlap: 1, initialNorm: 1e-3 });
  expect(givenStartProblems({ ...broken, ...(givenStartProblems(broken)[0]!.use as Partial<P>) })).toEqual([]);
  expect(givenStartProblems(paramsOf({ initialNorm: 1e-6 }))).toEqual([]);
});

it('nothing stays reserved, and the same start is made again', () => {
  const before = memoryInUse().reserved;
  const p = paramsOf({ dimension: 60, latentRatio: 0.5 });
  const first = makeManifold(p, 1, 2);
  expect(memoryInUse().reserved).toBe(before);
  const { features, w } = ended(prepareStart(p, 1, 2));
  expect(denseFeatures(features)).toEqual(first.F);
  expect(w).toEqual(first.w);
  features.block.release();
  const stopped = prepareStart({ ...p, dimension: 5000 }, 1, 0);
  stopped.next();
  stopped.return({ features, w, B: w, v: w });
  expect(memoryInUse().reserved).toBe(before);
});
