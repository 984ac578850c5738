import { bootstrapSlope, type NoSlope, type SlopeInterval } from '../numerics/statistics/bootstrapSlope.ts';
import { censoredQuantile, medianInterval } from '../numerics/statistics/censoredQuantile.ts';
import { localSlopes } from '../numerics/statistics/fits.ts';
import type { Axis } from './axesOf.ts';
import { learningTimes, type Collected } from './collected.ts';
import { modelOf, type Config } from './config.ts';

/** Learning times of one engine over the values of a sweep; null where a quantile lies beyond the budget. */
export interface SweepSeries {
  readonly median: readonly (number | null)[];
  readonly medianLow: readonly (number | null)[];
  readonly medianHigh: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly learned: readonly number[];
  readonly censored: readonly number[];
  readonly budget: readonly number[];
  readonly times: readonly (readonly (number | null)[])[];
}

/** `scale` turns the clock's unit into another one at each value: samples are t times N. */
export const sweepSeries = (collected: readonly Collected[], scale: (index: number, time: number) => number = (_, time) => time): SweepSeries => {
  const times = collected.map((c, i) => learningTimes(c).map((time) => (time === null ? null : scale(i, time))));
  const intervals = times.map((ts) => medianInterval(ts));
  const learned = times.map((ts) => ts.filter((time) => time !== null).length);
  return {
    median: times.map((ts) => censoredQuantile(ts, 0.5)),
    medianLow: intervals.map(({ low }) => low),
    medianHigh: intervals.map(({ high }) => high),
    low: times.map((ts) => censoredQuantile(ts, 0.1)),
    high: times.map((ts) => censoredQuantile(ts, 0.9)),
    learned,
    censored: times.map((ts, i) => ts.length - learned[i]!),
    budget: collected.map((c, i) => scale(i, c.task.budget)),
    times,
  };
};

export interface SweepFit {
  /** Exponent of samples against the value. */
  readonly power: SlopeInterval | NoSlope;
  /** Added clock time per e-fold of the value. */
  readonly log: SlopeInterval | NoSlope;
  readonly localSlopes: readonly (number | null)[];
  readonly from: number | null;
}

/** Fits over the values from `from` on; bootstrap over runs, jointly over the values. */
export const sweepFit = (config: Config, { over, values: xs }: Axis, time: SweepSeries, samples: SweepSeries, purpose: string): SweepFit => {
  const { sweep } = modelOf(config);
  const least = config.fitfrom ?? (over === sweep.over ? sweep.from : -Infinity);
  const isFitted = (_: unknown, i: number): boolean => xs[i]! >= least && time.times[i]!.length > 0;
  const fitted = xs.filter(isFitted);
  const seedParts = [config.seed, config.model, 'bootstrap', purpose];
  const slope = (series: SweepSeries, form: 'log' | 'power') => bootstrapSlope(series.times.filter(isFitted), fitted, { form, seedParts });
  return {
    power: slope(samples, 'power'),
    log: slope(time, 'log'),
    localSlopes: localSlopes(xs, samples.median),
    from: fitted[0] ?? null,
  };
};

/** The clock's times in samples, or in another clock's unit, where the model says how. */
export const samplesAt = (config: Config, collected: readonly Collected[], unit = 'samples') => {
  const clock = modelOf(config).otherClocks[unit];
  return (index: number, time: number): number => clock?.from(time, collected[index]!.task.params) ?? time;
};
