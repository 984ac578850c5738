import { exp } from '../exp.ts';
import { log } from '../log.ts';

export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** points that entered the fit */
  readonly used: number;
}

/**
 * Straight line by ordinary least squares.
 *
 * slope = sum (x - <x>)(y - <y>) / sum (x - <x>)^2, intercept = <y> - slope <x>
 *
 * Points whose y is null are left out. Returns null when fewer than two different x remain.
 */
export const lineFit = (xs: ArrayLike<number>, ys: ArrayLike<number | null>): LineFit | null => {
  let [used, sumX, sumY, first, spread] = [0, 0, 0, NaN, false];
  for (let i = 0; i < xs.length; i++) {
    const [x, y] = [xs[i]!, ys[i] ?? null];
    if (y === null) continue;
    if (used++ === 0) first = x;
    spread ||= x !== first;
    sumX += x;
    sumY += y;
  }
  if (!spread) return null;
  const [meanX, meanY] = [sumX / used, sumY / used];
  let [xx, xy] = [0, 0];
  for (let i = 0; i < xs.length; i++) {
    const y = ys[i] ?? null;
    if (y === null) continue;
    xx += (xs[i]! - meanX) * (xs[i]! - meanX);
    xy += (xs[i]! - meanX) * (y - meanY);
  }
  const slope = xy / xx;
  return { slope, intercept: meanY - slope * meanX, used };
};

const logOf = (x: number): number => {
  if (!(x > 0)) throw new RangeError(`a logarithmic fit needs positive numbers, got ${x}`);
  return log(x);
};

/**
 * Fit of T = intercept + slope ln x: the slope is the gain per e-fold of x.
 *
 * `xs` > 0; null times (censored medians) are left out. Returns null when fewer than two different x remain.
 */
export const semiLogFit = (xs: ArrayLike<number>, times: ArrayLike<number | null>): LineFit | null => lineFit(Array.from(xs, logOf), times);

/**
 * Fit of y = prefactor x^slope, as a line of ln y against ln x: the slope is the exponent.
 *
 * `xs` and `ys` > 0; null values are left out. Returns null when fewer than two different x remain.
 */
export const logLogFit = (xs: ArrayLike<number>, ys: ArrayLike<number | null>): (LineFit & { readonly prefactor: number }) | null => {
  const fit = semiLogFit(xs, Array.from(ys, (y) => (y === null ? null : logOf(y))));
  return fit && { ...fit, prefactor: exp(fit.intercept) };
};

/**
 * Logarithmic slope between neighbours.
 *
 * (ln y_{i+1} - ln y_i) / (ln x_{i+1} - ln x_i)
 *
 * `xs` and `ys` > 0. Returns xs.length - 1 values, null beside a null y or between equal x.
 */
export const localSlopes = (xs: ArrayLike<number>, ys: ArrayLike<number | null>): (number | null)[] =>
  Array.from({ length: Math.max(0, xs.length - 1) }, (_, i) => logLogFit([xs[i]!, xs[i + 1]!], [ys[i] ?? null, ys[i + 1] ?? null])?.slope ?? null);
