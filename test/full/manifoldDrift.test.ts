import { expect, it } from 'vitest';
import { folds } from '../../src/models/hiddenManifold/fold.ts';
import { makeOrder } from '../../src/models/hiddenManifold/order.ts';
import { latentOf } from '../../src/models/hiddenManifold/params.ts';
import { drawsOf, paramsOf, projected, rowProducts, sgdOf } from '../models/hiddenManifold/tools.ts';
import { makeTwin } from '../models/hiddenManifold/twins/sgd.ts';

const samples = 100_000;

it.each([
  { dimension: 200, latentRatio: 0.1 },
  { dimension: 200, latentRatio: 0.1, fold: 'erf', learningRate: 0.5 },
  { dimension: 784, latentRatio: 0.5 },
] as const)('a hundred thousand samples in single precision stay close to double precision: %o', (given) => {
  const p = paramsOf(given);
  const [N, D] = [p.dimension, latentOf(p)];
  const { b, c } = folds[p.fold];
  const draws = drawsOf(p, 6, 0, D);
  const twin = makeTwin(p, 6, 0, draws.latent, draws.noise);
  const run = sgdOf(p, 6);
  const order = makeOrder(2, 2);
  let largest = 0;
  for (let done = 0; done < samples; done += 5000) {
    run.advance(5000);
    twin.advance(5000);
    run.writeOrder(order);
    const S = projected(twin.manifold.F, N, D, twin.w);
    const R = rowProducts(S, 2, twin.manifold.B, 2, D).map((x) => (b * x) / D);
    const W = rowProducts(twin.w, 2, twin.w, 2, N);
    const Q = rowProducts(S, 2, S, 2, D).map((x, i) => ((c - b * b) * W[i]!) / N + (b * b * x) / D);
    for (let i = 0; i < 4; i++) largest = Math.max(largest, Math.abs(R[i]! - order.R[i]!), Math.abs(Q[i]! - order.Q[i]!));
  }
  run.close();
  draws.release();
  console.log(`single against double precision, N = ${N}, D = ${D}, ${samples} samples (to t = ${samples / N}): largest difference of Q and R ${largest.toExponential(1)}`);
  // 2^-24 a step, as a random walk over all samples; the first two runs have left the plateau, the third is on it.
  expect(largest).toBeLessThan(2 ** -24 * Math.sqrt(samples));
});
