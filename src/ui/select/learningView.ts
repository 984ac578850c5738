import { formatSignificant, formatWithError } from '../../charts/formatNumber.ts';
import type { GuideData, LearningPoint, LearningTimeData } from '../../charts/learningTimeData.ts';
import type { BandData, Domain, Series } from '../../charts/types.ts';
import { axesOf } from '../../jobs/axesOf.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import type { NumberField } from '../../models/params.ts';
import type { Described, Live } from '../../state/store.ts';
import { symbolRich } from '../shell/symbols.ts';
import { extentOf, frozenDomain, niceCeil } from './axis.ts';
import { formerRich } from './differences.ts';
import { isDescribed, lawOver, markOf, sameButFor } from './described.ts';
import { axisIn, clockIn, powerUnit, unitAt } from './learningAxis.ts';
import { fitFrom, fitOf, logSlope, pointsOf, presentPoint, scanPoints, sideAtThreshold, sweepSide, type SweepSide } from './sweepPoints.ts';
import { clockOf, columnsOf, shortClock, timeText } from './words.ts';

export interface LearningInputs {
  readonly config: Config;
  readonly sweep: Live | null;
  readonly scan: Live | null;
  readonly trajectory: Live | null;
  readonly description: Described | null;
  readonly dragging: string | null;
  /** The sweep is a stored result, the live one is under way. */
  readonly stored: boolean;
  /** Slope guide as the reader has put it: value at its right end. */
  readonly guide: number | null;
}

export interface Slopes {
  /** Per tenfold value, in the clock's unit, or the exponent on log axes. */
  readonly runs: { readonly slope: number; readonly low: number; readonly high: number } | null;
  readonly theory: number | null;
  readonly limit: number | null;
  /** Rich: the law as the value grows, '$N$^{3}/ln $N$', where it has a logarithm; else ''. */
  readonly law: string;
  /** 'ln 10/2κ', where the model's escape rate gives the limit. */
  readonly formula: string;
  readonly from: number | null;
}

export const isScan = (config: Config): boolean => config.view === 'scan';
const ln10 = Math.LN10;

export const rightAxis = (config: Config) => axesOf({ ...config, view: isScan(config) ? 'scan' : 'sweep' }).first;
const isLogField = (field: NumberField): boolean => field.scale === 'log' || field.scale === 'logInteger';

const raised = (base: string, power: number): string => (power === 1 ? base : `${base}^{${formatSignificant(power, 3)}}`);

/** x^exponent (ln x)^logPower, rich; '' without a logarithm. */
export const lawRich = (symbol: string, exponent: number, logPower: number): string => {
  if (logPower === 0) return '';
  const size = Math.abs(logPower);
  const log = raised(size === 1 ? `ln ${symbol}` : `(ln ${symbol})`, size);
  const power = exponent === 0 ? '' : raised(symbol, exponent);
  return logPower < 0 ? `${power || 1}/${log}` : `${power} ${log}`.trim();
};

/** Slopes of the runs, of theory and in the limit, as chart and sentence say them. */
export const slopesOf = (config: Config, sweep: Live | null, description: Described | null): Slopes => {
  const axis = rightAxis(config);
  const powers = powerUnit(config) !== '';
  const unit = clockIn(config);
  const fresh = sweep !== null && sameButFor(sweep.request.config, config, axis.over);
  const fit = fresh ? fitOf(sweep, unit) : null;
  const interval = fit === null ? null : powers ? fit.power : fit.log;
  const scale = powers ? 1 : ln10;
  const runs = interval === null || interval.slope === null ? null : { slope: interval.slope * scale, low: interval.low * scale, high: interval.high * scale };
  const theory = fresh ? sweepSide(sweep, 'theory', unit) : null;
  const law = isDescribed(description, config) ? lawOver(description, axis.over, unit) : null;
  const from = fitFrom(config, axis.over);
  const complete = theory !== null && theory.collected.every((one) => one.whole >= Math.min(20, one.task.replicas));
  const medians = !complete ? null : powers ? theory.samples.median.map((n) => (n === null ? null : Math.log(n))) : theory.time.median;
  const theirs = medians === null ? null : logSlope(axis.values, medians, from);
  const limit = law === null ? null : powers ? law.exponent : law.slopePerEfold === null ? null : law.slopePerEfold * ln10;
  const rate = markOf(description, 'escapeRate')?.value ?? null;
  const isEscape = !powers && rate !== null && law?.slopePerEfold !== undefined && law.slopePerEfold !== null && Math.abs(2 * rate * law.slopePerEfold - 1) < 1e-6;
  const symbol = symbolRich(modelOf(config).params[axis.over]!.symbol);
  return { runs, theory: theirs === null ? null : theirs * scale, limit, law: powers && law !== null ? lawRich(symbol, law.exponent, law.logPower) : '', formula: isEscape ? 'ln 10/2$κ$ = ' : '', from };
};

