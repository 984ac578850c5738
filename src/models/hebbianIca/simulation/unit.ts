import { kernels } from '../../../kernels/load.ts';
import { reserve } from '../../../kernels/memory.ts';
import { writeStreams } from '../../../kernels/streams.ts';
import { runStream } from '../../../numerics/random/stream.ts';
import { signalOf } from '../equations.ts';
import { initialRate, isWarming } from '../rate.ts';
import { slopeOf } from '../nonlinearities.ts';
import { featuresOf, type P } from '../params.ts';
import { makeStart } from '../start.ts';
import type { Learner } from './learner.ts';

/** Sources and nonlinearities by the codes of `icaSteps`. */
const kinds: Readonly<Partial<Record<P['source'], number>>> = { rademacher: 0, uniform: 1, gaussian: 2, laplace: 3 };
const codes: Readonly<Record<P['nonlinearity'], number>> = { linear: 0, square: 1, hermite2: 2, cubic: 3, hermite3: 4, relu: 5, rectifiedSquare: 6, tanh: 7 };

const offset = { sizes: 64, numbers: 80, scale: 3, tau: 4, largest: 5, weights: 6 } as const;
/** A level that no overlap reaches. */
const none = 2;

/** Can `makeUnit` do what `makeChain` does with N coordinates? Several neurons and mixing are the caller's matter. */
export const isUnit = (p: P): boolean => p.batch === 1 && kinds[p.source] !== undefined && (p.source !== 'gaussian' || p.variance === 1);

/**
 * Hebbian SGD of one neuron over all N weights, by `icaSteps` of the kernels: the rule of `makeChain` with N coordinates, other draws.
 *
 * Its sources have no variance but 1 and no skewness, so that a warm-up follows the law of order four: eta >= a (m^2 - sum v_i^4) / (N B).
 * Cost of a step: 2 N multiply-adds, N draws of a source.
 */
export const makeUnit = (p: P, seed: number, replica: number, engine: string): Learner => {
  const N = p.dimension;
  const K = featuresOf(p);
  const { v: first, rest } = makeStart(p, seed, replica);
  const { drift, sign, noise } = signalOf(p);
  const { icaBytes, icaSteps } = kernels();
  const block = reserve(icaBytes(N));
  const key = { seed, model: 'hebbianIca', engine, dimension: N, replica };
  writeStreams(block, 0, [1, 2, 3, 4].map((part) => runStream({ ...key, purpose: `sources ${part}` }).state));
  block.u32(offset.sizes, 4).set([N, K, kinds[p.source]!, codes[p.nonlinearity]]);
  const view = (): Float64Array => block.f64(offset.numbers, offset.weights + N);
  let held = view();
  /** The memory may have grown since the last look: the view is then of the old one. */
  const state = (): Float64Array => {
    if (held.length === 0) held = view();
    return held;
  };
  held.set([sign * initialRate(p), isWarming(p) ? drift / (N * noise) : 0, slopeOf(p), 1]);
  held.set(first, offset.weights);
  // The Gaussian part of the weights may lie along the first of its sources.
  if (N > K) held[offset.weights + K] = rest;
  icaSteps(block.pointer, 0, none);
  const largest = (): number => state()[offset.largest]!;
  return {
    first,
    advance: (n) => icaSteps(block.pointer, n, none),
    writeOverlaps: (out) => {
      const numbers = state();
      for (let i = 0; i < out.length; i++) out[i] = numbers[offset.scale]! * numbers[offset.weights + i]!;
    },
    overlap: largest,
    leastOverlap: largest,
    tau: () => state()[offset.tau]!,
    close: block.release,
  };
};
