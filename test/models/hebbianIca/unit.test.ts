import { describe, expect, it } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { signalOf } from '../../../src/models/hebbianIca/equations.ts';
import { initialRate, isWarming } from '../../../src/models/hebbianIca/rate.ts';
import { nonlinearityOf, slopeOf } from '../../../src/models/hebbianIca/nonlinearities.ts';
import { featuresOf, type P } from '../../../src/models/hebbianIca/params.ts';
import { leadOf, makeChain } from '../../../src/models/hebbianIca/simulation/chain.ts';
import { dot, moveAlong } from '../../../src/models/hebbianIca/simulation/hebbianStep.ts';
import type { Learner } from '../../../src/models/hebbianIca/simulation/learner.ts';
import { isUnit, makeUnit } from '../../../src/models/hebbianIca/simulation/unit.ts';
import { makeStart } from '../../../src/models/hebbianIca/start.ts';
import { runStream } from '../../../src/numerics/random/stream.ts';
import { drawSources, gaussian, icaStep, laplace, rademacher, uniform, type Streams } from '../../kernels/twins/ica.ts';
import { twoSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';

const kinds: Readonly<Partial<Record<P['source'], number>>> = { rademacher, uniform, gaussian, laplace };
const codes = ['linear', 'square', 'hermite2', 'cubic', 'hermite3', 'relu', 'rectifiedSquare', 'tanh'];

const streamsOf = (p: P, seed: number, replica: number): Streams => {
  const of = (part: number) => runStream({ seed, model: 'hebbianIca', engine: 'direct', dimension: p.dimension, replica, purpose: `sources ${part}` });
  return [of(1), of(2), of(3), of(4)];
};

const weightsOf = (p: P, seed: number, replica: number): Float64Array => {
  const { v, rest } = makeStart(p, seed, replica);
  const w = new Float64Array(p.dimension);
  w.set(v);
  if (v.length < w.length) w[v.length] = rest;
  return w;
};

/** Overlaps, tau and the largest overlap after a number of steps. */
const seen = (learner: Learner, p: P, steps: number): Float64Array => {
  learner.advance(steps);
  const v = new Float64Array(featuresOf(p));
  learner.writeOverlaps(v);
  learner.close?.();
  expect(learner.leastOverlap()).toBe(learner.overlap());
  return Float64Array.from([...v, learner.tau(), learner.overlap()]);
};

const stateOf = (w: Float64Array, scale: number, tau: number, K: number): Float64Array => {
  const v = w.subarray(0, K).map((x) => scale * x);
  return Float64Array.from([...v, tau, Math.max(...v.map(Math.abs))]);
};

/** The twin of the kernel on the streams of the run. */
const twinOf = (p: P, seed: number, replica: number, steps: number): Float64Array => {
  const K = featuresOf(p);
  const { drift, noise, sign } = signalOf(p);
  const streams = streamsOf(p, seed, replica);
  const warm = isWarming(p) ? drift / (p.dimension * noise) : 0;
  const unit = { w: weightsOf(p, seed, replica), features: K, code: codes.indexOf(p.nonlinearity), rate: sign * initialRate(p), warm, slope: slopeOf(p), scale: 1, tau: 0 };
  for (let t = 0; t < steps; t++) icaStep(unit, drawSources(streams, p.dimension, K, kinds[p.source]!));
  return stateOf(unit.w, unit.scale, unit.tau, K);
};

/** The plain loop on the same sources; it sums in another order. */
const plainOf = (p: P, seed: number, replica: number, steps: number): Float64Array => {
  const [N, K] = [p.dimension, featuresOf(p)];
  const { drift, noise, sign } = signalOf(p);
  const streams = streamsOf(p, seed, replica);
  const f = nonlinearityOf(p);
  const w = weightsOf(p, seed, replica);
  let [scale, tau] = [1, 0];
  for (let t = 0; t < steps; t++) {
    const s = drawSources(streams, N, K, kinds[p.source]!);
    const [speed, m] = leadOf(4, drift, K, w, scale);
    const eta = Math.max(initialRate(p), isWarming(p) ? speed / (N * noise * m) : 0);
    tau += eta;
    const y = scale * dot(w, s, 0, N);
    const force = sign * eta * f(y);
    scale = 1 / Math.sqrt(moveAlong(w, s, 0, N, (1 - force * y) * scale, force));
  }
  return stateOf(w, scale, tau, K);
};

const variants: readonly Partial<P>[] = [
  {}, { dimension: 1 }, { dimension: 3, source: 'uniform' }, { dimension: 37, source: 'laplace', nonlinearity: 'tanh', subtractLinear: true },
  { dimension: 16, allFeatures: false, features: 5, nonlinearity: 'hermite3' }, { dimension: 9, source: 'gaussian', variance: 1, nonlinearity: 'linear', rateRule: 'fixed' },
  { dimension: 21, rateRule: 'warmUp', learningRate: 0.1, start: 'given' }, { dimension: 40, allFeatures: false, features: 3, source: 'uniform', rateRule: 'warmUp', nonlinearity: 'rectifiedSquare' },
  { dimension: 12, nonlinearity: 'linear', subtractLinear: true, rateRule: 'fixed', learningRate: 0.1 }, { dimension: 20, nonlinearity: 'square', source: 'laplace', rateRule: 'fixed', learningRate: 1e-3 },
];

describe('the simulation by the kernels, on the same draws', () => {
  it.each(variants)('has the bits of the twin and is the plain loop up to rounding: %o', (given) => {
    const p = paramsWith({ dimension: 24, learningRate: 0.5, ...given });
    expect(isUnit(p)).toBe(true);
    const reserved = memoryInUse().reserved;
    for (const [replica, steps] of [[0, 0], [3, 300]] as const) {
      const found = seen(makeUnit(p, 5, replica, 'direct'), p, steps);
      expect(found).toEqual(twinOf(p, 5, replica, steps));
      plainOf(p, 5, replica, steps).forEach((x, i) => expect(Math.abs(found[i]! - x)).toBeLessThan(1e-11));
    }
    expect(memoryInUse().reserved).toBe(reserved);
  });

  it('other sources, other variances and batches are left to the plain loop', () => {
    for (const given of [{ source: 'logistic' }, { source: 'twoPoint' }, { source: 'gaussian', variance: 2 }, { batch: 2 }] as const) expect(isUnit(paramsWith(given))).toBe(false);
  });

  it('keeps |w| = 1 where the sign of the step is negative, and reads well after the memory has grown', () => {
    const p = paramsWith({ dimension: 16, learningRate: 2 });
    const learner = makeUnit(p, 2, 0, 'direct');
    const others: Learner[] = [];
    const v = new Float64Array(16);
    for (let round = 0; round < 20; round++) {
      learner.advance(500);
      others.push(makeUnit(paramsWith({ dimension: 4096 }), 2, round, 'direct'));
      learner.writeOverlaps(v);
      expect(Math.abs(v.reduce((sum, x) => sum + x * x, 0) - 1)).toBeLessThan(1e-14);
      expect(learner.overlap()).toBe(Math.max(...v.map(Math.abs)));
    }
    expect(learner.tau()).toBeCloseTo(10_000 * initialRate(p), 9);
    for (const { close } of [learner, ...others]) close!();
  });
});

/** Times early, late and between; the plain loop is what takes long here. */
const cases: readonly (readonly [string, Partial<P>, readonly [number, number, number]])[] = [
  ['all +-1, N = 16', { dimension: 16, learningRate: 3 }, [200, 800, 3000]],
  ['all +-1, N = 40', { dimension: 40, learningRate: 3 }, [1000, 4000, 8000]],
  ['three uniform features, N = 16', { dimension: 16, allFeatures: false, features: 3, source: 'uniform', nonlinearity: 'hermite3', learningRate: 2 }, [60, 250, 800]],
  ['five Laplace features, N = 40', { dimension: 40, allFeatures: false, features: 5, source: 'laplace', nonlinearity: 'tanh', learningRate: 6, start: 'given', initialOverlap: 0.6 }, [50, 200, 600]],
  ['all uniform, warm-up, N = 40', { dimension: 40, source: 'uniform', rateRule: 'warmUp', learningRate: 2 }, [200, 600, 1500]],
];
const replicas = 1000;

/** The overlap with the first feature and the largest one, at the three times. */
const sampled = (make: (replica: number) => Learner, p: P, times: readonly number[]): Float64Array[] => {
  const columns = Array.from({ length: 2 * times.length }, () => new Float64Array(replicas));
  const v = new Float64Array(featuresOf(p));
  for (let replica = 0; replica < replicas; replica++) {
    const learner = make(replica);
    times.forEach((time, j) => {
      learner.advance(time - (times[j - 1] ?? 0));
      learner.writeOverlaps(v);
      columns[2 * j]![replica] = v[0]!;
      columns[2 * j + 1]![replica] = learner.overlap();
    });
    learner.close?.();
  }
  return columns;
};

describe('the simulation by the kernels has the law of the plain loop', () => {
  it.each(cases)('%s', (_, given, times) => {
    const p = paramsWith(given);
    const ours = sampled((replica) => makeUnit(p, 11, replica, 'direct'), p, times);
    const plain = sampled((replica) => makeChain(p, 1011, replica, 'direct', p.dimension), p, times);
    const tests = cases.length * ours.length;
    ours.forEach((column, j) => expect(twoSampleKolmogorovSmirnov(column, plain[j]!).p).toBeGreaterThan(0.01 / tests));
  });

  it('and at a rate a tenth larger it has not', () => {
    const [, given, times] = cases[0]!;
    const p = paramsWith(given);
    const wrong = { ...p, learningRate: 1.1 * p.learningRate };
    const ours = sampled((replica) => makeUnit(wrong, 11, replica, 'direct'), p, times);
    const plain = sampled((replica) => makeChain(p, 1011, replica, 'direct', p.dimension), p, times);
    expect(Math.min(...ours.map((column, j) => twoSampleKolmogorovSmirnov(column, plain[j]!).p))).toBeLessThan(0.01 / 30);
  });
});
