import { describe, expect, it } from 'vitest';
import { makeOverlaps, takeStep, type BayesChannel, type ConvexChannel, type Overlaps } from '../../../src/models/sequenceMultiIndex/core.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { overlapsOf } from '../../../src/models/sequenceMultiIndex/simulation/overlaps.ts';
import { startNormals, startSquares } from '../../../src/models/sequenceMultiIndex/start.ts';
import { meanOf } from '../../support/hebbianIca/tools.ts';
import { ampOf, arriveBy, dataOf, finished, messageChannelOf, paramsWith, unitsOf } from '../../support/sequenceMultiIndex/tools.ts';
import { logistic, phase, ridge, sign } from './twins/channels.ts';

const seed = 7;

/** State evolution of the sign perceptron from q = 0, on a grid: nothing of the model's own. */
const signEvolution = (alpha: number, steps: number): number[] => {
  const { exp, sqrt } = Math;
  const cdf = (x: number): number => {
    // Phi by Simpson's rule from -12; accurate to 1e-10 of itself where it counts.
    const h = (x + 12) / 4000;
    let sum = 0;
    for (let i = 0; i <= 4000; i++) sum += (i === 0 || i === 4000 ? 1 : i % 2 === 1 ? 4 : 2) * exp(-0.5 * (-12 + i * h) ** 2);
    return (sum * h) / 3 / sqrt(2 * Math.PI);
  };
  const table = Array.from({ length: 1601 }, (_, i) => cdf(-8 + i / 100));
  const hazard = (u: number): number => {
    if (u < -7.9) return -u - 1 / u;
    const place = (Math.min(u, 7.99) + 8) * 100;
    const [i, t] = [Math.floor(place), place - Math.floor(place)];
    return exp(-0.5 * u * u) / sqrt(2 * Math.PI) / exp((1 - t) * Math.log(table[i]!) + t * Math.log(table[i + 1]!));
  };
  const qs = [0];
  for (let step = 0; step < steps; step++) {
    const q = qs.at(-1)!;
    const V = 1 - q;
    let mean = 0;
    for (let i = -800; i <= 800; i++) {
      const xi = i / 100;
      const u = xi * sqrt(q / V);
      // phi^2/Phi = hazard^2 Phi; both labels: twice.
      mean += (exp(-0.5 * xi * xi) / sqrt(2 * Math.PI) / 100) * hazard(u) * exp(-0.5 * u * u) / sqrt(2 * Math.PI);
    }
    const hat = (2 * alpha * mean) / V;
    qs.push(hat / (1 + hat));
  }
  return qs;
};

/** Overlaps of each iteration, from the engine's start or from nothing. */
const trajectory = (p: P, replica: number, steps: number, fromNothing = false): Overlaps[] => {
  const channel = messageChannelOf(p);
  const data = dataOf(p, channel, seed, replica, 32);
  const amp = ampOf(p, channel, data, seed, replica, fromNothing);
  const out = [overlapsOf(p, amp.weights, data.teachers, amp.response)];
  for (let step = 0; step < steps; step++) {
    finished(amp.step());
    out.push(overlapsOf(p, amp.weights, data.teachers, amp.response));
  }
  amp.release();
  data.release();
  return out;
};

/** State evolution from the start of a replica. */
const evolution = (p: P, replica: number, steps: number): Overlaps[] => {
  const instance = instanceOf(p);
  const K = instance.units;
  const map = instance.evolution(p, 'only', 'rest');
  const out = [makeOverlaps(K)];
  instance.writeStart(p, 'only', startSquares(startNormals(seed, replica, K), K, p.dimension), out[0]!);
  for (let step = 0; step < steps; step++) {
    out.push(makeOverlaps(K));
    finished(takeStep(map, out[step]!, out[step + 1]!));
  }
  return out;
};

