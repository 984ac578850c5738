import { describe, expect, it } from 'vitest';
import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { attentionSample } from '../../../src/models/sequenceMultiIndex/simulation/attentionSample.ts';
import type { Data } from '../../../src/models/sequenceMultiIndex/simulation/data.ts';
import { makeRisk } from '../../../src/models/sequenceMultiIndex/simulation/risk.ts';
import { makeStart, replicaNormals } from '../../../src/models/sequenceMultiIndex/simulation/start.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { ampOf, arriveBy, dataOf, descentOf, dotOf, entriesOf, finished, lossChannelOf, messageChannelOf, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

const seed = 7;
const lossInstances = ['ridge', 'logistic', 'attention', 'denoiser'] as const;

const riskAt = (p: P, data: Data, w: Float64Array): { value: number; gradient: Float64Array } => {
  const risk = makeRisk(lossChannelOf(p), data, p.regularisation);
  const gradient = new Float64Array(w.length);
  const value = finished(risk.evaluate(w, gradient));
  risk.release();
  return { value, gradient };
};

const distance = (a: Float64Array, b: Float64Array): number => Math.sqrt(a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0) / dotOf(b, b));

describe('the risk', () => {
  it.each(lossInstances)('%s: its gradient is that of finite differences', (instance) => {
    const p = paramsWith({ instance, dimension: 40, sampleRatio: 3, regularisation: 0.3, noise: 0.2 });
    const data = dataOf(p, lossChannelOf(p), seed, 0, 64);
    const w = replicaNormals(seed, 0, 'here', 40);
    const { gradient } = riskAt(p, data, w);
    const direction = replicaNormals(seed, 0, 'there', 40);
    for (const along of [direction, ...[0, 17, 39].map((j) => Float64Array.from({ length: 40 }, (_, i) => (i === j ? 1 : 0)))]) {
      const at = (h: number): number => riskAt(p, data, w.map((x, j) => x + h * along[j]!)).value;
      const h = 1e-3;
      // Fourth order: error h^4 = 1e-12 of the fifth derivative, rounding 1e-13 of the value over h.
      const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      expect(Math.abs(slope - dotOf(gradient, along))).toBeLessThan(2e-8 * (1 + Math.abs(slope)));
    }
    data.release();
  });
  it('attention: |S x - T sigma z|^2/(2d), written out', () => {
    const d = 30;
    const p = paramsWith({ instance: 'attention', dimension: d, sampleRatio: 2, regularisation: 0.2, tokenSpread: 0.7, omega: 0.4 });
    const data = dataOf(p, lossChannelOf(p), seed, 0, 64);
    const w = replicaNormals(seed, 0, 'here', d);
    const teacher = data.teachers[0]!;
    const root = Math.sqrt(d);
    const [first, second] = data.inputs.map(entriesOf) as [Float64Array, Float64Array];
    const softmaxRow = (h: number, a: number, b: number): [number, number] => {
      const [u, v] = [Math.exp(h * a), Math.exp(h * b)];
      return [u / (u + v), v / (u + v)];
    };
    let sum = 0.1 * dotOf(w, w);
    for (let i = 0; i < data.samples; i++) {
      const x = [first.subarray(i * d, (i + 1) * d), second.subarray(i * d, (i + 1) * d)] as const;
      const noise = [x[0].map((value) => value - 1 / root), x[1].map((value) => value + 1 / root)] as const;
      const h = x.map((token) => dotOf(token, w) / root) as [number, number];
      const target = noise.map((token) => dotOf(token, teacher) / root) as [number, number];
      for (const row of [0, 1] as const) {
        const S = softmaxRow(h[row], h[0], h[1]);
        const M = softmaxRow(target[row], target[0], target[1]);
        const A = row === 0 ? [0.6, 0.4] : [0.4, 0.6];
        for (let j = 0; j < d; j++) {
          const output = S[0] * x[0][j]! + S[1] * x[1][j]!;
          const label = [0, 1].reduce((total, l) => total + (0.6 * M[l]! + 0.4 * A[l]!) * noise[l]![j]!, 0);
          sum += (output - label) ** 2 / (2 * d);
        }
      }
    }
    expect(Math.abs(riskAt(p, data, w).value - sum)).toBeLessThan(1e-11 * sum);
    data.release();
  });
  it('attention: tends to the loss of state evolution as d grows', () => {
    const channel = lossChannelOf(paramsWith({ instance: 'attention', tokenSpread: 0.5, omega: 0.3 }));
    if (channel.kind !== 'tokens') throw new Error('not of two tokens');
    const slopes = new Float64Array(3);
    const limit = new Float64Array(3);
    const target = Float64Array.of(0.55, 0.48);
    const expected = channel.loss([0.7, -0.4], target, 0.3, limit);
    for (const d of [100, 10_000]) {
      const value = attentionSample(0.7, -0.4, Float64Array.of(...target, 0.5, 1 / d), 0, d, slopes);
      expect(Math.abs(value - expected)).toBeLessThan(3 / d);
      expect(Math.abs(slopes[0]! - limit[0]!) + Math.abs(slopes[1]! - limit[1]!)).toBeLessThan(6 / d);
    }
  });
  it('denoiser: |x - f(y)|^2/2 less what the skip connection leaves, written out', () => {
    const d = 30;
    for (const skip of [true, false]) {
      const p = paramsWith({ instance: 'denoiser', dimension: d, sampleRatio: 2, regularisation: 0.2, corruption: 0.4, clusterVariance: 0.3, skip });
      const data = dataOf(p, lossChannelOf(p), seed, 0, 64);
      const w = replicaNormals(seed, 0, 'here', d);
      const [clean, noise] = data.inputs.map(entriesOf) as [Float64Array, Float64Array];
      const c = Math.sqrt(0.6);
      const b = skip ? (0.3 * c) / (0.3 * 0.6 + 0.4) : 0;
      let sum = 0.1 * dotOf(w, w);
      for (let i = 0; i < data.samples; i++) {
        const x = clean.subarray(i * d, (i + 1) * d);
        const y = x.map((value, j) => c * value + noise[i * d + j]!);
        const phi = Math.tanh(dotOf(w, y) / Math.sqrt(d));
        for (let j = 0; j < d; j++) sum += 0.5 * (x[j]! - b * y[j]! - (w[j]! / Math.sqrt(d)) * phi) ** 2 - 0.5 * (x[j]! - b * y[j]!) ** 2;
      }
      expect(Math.abs(riskAt(p, data, w).value - sum)).toBeLessThan(1e-11 * Math.abs(sum));
      data.release();
    }
  });
});

