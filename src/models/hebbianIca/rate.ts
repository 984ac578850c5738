import { bestFactor } from './bestRate.ts';
import { rateUnit, signalOf } from './equations.ts';
import type { P } from './params.ts';

/** Does the rate change on the way? */
export const isWarming = (p: P): boolean => p.rateRule === 'warmUp' && signalOf(p).order !== 0;

/** eta at the start. */
export const initialRate = (p: P): number =>
  p.rateRule === 'fixed' ? p.learningRate : (p.rateRule === 'best' ? bestFactor(p) : p.learningRate) * rateUnit(p);

/**
 * eta at a largest overlap m that drifts with speed `drift` (per unit tau).
 *
 * warm-up: max(initial rate, b drift / (N B m)), the rate of fastest growth of m against the noise -eta^2 N B m / 2b
 */
export const makeRate = (p: P): ((drift: number, m: number) => number) => {
  const least = initialRate(p);
  if (!isWarming(p)) return () => least;
  const best = p.batch / (p.dimension * signalOf(p).noise);
  return (drift, m) => (m > 0 ? Math.max(least, (best * drift) / m) : least);
};
