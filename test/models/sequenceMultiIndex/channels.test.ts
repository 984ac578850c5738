import { describe, expect, it } from 'vitest';
import { bivariateNormalCdf } from '../../../src/numerics/bivariateNormalCdf.ts';
import { gaussHermite } from '../../../src/numerics/quadrature/gaussHermite.ts';
import { attends } from '../../../src/models/sequenceMultiIndex/attentionLoss.ts';
import { attentionProx, proxTableFor } from '../../../src/models/sequenceMultiIndex/attentionProx.ts';
import { makeOverlaps, type BayesChannel, type ConvexChannel, type TokenChannel } from '../../../src/models/sequenceMultiIndex/core.ts';
import { denoiserProx } from '../../../src/models/sequenceMultiIndex/denoiserLoss.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { committee } from '../../../src/models/sequenceMultiIndex/instances/committee.ts';
import { perceptron, signHat } from '../../../src/models/sequenceMultiIndex/instances/perceptron.ts';
import { phaseHat, phaseRetrieval } from '../../../src/models/sequenceMultiIndex/instances/phaseRetrieval.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { meanAndSpread, scalar, stepped } from '../../support/sequenceMultiIndex/theory.ts';
import { paramsWith } from '../../support/sequenceMultiIndex/tools.ts';
import { makeUniform } from '../../jobs/linkTools.ts';

const bayes = (instance: P['instance']): BayesChannel => instanceOf(paramsWith({ instance })).channel(paramsWith({ instance })) as BayesChannel;
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** E f(z), z ~ N(mean, variance), in equal steps; a jump of f costs 1e-3 at most. */
const meanOver = (f: (z: number) => number, mean: number, variance: number, h = 0.01): number => {
  let sum = 0;
  for (let x = -8 + h / 2; x < 8; x += h) sum += h * density(x) * f(mean + Math.sqrt(variance) * x);
  return sum;
};

/** q^ at alpha = 1 by brute force: the mean of g^2 over omega and the label of a field drawn about it. */
const bruteHat = (channel: BayesChannel, q: number): number => {
  const g = new Float64Array(1);
  const dg = new Float64Array(1);
  const at = (omega: number) => (z: number): number => {
    channel.write(channel.label([z]), [omega], [1 - q], g, dg);
    return g[0]! * g[0]!;
  };
  return meanOver((omega) => meanOver(at(omega), omega, 1 - q), 0, q, 0.04);
};

