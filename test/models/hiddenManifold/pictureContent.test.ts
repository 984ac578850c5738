import { describe, expect, it } from 'vitest';
import type { LinesPicture } from '../../../src/models/contract.ts';
import { levelsOf } from '../../../src/models/hiddenManifold/learning.ts';
import { makeManifold } from '../../../src/models/hiddenManifold/manifoldStart.ts';
import { generalisationErrorOf } from '../../../src/models/hiddenManifold/order.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { pictures } from '../../../src/models/hiddenManifold/pictures.ts';
import { predictedVariance } from '../../../src/models/hiddenManifold/pictures/equivalence.ts';
import { fixedPoint } from '../../../src/models/hiddenManifold/pictures/fixedPoint.ts';
import { evenDistance, gaussianDistance, noiseOfDistance } from '../../../src/models/hiddenManifold/pictures/gaussianDistance.ts';
import { shareInside } from '../../../src/models/hiddenManifold/pictures/joint.ts';
import { limitMoments } from '../../../src/models/hiddenManifold/pictures/modes.ts';
import { follow, limitOf } from '../../../src/models/hiddenManifold/pictures/shared.ts';
import { simulateModes } from '../../../src/models/hiddenManifold/pictures/simulatedModes.ts';
import { simulateErrors } from '../../../src/models/hiddenManifold/pictures/simulatedErrors.ts';
import { train } from '../../../src/models/hiddenManifold/pictures/trained.ts';
import { limitModes } from '../../../src/models/hiddenManifold/spectrum.ts';
import { linearGrid } from '../../../src/numerics/linearGrid.ts';
import { normalCdf } from '../../../src/numerics/normalCdf.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { paramsWith } from '../../support/hiddenManifold/tools.ts';
import { drawn } from '../../support/pictureFaults.ts';
import { runLink } from '../../support/runLink.ts';

const finish = <T>(steps: Generator<unknown, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};
const lines = (id: string, given: Partial<P> = {}): LinesPicture => drawn(pictures[id]!, paramsWith(given)) as LinesPicture;
const meanOf = (xs: ArrayLike<number>): number => Array.from(xs).reduce((a, b) => a + b, 0) / xs.length;

describe('distance from a Gaussian', () => {
  const normals = (n: number, name: string): Float64Array => {
    const out = new Float64Array(n);
    fillNormals(makeStream('distance', name), out, n);
    return out;
  };

  it('of Gaussian samples: 0.8687 / sqrt n on average, half of it where both signs count', () => {
    const n = 1000;
    const samples = Array.from({ length: 400 }, (_, i) => normals(n, `${i}`).map((x) => 3 * x));
    // A distance scatters by 0.26 / sqrt n; at n = 1000 the mean lies 1/(6 n) below its limit.
    const error = 0.26 / Math.sqrt(n * 400);
    expect(Math.abs(meanOf(samples.map((x) => gaussianDistance(x, 9))) - noiseOfDistance.mean / Math.sqrt(n))).toBeLessThan(4.5 * error + 1 / (6 * n));
    expect(Math.abs(meanOf(samples.map((x) => evenDistance(x, 9))) - noiseOfDistance.mean / Math.sqrt(4 * n))).toBeLessThan(4.5 * error / 2 + 1 / (6 * n));
    const beyond = samples.filter((x) => gaussianDistance(x, 9) > noiseOfDistance.twentieth / Math.sqrt(n)).length;
    expect(Math.abs(beyond / 400 - 0.05)).toBeLessThan(4.5 * Math.sqrt(0.05 * 0.95 / 400));
  });

  it('of two atoms at +-1: normalCdf(-1) below the lower one, or as much as is left between', () => {
    const sample = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const distance = Math.max(normalCdf(-1), 0.5 - normalCdf(-1));
    expect(gaussianDistance(sample, 1)).toBeCloseTo(distance, 12);
    expect(evenDistance(sample, 1)).toBeCloseTo(distance, 12);
  });

  it('an even sample has the same distance by both', () => {
    const half = normals(500, 'even');
    expect(evenDistance(half, 2)).toBeCloseTo(gaussianDistance(Float64Array.from([...half, ...half.map((x) => -x)]), 2), 12);
  });
});

