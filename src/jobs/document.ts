import type { Description, Side } from '../models/contract.ts';
import { layoutOf } from '../models/layout.ts';
import type { Cell, CellResult } from './cell.ts';
import { collect, learningTimes, type Collected } from './collected.ts';
import { modelOf, type Config } from './config.ts';
import { fingerprintOf } from './fingerprint.ts';
import { writeLink } from './link.ts';
import { quantilesOf } from './quantiles.ts';
import { samplesAt, sweepFit, sweepSeries, type SweepFit, type SweepSeries } from './sweep.ts';
import type { Request } from './tasks.ts';
import { agreementOf, columnBands, labelsOf, learningOf, type Learning } from './trajectory.ts';

export const version = '1.0.0';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Document = { readonly [key: string]: Json };

/** JSON has no NaN and no Infinity: a missing number is null. */
const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
const numbers = (xs: Iterable<number>): (number | null)[] => Array.from(xs, finite);

const columnsOf = (names: readonly string[], write: (column: number) => Json): Record<string, Json> =>
  Object.fromEntries(names.map((name, column) => [name, write(column)]));

const replicaColumn = (c: Collected, replica: number, column: number): (number | null)[] =>
  numbers(Array.from({ length: c.points }, (_, i) => c.value(replica, i, column)));

const outcomesOf = (c: Collected): Json => Array.from({ length: c.whole }, (_, r) => ({ ...c.outcome(r) }));

const simulationSeries = (config: Config, c: Collected): Document => {
  const labels = labelsOf(config, c);
  const bands = c.layout.names.map((_, column) => columnBands(c, labels, column));
  const part = (key: 'median' | 'low' | 'high') => columnsOf(c.layout.names, (column) => numbers(bands[column]![key]));
  return {
    time: numbers(c.task.cells[0]!.plan.saveAt),
    observables: columnsOf(c.layout.names, (column) => replicaColumn(c, 0, column)),
    replicas: c.whole,
    median: part('median'),
    low: part('low'),
    high: part('high'),
    outcomes: outcomesOf(c),
  };
};

const theorySeries = (c: Collected): Document => ({
  time: numbers(c.task.cells[0]!.plan.saveAt),
  observables: columnsOf(c.layout.names, (column) => replicaColumn(c, 0, column)),
  outcome: { ...c.outcome(0) },
});

const tooFew = { low: 'fewer than a tenth', median: 'fewer than half', high: 'fewer than nine tenths' } as const;

/** Beside each quantile that is null, why. */
const reasons = (learning: Learning): Record<string, string> =>
  Object.fromEntries(
    (['low', 'median', 'high'] as const).filter((key) => learning[key] === null).map((key) => [`${key}Reason`, `${tooFew[key]} of the runs have learned within the budget`]),
  );

const learningBlock = (config: Config, simulation: Collected | null, theory: Collected | null): Document => {
  const learning = simulation === null ? null : learningOf(learningTimes(simulation));
  const time = theory === null ? null : learningTimes(theory)[0]!;
  return {
    observable: modelOf(config).criteria[config.criterion]!.observable,
    threshold: config.threshold,
    simulation:
      learning === null ? null : { ...learning, ...reasons(learning), budget: config.duration },
    theory: theory === null ? null : time === null ? { time, timeReason: 'the theory does not reach the threshold within the duration' } : { time },
  };
};

const trajectoryParts = (request: Request, of: (engine: string) => Collected[]): Document => {
  const { config, engines } = request;
  const head = (side: Side): Collected | null => (engines[side][0] === undefined ? null : of(engines[side][0])[0]!);
  const simulation = head('simulation');
  const theory = head('theory');
  const agreement = agreementOf(config, simulation, theory);
  const seriesOf = (engine: string): Document => {
    const { side } = modelOf(config).engines[engine]!;
    return { engine, side, ...(side === 'simulation' ? simulationSeries(config, of(engine)[0]!) : theorySeries(of(engine)[0]!)) };
  };
  return {
    simulation: simulation === null ? null : simulationSeries(config, simulation),
    theory: theory === null ? null : theorySeries(theory),
    learning: learningBlock(config, simulation, theory),
    series: [...engines.simulation, ...engines.theory].map(seriesOf),
    ...('reason' in agreement
      ? { agreement: null, agreementReason: agreement.reason }
      : { agreement: Object.fromEntries(Object.entries(agreement.columns).map(([name, a]) => [name, { ...a }])) }),
  };
};

const fitJson = ({ power, log, localSlopes, from }: SweepFit): Document => ({
  power: power.slope === null ? { exponent: null, reason: power.reason } : { exponent: power.slope, low: power.low, high: power.high, standardError: power.standardError },
  log: log.slope === null ? { slopePerEfold: null, reason: log.reason } : { slopePerEfold: log.slope, low: log.low, high: log.high, standardError: log.standardError },
  localSlopes,
  from,
});

const simulatedJson = (s: SweepSeries): Document => ({ ...s });
const theoreticalJson = ({ median, low, high, learned, censored, times }: SweepSeries): Document => ({ median, low, high, learned, censored, times });

