/** A time, or null: not reached within the budget, which is the same for all of a sample. */
export type CensoredTime = number | null;

export interface CensoredInterval {
  /** null: beyond the budget, or no such interval exists */
  readonly low: number | null;
  readonly high: number | null;
  /** exact probability that the interval holds the median, >= level; 0 when there are too few times for the level (fewer than 6 at 0.95) */
  readonly coverage: number;
}

const sorted = (times: readonly CensoredTime[]): Float64Array => Float64Array.from(times.filter((time) => time !== null)).sort();

/**
 * Quantile of times of which some are censored at one common budget; censored times rank last.
 *
 * With x_0 <= x_1 <= ... and s = (n - 1) q: x_floor(s) + (s - floor(s)) (x_ceil(s) - x_floor(s)), type 7 of Hyndman and Fan (the default of R and numpy).
 *
 * `q` in [0, 1]. Returns null when an order statistic that enters with positive weight is censored, and for no times at all.
 *
 * With one common censoring time the Kaplan-Meier curve is 1 - (the empirical distribution function) up to that time, so its quantiles are the same order
 * statistics and its median (midpoint where the curve rests at one half) is this one.
 *
 * Hyndman, Fan, American Statistician 50 (1996) 361; Kaplan, Meier, JASA 53 (1958) 457.
 */
export const censoredQuantile = (times: readonly CensoredTime[], q: number): number | null => {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`q must be in [0, 1], got ${q}`);
  const x = sorted(times);
  const place = (times.length - 1) * q;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  if (times.length === 0 || above >= x.length) return null;
  return above === below ? x[below]! : x[below]! + (place - below) * (x[above]! - x[below]!);
};

/**
 * Distribution-free interval for the median from order statistics.
 *
 * [x_(k), x_(n + 1 - k)] with the largest k whose coverage P(k <= Binomial(n, 1/2) <= n - k) is >= level.
 *
 * Both ends are observed times; an end that is a censored order statistic is null, meaning beyond the budget. Censoring at one common budget leaves the
 * coverage exact, as the same order statistics would bound the median had all times been seen (the log-log Kaplan-Meier interval is the usual
 * approximation to it).
 *
 * Exact for any continuous distribution, conservative with ties. Cost n log n.
 *
 * David, Nagaraja, Order Statistics (2003), 7.1.
 */
export const medianInterval = (times: readonly CensoredTime[], level = 0.95): CensoredInterval => {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be in (0, 1), got ${level}`);
  const n = times.length;
  const x = sorted(times);
  let k = Math.floor(n / 2);
  // Probability of k successes, from the centre outwards: nothing underflows however large n is.
  let term = 1;
  for (let j = 1; j <= Math.ceil(n / 2); j++) term *= (2 * j - 1) / (2 * j);
  let coverage = n % 2 === 0 ? term : 2 * term;
  while (coverage < level && k > 0) {
    term *= k / (n - k + 1);
    k--;
    coverage += 2 * term;
  }
  if (k === 0) return { low: null, high: null, coverage: 0 };
  return { low: x[k - 1] ?? null, high: x[n - k] ?? null, coverage };
};