describe('fields of a run', () => {
  // With a linear fold the fields are exactly Gaussian: every deviation is one of sampling.
  it.each(['latent', 'inputs'] as const)('linear fold, teacher on the %s: covariance Q, R, T and a Gaussian law, at the start and after learning', (task) => {
    const { start, end, count } = finish(train(paramsWith({ fold: 'linear', dimension: 60, latentRatio: 0.2, task }), 3));
    for (const { sample, variance, covariance, teacherVariance } of [start, end!]) {
      const over = Math.sqrt(1 / count);
      const product = (x: Float64Array, y: Float64Array): number => meanOf(x.map((value, i) => value * y[i]!));
      expect(Math.abs(product(sample.lambda, sample.lambda) / variance - 1)).toBeLessThan(4.5 * Math.SQRT2 * over);
      expect(Math.abs(product(sample.nu, sample.nu) / teacherVariance - 1)).toBeLessThan(4.5 * Math.SQRT2 * over);
      expect(Math.abs(product(sample.lambda, sample.nu) - covariance)).toBeLessThan(4.5 * over * Math.sqrt(variance * teacherVariance + covariance * covariance));
      // Kolmogorov: above 2.23 / sqrt n once in 1e4 times.
      expect(gaussianDistance(sample.lambda, variance)).toBeLessThan(2.23 * over);
    }
    expect(Math.abs(shareInside(end!, 2.145966026289347) - 0.9)).toBeLessThan(4.5 * Math.sqrt(0.09 / count));
  });

  it('two latent dimensions and a sign: far from Gaussian', () => {
    const { start, count } = finish(train(paramsWith({ dimension: 100, latent: 'dimension', latentDimension: 2 }), 3));
    expect(gaussianDistance(start.sample.lambda, start.variance)).toBeGreaterThan(3 * 2.23 / Math.sqrt(count));
  });

  it('predicted variance is that of the measured order parameters', () => {
    const p = paramsWith({ dimension: 60, hiddenUnits: 1, teacherUnits: 1 });
    const { F, w, N, D } = makeManifold(p, 3, 0);
    // The simulation projects in single precision.
    expect(predictedVariance(p, F, w, N, D) / finish(train(p, 3)).start.variance).toBeCloseTo(1, 5);
  });

  it('the distance falls with D to the floor, and is at the floor for a linear fold', () => {
    const [mean, floor] = lines('equivalence').lines!;
    const [straight, straightFloor] = lines('equivalence', { fold: 'linear' }).lines!;
    expect(mean!.ys[0]).toBeGreaterThan(10 * floor!.ys[0]!);
    expect(mean!.ys.at(-1)).toBeLessThan(mean!.ys[0]! / 5);
    // Six draws of (0.434 +- 0.130) / sqrt n each.
    straight!.ys.forEach((y, i) => expect(Math.abs(y / straightFloor!.ys[i]! - 1)).toBeLessThan((4.5 * 0.26) / 0.8687 / Math.sqrt(6) + 0.02));
  });
});

describe('equations in the limit', () => {
  it.each([[0.05, 0.9675, 45.1], [0.1, 0.9357, 93.98], [0.25, 0.8442, 245.3], [0.5, 0.7212, 537]])('delta = %d: half of the split %d at t = %d', (latentRatio, split, time) => {
    const p = paramsWith({ dimension: 1e5, latentRatio, start: 'custom', overlaps: [0.005, 0, 0, 0.005], initialNorm: 0.5 });
    const limit = limitOf(p);
    let found = 0;
    const step = time / 1000;
    finish(follow(p, limit, 1, 0, linearGrid(0, 1.2 * time, 1201), (_, t) => {
      if (found === 0 && limit.order.R[0]! - limit.order.R[1]! > split / 2) found = t;
    }, () => found > 0));
    // Reference values to 0.2 %, the grid to 0.1 %.
    expect(Math.abs(found - step / 2 - time)).toBeLessThan(0.002 * time + step / 2);
  });

  it.each([0.01, 0.1, 0.5, 2])('fixed points on 8 modes are those on 16 to 1e-4, delta = %d', (latentRatio) => {
    const p = paramsWith({ dimension: 1e5, latentRatio });
    const { plateau, solution } = levelsOf(p);
    expect(finish(fixedPoint(p, true))!.error / plateau!.error).toBeCloseTo(1, 4);
    expect(finish(fixedPoint(p, false))!.error / solution!.error).toBeCloseTo(1, 4);
  });

  it('the floor is where learning ends', () => {
    const p = paramsWith();
    const limit = limitOf(p);
    let error = 0;
    finish(follow(p, limit, 1, 0, Float64Array.of(4000), () => {
      error = generalisationErrorOf(limit.task, limit.order);
    }));
    expect(error / finish(fixedPoint(p, false))!.error).toBeCloseTo(1, 3);
  });

  it('D sets the learning time: N alone hardly changes it', () => {
    const grown = lines('latent').lines!.map(({ ys }) => ys.at(-1)! / ys[0]!);
    expect(grown[0]).toBeGreaterThan(64);
    expect(grown[1]).toBeGreaterThan(1 / 3);
    expect(grown[1]).toBeLessThan(3);
    expect(grown[2]).toBeGreaterThan(64);
  });

  it('structure: only a function of the latents keeps a floor', () => {
    const [latent, inputs, plain] = lines('structure').lines!;
    expect(latent!.ys.at(-1)! / finish(fixedPoint(paramsWith(), false))!.error).toBeCloseTo(1, 1);
    expect(inputs!.ys.at(-1)).toBeLessThan(2e-4);
    expect(plain!.ys.at(-1)).toBeLessThan(2e-4);
  });
});