describe('message passing and state evolution use one channel', () => {
  it.each([0.05, 0.3, 0.7])('perceptron, q = %d', (q) => expect(signHat(1, q, 1 - q) / bruteHat(bayes('perceptron'), q)).toBeCloseTo(1, 2.7));
  it.each([0.05, 0.3, 0.7])('phase retrieval, q = %d', (q) => expect(phaseHat(1, q, 1 - q) / bruteHat(bayes('phaseRetrieval'), q)).toBeCloseTo(1, 4));

  it('committee: g over all labels reproduces the step', () => {
    const { write } = bayes('committee');
    const q = [0.5, 0.2, 0.2, 0.3];
    const V = [0.5, -0.2, -0.2, 0.7];
    const [g, dg] = [new Float64Array(2), new Float64Array(4)];
    const { x, weight } = gaussHermite(60);
    const [l11, l21] = [Math.sqrt(0.5), 0.2 / Math.sqrt(0.5)];
    const l22 = Math.sqrt(0.3 - l21 * l21);
    const r = -0.2 / Math.sqrt(0.35);
    const hat = [0, 0, 0];
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < 60; j++) {
        const omega = [l11 * x[i]!, l21 * x[i]! + l22 * x[j]!];
        const [a, b] = [omega[0]! / Math.sqrt(0.5), omega[1]! / Math.sqrt(0.7)];
        const [plus, minus] = [bivariateNormalCdf(a, b, r), bivariateNormalCdf(-a, -b, r)];
        for (const [y, P] of [[1, plus], [-1, minus], [0, 1 - plus - minus]] as const) {
          if (P < 1e-11) continue;
          write(y, omega, V, g, dg);
          const w = weight[i]! * weight[j]! * P;
          hat[0]! += w * g[0]! * g[0]!;
          hat[1]! += w * g[0]! * g[1]!;
          hat[2]! += w * g[1]! * g[1]!;
        }
      }
    }
    const now = makeOverlaps(2);
    now.q.set(q);
    now.V.set(V);
    const p = paramsWith({ instance: 'committee', sampleRatio: 1.7 });
    const { V: after } = stepped(committee.evolution(p, 'only', 'rest'), now, 1);
    const det = after[0]! * after[3]! - after[1]! * after[2]!;
    expect(after[3]! / det - 1).toBeCloseTo(1.7 * hat[0]!, 5);
    expect(-after[1]! / det).toBeCloseTo(1.7 * hat[1]!, 5);
    expect(after[0]! / det - 1).toBeCloseTo(1.7 * hat[2]!, 5);
  });

  it.each([['perceptron', [-1, 1]], ['phaseRetrieval', [0.2, 1, 2.5]], ['committee', [-1, 0, 1]]] as const)('%s: dg is the derivative of g', (instance, labels) => {
    const { write } = bayes(instance);
    const K = instance === 'committee' ? 2 : 1;
    const V = K === 2 ? [0.6, -0.15, -0.15, 0.4] : [0.6];
    const [g, up, down, dg, none] = [new Float64Array(K), new Float64Array(K), new Float64Array(K), new Float64Array(K * K), new Float64Array(K * K)];
    for (const y of labels) {
      for (const omega of [[0.3, -0.5], [-1.2, 0.4], [0, 0], [1.5, 1.1]]) {
        write(y, omega, V, g, dg);
        for (let l = 0; l < K; l++) {
          const shifted = (h: number): number[] => omega.map((x, i) => (i === l ? x + h : x));
          write(y, shifted(1e-5), V, up, none);
          write(y, shifted(-1e-5), V, down, none);
          for (let k = 0; k < K; k++) expect(Math.abs((up[k]! - down[k]!) / 2e-5 - dg[k * K + l]!), `${instance}, y = ${y}, omega = ${omega.join()}`).toBeLessThan(1e-6 * (1 + Math.abs(dg[k * K + l]!)));
        }
      }
    }
  });

  it('a committee whose second neuron is known is a perceptron', () => {
    const [two, one] = [bayes('committee'), bayes('perceptron')];
    const [g, dg, g1, dg1] = [new Float64Array(2), new Float64Array(4), new Float64Array(1), new Float64Array(1)];
    for (const omega of [-1.5, -0.2, 0.7]) {
      for (const sign of [-1, 1]) {
        // z_2 > 0 for certain: y is 1 where z_1 > 0, else 0.
        two.write(sign > 0 ? 1 : 0, [omega, 1], [0.4, 0, 0, 1e-6], g, dg);
        one.write(sign, [omega], [0.4], g1, dg1);
        expect(g[0]!).toBeCloseTo(g1[0]!, 9);
        expect(dg[0]!).toBeCloseTo(dg1[0]!, 8);
      }
    }
    const now = makeOverlaps(2);
    now.q.set([0.5, 0, 0, 1 - 1e-8]);
    now.V.set([0.5, 0, 0, 1e-8]);
    const { q } = stepped(committee.evolution(paramsWith({ instance: 'committee', sampleRatio: 1.5 }), 'only', 'rest'), now, 1);
    // The sign of z_2 is open on a share sqrt(1e-8) of the samples.
    expect(q[0]!).toBeCloseTo(stepped(perceptron.evolution(paramsWith({ sampleRatio: 1.5 }), 'only', 'rest'), scalar(0.5, 0.5), 1).q[0]!, 3);
  });

  it('phase retrieval: the labels say nothing of the sign', () => {
    const { write } = phaseRetrieval.channel(paramsWith({})) as BayesChannel;
    const [g, dg, h] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
    write(1.3, [0.4], [0.7], g, dg);
    write(1.3, [-0.4], [0.7], h, dg);
    expect(g[0]!).toBe(-h[0]!);
  });
});