const seriesFrom = (xs: readonly number[], ys: readonly (number | null)[]): { x: Float64Array; y: Float64Array } => {
  const kept = xs.map((x, i) => [x, ys[i] ?? null] as const).filter((pair): pair is [number, number] => pair[1] !== null);
  return { x: Float64Array.from(kept, ([x]) => x), y: Float64Array.from(kept, ([, y]) => y) };
};

interface Theory {
  readonly line: Series | null;
  readonly band: BandData | null;
}

const theoryLine = (xs: readonly number[], median: readonly (number | null)[], low: readonly (number | null)[], high: readonly (number | null)[]): Theory => {
  const line = seriesFrom(xs, median);
  if (line.x.length === 0) return { line: null, band: null };
  const both = xs.flatMap((x, i) => (low[i] === null || low[i] === undefined || high[i] === null || high[i] === undefined ? [] : [[x, low[i], high[i]] as const]));
  const spread = both.some(([, a, b]) => b > a);
  return {
    line: { kind: 'theory', ...line, label: 'theory' },
    band: spread ? { x: Float64Array.from(both, ([x]) => x), low: Float64Array.from(both, ([, a]) => a), high: Float64Array.from(both, ([, , b]) => b) } : null,
  };
};

/** The ensemble of theory, where its quantiles lie beyond the budget those of its quick law; that law alone as long as the ensemble is missing or something moves. */
const theoryOf = ({ config, description }: LearningInputs, side: SweepSide | null, fresh: boolean, scales: readonly number[]): Theory => {
  const axis = rightAxis(config);
  const ready = fresh && side !== null && side.collected.every((one) => one.whole >= Math.min(20, one.task.replicas));
  const unit = clockIn(config);
  const law = isDescribed(description, config) ? lawOver(description, axis.over, unit) : null;
  const quick = (values: readonly number[] | null | undefined): (number | null)[] => axis.values.map((_, i) => (values ? (values[i] ?? NaN) * (law!.clock === unit ? 1 : scales[i]!) : null));
  if (ready) {
    const { median, low, high } = powerUnit(config) === '' ? side.time : side.samples;
    const beyond = quick(law?.high);
    return theoryLine(axis.values, median, low, high.map((value, i) => value ?? (median[i] === null ? null : beyond[i]!)));
  }
  return law?.median ? theoryLine(axis.values, quick(law.median), quick(law.low), quick(law.high)) : { line: null, band: null };
};

/** The theory of a sweep that is no longer the present one. */
const formerOf = (live: Live, config: Config): Series | null => {
  const side = sweepSide(live, 'theory', clockIn(config));
  if (side === null || live.request.over === null) return null;
  const { line } = theoryLine(live.request.over.values, (powerUnit(config) === '' ? side.time : side.samples).median, [], []);
  return line === null ? null : { ...line, kind: 'ghost', label: formerRich(live.request.config, config) };
};

const xDomainOf = (xs: readonly number[], log: boolean): Domain => {
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  if (log) return [low / 1.5, high * 1.67];
  const pad = 0.06 * (high - low || Math.abs(high) || 1);
  return [low - pad, high + pad];
};

const yDomainOf = (points: readonly LearningPoint[], theory: Theory, log: boolean): Domain => {
  const tops = points.flatMap(({ median, high, budget, total }) => [median ?? budget, high ?? (total >= 10 ? (median ?? 0) * 1.3 : 0)]);
  const lows = points.flatMap(({ median, low }) => [low ?? median ?? NaN]);
  const extent = extentOf([tops.filter(Number.isFinite), lows, theory.line?.y ?? [], theory.band?.high ?? []], log);
  if (extent === null) return log ? [1, 1000] : [0, 100];
  return log ? [10 ** Math.floor(Math.log10(extent[0] / 1.05)), 10 ** Math.ceil(Math.log10(extent[1] * 1.05))] : [0, niceCeil(1.02 * extent[1]) || 1];
};

const slopeWords = (slope: number, powers: boolean): string => (powers ? `slope ${formatSignificant(slope, 3)}` : `slope guide ${slope < 0 ? '−' : '+'}${formatSignificant(Math.abs(slope), 3)}`);