/** The laws of samples; those in another clock belong to the page. */
const lawJson = (config: Config, { laws }: Description): Json =>
  laws.filter(({ clock }) => Object.hasOwn(modelOf(config).clocks, clock)).map(({ exponent, logPower, prefactor, source, badge, slopePerEfold }) => ({ exponent, logPower, prefactor, source, badge, slopePerEfold }));

const sweepParts = (request: Request, of: (engine: string) => Collected[], description: Description): Document => {
  const { config, engines } = request;
  const over = request.over!;
  const parts = (side: Side) => {
    const engine = engines[side][0];
    if (engine === undefined) return null;
    const collected = of(engine);
    const time = sweepSeries(collected);
    const samples = sweepSeries(collected, samplesAt(config, collected));
    return { time, samples, fit: sweepFit(config, over, time, samples, side) };
  };
  const simulation = parts('simulation');
  const theory = parts('theory');
  const fits = {
    fit: simulation === null ? null : fitJson(simulation.fit),
    theoryFit: theory === null ? null : fitJson(theory.fit),
  };
  return {
    sweep: {
      over: over.over,
      values: over.values,
      simulation: simulation === null ? null : simulatedJson(simulation.time),
      theory: theory === null ? null : theoreticalJson(theory.time),
      samples: simulation === null ? null : simulatedJson(simulation.samples),
      ...fits,
      law: lawJson(config, description),
      nullMeans: 'beyond the budget, or too few runs for that interval',
    },
    learning: { observable: modelOf(config).criteria[config.criterion]!.observable, threshold: config.threshold },
    series: [...engines.simulation, ...engines.theory].map((engine) => {
      const { side } = modelOf(config).engines[engine]!;
      const series = sweepSeries(of(engine));
      return { engine, side, ...(side === 'simulation' ? simulatedJson(series) : theoreticalJson(series)) };
    }),
  };
};

/** Final value of one column: median over runs, and 10 and 90 % quantile. */
const finalOf = (c: Collected, name: string) => {
  const column = c.layout.names.indexOf(name);
  const none = { median: NaN, low: NaN, high: NaN };
  return column < 0 ? none : quantilesOf(Float64Array.from({ length: c.whole }, (_, r) => c.value(r, 0, column)), c.whole);
};

const finalParts = (request: Request, of: (engine: string) => Collected[]): Document => {
  const { config, engines, over, over2 } = request;
  const names = [...new Set(request.tasks.flatMap((task) => layoutOf(modelOf(config).observables, task.params).names))];
  const block = (engine: string, key: 'median' | 'low' | 'high'): Record<string, Json> => {
    const collected = of(engine);
    const columns = over2?.values.length ?? 1;
    return Object.fromEntries(
      names.map((name) => {
        const flat = collected.map((c) => finite(finalOf(c, name)[key]));
        return [name, over2 === null ? flat : over!.values.map((_, i) => flat.slice(i * columns, (i + 1) * columns))];
      }),
    );
  };
  const sideOf = (side: Side): Json => (engines[side][0] === undefined ? null : block(engines[side][0], 'median'));
  const spreadOf = (key: 'low' | 'high'): Json => (engines.simulation[0] === undefined ? null : block(engines.simulation[0], key));
  const axes = over2 === null ? { over: over!.over, values: over!.values } : { over: [over!.over, over2.over], values: [over!.values, over2.values] };
  return {
    [over2 === null ? 'scan' : 'map']: { ...axes, time: config.duration, simulation: sideOf('simulation'), theory: sideOf('theory'), simulationLow: spreadOf('low'), simulationHigh: spreadOf('high'), nullMeans: 'no such observable at this value, or a run that ended before the time' },
    series: [...engines.simulation, ...engines.theory].map((engine) => ({ engine, side: modelOf(config).engines[engine]!.side, ...block(engine, 'median') })),
  };
};

/** Everything that stands in a link and decides numbers, defaults included. */
const paramsJson = (config: Config): Document => {
  const { replicas, starts, duration, points, criterion, threshold, budget } = config;
  return { ...config.params, replicas, starts, duration, points, criterion, threshold, budget };
};

/** The runner's document of a finished request: no clock time, host or worker count; the same link gives the same bytes. */
export const documentOf = (request: Request, results: ReadonlyMap<Cell, CellResult>, description: Description): Document => {
  const { config } = request;
  const collected = new Map<string, Collected[]>();
  for (const task of request.tasks) collected.set(task.engine, [...(collected.get(task.engine) ?? []), collect(request, task, results)]);
  const of = (engine: string): Collected[] => collected.get(engine)!;
  const { view } = config;
  return {
    plateau: version,
    link: writeLink(config, { page: false }),
    model: config.model,
    view,
    seed: config.seed,
    params: paramsJson(config),
    fingerprint: { simulation: fingerprintOf(request, 'simulation', results), theory: fingerprintOf(request, 'theory', results) },
    ...(view === 'trajectory' ? trajectoryParts(request, of) : view === 'sweep' ? sweepParts(request, of, description) : finalParts(request, of)),
    law: lawJson(config, description),
  };
};
