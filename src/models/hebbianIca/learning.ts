import { exp } from '../../numerics/exp.ts';
import { log } from '../../numerics/log.ts';
import { power } from '../../numerics/power.ts';
import type { Description, Law, Mark, Pause } from '../contract.ts';
import { adaptiveTime, initialRate, rateUnit, signalOf, singleTime, trappingRate, type Order } from './equations.ts';
import { bestEscape, factorOf } from './escape.ts';
import { reducedSamples, typicalStart, typicalVector } from './initialOverlap.ts';
import { nonlinearityOf } from './nonlinearities.ts';
import { featuresOf, type P } from './params.ts';
import { sourceNodes } from './sources.ts';
import { makeCurve } from './theory/curve.ts';

const pause = { kind: 'pause' } as const;

/** Features up to which the flow of a typical start is followed in full. */
const mostExact = 4096;

/** Can the flow tell a feature from the rest? Gaussian sources that all have one variance differ in nothing. */
export const canLearn = (p: P): boolean => {
  const { order } = signalOf(p);
  return order !== 0 && initialRate(p) > 0 && !(order === 2 && featuresOf(p) === p.dimension && p.dimension > 1);
};

/**
 * Predicted samples to learn, at a quantile of the learning time over random starts: the later, the smaller the winning overlap.
 *
 * The exact flow from the typical start of that winner; beyond 4096 features, and for a given overlap, the one-dimensional reduction, 2 % short there.
 * Over the random starts of the flow itself: medians to 5 %, deciles to 10 % from N = 64 on (k = 3: 20 %), too close together below.
 * Null where the flow never learns.
 */
export const predictedSamples = (p: P, threshold: number, quantile: number): number | null => {
  if (!canLearn(p)) return null;
  const { order, drift } = signalOf(p);
  const features = featuresOf(p);
  if (p.start === 'random' && features > 1 && features <= mostExact) {
    const curve = makeCurve(p, typicalVector(p, 1 - quantile));
    const place = curve.crossing(threshold, 0);
    return place === null ? null : place === 0 ? 0 : curve.samples(place);
  }
  const start = typicalStart(p, 1 - quantile);
  const rho = p.start === 'given' && featuresOf(p) === 1 ? 0 : start.rho;
  return reducedSamples(p, order as Order, drift, rho, p.start === 'given' ? p.initialOverlap : start.overlap, threshold);
};

/**
 * Default budget, in samples: eight times the predicted median.
 *
 * Where the flow does not learn from the median start (nothing to learn, k = 3 with one feature, no drift): eight times the time of a
 * single feature from |g| = 0.674, with the drift that the scaled rate refers to. At least a hundred steps.
 */
export const budgetOf = (p: P, _criterion: string, threshold: number): number => {
  const least = 100 * p.batch;
  const predicted = predictedSamples(p, threshold, 0.5);
  if (predicted !== null) return Math.ceil(Math.max(least, 8 * predicted));
  const { scale } = signalOf(p);
  const eta = initialRate(p);
  if (!(eta > 0) || !(scale.drift > 0)) return 1e4 * p.batch;
  const m0 = Math.min(0.5 * threshold, 0.674 / Math.sqrt(p.dimension));
  return Math.ceil(Math.max(least, (8 * p.batch * singleTime(scale.order, scale.drift, m0, threshold)) / eta));
};

const flowSource = 'gradient flow from the law of the largest initial overlap';

/** Exponent, power of the logarithm and prefactor of samples against N as N grows. */
const asymptotics = (p: P): Pick<Law, 'exponent' | 'logPower' | 'prefactor'> => {
  const { order, drift: a, noise: B } = signalOf(p);
  const many = p.allFeatures;
  // c = N m0^2 is 2 ln N for all sources, a constant for a given number.
  const c = many ? 2 : typicalStart({ ...p, dimension: 1e7 }, 0.5).square;
  const warm = p.rateRule === 'warmUp';
  if (order === 2) {
    if (warm) return { exponent: 1, logPower: 1, prefactor: B / (a * a) };
    const tau = 1 / (2 * a);
    return p.rateRule === 'fixed' ? { exponent: 0, logPower: 1, prefactor: (tau * p.batch) / p.learningRate } : { exponent: 1, logPower: 1, prefactor: (tau * B) / (2 * a * p.learningRate) };
  }
  const half = (order - 2) / 2;
  const cPower = power(c, half);
  if (warm) return { exponent: order - 1, logPower: many ? 2 - order : 0, prefactor: B / ((order - 2) * a * a * cPower * cPower) };
  const tau = 1 / ((order - 2) * a * cPower);
  const logPower = many ? -half : 0;
  if (p.rateRule === 'fixed') return { exponent: half, logPower, prefactor: (tau * p.batch) / p.learningRate };
  return { exponent: order - 1, logPower, prefactor: (tau * B) / (2 * a * p.learningRate) };
};

const finite = (values: readonly (number | null)[]): readonly number[] | null => (values.every((x) => x !== null) ? (values as readonly number[]) : null);

