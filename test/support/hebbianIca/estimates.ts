import { makeStream, nextUniform } from '../../../src/numerics/random/stream.ts';
import type { CensoredTime } from '../../../src/numerics/statistics/censoredQuantile.ts';
import { apart, quantileOf, type Estimate } from '../committee/medians.ts';

/** The median with the standard deviation of it over resampled runs. */
export const medianEstimate = (xs: readonly CensoredTime[]): Estimate => quantileOf(xs, 0.5);

export const meanEstimate = (xs: readonly number[]): Estimate => {
  const value = xs.reduce((a, b) => a + b, 0) / xs.length;
  return { value, error: Math.sqrt(xs.reduce((sum, x) => sum + (x - value) ** 2, 0) / (xs.length - 1) / xs.length) };
};

export const shareEstimate = (share: number, n: number): Estimate => ({ value: share, error: Math.sqrt((share * (1 - share)) / n) });

/** A published value with its 95 % interval. */
export const withInterval = (value: number, low: number, high: number): Estimate => ({ value, error: (high - low) / 3.92 });

/** A published value without an interval, from `n` runs: the error of ours, from `ours` runs of the same law. */
export const withErrorOf = (value: number, n: number, { error }: Estimate, ours: number): Estimate => ({ value, error: error * Math.sqrt(ours / n) });

/** Ranks from 0 on; equal numbers share their mean rank. */
const ranksOf = (xs: readonly number[]): Float64Array => {
  const order = Array.from(xs.keys()).sort((i, j) => xs[i]! - xs[j]!);
  const ranks = new Float64Array(xs.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && xs[order[to]!] === xs[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = 0.5 * (from + to - 1);
    from = to;
  }
  return ranks;
};

const correlation = (xs: ArrayLike<number>, ys: ArrayLike<number>): number => {
  const n = xs.length;
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    x += xs[i]!;
    y += ys[i]!;
    xx += xs[i]! * xs[i]!;
    yy += ys[i]! * ys[i]!;
    xy += xs[i]! * ys[i]!;
  }
  return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
};

const rankCorrelation = (xs: readonly number[], ys: readonly number[]): number => correlation(ranksOf(xs), ranksOf(ys));

/** Spearman's rank correlation, with its standard deviation over resampled pairs. */
export const rankCorrelationEstimate = (xs: readonly number[], ys: readonly number[]): Estimate => {
  const stream = makeStream('rank correlation', xs.length);
  const values = Array.from({ length: 400 }, () => {
    const drawn = xs.map(() => Math.floor(nextUniform(stream) * xs.length));
    return rankCorrelation(drawn.map((i) => xs[i]!), drawn.map((i) => ys[i]!));
  });
  const mean = values.reduce((a, b) => a + b) / values.length;
  return { value: rankCorrelation(xs, ys), error: Math.sqrt(values.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (values.length - 1)) };
};

const digits = (x: number): string => (Math.abs(x) >= 1000 ? x.toFixed(0) : x.toPrecision(4));

/** Two estimates and their distance in combined standard errors, for a line of the report. */
export const comparison = (ours: Estimate, theirs: Estimate): { readonly z: number; readonly text: string } => {
  const z = apart(ours, theirs);
  return { z, text: `${digits(ours.value)} +- ${digits(ours.error)} against ${digits(theirs.value)} +- ${digits(theirs.error)} (${z.toFixed(1)} s.e.)` };
};
