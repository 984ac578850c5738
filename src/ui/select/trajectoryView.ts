import { formatSignificant } from '../../charts/formatNumber.ts';
import type { Behind, PanelData, TrajectoryData } from '../../charts/trajectoryData.ts';
import type { BandData, Domain, ScaleKind, Series } from '../../charts/types.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import type { Described, Live, Pin, TheoryCurve } from '../../state/store.ts';
import { domainFor, extentOf, frozenDomain } from './axis.ts';
import { bandOf, entriesOf, runFrames, theoryFrames, trajectoryTimes, type Frames } from './curves.ts';
import { isPlateauDescribed, markOf } from './described.ts';
import { entryRich, formerRich, isSameCurve, pinLabels, presentLabel } from './differences.ts';
import { theoryLabel, capital, clockOf, clockSymbol, columnsOf, learnedWords, runName, shortClock, timeText, type Column } from './words.ts';

export interface TrajectoryInputs {
  readonly config: Config;
  readonly theory: TheoryCurve | null;
  readonly ghost: TheoryCurve | null;
  readonly trajectory: Live | null;
  readonly description: Described | null;
  readonly pins: readonly Pin[];
  readonly cursor: number | null;
  readonly dragging: string | null;
  readonly upper: string;
  readonly lower: string;
  /** Chosen on the page; null: as the quantity declares. */
  readonly scales: readonly [ScaleKind | null, ScaleKind | null];
  readonly timeScale: ScaleKind;
}

export type Domains = readonly [Domain, Domain, Domain];

/** From the first to the last time at which the curve is within a share of the level. */
export const plateauRange = (x: ArrayLike<number>, y: ArrayLike<number>, level: number, share = 0.2): Domain | null => {
  let from = -1;
  let to = -1;
  for (let i = 0; i < y.length; i++) {
    if (!(Math.abs(y[i]! - level) <= share * level)) continue;
    if (from < 0) from = i;
    to = i;
  }
  return to > from && from >= 0 ? [x[from]!, x[to]!] : null;
};

const seriesOf = (frames: Frames | null, column: string, log: boolean, kind: Series['kind'], more: Partial<Series> = {}): Series[] => {
  const y = frames?.column(column) ?? null;
  if (frames === null || y === null || y.length === 0) return [];
  // A logarithmic time axis has no place for the start.
  const from = log && frames.x[0] === 0 ? 1 : 0;
  return [{ kind, x: frames.x.subarray(from, y.length), y: y.subarray(from), ...more }];
};

/** When replica 0 learned, null while that is not known. */
export const learnedTime = (live: Live | null): number | null => (live === null ? null : (trajectoryTimes(live)[0] ?? null));

export const cursorTime = ({ cursor, trajectory }: { cursor: number | null; trajectory: Live | null }): number | null => cursor ?? learnedTime(trajectory);

/** A ghost of another curve stands while something moves, and until the new simulation is there. */
const ghostOf = ({ ghost, theory, dragging, trajectory }: TrajectoryInputs): TheoryCurve | null => {
  if (ghost === null || theory === null || (dragging === null && trajectory !== null && trajectory.status !== 'running')) return null;
  return isSameCurve(ghost.config, theory.config) ? null : ghost;
};

/** What an observable wants drawn faintly behind it, of the run; null for nothing. */
const behindOf = (config: Config, run: Frames | null, { id: own }: Column, log: boolean): Behind | null => {
  const { observables } = modelOf(config);
  const id = observables[own]!.behind;
  if (id === undefined || run === null || run.count === 0) return null;
  const lines = entriesOf(run, id, id !== own);
  // A single one is the line itself.
  if (lines.length < 2) return null;
  return { x: run.x, lines, from: log && run.x[0] === 0 ? 1 : 0, label: `faint: ${lines.length} ${observables[id]!.label.toLowerCase()}` };
};

const bandData = (live: Live | null, column: string, log: boolean): { data: BandData; whole: number } | null => {
  const band = live === null ? null : bandOf(live, column);
  if (live === null || band === null) return null;
  const x = live.request.tasks[0]!.cells[0]!.plan.saveAt;
  const from = log && x[0] === 0 ? 1 : 0;
  return { data: { x: x.subarray(from), low: band.bands.low.subarray(from), high: band.bands.high.subarray(from) }, whole: band.whole };
};