/** A line with the limiting slope above the points, to lay beside them; its right end can be moved. */
const guideOf = (slope: number | null, theory: Theory, from: number | null, yDomain: Domain, powers: boolean, moved: number | null): GuideData | null => {
  const { line } = theory;
  if (slope === null || line === null || line.x.length < 2) return null;
  const first = from === null ? 0 : Math.max(0, line.x.findIndex((x) => x >= from));
  const [x1, x2] = [line.x[first]!, line.x[line.x.length - 1]!];
  if (!(x2 > x1)) return null;
  const decades = Math.log10(x2 / x1);
  const above = powers ? line.y[first]! * 3.2 : line.y[first]! + 0.16 * yDomain[1];
  const fits = powers ? above * 10 ** (slope * decades) <= 0.9 * yDomain[1] : above + slope * decades <= 0.97 * yDomain[1];
  const y1 = fits ? above : powers ? Math.min(line.y[first]! / 4, (0.5 * yDomain[1]) / 10 ** (slope * decades)) : line.y[first]! - 0.2 * yDomain[1];
  if (!(slope > 1e-6) || (!powers && y1 < 0)) return null;
  const y2 = moved ?? (powers ? y1 * 10 ** (slope * decades) : y1 + slope * decades);
  const now = powers ? Math.log10(y2 / y1) / decades : (y2 - y1) / decades;
  return { x1, y1, x2, y2, draggable: true, label: slopeWords(now, powers) };
};

/** '20.2 [18.7, 22.2]': two digits of half the interval. */
export const slopeText = ({ slope, low, high }: NonNullable<Slopes['runs']>): readonly [string, string] => {
  const text = (x: number): string => formatWithError(x, (high - low) / 2).replace(/^-/, '−');
  return [text(slope), `[${text(low)}, ${text(high)}]`];
};

