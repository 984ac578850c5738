import { describe, expect, it } from 'vitest';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { makeOrder } from '../../../src/models/hiddenManifold/order.ts';
import { latentOf } from '../../../src/models/hiddenManifold/params.ts';
import { normalCdf } from '../../../src/numerics/normalCdf.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';
import { drawsOf, paramsOf, sgdOf } from './tools.ts';
import { makeTwin } from './twins/sgd.ts';

const samples = 4000;

/** Inputs and fields of many samples of the simulation; the weights stay where they are. */
const sampled = (given: Parameters<typeof paramsOf>[0]) => {
  const p = paramsOf({ dimension: 400, latentRatio: 0.75, hiddenUnits: 2, teacherUnits: 2, initialNorm: 1, learningRate: 0, ...given });
  const D = p.task === 'independent' ? p.dimension : latentOf(p);
  const draws = drawsOf(p, 12, 0, D);
  const twin = makeTwin(p, 12, 0, draws.latent, draws.noise);
  const run = sgdOf(p, 12);
  const order = makeOrder(2, 2);
  run.writeOrder(order);
  run.close();
  const inputs = [0, 0, 0, 0];
  const fields: number[][] = [[], [], [], []];
  for (let s = 0; s < samples; s++) {
    twin.advance(1);
    twin.x.forEach((x) => [x, x * x, x ** 4, Math.abs(x)].forEach((y, k) => (inputs[k]! += y / (samples * p.dimension))));
    [...twin.lambda, ...twin.nu].forEach((z, a) => fields[a]!.push(z));
  }
  draws.release();
  return { p, order, inputs, fields };
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

describe.each(['sign', 'erf', 'tanh', 'linear', 'relu'] as const)('fold %s', (fold) => {
  const { order, inputs, fields } = sampled({ fold });
  const { c } = folds[fold];

  it('inputs have mean 0 and variance c', () => {
    // Components share D = 300 latents: their sample means scatter as those of `samples` times 300 numbers, each u_i of variance 1 +- sqrt(2 / D).
    const error = Math.sqrt(1 / (samples * 300));
    expect(Math.abs(inputs[0]!)).toBeLessThan(4.5 * Math.sqrt(c) * error + 2 / 300);
    expect(Math.abs(inputs[1]! / c - 1)).toBeLessThan(4.5 * Math.sqrt(2) * error + 2 / 300);
  });

  it('fields are Gaussian with the covariance of the order parameters', () => {
    const { Q, R, T } = order;
    const C = [
      [Q[0]!, Q[1]!, R[0]!, R[1]!],
      [Q[2]!, Q[3]!, R[2]!, R[3]!],
      [R[0]!, R[2]!, T[0]!, T[1]!],
      [R[1]!, R[3]!, T[2]!, T[3]!],
    ];
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b <= a; b++) {
        const found = mean(fields[a]!.map((z, s) => z * fields[b]![s]!));
        const size = Math.sqrt(C[a]![a]! * C[b]![b]!);
        // Sampling, and what u_i of variances other than 1 change.
        expect(Math.abs(found - C[a]![b]!)).toBeLessThan(size * (4.5 * Math.sqrt(2 / samples) + 3 / 300));
      }
      const scaled = Float64Array.from(fields[a]!, (z) => z / Math.sqrt(mean(fields[a]!.map((y) => y * y))));
      expect(oneSampleKolmogorovSmirnov(scaled, normalCdf).p).toBeGreaterThan(1e-3);
    }
  });
});

it('a teacher of the inputs, and inputs without a manifold: the same', () => {
  for (const given of [{ task: 'inputs', fold: 'tanh' }, { task: 'independent' }] as const) {
    const { order, fields } = sampled(given);
    for (const [a, b, expected] of [[0, 0, order.Q[0]!], [0, 1, order.Q[1]!], [0, 2, order.R[0]!], [1, 2, order.R[2]!], [2, 2, order.T[0]!], [2, 3, order.T[1]!]] as const) {
      const found = mean(fields[a]!.map((z, s) => z * fields[b]![s]!));
      expect(Math.abs(found - expected)).toBeLessThan(4.5 * Math.sqrt(2 / samples) + 3 / 300);
    }
  }
});