/** Data of the chart 'One run in time'; `frozen` are the domains to keep while something moves. */
export const trajectoryView = (inputs: TrajectoryInputs, frozen: Domains | null): { data: TrajectoryData; domains: Domains } => {
  const { config, theory, trajectory, description, pins, timeScale } = inputs;
  const model = modelOf(config);
  const clock = clockOf(model);
  const log = timeScale === 'log';
  const columns = columnsOf(config);
  const shown = [inputs.upper, inputs.lower].map((name): Column => columns.find((column) => column.name === name) ?? columns[0]!);
  const scaleOf = (i: 0 | 1): ScaleKind => inputs.scales[i] ?? shown[i]!.scale;
  const criterion = model.criteria[config.criterion]!;
  const exact = theory === null ? null : theoryFrames(theory);
  const run = runFrames(trajectory, theory);
  const ghost = ghostOf(inputs);
  const names = pinLabels(config, pins.map((pin) => pin.config));
  const plateau = markOf(description, 'plateau');
  const current = isPlateauDescribed(description, theory?.config ?? config);
  const bands = [0, 1].map((i) => bandData(trajectory, shown[i]!.name, log));
  const present = theory === null || ghost === null ? presentLabel(config, pins.map((pin) => pin.config)) : '';

  const faint = behindOf(config, run, shown[0]!, log);

  const panel = (i: 0 | 1): PanelData => {
    const { name, label, symbol } = shown[i]!;
    const scale = scaleOf(i);
    const pinned = pins.flatMap((pin, at) => seriesOf(theoryFrames(pin.curve), name, log, 'pin', { pinIndex: at, pinOf: 'theory', ...(i === 0 ? { label: names[at]! } : {}) }));
    const series = [
      ...(ghost === null ? [] : seriesOf(theoryFrames(ghost), name, log, 'ghost', i === 0 ? { label: formerRich(ghost.config, theory?.config ?? config) } : {})),
      ...pinned,
      ...seriesOf(run, name, log, 'run'),
      ...seriesOf(exact, name, log, 'theory', i === 0 && present !== '' && pins.length > 0 ? { label: `theory, ${present}` } : {}),
    ];
    const isCriterion = name === criterion.observable;
    const showsThreshold = isCriterion && (i === 1 || shown[1]!.name !== name);
    const behind = i === 0 ? faint : null;
    const level = plateau !== null && plateau.on === name && current ? { value: plateau.value, label: '' } : null;
    const kept = [...series.filter(({ kind }) => kind !== 'ghost').map(({ y }) => y), ...(behind?.lines ?? [])];
    const free = domainFor(scale, extentOf(kept, scale === 'log'), showsThreshold ? [config.threshold] : []);
    return {
      title: capital(label), symbol, scale, series, level, behind,
      domain: frozen?.[i] ?? (i === 0 && config.view === 'trajectory' ? frozenDomain(config.page, 'y', scale, free) : free),
      band: bands[i]?.data ?? null,
      threshold: showsThreshold ? { value: config.threshold, label: learnedWords(config), min: criterion.min, max: criterion.max } : null,
    };
  };

  const panels = [panel(0), panel(1)] as const;
  const start = config.duration / (config.points - 1);
  const free: Domain = [log ? start : 0, config.duration];
  const xDomain = frozen?.[2] ?? (config.view === 'trajectory' ? frozenDomain(config.page, 'x', timeScale, free) : free);
  const time = learnedTime(trajectory);
  const range = plateau === null || exact === null ? null : plateauRange(exact.x, exact.column(plateau.on) ?? [], plateau.value);
  const whole = bands[0]?.whole ?? bands[1]?.whole ?? null;
  const where = `$${modelOf(config).params['dimension']!.symbol}$ = ${formatSignificant(Number((theory?.config ?? config).params['dimension']), 7)}`;
  const held = inputs.dragging === null || theory === null || theory.config.params[inputs.dragging] === undefined ? '' : entryRich(theory.config, inputs.dragging);
  const symbol = plateau === null ? '' : (columns.find(({ name }) => name === plateau.on)?.symbol ?? '');
  const data: TrajectoryData = {
    description: `One run in time: ${shown[0]!.label} and ${shown[1]!.label} against ${clock.label}.`,
    panels,
    x: { domain: xDomain, label: `${clock.label}`, symbol: clockSymbol(clock), short: `${shortClock(clock)}, ${clockSymbol(clock)}`, scale: timeScale },
    plateau: range === null || plateau === null ? null : {
      from: range[0], to: range[1], short: 'plateau',
      label: current ? `plateau ${symbol.replace(/\$$/, '*$')} = ${formatSignificant(plateau.value, 3)}` : 'plateau',
    },
    cursor: cursorTime(inputs),
    learnedAt: time === null ? null : { time, value: config.threshold, panel: 1, label: `${runName(config)} learns at ${timeText(time)}` },
    legends: [
      ...(run === null ? [] : [{ text: `simulation, ${where}`, short: 'simulation', kind: 'run' as const }]),
      ...(faint === null ? [] : [{ text: faint.label, short: faint.label, kind: 'band' as const }]),
      ...(whole === null ? [] : [{ text: `band: 10–90 % of ${formatSignificant(whole, 5)} runs`, kind: 'band' as const }]),
      ...(exact === null || present !== '' ? [] : [{ text: held === '' ? theoryLabel(config) : `theory, ${held}`, short: 'theory', kind: 'theory' as const }]),
    ],
    running: trajectory?.head !== null && trajectory?.head !== undefined,
  };
  return { data, domains: [panels[0].domain, panels[1].domain, xDomain] };
};
