import { expect, it } from 'vitest';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { makeOrder } from '../../../src/models/hiddenManifold/order.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { paramsOf, projected, rowProducts, sgdOf } from './tools.ts';
import { makeTwin } from './twins/sgd.ts';

const replicas = 500;
const steps = 6;

/** R, W, Sigma and v of the twin. */
const readTwin = ({ manifold: { N, D, F, B }, w, v }: ReturnType<typeof makeTwin>, p: P): number[] => {
  const S = projected(F, N, D, w);
  const K = p.hiddenUnits;
  return [
    ...rowProducts(S, K, B, p.teacherUnits, D).map((x) => (folds[p.fold].b * x) / D), ...rowProducts(w, K, w, K, N).map((x) => x / N),
    ...rowProducts(S, K, S, K, D).map((x) => x / D), ...v,
  ];
};

/** Standard scores of the mean increments of kernel and plain loop, which draw different samples from the same starts, and of their squares. */
const scores = (p: P, twinParams: P): number[] => {
  const differences: number[][] = [];
  for (let replica = 0; replica < replicas; replica++) {
    const run = sgdOf(p, 21, replica);
    const twin = makeTwin(twinParams, 21, replica);
    const order = makeOrder(p.hiddenUnits, p.teacherUnits);
    const before = readTwin(twin, p);
    run.advance(steps);
    twin.advance(steps);
    run.writeOrder(order);
    run.close();
    const theirs = readTwin(twin, p).map((x, i) => x - before[i]!);
    const ours = [...order.R, ...order.W, ...order.Sigma, ...order.v].map((x, i) => x - before[i]!);
    differences.push([...ours.map((x, i) => x - theirs[i]!), ...ours.map((x, i) => x * x - theirs[i]! * theirs[i]!)]);
  }
  return differences[0]!.map((_, i) => {
    const mean = differences.reduce((sum, d) => sum + d[i]!, 0) / replicas;
    const variance = differences.reduce((sum, d) => sum + (d[i]! - mean) ** 2, 0) / (replicas - 1);
    return mean / Math.sqrt(variance / replicas);
  });
};

const p = paramsOf({ dimension: 40, latentRatio: 0.5, fold: 'erf', learningRate: 1, secondLayerRate: 0.5, labelNoise: 0.2 });

it('the first steps move the order parameters as those of a plain loop over samples of its own', () => {
  for (const z of scores(p, p)) expect(Math.abs(z)).toBeLessThan(4.5);
});

it('a loop of another learning rate is told apart', () => expect(Math.max(...scores(p, { ...p, learningRate: 1.4 }).map(Math.abs))).toBeGreaterThan(4.5));