/** Data of the second chart; `frozen` are the domains to keep while something moves. */
export const learningView = (inputs: LearningInputs, frozen: readonly [Domain, Domain] | null): { data: LearningTimeData; domains: readonly [Domain, Domain] } => {
  const { config, sweep, scan, trajectory, description, dragging, guide: moved } = inputs;
  const model = modelOf(config);
  const { over, values } = rightAxis(config);
  const field = model.params[over] as NumberField;
  const log = isLogField(field);
  const here = config.params[over] as number;
  const symbol = symbolRich(field.symbol);
  const powers = powerUnit(config) !== '';
  const unit = clockIn(config);
  const scanning = isScan(config);
  const live = scanning ? scan : sweep;
  // A dragged threshold is read between stored levels: no run has to wait for it.
  const moves = dragging === 'threshold' && !scanning && live !== null && sameButFor({ ...live.request.config, threshold: config.threshold }, config, over);
  const sideOf = (side: 'simulation' | 'theory'): SweepSide | null => (live === null ? null : moves ? sideAtThreshold(live, side, config.threshold, unit) : sweepSide(live, side, unit));
  const runs = scanning ? null : sideOf('simulation');
  const fresh = live !== null && (moves ? runs !== null : sameButFor(live.request.config, config, over));
  const clock = clockOf(model);
  const scaleAt = (x: number): number => unitAt(config, { ...config.params, [over]: x });
  const headline = columnsOf(config).find(({ name }) => name === model.headline)!;
  const points: LearningPoint[] = [];
  let theory: Theory = { line: null, band: null };
  let former: Series | null = null;
  let ofRuns: LearningPoint | null = null;
  if (scanning) {
    if (live !== null) {
      points.push(...scanPoints(live, 'simulation', model.headline, here));
      const exact = scanPoints(live, 'theory', model.headline, here);
      theory = theoryLine(exact.map(({ x }) => x), exact.map(({ median }) => median), exact.map(({ low }) => low), exact.map(({ high }) => high));
    }
  } else {
    const side = runs ?? (live === null ? null : sweepSide(live, 'simulation', unit));
    if (side !== null) points.push(...pointsOf(live!.request.over!.values, powers ? side.samples : side.time, here));
    const present = dragging === null ? presentPoint(points, trajectory, here, scaleAt(here)) : null;
    if (present !== null && !points.includes(present)) {
      ofRuns = present;
      points.splice(0, points.length, ...points.filter(({ x }) => x !== here), present);
    }
    theory = theoryOf(inputs, sideOf('theory'), fresh, values.map(scaleAt));
    if (live !== null && !fresh) former = formerOf(live, config);
  }
  points.sort((a, b) => a.x - b.x);
  const yLog = powers || (scanning && headline.scale === 'log');
  const freeY = yDomainOf(points, theory, yLog);
  const freeX = xDomainOf([...values, here], log);
  const useLink = config.view !== 'trajectory';
  const yDomain = frozen?.[1] ?? (useLink ? frozenDomain(config.page, 'y', yLog ? 'log' : 'linear', freeY) : freeY);
  const xDomain = frozen?.[0] ?? (useLink ? frozenDomain(config.page, 'x', log ? 'log' : 'linear', freeX) : freeX);
  const slopes = scanning || !log || over !== model.sweep.over ? null : slopesOf(config, sweep, description);
  const saturation = scanning ? null : markOf(isDescribed(description, config) ? description : null, 'saturation');
  const current = points.find((point) => point.current);
  const readouts: LearningTimeData['readouts'] = [];
  if (slopes?.runs) {
    const [value, bracket] = slopeText(slopes.runs);
    readouts.push(powers ? { text: `exponent **${value}** ${bracket}`, kind: 'sim' } : { text: `each tenfold ${symbol} adds **${value}** ${bracket}`, short: `×10 ${symbol}: **+${value}** ${bracket}`, kind: 'sim' });
  }
  const flat = slopes !== null && !powers && slopes.runs === null && Math.abs(slopes.theory ?? 1) < 0.05;
  if (flat) readouts.push({ text: `the time does not depend on ${symbol}`, kind: 'ink' });
  else if (slopes !== null && (slopes.theory !== null || slopes.limit !== null)) {
    const limit = slopes.limit === null ? '' : `${symbol} → ∞: ${slopes.law || slopes.formula + formatSignificant(slopes.limit, 3)}`;
    const now = slopes.theory === null ? '' : `theory here **${formatSignificant(slopes.theory, 3)}**`;
    readouts.push({ text: [now, limit].filter(Boolean).join('; '), short: now === '' ? limit : now.replace(' here', ''), kind: 'ink' });
  }
  // The end of the trajectory's runs is no budget of the sweep.
  const swept = points.filter((point) => point !== ofRuns);
  const censored = swept.some(({ learned, total }) => learned < total);
  const words = model.criteria[config.criterion]!;
  const data: LearningTimeData = {
    description: scanning ? `${headline.label} at the end of the run against ${field.label}.` : `Learning time against ${field.label}.`,
    title: scanning ? `${headline.label} at ${clock.symbol} = ${formatSignificant(config.duration)}` : (axisIn(config)?.[1].label(config.params) ?? `${shortClock(clock)} until learned`),
    symbol: scanning ? headline.symbol : '$T$',
    yScale: yLog ? 'log' : 'linear',
    yDomain,
    x: { domain: xDomain, label: `${field.label.toLowerCase()} ${symbol}${log ? ' (log)' : ''}`, symbol: '', scale: log ? 'log' : 'linear' },
    points,
    theory: theory.line,
    theoryBand: theory.band,
    guide: slopes === null || saturation !== null ? null : guideOf(powers ? (slopes.limit ?? 1) : slopes.limit, theory, slopes.from, yDomain, powers, moved),
    budget: !scanning && censored && saturation === null && swept.length > 1 ? { x: Float64Array.from(swept, ({ x }) => x), y: Float64Array.from(swept, ({ budget }) => budget), label: 'budget' } : null,
    notes: [],
    ghost: former,
    pins: [],
    readouts,
    legend: [
      ...(points.length === 0 ? [] : [{ text: '**simulation**', kind: 'sim' as const }, { text: scanning ? 'dot: median; line: 10–90 %' : 'dot: median; thick: its 95 %', kind: 'sim' as const }, ...(scanning ? [] : [{ text: 'thin: 10–90 % of runs', kind: 'sim' as const }])]),
      ...(theory.band === null ? [] : [{ text: 'grey: 10–90 % of theory', kind: 'note' as const }]),
      ...(saturation === null ? [] : [{ text: `theory stops at ${words.label.replace(/ (?:above|below)$/, '')} ${formatSignificant(saturation.value, 2)}, never ${words.direction} ${formatSignificant(config.threshold, 3)}`, kind: 'ink' as const }]),
    ],
    currentLabel: current === undefined ? null : current.median === null ? `${symbol} = ${formatSignificant(here, 7)}: ${current.learned} of ${current.total} learned` : `${symbol} = ${formatSignificant(here, 7)}: median ${scanning ? formatSignificant(current.median, 2) : powers ? formatSignificant(current.median, 3) : timeText(current.median)}`,
    cursor: here,
    stale: live !== null && (!fresh || inputs.stored),
  };
  return { data, domains: [xDomain, yDomain] };
};