describe('message passing against state evolution, iteration by iteration', () => {
  it.each([1, 4])('sign perceptron, alpha = %i, d = 1000, 20 runs: overlap and length within 4 standard errors', (sampleRatio) => {
    const steps = 10;
    const p = paramsWith({ instance: 'perceptron', dimension: 1000, sampleRatio });
    const expected = signEvolution(sampleRatio, steps);
    expect(Math.abs(expected[1]! - (2 * sampleRatio) / (Math.PI + 2 * sampleRatio))).toBeLessThan(1e-7);
    const runs = Array.from({ length: 20 }, (_, replica) => trajectory(p, replica, steps, true));
    const rows: string[] = [];
    let worst = 0;
    for (let step = 1; step <= steps; step++) {
      for (const value of [(o: Overlaps) => o.theta[0]!, (o: Overlaps) => o.q[0]!]) {
        const { mean, error } = meanOf(runs.map((run) => value(run[step]!)));
        worst = Math.max(worst, Math.abs(mean - expected[step]!) / error);
        rows.push(`${mean.toFixed(4)}(${error.toFixed(4)})`);
        expect(Math.abs(mean - expected[step]!)).toBeLessThan(4 * error);
      }
    }
    // From nothing the first V depends on alpha alone.
    for (const run of runs) expect(Math.abs(run[1]!.V[0]! - Math.PI / (Math.PI + 2 * sampleRatio))).toBeLessThan(1e-12);
    console.log(`sign, alpha ${sampleRatio}: largest distance ${worst.toFixed(1)} standard errors; theta, q by step: ${rows.join(' ')}; state evolution ${expected.map((q) => q.toFixed(4)).join(' ')}`);
  });

  /** Each run against state evolution from its own start. */
  const compare = (p: P, runs: number, steps: number, pick: (o: Overlaps) => number): void => {
    const all = Array.from({ length: runs }, (_, replica) => [trajectory(p, replica, steps), evolution(p, replica, steps)] as const);
    const distances: number[] = [];
    for (let step = 1; step <= steps; step++) {
      const { mean, error } = meanOf(all.map(([run, theory]) => pick(run[step]!) - pick(theory[step]!)));
      distances.push(mean / error);
      expect(Math.abs(mean)).toBeLessThan(4 * error);
    }
    console.log(`${p.instance}, alpha ${p.sampleRatio}, d ${p.dimension}, ${runs} runs: distances in standard errors ${distances.map((x) => x.toFixed(1)).join(' ')}`);
  };
  it('ridge and logistic regression, 12 runs, 8 iterations', () => {
    for (const instance of ['ridge', 'logistic'] as const) {
      for (const pick of [(o: Overlaps) => o.theta[0]!, (o: Overlaps) => o.q[0]!]) compare(paramsWith({ instance, dimension: 600, sampleRatio: 2, regularisation: 0.1, noise: 0.5 }), 12, 8, pick);
    }
  });
  it('committee below its transition, 12 runs, 6 iterations', () => {
    compare(paramsWith({ instance: 'committee', dimension: 500, sampleRatio: 1 }), 12, 6, ({ theta }) => theta[0]! + theta[1]! + theta[2]! + theta[3]!);
  });
});

it('a committee above its transition specialises, each neuron to one teacher', () => {
  const p = paramsWith({ instance: 'committee', dimension: 500, sampleRatio: 4 });
  const [q11, q12] = [0.8245, 0.0576];
  const ends = Array.from({ length: 6 }, (_, replica) => trajectory(p, replica, 60)[60]!);
  for (const { theta } of ends) expect(theta[0]! + theta[3]!).toBeGreaterThan(theta[1]! + theta[2]!);
  const diagonal = meanOf(ends.flatMap(({ theta }) => [theta[0]!, theta[3]!]));
  const across = meanOf(ends.flatMap(({ theta }) => [theta[1]!, theta[2]!]));
  console.log(`committee, alpha 4, d 500, 6 runs: theta ${diagonal.mean.toFixed(4)}(${diagonal.error.toFixed(4)}) and ${across.mean.toFixed(4)}(${across.error.toFixed(4)}); state evolution ${q11}, ${q12}`);
  // The errors hold for independent neurons; those of one run are not, hence twice the three of a table.
  expect(Math.abs(diagonal.mean - q11)).toBeLessThan(6 * diagonal.error);
  expect(Math.abs(across.mean - q12)).toBeLessThan(6 * across.error);
});