function lawsOf(p: P, over: string, xs: readonly number[], threshold: number): Law[] {
  const { order, drift, noise } = signalOf(p);
  if (!canLearn(p) || (over !== 'dimension' && over !== 'learningRate')) return [];
  const at = (quantile: number) => finite(xs.map((x) => predictedSamples({ ...p, [over]: x }, threshold, quantile)));
  const random = p.start === 'random';
  const band = { median: at(0.5), low: random ? at(0.1) : null, high: random ? at(0.9) : null };
  const common = { over, clock: 'samples', slopePerEfold: null } as const;
  if (over === 'learningRate') {
    if (p.rateRule === 'warmUp') return [];
    return [{ ...common, label: 'gradient flow', exponent: -1, logPower: 0, prefactor: null, ...band, source: flowSource, badge: 'derived here' }];
  }
  if (!random) return [{ ...common, label: 'gradient flow from this overlap', exponent: p.rateRule === 'fixed' ? 0 : order / 2, logPower: 0, prefactor: null, ...band, source: flowSource, badge: 'derived here' }];
  const laws: Law[] = [{ ...common, label: 'gradient flow', ...asymptotics(p), ...band, source: flowSource, badge: 'derived here' }];
  if (p.rateRule !== 'warmUp') {
    const best: P = { ...p, rateRule: 'warmUp' };
    const median = finite(xs.map((x) => {
      const { overlap } = typicalStart({ ...p, dimension: x }, 0.5);
      return overlap > 0 ? adaptiveTime(order as Order, drift, noise, x, Math.min(overlap, threshold)) : null;
    }));
    laws.push({ ...common, label: 'best rate at every overlap', ...asymptotics(best), median, low: null, high: null, source: 'drift against noise at every overlap; orders N³ and N² also in Rattray (2002)', badge: 'derived here' });
  }
  return laws;
}

/** Overlap at which the noise of the samples balances the drift: 1 - m^2 = eta N E f(s)^2 / (2 a b); exact for polynomials and small rates. */
export const finalOverlap = (p: P): number | null => {
  const { order, drift } = signalOf(p);
  if (order === 0 || !['cubic', 'hermite3', 'square', 'hermite2', 'linear'].includes(p.nonlinearity) || p.rateRule === 'warmUp') return null;
  const f = nonlinearityOf(p);
  const { x, weight } = sourceNodes(p);
  const square = x.reduce((sum, s, i) => sum + weight[i]! * f(s) * f(s), 0);
  const lost = (initialRate(p) * p.dimension * square) / (2 * drift * p.batch);
  return lost < 0.5 ? Math.sqrt(1 - lost) : null;
};

/** Laws and marks of Hebbian ICA; quantiles of the flow over random starts, never means: those are infinite for one feature and k >= 3. */
export function* describe(p: P, over: string, xs: readonly number[], _criterion: string, threshold: number): Generator<Pause, Description> {
  const marks: Mark[] = [];
  const { order } = signalOf(p);
  const start = typicalStart(p, 0.5);
  const unit = p.rateRule === 'fixed' ? rateUnit(p) : 1;
  if (p.start === 'random' && start.overlap > 0) {
    marks.push({ id: 'typicalStart', on: 'overlap', value: start.overlap, kind: 'level', label: 'typical start', badge: 'law of the largest overlap' });
  }
  if (canLearn(p) && p.rateRule !== 'warmUp') {
    const c = p.start === 'random' ? start.square : p.dimension * p.initialOverlap * p.initialOverlap;
    const value = (trappingRate(p, c) / rateUnit(p)) * unit;
    if (value > 0) marks.push({ id: 'trapping', on: 'learningRate', value, kind: 'threshold', label: 'noise wins at the start', warning: 'noise wins at the start', badge: 'drift against noise at the typical start' });
    if (featuresOf(p) === 1 && p.start === 'random' && (order === 3 || order === 4)) {
      const best = bestEscape(order);
      yield pause;
      marks.push({ id: 'bestRate', on: 'learningRate', value: factorOf(order, best.h) * unit, kind: 'threshold', label: 'quickest on average', badge: 'first passage, N → ∞' });
    }
  }
  const final = finalOverlap(p);
  if (final !== null) marks.push({ id: 'finalOverlap', on: 'overlap', value: final, kind: 'level', label: 'noise floor', badge: 'drift against noise at the end' });
  yield pause;
  if (!canLearn(p)) marks.push({ id: 'saturation', on: 'overlap', value: Math.max(0, start.overlap), kind: 'level', label: 'theory stops at', badge: 'nothing to learn' });
  yield pause;
  return { laws: lawsOf(p, over, xs, threshold), marks };
}

/** Number of inputs that can be learned from n samples at the best rate: N^3 = 8 a^2 ln^2 N n / B for all sources and k = 4, by iteration. */
export const largestDimension = (a: number, noise: number, samples: number): number => {
  let x = log(100);
  for (let round = 0; round < 200; round++) x = log((8 * a * a * x * x * samples) / noise) / 3;
  return exp(x);
};