describe('losses', () => {
  it.each(['ridge', 'logistic'] as const)('%s: the prox is the minimum, slope and curvature are derivatives', (instance) => {
    const { loss, slope, curvature, prox } = instanceOf(paramsWith({ instance })).channel(paramsWith({ instance })) as ConvexChannel;
    for (const y of [-1, 1]) {
      for (const omega of [-40, -3, 0, 0.7, 25]) {
        for (const V of [1e-3, 0.5, 30, 2e4]) {
          const h = prox(y, omega, V);
          expect(Math.abs((h - omega) / V + slope(y, h))).toBeLessThan(1e-11 * (1 + Math.abs(omega) / V));
        }
        expect((loss(y, omega + 1e-4) - loss(y, omega - 1e-4)) / 2e-4).toBeCloseTo(slope(y, omega), 6);
        expect((slope(y, omega + 1e-4) - slope(y, omega - 1e-4)) / 2e-4).toBeCloseTo(curvature(y, omega), 6);
      }
    }
  });

  it.each(['ridge', 'logistic'] as const)('%s: the step is the mean over fields, labels and noise', (instance) => {
    const p = paramsWith({ instance, sampleRatio: 2, regularisation: 0.3, noise: 0.4 });
    const { label, prox } = instanceOf(p).channel(p) as ConvexChannel;
    const now = scalar(0.8, 1.7);
    now.theta[0] = 0.6;
    const c = 0.6 / Math.sqrt(0.8);
    // Labels of the logistic instance are signs: the mean over eta jumps, in fine equal steps.
    const { x, weight } = gaussHermite(instance === 'ridge' ? 12 : 1);
    let [squares, along] = [0, 0];
    const eachOmega = (xi: number, mass: number): void => {
      const omega = Math.sqrt(0.8) * xi;
      const width = Math.sqrt(1 - c * c);
      for (let e = -8 + 0.002; e < 8; e += 0.004) {
        for (let i = 0; i < x.length; i++) {
          const f = (prox(label(c * xi + width * e, x[i]!), omega, 1.7) - omega) / 1.7;
          const w = mass * 0.004 * density(e) * weight[i]!;
          squares += w * f * f;
          along += (w * f * e) / width;
        }
      }
    };
    const outer = gaussHermite(20);
    outer.x.forEach((xi, i) => eachOmega(xi, outer.weight[i]!));
    const next = stepped(instanceOf(p).evolution(p, 'only', 'rest'), now, 1);
    const V = next.V[0]!;
    expect(next.theta[0]! / (2 * along * V)).toBeCloseTo(1, 2.7);
    expect(next.q[0]! / (V * V * (2 * squares + 4 * along * along))).toBeCloseTo(1, 2.7);
  });

  it.each(['attention', 'denoiser'] as const)('%s: the gradient is the derivative of the loss', (instance) => {
    const { loss, writeTarget } = instanceOf(paramsWith({ instance })).channel(paramsWith({ instance })) as TokenChannel;
    const [gradient, none, target] = [new Float64Array(3), new Float64Array(3), new Float64Array(2)];
    writeTarget([0.4, -0.9], target);
    for (const [h1, h2, Q] of [[0.3, -0.2, 0.7], [1.4, 0.9, 2], [-2, 1, 0.1]] as const) {
      loss([h1, h2], target, Q, gradient);
      const e = 1e-5;
      const by = (d1: number, d2: number, dQ: number): number => (loss([h1 + d1, h2 + d2], target, Q + dQ, none) - loss([h1 - d1, h2 - d2], target, Q - dQ, none)) / (2 * e);
      [by(e, 0, 0), by(0, e, 0), by(0, 0, e)].forEach((slope, i) => expect(slope).toBeCloseTo(gradient[i]!, 8));
    }
  });

  it('attention: the prox is the lowest minimum on a fine grid', () => {
    const uniform = makeUniform(5);
    const out = { h1: 0, h2: 0, loss: 0, value: 0 };
    for (const V of [1, 4, 16]) {
      const table = proxTableFor(1.5, V, 0.25);
      for (let round = 0; round < 60; round++) {
        const [w1, w2] = [2 * uniform() - 1, 2 * uniform() - 1];
        const [t1, t2] = [0.2 + 0.6 * uniform(), 0.2 + 0.6 * uniform()];
        attentionProx(table, w1, w2, t1, t2, V, 0.25, out);
        const value = (h1: number, h2: number): number =>
          ((h1 - w1) ** 2 + (h2 - w2) ** 2) / (2 * V) + 0.25 * ((attends(h1, h2) - t1) ** 2 + (attends(h2, h1) - t2) ** 2);
        expect(out.value).toBeCloseTo(value(out.h1, out.h2), 12);
        for (let h1 = -4; h1 <= 4; h1 += 0.08) for (let h2 = -4; h2 <= 4; h2 += 0.08) if (value(h1, h2) < out.value - 1e-12) throw new Error(`lower at ${h1}, ${h2}`);
      }
    }
  });

  it('denoiser: the prox is the lowest minimum on a fine grid, and the two fields follow from it', () => {
    const uniform = makeUniform(6);
    const [c, b] = [Math.sqrt(0.3), 0.075];
    const a = 1 - c * b;
    const [V1, V2, Q] = [0.14, 1, 1.2];
    const shape = { W: c * c * V1 + V2, k: a * c * V1 - b * V2, rest: Q - a * a * V1 - b * b * V2 };
    for (let round = 0; round < 60; round++) {
      const [w1, w2] = [4 * uniform() - 1, 4 * uniform() - 2];
      const u0 = c * w1 + w2;
      const u = denoiserProx(shape, u0, a * w1 - b * w2);
      const phi = Math.tanh(u);
      const mu = (u - u0 - shape.k * phi) / shape.W;
      const [h1, h2] = [w1 + V1 * (a * phi + c * mu), w2 + V2 * (mu - b * phi)];
      expect(c * h1 + h2).toBeCloseTo(u, 10);
      const value = (x: number, y: number): number => {
        const t = Math.tanh(c * x + y);
        return (x - w1) ** 2 / (2 * V1) + (y - w2) ** 2 / (2 * V2) + 0.5 * Q * t * t - t * (a * x - b * y);
      };
      const found = value(h1, h2);
      for (let x = -3; x <= 5; x += 0.08) for (let y = -5; y <= 5; y += 0.08) if (value(x, y) < found - 1e-12) throw new Error(`lower at ${x}, ${y}`);
    }
  });
});

it('labels of a committee are -1, 0 and 1 in the shares of two coins', () => {
  const uniform = makeUniform(9);
  const { label } = bayes('committee');
  const labels = Array.from({ length: 4000 }, () => label([uniform() - 0.5, uniform() - 0.5]));
  expect(new Set(labels)).toEqual(new Set([-1, 0, 1]));
  const { mean } = meanAndSpread(labels.map((y) => y * y));
  expect(Math.abs(mean - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(4000));
});
