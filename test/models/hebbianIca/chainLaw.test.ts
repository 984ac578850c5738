import { describe, expect, it } from 'vitest';
import { initialRate } from '../../../src/models/hebbianIca/rate.ts';
import { featuresOf, type P } from '../../../src/models/hebbianIca/params.ts';
import { makeChain } from '../../../src/models/hebbianIca/simulation/chain.ts';
import { mixingMatrix, makeNetwork } from '../../../src/models/hebbianIca/simulation/network.ts';
import type { Learner } from '../../../src/models/hebbianIca/simulation/learner.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';
import { oneSampleKolmogorovSmirnov, twoSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';

const overlapsOf = (learner: Learner, p: P): Float64Array => {
  const out = new Float64Array(featuresOf(p));
  learner.writeOverlaps(out);
  return out;
};

/** Overlaps with the first feature and their largest size, after each number of steps, a column a replica. */
const sample = (make: (replica: number) => Learner, p: P, times: readonly number[], replicas: number): Float64Array[] => {
  const columns = Array.from({ length: 2 * times.length }, () => new Float64Array(replicas));
  for (let replica = 0; replica < replicas; replica++) {
    const learner = make(replica);
    let done = 0;
    times.forEach((time, j) => {
      learner.advance(time - done);
      done = time;
      columns[2 * j]![replica] = overlapsOf(learner, p)[0]!;
      columns[2 * j + 1]![replica] = learner.overlap();
    });
  }
  return columns;
};

/** The chain has other random numbers than the simulation over all weights: only the laws agree. */
const cases: readonly (readonly [string, Partial<P>, readonly number[], number])[] = [
  // One large step: the law of the remainder's length counts, not only its mean.
  ['one large step, N = 4', { dimension: 4, features: 1, source: 'laplace', learningRate: 3, start: 'given', initialOverlap: 0.5 }, [1], 8000],
  ['one large step of a batch', { dimension: 6, features: 1, source: 'laplace', learningRate: 4, batch: 3, start: 'given', initialOverlap: 0.5 }, [1], 6000],
  ['no remainder, N = P + 1', { dimension: 2, features: 1, source: 'uniform', learningRate: 0.3, start: 'given', initialOverlap: 0.3 }, [1, 5], 6000],
  ['one feature, N = 8', { dimension: 8, features: 1, source: 'laplace', learningRate: 0.01 }, [10, 100, 400], 2000],
  ['skewed, N = 20', { dimension: 20, features: 1, source: 'twoPoint', nonlinearity: 'square', learningRate: 0.02 }, [20, 100, 500], 1000],
  ['three features, N = 12', { dimension: 12, features: 3, source: 'rademacher', learningRate: 0.01 }, [20, 100, 300], 1500],
  ['batch, N = 10', { dimension: 10, features: 2, source: 'exponential', nonlinearity: 'rectifiedSquare', batch: 5, learningRate: 0.1 }, [5, 20, 60], 1500],
];

describe('the chain has the law of the simulation over all weights', () => {
  it.each(cases)('%s', (_, given, times, replicas) => {
    const p = paramsWith({ allFeatures: false, rateRule: 'fixed', ...given });
    const chain = sample((replica) => makeChain(p, 1, replica, 'chain', p.features), p, times, replicas);
    const direct = sample((replica) => makeChain(p, 1000, replica, 'direct', p.dimension), p, times, replicas);
    // 32 statistics in all: a true law fails one of them once in 150 choices of the seed.
    chain.forEach((column, j) => expect(twoSampleKolmogorovSmirnov(column, direct[j]!).p).toBeGreaterThan(2e-4));
  });

  it('and a chain with one degree of freedom too many has not', () => {
    const [, given, times, replicas] = cases[0]!;
    const p = paramsWith({ allFeatures: false, rateRule: 'fixed', ...given });
    const direct = sample((replica) => makeChain(p, 1000, replica, 'direct', p.dimension), p, times, replicas);
    const wrong = { ...p, dimension: p.dimension + 1 };
    const chain = sample((replica) => makeChain(wrong, 1, replica, 'chain', p.features), wrong, times, replicas);
    expect(twoSampleKolmogorovSmirnov(chain[0]!, direct[0]!).p).toBeLessThan(1e-6);
  });
});

describe('the simulation over all weights', () => {
  const variants: readonly Partial<P>[] = [
    { dimension: 10 }, { dimension: 10, allFeatures: false, features: 4, source: 'laplace' }, { dimension: 7, batch: 3, source: 'exponential', nonlinearity: 'tanh', subtractLinear: true },
    { dimension: 12, rateRule: 'warmUp' }, { dimension: 300, source: 'uniform' },
  ];

  it.each(variants)('takes the same steps neuron by neuron, mixed or not: %o', (given) => {
    const p = paramsWith({ learningRate: 0.5, ...given });
    const steps = p.dimension > 100 ? 60 : 400;
    const overlaps = (learner: Learner): Float64Array => {
      learner.advance(steps);
      return Float64Array.from([...overlapsOf(learner, p), learner.tau(), learner.overlap()]);
    };
    const plain = overlaps(makeChain(p, 5, 2, 'direct', p.dimension));
    const network = overlaps(makeNetwork(p, 5, 2, 'direct'));
    const mixed = overlaps(makeNetwork({ ...p, mixing: 'orthogonal' }, 5, 2, 'direct'));
    const first = makeChain(p, 5, 2, 'direct', p.dimension).first;
    plain.forEach((x, i) => {
      expect(Math.abs(network[i]! - x)).toBeLessThan(1e-11);
      expect(Math.abs(mixed[i]! - x)).toBeLessThan(1e-9);
    });
    expect(Math.max(...first.map((x, i) => Math.abs(x - plain[i]!)))).toBeGreaterThan(2e-5);
  });

  it('mixes by an orthogonal matrix', () => {
    const N = 30;
    const A = mixingMatrix(paramsWith({ dimension: N, mixing: 'orthogonal' }), 3)!;
    for (let i = 0; i < N; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let l = 0; l < N; l++) sum += A[i * N + l]! * A[j * N + l]!;
        expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-13);
      }
    }
    expect(mixingMatrix(paramsWith({ dimension: N }), 3)).toBeNull();
  });

  it.each(['rademacher', 'laplace'] as const)('keeps |w| = 1, also where the sign of the step is negative: %s', (source) => {
    const p = paramsWith({ dimension: 16, source, learningRate: 2 });
    const learner = makeChain(p, 2, 0, 'direct', 16);
    for (let round = 0; round < 20; round++) {
      learner.advance(500);
      expect(Math.abs(overlapsOf(learner, p).reduce((sum, x) => sum + x * x, 0) - 1)).toBeLessThan(1e-12);
    }
    expect(learner.tau()).toBeCloseTo(10_000 * initialRate(p), 9);
  });

  it('leaves Gaussian sources uniform on the sphere, at any rate', () => {
    for (const learningRate of [0.01, 1]) {
      const p = paramsWith({ dimension: 8, source: 'gaussian', variance: 1, rateRule: 'fixed', learningRate, nonlinearity: 'tanh', start: 'given', initialOverlap: 0.95 });
      const replicas = 1500;
      const last = sample((replica) => makeChain(p, 4, replica, 'direct', 8), p, [learningRate > 0.1 ? 60 : 30_000], learningRate > 0.1 ? replicas : 150)[0]!;
      // A coordinate of a uniform vector on the sphere in 8 dimensions: density 16/(5 pi) (1 - v^2)^(5/2).
      const cdf = (v: number): number => 0.5 + (16 / (5 * Math.PI)) * (v * Math.sqrt(1 - v * v) * (8 * v ** 4 - 26 * v * v + 33) / 48 + (5 / 16) * Math.asin(v));
      expect(cdf(1)).toBeCloseTo(1, 12);
      expect(oneSampleKolmogorovSmirnov(last, cdf).p).toBeGreaterThan(1e-3);
    }
  });

  it('falls from m = 1 to the floor 1 - m^2 = eta N / 2 kappa of +-1 sources', () => {
    const p = paramsWith({ dimension: 20, start: 'given', initialOverlap: 1, learningRate: 0.5 });
    let [sum, count] = [0, 0];
    for (let replica = 0; replica < 20; replica++) {
      const learner = makeChain(p, 6, replica, 'direct', 20);
      learner.advance(3000);
      for (let j = 0; j < 100; j++) {
        learner.advance(100);
        sum += 1 - learner.overlap() ** 2;
        count++;
      }
    }
    // Relative corrections are of order 1/N and eta N.
    expect(sum / count / ((initialRate(p) * 19) / 4)).toBeGreaterThan(0.9);
    expect(sum / count / ((initialRate(p) * 19) / 4)).toBeLessThan(1.1);
  });
});
