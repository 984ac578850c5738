import { gaussHermite } from '../../numerics/quadrature/gaussHermite.ts';
import { attends } from './attentionLoss.ts';
import type { Pause } from '../contract.ts';
import { makeOverlaps, takeStep, type Branch, type Quality } from './core.ts';
import { fixedPoint } from './fixedPoint.ts';
import { attention } from './instances/attention.ts';
import { committee } from './instances/committee.ts';
import { phaseHat } from './instances/phaseRetrieval.ts';
import { iterate } from './iterate.ts';
import type { P } from './params.ts';

/** Phase retrieval: samples per dimension at which q, in (0, 1), is a fixed point: q/(V q^(q)) with q^ taken at alpha = 1. */
export const phaseRatioAt = (q: number): number => q / ((1 - q) * phaseHat(1, q, 1 - q));

/**
 * Phase retrieval: samples per dimension above which a small overlap grows, and above which it grows to the solution.
 *
 * From alpha(q) of `phaseRatioAt`; weak recovery: alpha(0) = 1/2; exact recovery: the maximum over q.
 * Accuracy 1e-9.
 */
export const phaseThresholds = (): { readonly weak: number; readonly exact: number } => {
  // Golden section: alpha(q) has one maximum, near 0.84.
  const golden = 0.6180339887498949;
  let [low, high] = [0.5, 0.99];
  while (high - low > 1e-6) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (phaseRatioAt(a) < phaseRatioAt(b)) low = a;
    else high = b;
  }
  return { weak: 1 / phaseHat(1, 1e-12, 1) / 1e12, exact: phaseRatioAt(0.5 * (low + high)) };
};

/** Two neurons of the committee that are one: their overlap with each teacher, and the factor by which a small difference grows in an iteration. */
export interface EqualNeurons {
  readonly overlap: number;
  readonly growth: number;
}

/**
 * Committee: the plateau on which the two neurons are one (q_11 = q_12), by iteration from an exactly symmetric start, which stays symmetric.
 *
 * The factor by one step from (q + e, q - e; q - e, q + e), e = 1e-6 q; it falls linearly with e/q.
 */
export function* equalNeurons(p: P, quality: Quality): Generator<Pause, EqualNeurons> {
  const evolution = committee.evolution(p, 'only', quality);
  const [now, next] = [makeOverlaps(2), makeOverlaps(2)];
  committee.writeStart(p, 'only', [0.1, 0.1, 0.1, 0.1], now);
  yield* iterate(evolution, now, 1e-13, 2000);
  const q = now.q[0]!;
  const shift = 1e-6 * q;
  committee.writeStart(p, 'only', [q + shift, q - shift, q - shift, q + shift], now);
  yield* takeStep(evolution, now, next);
  return { overlap: q, growth: (next.q[0]! - next.q[1]!) / (2 * shift) };
}

/** Zero of a falling function between two points, by secants kept inside of the bracket; null without a change of sign. */
function* fallingRoot(f: (x: number) => Generator<Pause, number>, from: number, to: number, accuracy: number): Generator<Pause, number | null> {
  let [low, high] = [from, to];
  let fLow = yield* f(low);
  let fHigh = yield* f(high);
  if (!(fLow > 0 && fHigh < 0)) return null;
  for (let round = 0; round < 40 && high - low > accuracy; round++) {
    const share = fLow / (fLow - fHigh);
    // Every third step halves: the secant may stay at one end.
    const x = low + (round % 3 === 2 ? 0.5 : Math.min(0.98, Math.max(0.02, share))) * (high - low);
    const fx = yield* f(x);
    if (fx === 0) return x;
    if (fx > 0) [low, fLow] = [x, fx];
    else [high, fHigh] = [x, fx];
    if (Math.abs(fx) < 1e-10) return x;
  }
  return low + (fLow / (fLow - fHigh)) * (high - low);
}

let ofCommittee: number | null = null;
/** Samples per dimension above which the two neurons of the committee take different teachers: the factor above crosses 1. Accuracy 1e-4. */
export function* committeeThreshold(p: P): Generator<Pause, number> {
  ofCommittee ??= yield* fallingRoot(function* (alpha) {
    return 1 - (yield* equalNeurons({ ...p, instance: 'committee', sampleRatio: alpha }, 'rest')).growth;
  }, 1.9, 2.2, 1e-5);
  return ofCommittee!;
}

/** Attention: test error of the best map that looks at positions alone, 2 sigma^2 (1 - omega)^2 (Var s_1 + Var s_2), s the softmax of the target. */
export const positionalBaseline = (p: P): number => {
  const { x, weight } = gaussHermite(60);
  let [mean, square] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < x.length; j++) {
      const s = attends(p.tokenSpread * x[i]!, p.tokenSpread * x[j]!);
      mean += weight[i]! * weight[j]! * s;
      square += weight[i]! * weight[j]! * s * s;
    }
  }
  const share = 1 - p.omega;
  return 4 * p.tokenSpread * p.tokenSpread * share * share * (square - mean * mean);
};

const [fewest, most] = [1, 8];

export interface AttentionThresholds {
  /** Samples per dimension above which the semantic branch has the lower training loss; null outside of [1, 8]. */
  readonly trains: number | null;
  /** Above which its test error is below `positionalBaseline`. */
  readonly beats: number | null;
}

/** Half of the range about a threshold found with few points in which the exact one is sought, relative to it. */
const vicinity = 0.03;

/** Zero of `f` within [1, 8]: first with few quadrature points, then near there with as many as `quality` says. */
function* attentionRoot(f: (alpha: number, quality: Quality) => Generator<Pause, number>, quality: Quality): Generator<Pause, number | null> {
  const coarse = yield* fallingRoot((alpha) => f(alpha, 'drag'), fewest, most, quality === 'drag' ? 1e-3 : 1e-2);
  if (quality === 'drag' || coarse === null) return coarse;
  const fine = (alpha: number) => f(alpha, quality);
  // So narrow a range is as good as straight: one secant.
  return (yield* fallingRoot(fine, (1 - vicinity) * coarse, (1 + vicinity) * coarse, Infinity)) ?? (yield* fallingRoot(fine, fewest, most, 1e-3));
}

/** Both to 1e-3 but for the quadrature of the fixed points, which moves them by about 0.01. A dozen pairs of fixed points with few points, two with many. */
export function* attentionThresholds(p: P, quality: Quality): Generator<Pause, AttentionThresholds> {
  const at = function* (alpha: number, branch: Branch, points: Quality) {
    return yield* fixedPoint({ ...p, sampleRatio: alpha }, branch, points);
  };
  const trains = yield* attentionRoot(function* (alpha, points) {
    return (yield* at(alpha, 'semantic', points)).trainError - (yield* at(alpha, 'positional', points)).trainError;
  }, quality);
  const baseline = positionalBaseline(p);
  const beats = yield* attentionRoot(function* (alpha, points) {
    return attention.testError(p, (yield* at(alpha, 'semantic', points)).overlaps) - baseline;
  }, quality);
  return { trains, beats };
}
