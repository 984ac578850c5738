import { log } from '../../numerics/log.ts';
import { normalQuantile } from '../../numerics/normalQuantile.ts';
import { makeDormandPrince } from '../../numerics/ode/dormandPrince.ts';
import type { Description, Law, Mark, Pause } from '../contract.ts';
import { timeToReach } from '../integrated.ts';
import { criteria } from './criteria.ts';
import { estimatedEscape } from './escapeEstimate.ts';
import { makeModeSystem } from './equations.ts';
import { limitNodes } from './theory/limit.ts';
import { limitStart, limitTeacher } from './theory/limitStart.ts';
import { generalisationErrorOf, makeOrder, specialisationOf } from './order.ts';
import { latentOf, type P } from './params.ts';
import { plateauOf, solutionOf, type Plateau, type Solution } from './plateau.ts';
import { limitModes, spectrumOf } from './spectrum.ts';
import { taskOf } from './task.ts';

const pause = { kind: 'pause' } as const;

/** Median of |g| for a standard normal g: the typical asymmetry of a random start in units of its standard deviation. */
const typicalAsymmetry = normalQuantile(0.75);

interface Levels {
  readonly plateau: Plateau | null;
  readonly solution: Solution | null;
}

/** Plateau and solution depend on these alone: one entry of memory for a dragged slider. */
const keyOf = (p: P): string => {
  const task = taskOf(p);
  const features = p.features === 'hadamard' ? [p.dimension, latentOf(p)] : p.features;
  return JSON.stringify([task.kind, task.K, task.M, task.learningRate, task.secondLayerRate, task.labelNoise, task.b, task.c, task.kind === 'independent' ? 0 : task.delta, features, p.initialNorm]);
};
const remembered = new Map<string, Levels>();

export const levelsOf = (p: P): Levels => {
  const key = keyOf(p);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const task = taskOf(p);
  const spectrum = spectrumOf(p, limitNodes);
  const levels = { plateau: plateauOf(task, spectrum, p.initialNorm), solution: solutionOf(task, spectrum) };
  if (remembered.size >= 64) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, levels);
  return levels;
};

/** The typical symmetry-breaking overlap at t = 0. */
const initialAsymmetry = (p: P): number => {
  const { K, M, A, b, c, kind } = taskOf(p);
  if (p.start === 'broken') return p.initialOverlap / 2;
  if (p.start === 'custom') return Math.max(1e-12, specialisationOf({ K, M, A }, { ...makeOrder(K, M), T: limitTeacher({ M }), R: Float64Array.from(p.overlaps) }) / 2);
  return typicalAsymmetry * (kind === 'latent' ? b * Math.sqrt(p.initialNorm / latentOf(p)) : Math.sqrt((c * p.initialNorm) / p.dimension));
};

/** The next number of three digits. */
const roundedUp = (x: number): number => {
  let unit = 1;
  while (unit > 0.01 * x) unit /= 10;
  return Math.ceil(x / unit) * unit;
};

/**
 * Default budget, in t: four times an estimate of the time to learn.
 *
 * t = 4 / approach + ln(1/asymmetry) / kappa, kappa an estimate of the escape rate; approach = eta times the mean variance of
 * the inputs along the modes. When a small error is asked for, 3 / kappa more, and 2 / (eta (c - b^2)) for the weights that the features do not reach.
 */
export const budgetOf = (p: P, criterion: string, _threshold: number): number => {
  const kappa = estimatedEscape(p);
  const { c, b, delta, kind } = taskOf(p);
  const approach = p.learningRate * (kind === 'latent' ? c - b * b + (b * b) / delta : c);
  const rest = c - b * b;
  let time = 4 / approach + log(1 / initialAsymmetry(p)) / kappa;
  if (criterion === 'errorBelow') time += 3 / kappa + (rest > 1e-3 ? 2 / (p.learningRate * rest) : 0);
  return roundedUp(4 * time);
};