it('phase retrieval recovers the teacher exactly at alpha = 2 in seven runs of eight, and says so', () => {
  const p = paramsWith({ instance: 'phaseRetrieval', dimension: 500, sampleRatio: 2 });
  const channel = messageChannelOf(p);
  let [exact, arrived] = [0, 0];
  for (let replica = 0; replica < 8; replica++) {
    const data = dataOf(p, channel, seed, replica, 32);
    const amp = ampOf(p, channel, data, seed, replica);
    if (arriveBy(amp, 150) < 150) arrived++;
    const { q, theta } = overlapsOf(p, amp.weights, data.teachers, amp.response);
    if (theta[0]! / Math.sqrt(q[0]!) > 1 - 1e-9) exact++;
    amp.release();
    data.release();
  }
  // Of 150 runs 149 have all signs right but for labels near zero, 146 come to rest.
  expect(exact).toBeGreaterThanOrEqual(7);
  expect(arrived).toBeGreaterThanOrEqual(7);
});

describe('the channels of the two single neurons', () => {
  const cases: readonly [P['instance'], typeof sign, number[]][] = [['perceptron', sign, [-1, 1]], ['phaseRetrieval', phase, [0.1, 1, 3]]];
  it.each(cases)('%s: as plain formulas have them', (instance, twin, labels) => {
    const channel = messageChannelOf(paramsWith({ instance })) as BayesChannel;
    const [g, dg, g0, dg0] = [1, 2, 3, 4].map(() => new Float64Array(1)) as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (const y of labels) {
      for (const omega of [-2, -0.3, 0, 0.4, 1.7]) {
        for (const V of [0.05, 0.5, 1]) {
          channel.write(y, [omega], [V], g, dg);
          twin.write(y, [omega], [V], g0, dg0);
          expect(Math.abs(g[0]! - g0[0]!)).toBeLessThan(1e-9 * (1 + Math.abs(g0[0]!)));
          expect(Math.abs(dg[0]! - dg0[0]!)).toBeLessThan(1e-7 * (1 + Math.abs(dg0[0]!)));
        }
      }
    }
  });
});

it('the channels of the two regressions: as plain formulas have them', () => {
  for (const [instance, twin] of [['ridge', ridge(0.5)], ['logistic', logistic]] as const) {
    const channel = messageChannelOf(paramsWith({ instance, noise: 0.5 })) as ConvexChannel;
    for (const y of [-1, 1]) {
      for (const x of [-30, -2, -0.1, 0, 0.7, 5, 40]) {
        expect(channel.label(x, 0.3)).toBeCloseTo(twin.label(x, 0.3), 12);
        for (const key of ['loss', 'slope', 'curvature'] as const) expect(Math.abs(channel[key](y, x) - twin[key](y, x))).toBeLessThan(1e-13 * (1 + Math.abs(twin[key](y, x))));
        for (const V of [0.01, 1, 300]) expect(Math.abs(channel.prox(y, x, V) - twin.prox(y, x, V))).toBeLessThan(1e-12 * (1 + Math.abs(x)));
      }
    }
  }
});

it('numbers of a run do not depend on what else is in memory', () => {
  const p = paramsWith({ instance: 'committee', dimension: 123, sampleRatio: 1.7 });
  expect(unitsOf(p)).toBe(2);
  const alone = trajectory(p, 3, 5);
  const others = dataOf(p, messageChannelOf(p), 8, 0, 32);
  const together = trajectory(p, 3, 5);
  others.release();
  expect(together).toEqual(alone);
});
