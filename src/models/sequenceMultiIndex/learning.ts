import { log } from '../../numerics/log.ts';
import { normalQuantile } from '../../numerics/normalQuantile.ts';
import type { Description, Law, Mark, Pause } from '../contract.ts';
import { cautionOf } from './caution.ts';
import { fixedPoint } from './fixedPoint.ts';
import { instanceOf } from './instances.ts';
import type { P } from './params.ts';
import { startSquares } from './start.ts';
import { nearerBranch } from './theory/engines.ts';
import { passageTime } from './theory/trajectory.ts';
import { attentionThresholds, committeeThreshold, equalNeurons, phaseThresholds } from './thresholds.ts';

const pause = { kind: 'pause' } as const;
const mostIterations = 20_000;

/**
 * Default budget, in iterations.
 *
 * Phase retrieval above alpha = 1/2: 50 + 8 ln d/ln(2 alpha), the escape from a start of squared cosine 1/d, with room for unlucky starts; 200 for the other
 * convex or Bayes-optimal instances, whose first iteration already has an overlap, and below 1/2; 2000 where descent is simulated. Near the end of the
 * approach each further digit costs as much again: plus 20/(1 - threshold).
 */
export const budgetOf = (p: P, _criterion: string, threshold: number): number => {
  const approach = 20 / (1 - Math.min(0.999, threshold));
  if (p.instance === 'attention' || p.instance === 'denoiser') return Math.ceil(2000 + approach);
  if (p.instance !== 'phaseRetrieval' || p.sampleRatio <= 0.5) return Math.ceil(200 + approach);
  return Math.ceil(Math.min(mostIterations, 50 + (8 * log(p.dimension)) / log(2 * p.sampleRatio) + approach));
};

/** Squared normal that a share of the starts exceeds: the earlier learners start with more. */
const squareExceededBy = (share: number): number => {
  const z = normalQuantile(1 - 0.5 * share);
  return z * z;
};

/** Iterations at the values of a swept parameter; null unless all learn. */
function* timesAt(p: P, over: string, xs: readonly number[], share: number | null, threshold: number): Generator<Pause, readonly number[] | null> {
  const times: number[] = [];
  for (const x of xs) {
    const there: P = { ...p, [over]: x };
    const { units } = instanceOf(there);
    const squares = startSquares(null, units, there.dimension);
    if (share !== null) for (let i = 0; i < squares.length; i++) squares[i] = Math.min(0.9, squares[i]! * squareExceededBy(share));
    const time = yield* passageTime(there, nearerBranch(there), squares, threshold, mostIterations);
    if (time === null) return null;
    times.push(time);
    yield pause;
  }
  return times;
}

const hasStart = (p: P): boolean => p.instance !== 'attention' && p.instance !== 'denoiser';

/** Bayes-optimal and convex instances: message passing follows state evolution iteration by iteration. */
const hasLaw = (p: P): boolean => hasStart(p) && p.start !== 'informed';

/** Factor by which a small difference of the committee's neurons grows in an iteration; null if it shrinks, or if as much is learned while they are one. */
function* partingGrowth(p: P, threshold: number): Generator<Pause, number | null> {
  const { overlap, growth } = yield* equalNeurons(p, 'rest');
  const goal = yield* fixedPoint(p, 'only', 'drag');
  return growth > 1 && overlap < threshold * goal.overlap ? growth : null;
}

function* lawsOf(p: P, over: string, xs: readonly number[], threshold: number): Generator<Pause, Law[]> {
  if (!hasLaw(p) || over !== 'dimension') return [];
  const median = yield* timesAt(p, over, xs, null, threshold);
  if (median === null) return [];
  const common = { over, clock: 'iterations', exponent: 1, logPower: 0, prefactor: p.sampleRatio } as const;
  const growth = p.instance === 'committee' ? yield* partingGrowth(p, threshold) : null;
  if (growth !== null) {
    return [{ ...common, label: 'the two neurons part', median, low: null, high: null, slopePerEfold: 1 / log(growth), source: 'state evolution: a small difference of the neurons grows by a constant factor an iteration', badge: 'derived here' }];
  }
  if (p.instance !== 'phaseRetrieval') {
    return [{ ...common, label: 'iterations do not depend on d', median, low: null, high: null, slopePerEfold: 0, source: 'state evolution: the mean of a label already points along the teacher', badge: 'derived here' }];
  }
  const random = p.start === 'replica';
  return [{
    ...common, label: 'escape from a random start',
    median: random ? yield* timesAt(p, over, xs, 0.5, threshold) : median,
    low: random ? yield* timesAt(p, over, xs, 0.1, threshold) : null,
    high: random ? yield* timesAt(p, over, xs, 0.9, threshold) : null,
    slopePerEfold: 1 / log(2 * p.sampleRatio), source: 'state evolution: a small overlap grows by 2α an iteration', badge: 'derived here',
  }];
}

/** Thresholds in the number of samples, computed from the fixed points. */
function* thresholdMarks(p: P, over: string): Generator<Pause, Mark[]> {
  const mark = (id: string, value: number, label: string, badge: string): Mark => ({ id, on: 'sampleRatio', value, kind: 'threshold', label, badge });
  const badge = 'fixed points of state evolution';
  if (p.instance === 'phaseRetrieval') {
    const { weak, exact } = phaseThresholds();
    return [mark('weakRecovery', weak, 'a random start begins to grow', 'stability of zero overlap'), mark('exactRecovery', exact, 'grows to the exact solution', badge)];
  }
  if (p.instance === 'committee') return [mark('specialisation', yield* committeeThreshold(p), 'the two neurons part', 'stability of equal neurons')];
  if (p.instance !== 'attention' || over !== 'sampleRatio') return [];
  const { trains, beats } = yield* attentionThresholds(p, 'rest');
  return [
    ...(trains === null ? [] : [mark('equalLoss', trains, 'meaning has the lower training loss', badge)]),
    ...(beats === null ? [] : [mark('beatsPositions', beats, 'meaning beats any use of positions alone', badge)]),
  ];
}

/** Laws and marks of the sequence multi-index models. */
export function* describe(p: P, over: string, xs: readonly number[], _criterion: string, threshold: number): Generator<Pause, Description> {
  const branch = nearerBranch(p);
  const goal = yield* fixedPoint(p, branch, 'rest');
  yield pause;
  const marks: Mark[] = [];
  // A theory that starts at the truth may stay there.
  if (cautionOf(p) === '' && (p.start !== 'informed' || !hasStart(p))) {
    const label = goal.status === 'converged' ? 'theory ends at' : 'theory is near';
    marks.push({ id: 'fixedPoint', on: 'testError', value: instanceOf(p).testError(p, goal.overlaps), kind: 'level', label, badge: 'fixed point of state evolution' });
  }
  if (goal.overlap === 0 && cautionOf(p) === '') marks.push({ id: 'saturation', on: 'progress', value: 0, kind: 'level', label: 'theory stops at', badge: 'no overlap at the fixed point' });
  marks.push(...(yield* thresholdMarks(p, over)));
  yield pause;
  return { laws: yield* lawsOf(p, over, xs, threshold), marks };
}
