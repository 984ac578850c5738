import type { LearningPoint } from '../../charts/learningTimeData.ts';
import { collect, type Collected } from '../../jobs/collected.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import { sweepFit, sweepSeries, samplesAt, type SweepFit, type SweepSeries } from '../../jobs/sweep.ts';
import { columnBands } from '../../jobs/trajectory.ts';
import { atThreshold } from './movedThreshold.ts';
import type { AppState, Live } from '../../state/store.ts';

export interface SweepSide {
  readonly collected: readonly Collected[];
  readonly time: SweepSeries;
  readonly samples: SweepSeries;
  /** Runs that every value has. */
  readonly least: number;
}

const sides = new WeakMap<Live, Map<string, SweepSide | null>>();

/** Learning times of one side of a sweep, over the runs that are there without a gap; `samples` in another unit if one is named. */
export const sweepSide = (live: Live, side: 'simulation' | 'theory', unit?: string): SweepSide | null => {
  const mine = sides.get(live) ?? new Map<string, SweepSide | null>();
  sides.set(live, mine);
  const key = `${side} ${unit}`;
  const known = mine.get(key);
  if (known !== undefined) return known;
  const tasks = live.request.tasks.filter((task) => task.engine === live.request.engines[side][0]);
  const collected = tasks.map((task) => collect(live.request, task, live.results));
  const value = collected.length === 0 ? null : {
    collected,
    time: sweepSeries(collected),
    samples: sweepSeries(collected, samplesAt(live.request.config, collected, unit)),
    least: Math.min(...collected.map(({ whole }) => whole)),
  };
  mine.set(key, value);
  return value;
};

/** The same side at a threshold that is being dragged; null beyond the levels that were stored. */
export const sideAtThreshold = (live: Live, side: 'simulation' | 'theory', threshold: number, unit?: string): SweepSide | null => {
  const base = sweepSide(live, side, unit);
  const collected = base?.collected.map((one) => atThreshold(one, threshold)).filter((one) => one !== null) ?? [];
  if (base === null || collected.length < base.collected.length) return null;
  return { ...base, collected, time: sweepSeries(collected), samples: sweepSeries(collected, samplesAt(live.request.config, collected, unit)) };
};

/** How far the rounds of 2, 4, 8, ... runs have come: fits are taken once a round, and at the end. */
export const roundOf = (least: number): number => Math.floor(Math.log2(least / 2 + 1));

const fits = new WeakMap<object, { readonly key: string; readonly fit: SweepFit }>();

/** Slopes with bootstrap intervals; null before every value has three rounds. */
export const fitOf = (live: Live, unit?: string): SweepFit | null => {
  const side = sweepSide(live, 'simulation', unit);
  if (side === null || side.least < 6) return null;
  const key = `${unit} ${live.status === 'done' ? 'done' : roundOf(side.least)} ${live.request.config.fitfrom}`;
  const known = fits.get(live.results);
  if (known?.key === key) return known.fit;
  const fit = sweepFit(live.request.config, live.request.over!, side.time, side.samples, 'simulation');
  fits.set(live.results, { key, fit });
  return fit;
};

/** Least-squares slope of y against ln x over the x that the fit uses; null with fewer than two. */
export const logSlope = (xs: readonly number[], ys: readonly (number | null)[], from: number | null): number | null => {
  const used = xs.map((x, i) => [Math.log(x), ys[i] ?? null] as const).filter((pair, i): pair is [number, number] => pair[1] !== null && (from === null || xs[i]! >= from));
  if (used.length < 2) return null;
  const mean = (at: 0 | 1): number => used.reduce((sum, pair) => sum + pair[at], 0) / used.length;
  const [mx, my] = [mean(0), mean(1)];
  const xx = used.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  return xx === 0 ? null : used.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / xx;
};

/** The smallest x of the fit, as the runner takes it. */
export const fitFrom = (config: Config, over: string): number | null => {
  const { sweep } = modelOf(config);
  return config.fitfrom ?? (over === sweep.over ? sweep.from : null);
};

/** Below this many runs a 10-90 % range says nothing. */
const fewestOfRange = 10;

export const pointsOf = (xs: readonly number[], series: SweepSeries, current: number): LearningPoint[] =>
  xs.flatMap((x, i) => {
    const total = series.times[i]!.length;
    if (total === 0) return [];
    const ranged = total >= fewestOfRange;
    return [{
      x, total, median: series.median[i]!, medianLow: series.medianLow[i]!, medianHigh: series.medianHigh[i]!, low: ranged ? series.low[i]! : null, high: ranged ? series.high[i]! : null,
      learned: series.learned[i]!, current: x === current, budget: series.budget[i]!,
    }];
  });

type Sweeps = Pick<AppState, 'sweep' | 'stored'>;

/** A stored result stands until each value of the live one has runs enough for an interval of its median. */
export const isStoredShown = ({ sweep, stored }: Sweeps): boolean =>
  stored !== null && sweep?.status !== 'done' && (sweep === null || (sweepSide(sweep, 'simulation')?.least ?? 0) < 6);

/** The sweep to show: the stored result first, then the live one as it fills in. */
export const shownSweep = (sweeps: Sweeps): Live | null => (isStoredShown(sweeps) ? sweeps.stored : sweeps.sweep);

/** A point from the runs of the trajectory. */
const pointOfRuns = (live: Live, x: number, scale: number): LearningPoint | null => {
  const task = live.request.tasks.find((one) => one.engine === live.request.engines.simulation[0]);
  if (task === undefined) return null;
  const collected = collect(live.request, task, live.results);
  if (collected.whole === 0) return null;
  const series = sweepSeries([collected], (_, time) => time * scale);
  return pointsOf([x], series, x)[0] ?? null;
};

/**
 * The point at the present value. The runs of trajectory and sweep are the same ones (a run's stream does not know who asks
 * for it), so whichever has more of them counts.
 */
export const presentPoint = (points: readonly LearningPoint[], trajectory: Live | null, here: number, scale: number): LearningPoint | null => {
  const inSweep = points.find(({ x }) => x === here) ?? null;
  const ofRuns = trajectory === null ? null : pointOfRuns(trajectory, here, scale);
  return ofRuns === null || (inSweep !== null && inSweep.total >= ofRuns.total) ? inSweep : ofRuns;
};

/** Final values of a scan: median and 10-90 % of the runs. */
export const scanPoints = (live: Live, side: 'simulation' | 'theory', column: string, current: number): LearningPoint[] => {
  const xs = live.request.over?.values ?? [];
  const tasks = live.request.tasks.filter((task) => task.engine === live.request.engines[side][0]);
  return tasks.flatMap((task) => {
    const collected = collect(live.request, task, live.results);
    const at = collected.layout.names.indexOf(column);
    const x = xs[task.index];
    if (collected.whole === 0 || at < 0 || x === undefined) return [];
    const bands = columnBands(collected, null, at);
    const [median, low, high] = [bands.median[0]!, bands.low[0]!, bands.high[0]!];
    const known = median === median;
    const ranged = known && collected.whole >= fewestOfRange;
    return [{ x, median: known ? median : null, low: ranged ? low : null, high: ranged ? high : null, medianLow: null, medianHigh: null, learned: collected.whole, total: collected.whole, current: x === current, budget: NaN }];
  });
};

