import { samplesAt, sweepFit, sweepSeries, type SweepSeries } from '../../../src/jobs/sweep.ts';
import { makeStream, nextUniform } from '../../../src/numerics/random/stream.ts';
import { censoredQuantile, type CensoredTime } from '../../../src/numerics/statistics/censoredQuantile.ts';
import type { SlopeInterval } from '../../../src/numerics/statistics/bootstrapSlope.ts';
import { runLink } from '../runLink.ts';

export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** A quantile of learning times and the standard deviation of it over resampled runs; Infinity when one is censored. */
export const quantileOf = (times: readonly CensoredTime[], q: number): Estimate => {
  const stream = makeStream('quantile', q, times.length);
  const n = times.length;
  const resampled = Array.from({ length: 400 }, () => censoredQuantile(times.map(() => times[Math.floor(nextUniform(stream) * n)]!), q) ?? Infinity);
  const mean = resampled.reduce((a, b) => a + b) / resampled.length;
  const squares = resampled.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return { value: censoredQuantile(times, q) ?? Infinity, error: mean < Infinity ? Math.sqrt(squares / (resampled.length - 1)) : Infinity };
};

/** How far two estimates lie apart, in their combined standard error. */
export const apart = (a: Estimate, b: Estimate): number => (a.value - b.value) / Math.hypot(a.error, b.error);

export const shown = ({ value, error }: Estimate): string => `${value.toFixed(2)} +- ${error.toFixed(2)}`;

export interface Side {
  readonly series: SweepSeries;
  readonly medians: readonly Estimate[];
  /** Added time per e-fold of the dimension, as the sweep reports it. */
  readonly slope: Estimate;
}

/** Learning times of a sweep link, as the page and the runner report them, with an error for each median. */
export const runSweep = (link: string): { readonly dimensions: readonly number[]; readonly of: (engine: string) => Side } => {
  const run = runLink(link);
  const { config, over } = run.request;
  return {
    dimensions: over!.values,
    of: (engine) => {
      const collected = run.of(engine);
      const series = sweepSeries(collected);
      const fit = sweepFit(config, over!, series, sweepSeries(collected, samplesAt(config, collected)), engine);
      const { slope, standardError } = fit.log as SlopeInterval;
      return { series, medians: series.times.map((times) => quantileOf(times, 0.5)), slope: { value: slope, error: standardError } };
    },
  };
};
