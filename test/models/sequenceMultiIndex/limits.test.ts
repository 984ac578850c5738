import { describe, expect, it } from 'vitest';
import { makeOverlaps, takeStep, type Overlaps } from '../../../src/models/sequenceMultiIndex/core.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { attention, attentionEvolution } from '../../../src/models/sequenceMultiIndex/instances/attention.ts';
import { committee } from '../../../src/models/sequenceMultiIndex/instances/committee.ts';
import { perceptron } from '../../../src/models/sequenceMultiIndex/instances/perceptron.ts';
import { phaseRetrieval } from '../../../src/models/sequenceMultiIndex/instances/phaseRetrieval.ts';
import { ridgeFixedPoint } from '../../../src/models/sequenceMultiIndex/instances/ridge.ts';
import { cloneOverlaps, iterate } from '../../../src/models/sequenceMultiIndex/iterate.ts';
import { positionalBaseline } from '../../../src/models/sequenceMultiIndex/thresholds.ts';
import { denoisingOf } from '../../../src/models/sequenceMultiIndex/denoiserLoss.ts';
import { scalar, solved, stepped } from '../../support/sequenceMultiIndex/theory.ts';
import { finished, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

const inverseOf = (V: Overlaps['q']): number => V[0]! * V[3]! - V[1]! * V[2]!;

describe('few samples and strong penalties', () => {
  it.each(['perceptron', 'ridge', 'logistic', 'committee'] as const)('%s: the overlap vanishes with alpha', (instance) => {
    const overlaps = [0.05, 0.1].map((sampleRatio) => solved({ instance, sampleRatio, regularisation: 1 }).overlap);
    expect(overlaps[0]!).toBeLessThan(0.06);
    // In proportion to alpha, but for terms of order alpha^2.
    expect(overlaps[1]! / overlaps[0]!).toBeGreaterThan(1.7);
    expect(overlaps[1]! / overlaps[0]!).toBeLessThan(2.001);
  });

  it.each(['ridge', 'logistic', 'denoiser', 'attention'] as const)('%s: nothing is learned under a penalty of 100', (instance) => {
    for (const branch of instanceOf(paramsWith({ instance })).branches) {
      const { overlaps, status } = solved({ instance, regularisation: 100, sampleRatio: 1 }, branch);
      expect(status).toBe('converged');
      expect(overlaps.q[0]!).toBeLessThan(2e-4);
      expect(Math.abs(overlaps.theta[0]!) + Math.abs(overlaps.m[0]!)).toBeLessThan(0.011);
    }
  });

  it('logistic regression under a strong penalty: theta = alpha E|z|/(2 lambda)', () => {
    // Next order: relative alpha/(4 lambda) and 1/lambda.
    expect(solved({ instance: 'logistic', sampleRatio: 1, regularisation: 100 }).overlaps.theta[0]! / (Math.sqrt(2 / Math.PI) / 200)).toBeCloseTo(1, 1.9);
  });
});

describe('perceptron', () => {
  it.each([0.25, 1, 4])('the first step from nothing: 2 alpha/(pi + 2 alpha), alpha = %d', (sampleRatio) => {
    const p = paramsWith({ instance: 'perceptron', sampleRatio });
    expect(stepped(perceptron.evolution(p, 'only', 'rest'), scalar(0, 1), 1).q[0]!).toBeCloseTo((2 * sampleRatio) / (Math.PI + 2 * sampleRatio), 12);
  });

  it('alpha eg rises to 0.442', () => {
    const products = [0.5, 1, 2, 5, 10, 20].map((sampleRatio) => sampleRatio * solved({ instance: 'perceptron', sampleRatio }).testError);
    for (let i = 1; i < products.length; i++) expect(products[i]!).toBeGreaterThan(products[i - 1]!);
    expect(products.at(-1)!).toBeGreaterThan(0.44);
    expect(products.at(-1)!).toBeLessThan(0.442);
  });

  it('no logistic regression does better', () => {
    for (const sampleRatio of [0.5, 1, 3, 8]) {
      const best = solved({ instance: 'perceptron', sampleRatio }).testError;
      for (const regularisation of [1e-3, 0.01, 0.1, 1, 10]) expect(solved({ instance: 'logistic', sampleRatio, regularisation }).testError).toBeGreaterThan(best);
    }
  });
});

describe('phase retrieval', () => {
  it.each([0.3, 0.6, 1.3, 2])('a small overlap grows by 2 alpha, alpha = %d', (sampleRatio) => {
    const p = paramsWith({ instance: 'phaseRetrieval', sampleRatio });
    const q = 1e-9;
    expect(stepped(phaseRetrieval.evolution(p, 'only', 'rest'), scalar(q, 1 - q), 1).q[0]! / q).toBeCloseTo(2 * sampleRatio, 7);
  });

  it.each([0.05, 0.3, 0.5])('no recovery at alpha = %d', (sampleRatio) => expect(solved({ instance: 'phaseRetrieval', sampleRatio }).overlap).toBeLessThan(1e-4));

  it('the informed start stays at the truth above alpha = 1 and leaves it below', () => {
    const end = (sampleRatio: number): number => {
      const p = paramsWith({ instance: 'phaseRetrieval', sampleRatio });
      const now = makeOverlaps(1);
      phaseRetrieval.writeStart(p, 'only', null, now);
      finished(iterate(phaseRetrieval.evolution(p, 'only', 'rest'), now, 1e-13, 1e5));
      return now.q[0]!;
    };
    expect(end(1.05)).toBeGreaterThan(1 - 1e-9);
    expect(end(0.95)).toBeCloseTo(solved({ instance: 'phaseRetrieval', sampleRatio: 0.95 }).overlaps.q[0]!, 9);
  });
});

describe('ridge regression', () => {
  it('iteration and closed form agree to 1e-10', () => {
    for (const sampleRatio of [0.1, 0.5, 1, 2, 10]) {
      for (const regularisation of [0.01, 0.1, 1, 30]) {
        for (const noise of [0, 0.1, 2]) {
          const { overlaps } = solved({ instance: 'ridge', sampleRatio, regularisation, noise });
          const exact = ridgeFixedPoint(sampleRatio, regularisation, noise);
          expect(Math.abs(overlaps.q[0]! - exact.q)).toBeLessThan(1e-10 * Math.max(1, exact.q));
          expect(Math.abs(overlaps.theta[0]! - exact.theta)).toBeLessThan(1e-10);
          expect(Math.abs(overlaps.V[0]! / exact.V - 1)).toBeLessThan(1e-10);
        }
      }
    }
  });

  it.each([[2, 0.5, 0.5], [4, 0.3, 0.1], [0.5, 0.5, 1], [0.25, 0, 0.75]])('no penalty: alpha = %d, Delta = %d', (alpha, noise, excess) => {
    const { q, theta } = ridgeFixedPoint(alpha, 1e-8, noise);
    expect(1 + q - 2 * theta).toBeCloseTo(excess, 6);
  });

  it('is worst at alpha = 1', () => {
    const error = (alpha: number): number => {
      const { q, theta } = ridgeFixedPoint(alpha, 1e-3, 0.5);
      return 1 + q - 2 * theta;
    };
    const alphas = Array.from({ length: 61 }, (_, i) => 0.4 + 0.02 * i);
    const worst = alphas.reduce((a, b) => (error(b) > error(a) ? b : a));
    expect(Math.abs(worst - 1)).toBeLessThan(0.021);
  });

  it('is the posterior mean when lambda is the noise: q = theta', () => {
    for (const noise of [0.1, 0.5, 2]) {
      const { q, theta } = ridgeFixedPoint(1.3, noise, noise);
      expect(q).toBeCloseTo(theta, 12);
      expect(ridgeFixedPoint(1.3, 1.2 * noise, noise).q - 2 * ridgeFixedPoint(1.3, 1.2 * noise, noise).theta).toBeGreaterThan(q - 2 * theta);
    }
  });
});

describe('committee', () => {
  it('overlaps are a covariance, and rise with alpha', () => {
    let before = 0;
    for (const sampleRatio of [0.3, 1, 1.9, 2.3, 3, 6, 15]) {
      const { overlaps: { q, V } } = solved({ instance: 'committee', sampleRatio });
      expect(q[0]!).toBeGreaterThanOrEqual(Math.abs(q[1]!) - 1e-7);
      expect(inverseOf(q)).toBeGreaterThan(-1e-7);
      expect(V[0]!).toBeGreaterThan(0);
      expect(inverseOf(V)).toBeGreaterThan(0);
      expect(V[0]! + q[0]!).toBeCloseTo(1, 10);
      expect(q[0]!).toBeGreaterThan(before);
      before = q[0]!;
    }
  });

  it('exchanging the neurons exchanges their overlaps, whatever the start', () => {
    const p = paramsWith({ instance: 'committee', sampleRatio: 2.5 });
    const run = (start: number[]): Overlaps => {
      const now = makeOverlaps(2);
      committee.writeStart(p, 'only', start, now);
      finished(iterate(committee.evolution(p, 'only', 'rest'), now, 0, 1));
      return now;
    };
    for (const off of [0.05, 0.29, -0.1]) {
      const [one, other] = [run([0.6, off, off, 0.2]), run([0.2, off, off, 0.6])];
      expect(Math.abs(one.q[0]! - one.q[3]!)).toBeGreaterThan(0.01);
      for (let i = 0; i < 4; i++) expect(one.q[i]!).toBeCloseTo(other.q[3 - i]!, 7);
    }
  });

  it('an exactly symmetric start never specialises', () => {
    const p = paramsWith({ instance: 'committee', sampleRatio: 4 });
    const now = makeOverlaps(2);
    committee.writeStart(p, 'only', [0.01, 0.01, 0.01, 0.01], now);
    finished(iterate(committee.evolution(p, 'only', 'drag'), now, 0, 300));
    expect(now.q[0]!).toBe(now.q[1]!);
    expect(now.q[0]!).toBeGreaterThan(0.3);
    expect(solved({ instance: 'committee', sampleRatio: 4 }).overlaps.q[0]!).toBeGreaterThan(0.8);
  });

  it('test error: a guess at random without weights, none with the truth', () => {
    const now = makeOverlaps(2);
    expect(committee.testError(paramsWith({}), now)).toBeCloseTo(0.5, 12);
    for (const part of [now.q, now.theta]) part.set([1, 0, 0, 1]);
    expect(committee.testError(paramsWith({}), now)).toBeCloseTo(0, 12);
    // The neurons in the other order, and of another length.
    now.q.set([4, 0, 0, 4]);
    now.theta.set([0, 2, 2, 0]);
    expect(committee.testError(paramsWith({}), now)).toBeCloseTo(0, 12);
  });
});

describe('attention', () => {
  const given = { instance: 'attention', regularisation: 0.01, sampleRatio: 1.5 } as const;

  it('the signs of theta and of m are free', () => {
    const p = paramsWith(given);
    for (const branch of ['semantic', 'positional'] as const) {
      const { overlaps } = solved(given, branch, 'drag');
      const turned = cloneOverlaps(overlaps);
      turned.theta[0] = -turned.theta[0]!;
      turned.m[0] = -turned.m[0]!;
      const [a, b] = [overlaps, turned].map((now) => stepped(attention.evolution(p, branch, 'rest'), now, 1));
      // Pairs of points make it exact on the semantic branch; m leans on the spread of the quadrature, 2 %.
      if (branch === 'semantic') expect(a!.theta[0]!).toBeCloseTo(-b!.theta[0]!, 12);
      else expect(Math.abs(a!.m[0]! + b!.m[0]!)).toBeLessThan(0.02 * a!.m[0]!);
    }
  });

  it('theta^2 <= q rho, on both branches', () => {
    for (const sampleRatio of [1, 2, 6, 20]) {
      const { overlaps } = solved({ ...given, sampleRatio }, 'semantic', 'drag');
      expect(overlaps.theta[0]! ** 2).toBeLessThanOrEqual(0.25 * overlaps.q[0]!);
    }
  });

  it('omega = 1: positions alone, no semantic signal', () => {
    const { overlaps } = solved({ ...given, omega: 1 }, 'semantic', 'drag');
    // The target does not depend on eta: theta^ is the mean of an odd function, zero but for the quadrature.
    expect(Math.abs(overlaps.theta[0]!)).toBeLessThan(0.003);
    expect(Math.abs(solved({ ...given, omega: 1 }, 'positional', 'drag').overlaps.m[0]!)).toBeGreaterThan(0.3);
  });

  it('omega = 0 and many samples: the semantic branch has the lower loss, and nothing is left as the penalty vanishes', () => {
    const many = { ...given, omega: 0, sampleRatio: 10 } as const;
    const semantic = solved(many, 'semantic', 'drag');
    expect(semantic.trainError).toBeLessThan(solved(many, 'positional', 'drag').trainError);
    const errors = [0.01, 1e-3].map((regularisation) => solved({ ...many, regularisation }, 'semantic', 'drag').testError);
    expect(errors[1]!).toBeLessThan(0.1 * errors[0]!);
    expect(errors[1]!).toBeLessThan(2e-5);
  });

  it('no weights: the error of S = 1/2, by an independent rule', () => {
    const p = paramsWith(given);
    const now = makeOverlaps(1);
    // Var s from the baseline, its mean 1/2 + E over a plain grid of h*.
    let mean = 0;
    let mass = 0;
    for (let x = -6; x <= 6; x += 0.05) {
      for (let y = -6; y <= 6; y += 0.05) {
        const w = Math.exp(-0.5 * (x * x + y * y));
        mean += w / (1 + Math.exp(-0.25 * x * (x - y)));
        mass += w;
      }
    }
    const gap = 0.7 * (mean / mass) + 0.3 * 0.6 - 0.5;
    // 4096 Sobol points.
    expect(attention.testError(p, now) / (positionalBaseline(p) + 4 * 0.25 * gap * gap)).toBeCloseTo(1, 2.3);
  });

  it('the undamped map is stopped where there is nothing to weigh', () => {
    const now = makeOverlaps(1);
    now.V[0] = NaN;
    expect(finished(takeStep(attentionEvolution(paramsWith(given), 'semantic', 64, 0), now, makeOverlaps(1)))).toBe('singular');
  });
});

describe('denoiser', () => {
  it('no weights: exactly no gain', () => {
    const p = paramsWith({ instance: 'denoiser' });
    expect(instanceOf(p).testError(p, makeOverlaps(1))).toBeCloseTo(0, 15);
  });

  it('the sign of the cluster is free', () => {
    const p = paramsWith({ instance: 'denoiser', sampleRatio: 1 });
    const { overlaps } = solved({ instance: 'denoiser', sampleRatio: 1 });
    const turned = cloneOverlaps(overlaps);
    turned.m[0] = -turned.m[0]!;
    const [a, b] = [overlaps, turned].map((now) => stepped(instanceOf(p).evolution(p, 'only', 'rest'), now, 1));
    expect(a!.m[0]!).toBeCloseTo(-b!.m[0]!, 9);
    expect(a!.q[0]!).toBeCloseTo(b!.q[0]!, 9);
    expect(instanceOf(p).testError(p, turned)).toBeCloseTo(instanceOf(p).testError(p, overlaps), 12);
  });

  it('there is a penalty above which nothing is learned', () => {
    const norm = (regularisation: number): number => solved({ instance: 'denoiser', sampleRatio: 1, regularisation }).overlaps.q[0]!;
    expect(norm(1)).toBeGreaterThan(0.1);
    expect(norm(10)).toBeLessThan(1e-9);
  });

  it('the skip connection goes with the corruption, and is left out on demand', () => {
    expect(denoisingOf(paramsWith({ instance: 'denoiser', corruption: 0.98 })).b).toBeLessThan(0.02);
    expect(denoisingOf(paramsWith({ instance: 'denoiser', skip: false }))).toEqual({ c: Math.sqrt(0.7), b: 0, a: 1 });
    expect(denoisingOf(paramsWith({ instance: 'denoiser', corruption: 0.3 })).b).toBeCloseTo(0.226124, 6);
  });
});
