import { describe, expect, it } from 'vitest';
import type { LinesPicture } from '../../../src/models/contract.ts';
import { signalOf } from '../../../src/models/hebbianIca/equations.ts';
import { initialRate } from '../../../src/models/hebbianIca/rate.ts';
import { predictedSamples } from '../../../src/models/hebbianIca/predict.ts';
import type { P } from '../../../src/models/hebbianIca/params.ts';
import { pictures } from '../../../src/models/hebbianIca/pictures.ts';
import { oneByOne, watch, type Watched } from '../../../src/models/hebbianIca/pictures/neurons.ts';
import { makeChain } from '../../../src/models/hebbianIca/simulation/chain.ts';
import { makeNetwork } from '../../../src/models/hebbianIca/simulation/network.ts';
import { drawn } from '../../support/pictureFaults.ts';
import { meanOf, medianOf, paramsWith } from '../../support/hebbianIca/tools.ts';

const kinds = ['symmetric', 'deflation'] as const;

const watched = (p: P, seed: number, replica: number, level: number, budget: number): Watched => {
  const run = watch(p, seed, replica, level, budget);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
};

/** Largest |V V^T - I|. */
const fault = (V: Float64Array, M: number, N: number): number => {
  let most = 0;
  for (let a = 0; a < M; a++) {
    for (let b = 0; b < M; b++) {
      let sum = 0;
      for (let i = 0; i < N; i++) sum += V[a * N + i]! * V[b * N + i]!;
      most = Math.max(most, Math.abs(sum - (a === b ? 1 : 0)));
    }
  }
  return most;
};

