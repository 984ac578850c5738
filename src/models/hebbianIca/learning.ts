import { exp } from '../../numerics/exp.ts';
import { log } from '../../numerics/log.ts';
import type { Description, Mark, Pause } from '../contract.ts';
import { rateUnit, signalOf, trappingRate } from './equations.ts';
import { bestEscape, factorOf } from './escape.ts';
import { lawsOf } from './laws.ts';
import { nonlinearityOf } from './nonlinearities.ts';
import { featuresOf, type P } from './params.ts';
import { canLearn } from './predict.ts';
import { initialRate } from './rate.ts';
import { sourceNodes } from './sources.ts';
import { typicalStart } from './typicalStart.ts';

const pause = { kind: 'pause' } as const;

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
  if (canLearn(p) && p.rateRule !== 'warmUp' && p.rateRule !== 'best') {
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
