import { log } from '../../numerics/log.ts';
import { normalQuantile } from '../../numerics/normalQuantile.ts';
import { makeDormandPrince } from '../../numerics/ode/dormandPrince.ts';
import type { Description, Law, Mark, Pause } from '../contract.ts';
import { timeToReach } from '../integrated.ts';
import { criteria } from './criteria.ts';
import { makeGeneralisationError, makeOrder, specialisationOf, type Order } from './equations.ts';
import { makePackedFlow, pack, packedLength, unpack } from './packed.ts';
import type { P } from './params.ts';
import { plateauOf, type Plateau } from './plateau.ts';
import { largestStableRate, slowestDecay } from './stability.ts';
import { makeStart, orderOf, taskOf } from './start.ts';

const pause = { kind: 'pause' } as const;
const initialOutput = (p: P): number => (p.start === 'custom' ? p.studentOutput[0]! : 1);
const initialNorm = (p: P): number => (p.start === 'custom' ? Math.max(0.01, p.norms[0]!) : p.initialNorm);

/** Median of |g| for a standard normal g: the typical asymmetry of a random start in units of sqrt(q/N). */
const typicalAsymmetry = normalQuantile(0.75);

/** Everything about the plateau depends on these parameters alone: one entry of memory for a dragged slider. */
const keyOf = (p: P): string =>
  JSON.stringify([p.hiddenUnits, p.teacherUnits, p.learningRate, p.labelNoise, p.secondLayerRate, p.weightDecay, initialNorm(p), taskOf(p), initialOutput(p)]);
const remembered = new Map<string, Plateau | null>();

export const plateauFor = (p: P): Plateau | null => {
  const key = keyOf(p);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const plateau = plateauOf(taskOf(p), initialNorm(p), initialOutput(p));
  if (remembered.size >= 64) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, plateau);
  return plateau;
};

/** The typical symmetry-breaking overlap at t = 0. */
const initialAsymmetry = (p: P): number => {
  if (p.start === 'broken') return p.initialOverlap / 2;
  if (p.start === 'random') return typicalAsymmetry * Math.sqrt(p.initialNorm / p.dimension);
  return Math.max(1e-12, specialisationOf(taskOf(p), Float64Array.from(p.overlaps)) / 2);
};

/** Escape rate of K = M = k units at small rates: (2 eta / pi) k / (sqrt(2k-1) (2k+1)^(3/2)), fitted to the Jacobian. */
const smallRateEscape = (k: number, eta: number): number => (0.6366197723675814 * eta * k) / (Math.sqrt(2 * k - 1) * (2 * k + 1) * Math.sqrt(2 * k + 1));

/**
 * Default budget, in t: four times an estimate of the time to learn.
 *
 * t = 15/eta + ln(1/asymmetry)/kappa, plus ln(plateau error / threshold) / (decay rate eta) when a small error is asked for;
 * kappa from the Jacobian at the symmetric plateau, never below a fifth of its small-rate value. Without such a plateau
 * (one unit, teachers of different strength, rates with no fixed point) kappa is the small-rate value of the larger of K, M, 2.
 */
export const budgetOf = (p: P, criterion: string, threshold: number): number => {
  const units = Math.max(2, p.hiddenUnits, p.teacherUnits);
  const fallback = smallRateEscape(units, Math.min(p.learningRate, 1));
  const plateau = plateauFor(p);
  const kappa = Math.max(plateau?.escapeRate ?? fallback, fallback / 5);
  let time = 15 / p.learningRate + log(1 / initialAsymmetry(p)) / kappa;
  if (criterion === 'errorBelow') time += log(Math.max(1, (plateau?.error ?? 0.1) / threshold)) / (slowestDecay(units) * Math.min(p.learningRate, 1));
  return Math.ceil(4 * time);
};

interface Escape {
  readonly time: number | null;
  readonly final: Order;
}

/** The equations from a given start until the criterion is met or `end`; pauses on the way. */
function* runToCriterion(p: P, start: Order, criterion: string, threshold: number, end: number): Generator<Pause, Escape> {
  const task = taskOf(p);
  const y0 = new Float64Array(packedLength(task));
  pack(y0, start);
  const solver = makeDormandPrince(makePackedFlow(task), y0, 0, { rtol: 1e-8, atol: 1e-10 });
  const order = makeOrder(task.K, task.M);
  const error = makeGeneralisationError(task);
  const read = (y: Float64Array): number => {
    unpack(order, y);
    return criterion === 'specialised' ? specialisationOf(task, order.R) : error(order);
  };
  const { direction } = criteria[criterion as keyof typeof criteria];
  const time = yield* timeToReach(solver, { read, level: threshold, direction }, end);
  unpack(order, solver.y);
  return { time, final: order };
}