describe('modes', () => {
  it('limit: the mean of r and sigma over the spectrum are R / b and Sigma', () => {
    const p = paramsWith({ start: 'custom', overlaps: [0.02, 0.01, 0, 0.02] });
    const moments = finish(limitMoments(p, 1));
    const { weight } = limitModes(p, 16);
    const b = Math.sqrt(2 / Math.PI);
    const limit = limitOf(p);
    const times = Float64Array.from(moments, ({ time }) => time);
    let i = 0;
    finish(follow(p, limit, 1, 0, times, () => {
      const { r, sigma } = moments[i]!.values;
      const over = (x: Float64Array): number => x.reduce((sum, value, j) => sum + weight[j]! * value, 0);
      expect(b * over(r)).toBeCloseTo((limit.order.R[0]! + limit.order.R[3]!) / 2, 12);
      expect(over(sigma)).toBeCloseTo((limit.order.Sigma[0]! + limit.order.Sigma[3]!) / 2, 12);
      i++;
    }));
    expect(i).toBe(3);
  });

  it.each(['latent', 'inputs'] as const)('run, teacher on the %s: sums over the modes are scalar products, whatever the basis', (task) => {
    const p = paramsWith({ dimension: 60, latentRatio: 0.3, hiddenUnits: 1, teacherUnits: 1, task });
    const { values } = finish(simulateModes(p, 3, 0))![0]!;
    const { F, B, w, N, D } = makeManifold(p, 3, 0);
    const projected = (x: Float64Array): Float64Array => Float64Array.from({ length: D }, (_, j) => x.reduce((sum, value, i) => sum + (value * F[i * D + j]!) / Math.sqrt(N), 0));
    const [S, U] = [projected(w), task === 'latent' ? B : projected(B)];
    const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, j) => sum + value * y[j]!, 0);
    const sum = (x: Float64Array): number => x.reduce((a, c) => a + c, 0);
    expect(sum(values.r)).toBeCloseTo(dot(S, U), 8);
    expect(sum(values.t)).toBeCloseTo(dot(U, U), 8);
    expect(sum(values.sigma)).toBeCloseTo(dot(S, S), 8);
    // The trace of F^T F / N, and S.(F^T F / N) S = |F S|^2 / N.
    expect(sum(values.rho)).toBeCloseTo(F.reduce((a, x) => a + x * x, 0) / N, 8);
    const image = Float64Array.from({ length: N }, (_, i) => S.reduce((a, x, j) => a + F[i * D + j]! * x, 0));
    expect(dot(values.rho, values.sigma)).toBeCloseTo(dot(image, image) / N, 8);
  });
});

describe('three kinds of data', () => {
  it('dots of the run are errors of the simulation itself, and near the equations for its features', () => {
    const times = [1, 4, 16, 64];
    const run = finish(simulateErrors(paramsWith({ dimension: 120, latentRatio: 0.25 }), 5, 2, times));
    expect(run.times).toEqual(times);
    const link = 'hiddenManifold?dimension=120&latentRatio=0.25&seed=5&replicas=3&duration=64&points=65&only=simulation';
    const simulated = runLink(link).of('sgd')[0]!;
    const at = simulated.layout.offsets['generalisationError']!;
    expect(run.errors).toEqual(times.map((t) => simulated.frame(2, t)[at]!));
  });

  it('the picture has dots of all three, no more than the axis reaches', () => {
    const { points, lines: drawnLines } = lines('structure');
    const end = Math.max(...drawnLines!.map(({ xs }) => xs.at(-1)!));
    expect(points!.map(({ tone }) => tone)).toEqual(['simulation', 'faint']);
    for (const { xs } of points!) expect(Math.max(...xs)).toBeLessThanOrEqual(end);
    expect(points![1]!.xs.length).toBeGreaterThan(points![0]!.xs.length);
  });
});
