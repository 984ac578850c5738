import { formatSignificant } from '../../charts/formatNumber.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import { enginesOf } from '../../jobs/enginesInUse.ts';
import type { NumberField } from '../../models/params.ts';
import type { AppState } from '../../state/store.ts';
import { symbolRich } from '../shell/symbols.ts';
import { sidesOf, theoryFrames } from './curves.ts';
import { isDescribed, markOf, sameButFor } from './described.ts';
import { clockIn, powerUnit, unitAt } from './learningAxis.ts';
import { isScan, rightAxis, slopesOf } from './learningView.ts';
import type { Facts } from './sentence.ts';
import { pointsOf, presentPoint, scanPoints, sweepSide } from './sweepPoints.ts';
import { clockOf, runName, shortClock } from './words.ts';

export type FactInputs = Pick<AppState, 'config' | 'theory' | 'trajectory' | 'sweep' | 'scan' | 'description' | 'dragging'>;

/** The final value at the present one, and theory's. */
const finalOf = ({ config, scan, dragging }: FactInputs): Facts['final'] => {
  if (!isScan(config)) return null;
  const model = modelOf(config);
  const { over } = rightAxis(config);
  const here = config.params[over] as number;
  const fresh = scan !== null && dragging === null && sameButFor(scan.request.config, config, over) ? scan : null;
  const at = (side: 'simulation' | 'theory') => (fresh === null ? null : (scanPoints(fresh, side, model.headline, here).find(({ x }) => x === here) ?? null));
  return { name: model.observables[model.headline]!.label.toLowerCase(), point: at('simulation'), theory: at('theory')?.median ?? null };
};

const unstableOf = ({ config, theory, description }: FactInputs): Facts['unstable'] => {
  const model = modelOf(config);
  const mark = markOf(description, 'largestStableRate') ?? undefined;
  const value = mark === undefined ? NaN : (config.params[mark.on] as number);
  if (mark === undefined || !(value > mark.value)) return null;
  const y = theory === null ? null : theoryFrames(theory).column(model.headline);
  const end = y === null || y.length < 20 ? NaN : y[y.length - 1]!;
  const before = y === null || y.length < 20 ? NaN : y[Math.floor(0.9 * y.length)]!;
  const known = Number.isFinite(end);
  // On a plateau the error rests too: only after the units have specialised is it where it stays.
  const specialised = (theory?.result.passages.at(-1) ?? -1) >= 0 || config.criterion !== 'specialised';
  return {
    what: `${symbolRich(model.params[mark.on]!.symbol)} = ${formatSignificant(value, 4)}`, limit: mark.value,
    error: known ? end : null, rests: known && specialised && Math.abs(end / before - 1) < 0.03, name: 'error',
  };
};

/** Fewer runs than this say nothing of a median; unless fewer are asked for. */
const fewest = 3;

/** The runs at the present value, of the sweep or of the trajectory. */
const pointHere = (inputs: FactInputs): { point: Facts['point']; wanted: number } => {
  const { config, sweep, trajectory, dragging } = inputs;
  const { over, values } = rightAxis(config);
  const here = config.params[over] as number;
  const nothing = { point: null, wanted: 0 };
  if (dragging !== null || isScan(config)) return nothing;
  const at = values.indexOf(here);
  const side = !isScan(config) && at >= 0 && sweep !== null && sameButFor(sweep.request.config, config, over) ? sweepSide(sweep, 'simulation', clockIn(config)) : null;
  const points = side === null ? [] : pointsOf(values, powerUnit(config) === '' ? side.time : side.samples, here);
  const point = presentPoint(points, trajectory, here, unitAt(config, config.params));
  const wantedRuns = trajectory?.wanted ?? side?.collected[at]?.task.replicas ?? 0;
  return point === null || point.total < Math.min(fewest, wantedRuns) ? nothing : { point, wanted: wantedRuns };
};

/** Does the theory depend on the dice? */
const isRandom = (config: Config): boolean => {
  const model = modelOf(config);
  const engine = enginesOf(config).theory[0];
  return engine !== undefined && model.engines[engine]!.random(config.params);
};

export const factsOf = (inputs: FactInputs): Facts => {
  const { theory, trajectory, sweep, description, dragging } = inputs;
  const moving = dragging !== null;
  const config = moving && theory !== null && dragging !== 'threshold' ? theory.config : inputs.config;
  const model = modelOf(config);
  const criterion = model.criteria[config.criterion]!;
  const { over } = rightAxis(config);
  const field = model.params[over] as NumberField;
  const clock = clockOf(model);
  const counted = clock.unit === 'samples';
  const symbol = symbolRich(field.symbol);
  const isLog = field.scale === 'log' || field.scale === 'logInteger';
  const simulation = trajectory === null ? null : sidesOf(trajectory).simulation;
  let diverged = 0;
  if (simulation !== null) for (let r = 0; r < simulation.whole; r++) if (simulation.outcome(r).end === 'diverged') diverged++;
  const { point, wanted } = pointHere({ ...inputs, config });
  const time = theory === null || theory.result.passages.length === 0 ? -1 : theory.result.passages[theory.result.passages.length - 1]!;
  const sweepRuns = sweep === null || sweep.status === 'done' || sweep.wanted === 0 ? null : (sweepSide(sweep, 'simulation')?.least ?? null);
  return {
    where: `${symbol}\u00a0= ${formatSignificant(config.params[over] as number, 7)}`,
    unit: (counted && powerUnit(config)) || shortClock(clock), clock: clock.symbol,
    quantity: (model.observables[criterion.observable]!.label).toLowerCase().replace('generalisation error', 'error'), direction: criterion.direction, threshold: config.threshold,
    runName: runName(config), theoryAlone: config.only === 'theory',
    startName: isRandom(config) ? `the start of ${runName(config)}` : 'this start', duration: config.duration, moving, point, wanted,
    waits: trajectory?.status === 'cancelled' || trajectory?.status === 'waiting',
    theoryTime: time < 0 || theory?.config.threshold !== config.threshold ? null : time * (counted ? unitAt(config, config.params) : 1), theoryShown: theory !== null,
    saturation: !moving && isDescribed(description, config) ? (markOf(description, 'saturation')?.value ?? null) : null,
    final: finalOf({ ...inputs, config }), diverged, unstable: unstableOf({ ...inputs, config }), symbol, sweepSoFar: sweepRuns, powers: powerUnit(config),
    slopes: isScan(config) || moving || !isLog || over !== model.sweep.over ? null : slopesOf(config, sweep, description),
  };
};