/** The equations in the limit from the start of replica 0 until the criterion is met or `end`; the time, or what was read last. */
function* runToCriterion(p: P, criterion: string, threshold: number, end: number): Generator<Pause, { readonly time: number | null; readonly last: number }> {
  const task = taskOf(p);
  const modes = limitModes(p, limitNodes);
  const T = limitTeacher(task);
  const system = makeModeSystem(task, modes, T);
  const solver = makeDormandPrince(system.flow, limitStart(p, task, modes, system, 0, 0), 0, { rtol: 1e-6, atol: 1e-8 });
  const order = { ...makeOrder(task.K, task.M), T };
  const read = (y: Float64Array): number => {
    system.read(y, order);
    return criterion === 'specialised' ? specialisationOf(task, order) : generalisationErrorOf(task, order);
  };
  const { direction } = criteria[criterion as keyof typeof criteria];
  const time = yield* timeToReach(solver, { read, level: threshold, direction }, end);
  return { time, last: read(solver.y) };
}

const source = 'equations of Goldt et al. (2020); the escape from their linearisation at the plateau';

/** Laws of samples against the parameter `over`; none where the growth of D changes the problem itself. */
const lawsOf = (p: P, over: string, kappa: number | null, time: number | null): Law[] => {
  if (kappa === null || time === null) return [];
  const common = { over, clock: 't', median: null, low: null, high: null, source, badge: 'derived here' } as const;
  const follows = p.latent === 'ratio' || p.task === 'independent';
  if (over === 'dimension' && follows && p.start === 'random') {
    return [{ ...common, label: 'escape from the plateau', exponent: 1, logPower: 1, prefactor: 1 / (2 * kappa), slopePerEfold: 1 / (2 * kappa) }];
  }
  if (over === 'dimension' && follows) return [{ ...common, label: 'a start that does not depend on N', exponent: 1, logPower: 0, prefactor: time, slopePerEfold: 0 }];
  if (p.task !== 'latent') return [];
  if (over === 'dimension') return [{ ...common, label: 'the latent dimension sets it', exponent: 0, logPower: 0, prefactor: null, slopePerEfold: null }];
  if (over !== 'latentDimension' && over !== 'latentRatio') return [];
  return [{ ...common, label: 'the latent dimension sets it', exponent: 1, logPower: p.start === 'random' ? 1 : 0, prefactor: null, slopePerEfold: null }];
};

/**
 * Laws and marks of the hidden manifold.
 *
 * Random start: the asymmetry is about 1/sqrt D and grows like exp(kappa t), so that T = const + ln D / (2 kappa) at a fixed ratio delta = D/N and samples
 * ~ N ln N / (2 kappa). For D << N the rate kappa goes as 1/delta: samples ~ D ln D, whatever N.
 */
export function* describe(p: P, over: string, _xs: readonly number[], criterion: string, threshold: number): Generator<Pause, Description> {
  const marks: Mark[] = [];
  const { plateau, solution } = levelsOf(p);
  yield pause;
  const kappa = plateau?.escapeRate ?? null;
  if (plateau !== null && kappa !== null) {
    marks.push({ id: 'plateau', on: 'generalisationError', value: plateau.error, kind: 'level', label: 'plateau', badge: 'fixed point of the equations' });
    marks.push({ id: 'escapeRate', on: 't', value: kappa, kind: 'rate', label: 'escape rate κ', badge: 'linearised at the plateau' });
  }
  if (solution !== null && solution.error > 1e-12) {
    marks.push({ id: 'floor', on: 'generalisationError', value: solution.error, kind: 'level', label: 'error floor', badge: 'fixed point of the equations' });
  }
  const { time, last } = yield* runToCriterion(p, criterion, threshold, 2 * budgetOf(p, criterion, threshold));
  if (time === null && last === last) marks.push({ id: 'saturation', on: criteria[criterion as keyof typeof criteria].observable, value: last, kind: 'level', label: 'theory stops at', badge: 'equations, long time' });
  return { laws: lawsOf(p, over, kappa, time), marks };
}