/** The ridge minimiser in the n samples' own space: w = X^T (X X^T/d + lambda)^-1 y/sqrt d. */
const ridgeSolution = (data: Data, lambda: number): Float64Array => {
  const [matrix] = data.inputs;
  const { rows: n, cols: d } = matrix!;
  const x = entriesOf(matrix!);
  const block = reserve(8 * (n * d + n * n + n));
  block.f64(0, n * d).set(x);
  const [gram, y] = [block.pointer + 8 * n * d, block.pointer + 8 * (n * d + n * n)];
  kernels().gram(block.pointer, n, d, gram);
  const entries = block.f64(8 * n * d, n * n);
  for (let i = 0; i < n * n; i++) entries[i]! /= d;
  for (let i = 0; i < n; i++) entries[i * (n + 1)]! += lambda;
  block.f64(8 * (n * d + n * n), n).set(data.labels);
  expect(kernels().choleskyFactor(gram, n)).toBe(n);
  kernels().choleskySolve(gram, y, n);
  const solved = block.f64(8 * (n * d + n * n), n).slice();
  block.release();
  const w = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) w[j]! += (x[i * d + j]! * solved[i]!) / Math.sqrt(d);
  return w;
};

describe('minimisers', () => {
  // The cases of the tables; alpha, lambda, label noise.
  it.each([[0.5, 0.1, 0], [1, 0.01, 0.1], [2, 0.1, 0.5], [3, 1, 0.5]] as const)('ridge, alpha %f, lambda %f: message passing, L-BFGS and gradient descent end where the direct solution is', (sampleRatio, regularisation, noise) => {
    const p = paramsWith({ instance: 'ridge', dimension: 300, sampleRatio, regularisation, noise });
    const [single, double] = [32, 64].map((precision) => dataOf(p, lossChannelOf(p), seed, 0, precision as 32 | 64)) as [Data, Data];
    double.labels.set(single.labels);
    const expected = ridgeSolution(single, regularisation);
    const amp = ampOf(p, messageChannelOf(p), single, seed, 0);
    const start = makeStart(p, double.teachers, seed, 0)[0]!;
    const lbfgs = descentOf(p, lossChannelOf(p), double, start, 'lbfgs');
    const gd = descentOf(p, lossChannelOf(p), double, start, 'gd');
    const steps = [arriveBy(amp, 1000), arriveBy(lbfgs, 400), arriveBy(gd, 20_000)];
    const distances = [amp, lbfgs, gd].map(({ weights }) => distance(weights[0]!, expected));
    console.log(`ridge ${sampleRatio}, ${regularisation}: distances of AMP, L-BFGS, GD ${distances.map((x) => x.toExponential(1)).join(', ')} after ${steps.join(', ')} iterations`);
    for (const far of distances) expect(far).toBeLessThan(1e-6);
    [amp, lbfgs, gd, single, double].forEach(({ release }) => release());
  });
  it.each([[1, 1], [1, 0.01], [3, 0.1], [3, 0.001], [5, 1]] as const)('logistic, alpha %f, lambda %f: message passing ends at the minimiser that L-BFGS finds', (sampleRatio, regularisation) => {
    const p = paramsWith({ instance: 'logistic', dimension: 300, sampleRatio, regularisation });
    const [single, double] = [32, 64].map((precision) => dataOf(p, lossChannelOf(p), seed, 0, precision as 32 | 64)) as [Data, Data];
    double.labels.set(single.labels);
    const amp = ampOf(p, messageChannelOf(p), single, seed, 0);
    const lbfgs = descentOf(p, lossChannelOf(p), double, new Float64Array(300), 'lbfgs');
    const steps = [arriveBy(amp, 400), arriveBy(lbfgs, 400)];
    const far = distance(amp.weights[0]!, lbfgs.weights[0]!);
    console.log(`logistic ${sampleRatio}, ${regularisation}: AMP to L-BFGS ${far.toExponential(1)} after ${steps.join(', ')} iterations`);
    expect(far).toBeLessThan(1e-6);
    const { gradient } = riskAt(p, double, lbfgs.weights[0]!);
    expect(Math.sqrt(dotOf(gradient, gradient))).toBeLessThan(1e-6 * regularisation * Math.sqrt(dotOf(lbfgs.weights[0]!, lbfgs.weights[0]!)));
    [amp, lbfgs, single, double].forEach(({ release }) => release());
  });
  it.each(lossInstances)('%s: gradient descent never raises the risk, whatever the parameters', (instance) => {
    for (const extreme of [{}, { tokenSpread: 2, corruption: 0.98, clusterVariance: 2 }, { tokenSpread: 0.05, corruption: 0.02, clusterVariance: 0.01 }]) {
      for (const sampleRatio of [0.05, 20]) {
        const p = paramsWith({ instance, dimension: 50, sampleRatio, regularisation: 1e-3, basin: 0.5, ...extreme });
        const data = dataOf(p, lossChannelOf(p), seed, 0, 64);
        const gd = descentOf(p, lossChannelOf(p), data, makeStart(p, data.teachers, seed, 0)[0]!, 'gd');
        let before = Infinity;
        let moved = 0;
        for (let step = 0; step < 200; step++) {
          const value = gd.risk() + 0.5e-3 * dotOf(gd.weights[0]!, gd.weights[0]!);
          expect(value).toBeLessThanOrEqual(before + 1e-12 * Math.abs(before));
          if (value < before) moved++;
          before = value;
          finished(gd.step());
        }
        expect(moved).toBeGreaterThan(5);
        gd.release();
        data.release();
      }
    }
  });
});