/**
 * Constant c of T = c - ln|a| / kappa, from one escape of K = M = 2 along the leading mode R = (a/2) [[1, -1], [-1, 1]].
 * `a` is small enough (1e-5) for the linear regime to hold from the plateau on.
 */
function* escapeConstant(p: P, kappa: number, criterion: string, threshold: number): Generator<Pause, number | null> {
  const a = 1e-5;
  const start = makeOrder(2, 2);
  start.Q.set([initialNorm(p), 0, 0, initialNorm(p)]);
  start.R.set([a / 2, -a / 2, -a / 2, a / 2]);
  start.v.fill(initialOutput(p));
  const { time } = yield* runToCriterion(p, start, criterion, threshold, 10 * (log(1 / a) / kappa + 100 / p.learningRate));
  return time === null ? null : time + log(a) / kappa;
}

const source = 'Saad and Solla (1995) for the plateau; its escape from the Jacobian of the equations';

/**
 * Laws and marks of the committee machine.
 *
 * Random start: T = c + ln N / (2 kappa) - ln|g| / kappa, g the standard normal asymmetry of the start, so that
 * samples ~ N ln N / (2 kappa). For K = M = 2 the quantiles of |g| give a band; for more units several modes compete.
 */
export function* describe(p: P, over: string, xs: readonly number[], criterion: string, threshold: number): Generator<Pause, Description> {
  const marks: Mark[] = [];
  const laws: Law[] = [];
  const plateau = plateauFor(p);
  yield pause;
  const kappa = plateau?.escapeRate ?? null;
  if (plateau !== null && kappa !== null && kappa > 0) {
    marks.push({ id: 'plateau', on: 'generalisationError', value: plateau.error, kind: 'level', label: 'plateau', badge: 'fixed point of the equations' });
    marks.push({ id: 'escapeRate', on: 't', value: kappa, kind: 'rate', label: 'escape rate κ', badge: 'Jacobian at the plateau' });
  }
  if (p.hiddenUnits === p.teacherUnits && p.start !== 'custom' && p.labelNoise === 0 && p.secondLayerRate === 0 && p.weightDecay === 0) {
    const value = largestStableRate(p.hiddenUnits);
    marks.push({ id: 'largestStableRate', on: 'learningRate', value, kind: 'threshold', label: 'largest stable rate', warning: 'the error never reaches 0', badge: 'Jacobian at the solution' });
    yield pause;
  }
  const saturation = yield* runToCriterion(p, orderOf(makeStart(p, 0, 0)), criterion, threshold, 2 * budgetOf(p, criterion, threshold));
  if (saturation.time === null) {
    const task = taskOf(p);
    const value = criterion === 'specialised' ? specialisationOf(task, saturation.final.R) : makeGeneralisationError(task)(saturation.final);
    if (value === value) marks.push({ id: 'saturation', on: criteria[criterion as keyof typeof criteria].observable, value, kind: 'level', label: 'theory stops at', badge: 'equations, long time' });
  }
  if (over === 'dimension' && p.start === 'random' && kappa !== null && kappa > 0 && saturation.time !== null) {
    const c = p.hiddenUnits === 2 && p.teacherUnits === 2 ? yield* escapeConstant(p, kappa, criterion, threshold) : null;
    const at = (share: number) =>
      c === null ? null : xs.map((n) => c - log(normalQuantile(0.5 + share / 2) * Math.sqrt(initialNorm(p) / n)) / kappa);
    laws.push({
      label: 'escape from the plateau', over, clock: 't', exponent: 1, logPower: 1, prefactor: 1 / (2 * kappa),
      median: at(0.5), low: at(0.9), high: at(0.1), slopePerEfold: 1 / (2 * kappa), source, badge: 'derived here',
    });
  }
  if (over === 'dimension' && p.start !== 'random' && saturation.time !== null) {
    laws.push({
      label: 'a start that does not depend on N', over, clock: 't', exponent: 1, logPower: 0, prefactor: saturation.time,
      median: null, low: null, high: null, slopePerEfold: 0, source: 'Saad-Solla equations from this start', badge: 'derived here',
    });
  }
  return { laws, marks };
}