describe('the weights of several neurons', () => {
  const settings: readonly Partial<P>[] = [
    { neurons: 4, dimension: 16 }, { neurons: 8, dimension: 8, learningRate: 20 }, { neurons: 3, dimension: 10, allFeatures: false, features: 2, source: 'laplace', learningRate: 5 },
    { neurons: 4, dimension: 12, mixing: 'orthogonal', source: 'exponential', nonlinearity: 'square' }, { neurons: 2, dimension: 9, rateRule: 'warmUp', batch: 5 },
  ];
  it.each(kinds.flatMap((decorrelation) => settings.map((given) => ({ ...given, decorrelation }))))('are orthonormal to 1e-12 after every step: %j', (given) => {
    const p = paramsWith(given);
    const network = makeNetwork(p, 3, 1, 'direct');
    let worst = fault(network.overlaps(), p.neurons, p.dimension);
    for (let step = 0; step < 400; step++) {
      network.advance(1);
      worst = Math.max(worst, fault(network.overlaps(), p.neurons, p.dimension));
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it.each(kinds)('one neuron is the single neuron, %s', (decorrelation) => {
    const p = paramsWith({ dimension: 12, source: 'logistic', decorrelation });
    const [network, chain] = [makeNetwork(p, 5, 2, 'direct'), makeChain(p, 5, 2, 'direct', 12)];
    network.advance(3000);
    chain.advance(3000);
    const [a, b] = [new Float64Array(12), new Float64Array(12)];
    network.writeOverlaps(a);
    chain.writeOverlaps(b);
    // Rounding of 3000 steps, of which the flow enlarges what is left by at most e^3.
    for (let i = 0; i < 12; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(1e-10);
  });

  it('in order: the first neuron is that of a run of its own, bit for bit', () => {
    const first = (neurons: number): Float64Array => {
      const network = makeNetwork(paramsWith({ dimension: 12, neurons, decorrelation: 'deflation' }), 5, 2, 'direct');
      network.advance(2000);
      return network.overlaps().slice(0, 12);
    };
    expect(first(5)).toEqual(first(1));
  });
});

/** Inverse square root of a symmetric positive matrix times W, through the Cholesky-free route: Jacobi rotations of W W^T. */
const orthonormal = (W: number[][]): number[][] => {
  const M = W.length;
  const A: number[][] = W.map((u) => W.map((v) => u.reduce((sum, x, i) => sum + x * v[i]!, 0)));
  const Q: number[][] = W.map((_, i) => W.map((_row, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 12; sweep++) {
    for (let a = 0; a < M; a++) {
      for (let b = a + 1; b < M; b++) {
        const angle = 0.5 * Math.atan2(2 * A[a]![b]!, A[a]![a]! - A[b]![b]!);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < M; k++) [A[k]![a], A[k]![b]] = [c * A[k]![a]! + s * A[k]![b]!, c * A[k]![b]! - s * A[k]![a]!];
        for (let k = 0; k < M; k++) [A[a]![k], A[b]![k]] = [c * A[a]![k]! + s * A[b]![k]!, c * A[b]![k]! - s * A[a]![k]!];
        for (let k = 0; k < M; k++) [Q[k]![a], Q[k]![b]] = [c * Q[k]![a]! + s * Q[k]![b]!, c * Q[k]![b]! - s * Q[k]![a]!];
      }
    }
  }
  const root = W.map((_, i) => W.map((_row, j) => Q[i]!.reduce((sum, _x, k) => sum + (Q[i]![k]! * Q[j]![k]!) / Math.sqrt(A[k]![k]!), 0)));
  return root.map((row) => W[0]!.map((_, i) => row.reduce((sum, x, b) => sum + x * W[b]![i]!, 0)));
};

/** Times a tau at which the neurons of the population flow reach a level, rising: V <- (V V^T)^(-1/2) (V + dt V^3). */
const populationTimes = (start: number[][], level: number, dt: number): number[] => {
  let V = start;
  const times = V.map(() => Infinity);
  for (let t = 0; t < 60 && times.includes(Infinity); t += dt) {
    V.forEach((row, a) => {
      if (times[a] === Infinity && Math.max(...row.map(Math.abs)) >= level) times[a] = t;
    });
    V = orthonormal(V.map((row) => row.map((x) => x + dt * x * x * x)));
  }
  return times.sort((a, b) => a - b);
};

const startOf = (p: P, seed: number, replica: number): number[][] => {
  const V = makeNetwork(p, seed, replica, 'direct').overlaps();
  return Array.from({ length: p.neurons }, (_, a) => [...V.subarray(a * p.dimension, (a + 1) * p.dimension)]);
};

describe('several neurons at a small rate, all sources +-1', () => {
  it.each([[4, 24], [8, 10]] as const)('N = M = %i follow the population from the same start', (N, starts) => {
    const p = paramsWith({ dimension: N, neurons: N, learningRate: 0.05 });
    const unit = signalOf(p).drift * initialRate(p);
    const ratios: number[] = [];
    for (let replica = 0; replica < starts; replica++) {
      const population = populationTimes(startOf(p, 5, replica), 0.9, 0.02);
      const { times } = watched(p, 5, replica, 0.9, 40 / unit);
      const last = unit * Math.max(...times);
      expect(last).toBeLessThan(Infinity);
      ratios.push(Math.log(last / population.at(-1)!));
    }
    // The noise of the samples scatters a run by tens of percent; its mean shift is of the order of the rate.
    const { mean, error } = meanOf(ratios);
    expect(error).toBeLessThan(0.15);
    expect(Math.abs(mean)).toBeLessThan(4 * error);
  }, 60_000);

  it.each([[4, 2.7], [8, 4.7]] as const)('the population of N = M = %i: all have learned after about %f', (N, expected) => {
    // The reference is the median of six starts: its error is that of the spread over 6, of ours over 40.
    const p = paramsWith({ dimension: N, neurons: N });
    const last = Array.from({ length: 40 }, (_, replica) => Math.log(populationTimes(startOf(p, 9, replica), 0.9, 0.05).at(-1)!));
    const sorted = last.toSorted((a, b) => a - b);
    const spread = (sorted[30]! - sorted[10]!) / 1.349;
    expect(Math.abs(medianOf(last) - Math.log(expected))).toBeLessThan(3 * 1.25 * spread * Math.sqrt(1 / 6 + 1 / 40));
  }, 60_000);
});

describe('pictures', () => {
  it('one by one: the medians in dimension N, N - 1, ... added up, all at the rate of N', () => {
    const p = paramsWith({ dimension: 20, neurons: 3, learningRate: 0.5 });
    const eta = initialRate(p);
    const each = [20, 19, 18].map((dimension) => predictedSamples(paramsWith({ dimension, rateRule: 'fixed', learningRate: eta }), 0.9, 0.5)!);
    expect(oneByOne(p, 0.9)).toEqual([each[0], each[0]! + each[1]!, each[0]! + each[1]! + each[2]!]);
    expect(oneByOne(paramsWith({ neurons: 5, allFeatures: false, features: 2 }), 0.9)).toHaveLength(2);
    expect(oneByOne(paramsWith({ neurons: 2, rateRule: 'warmUp' }), 0.9)).toBeNull();
  });

  it('staircases rise from nothing to all, overlaps end at the level', () => {
    const p = paramsWith({ dimension: 12, neurons: 3 });
    const { lines, note } = drawn(pictures['found']!, p) as LinesPicture;
    expect(lines!.map(({ label }) => label)).toEqual(['each waits for the one before', 'all at once', 'in order']);
    for (const { xs, ys } of lines!) {
      expect([ys[0], ys.at(-1)]).toEqual([0, 3]);
      for (let i = 1; i < xs.length; i++) expect(xs[i]! >= xs[i - 1]! && ys[i]! >= ys[i - 1]! - 1e-12).toBe(true);
    }
    expect(note).toContain('all 3 sources');
    const overlaps = drawn(pictures['neurons']!, p) as LinesPicture;
    expect(overlaps.lines).toHaveLength(3);
    expect(Math.min(...overlaps.lines!.map(({ ys }) => Math.max(...ys)))).toBeGreaterThanOrEqual(0.9);
  });

  it('with two sources for three neurons two are found, and it is said', () => {
    const { lines, note } = drawn(pictures['neurons']!, paramsWith({ dimension: 8, neurons: 3, allFeatures: false, features: 2 })) as LinesPicture;
    expect(note).toContain('only 2 sources');
    expect(lines!.filter(({ ys }) => Math.max(...ys) >= 0.9)).toHaveLength(2);
  });
});
