import type { AnyModel, Plan, Side } from '../models/contract.ts';
import type { Params } from '../models/params.ts';
import { linearGrid } from '../numerics/linearGrid.ts';
import type { Cell } from './cell.ts';
import { modelOf, type Config } from './config.ts';
import { enginesOf } from './enginesInUse.ts';
import { levelsUpTo } from './levels.ts';
import { resizeParams } from './resizeParams.ts';
import { axesOf, type Axis } from './axesOf.ts';

/** One engine at one place of the request: its cells hold consecutive replicas, from 0. */
export interface Task {
  readonly engine: string;
  readonly side: Side;
  readonly params: Params;
  /** Index on the axis (and on the second one) of a sweep, scan or map; 0 in a trajectory. */
  readonly index: number;
  readonly index2: number;
  readonly replicas: number;
  readonly budget: number;
  readonly cells: readonly Cell[];
}

export interface Request {
  readonly config: Config;
  readonly over: Axis | null;
  readonly over2: Axis | null;
  /** Headline engine of a side first; empty when the side is left out. */
  readonly engines: { readonly simulation: readonly string[]; readonly theory: readonly string[] };
  readonly tasks: readonly Task[];
}

/** Engines without lanes run their replicas in pairs, the many of a theory in tens. */
const cellSize = (engine: AnyModel['engines'][string], sweeping: boolean): number => engine.lanes ?? (sweeping && engine.side === 'theory' ? 10 : 2);

const evenCounts = (replicas: number, size: number): number[] => {
  const counts: number[] = [];
  for (let left = replicas; left > 0; left -= size) counts.push(Math.min(size, left));
  return counts;
};

export const budgetAt = (config: Config, params: Params): number =>
  config.budget ?? modelOf(config).budget(params, config.criterion, config.threshold);

/** Everything a configuration asks to be computed, as cells; `quality` is 'drag' only while a slider moves. */
export const requestOf = (config: Config, quality: Plan['quality'] = 'rest'): Request => {
  const model = modelOf(config);
  const engines = enginesOf(config);
  const { view } = config;
  const { first, second } = axesOf(config);
  const over = view === 'trajectory' ? null : first;
  const over2 = view === 'trajectory' ? null : second;
  const criterion = model.criteria[config.criterion]!;
  const sweeping = view === 'sweep';
  const levels = sweeping ? levelsUpTo(criterion, config.threshold) : [config.threshold];
  const questions = view === 'trajectory' || sweeping ? [{ criterion: config.criterion, levels }] : [];
  const saveAt =
    view === 'trajectory' ? linearGrid(0, config.duration, config.points) : sweeping ? new Float64Array(0) : Float64Array.of(config.duration);
  const tasks: Task[] = [];
  const add = (engine: string, side: Side, params: Params, index: number, index2: number): void => {
    const random = model.engines[engine]!.random(params);
    const wanted = side === 'theory' && sweeping ? config.starts : config.replicas;
    const replicas = random ? wanted : 1;
    const budget = sweeping ? budgetAt(config, params) : config.duration;
    const size = cellSize(model.engines[engine]!, view !== 'trajectory');
    // The first run of a trajectory streams alone, the others follow.
    const counts = view === 'trajectory' ? [1, ...evenCounts(replicas - 1, size)] : evenCounts(replicas, size);
    let firstReplica = 0;
    const cells = counts.map((count): Cell => {
      const cell = { model: model.id, engine, params, seed: config.seed, firstReplica, count, plan: { saveAt, questions, budget, quality } };
      firstReplica += count;
      return cell;
    });
    tasks.push({ engine, side, params, index, index2, replicas, budget, cells });
  };
  for (const side of ['simulation', 'theory'] as const) {
    for (const engine of engines[side]) {
      const xs: readonly (number | null)[] = over?.values ?? [null];
      const ys: readonly (number | null)[] = over2?.values ?? [null];
      xs.forEach((x, index) => {
        ys.forEach((y, index2) => {
          const changes = { ...(x === null ? {} : { [over!.over]: x }), ...(y === null ? {} : { [over2!.over]: y }) };
          const params = resizeParams(model.params, config.params, changes);
          add(engine, side, params, index, index2);
        });
      });
    }
  }
  return { config, over, over2, engines, tasks };
};

/**
 * The order in which a pool should take a request's cells: rounds of 2, 4, 8, ... replicas over all values (ten times
 * that of the cheap theory), theory before simulation in each round, the costly values first.
 */
export const inOrder = (request: Request): { task: Task; cell: Cell }[] => {
  const model = modelOf(request.config);
  const all = request.tasks.flatMap((task) => {
    const work = model.engines[task.engine]!.cost(task.params, 1).work;
    return task.cells.map((cell) => {
      const first = task.side === 'theory' ? cell.firstReplica / 10 : cell.firstReplica;
      let round = 0;
      for (let end = 2; first >= end; end = 2 * end + 2) round++;
      return { task, cell, round, work };
    });
  });
  const rank = (side: Side): number => (side === 'theory' ? 0 : 1);
  return all.sort((a, b) => a.round - b.round || rank(a.task.side) - rank(b.task.side) || b.work - a.work || a.cell.firstReplica - b.cell.firstReplica);
};

/** Predicted work of a cell in nanoseconds of an ordinary core; a sweep's runs are taken to learn at a quarter of the budget. */
export const workOf = (cell: Cell): number => {
  const engine = modelOf({ model: cell.model } as Config).engines[cell.engine]!;
  const time = cell.plan.saveAt.length > 0 ? cell.plan.budget : cell.plan.budget / 4;
  const lanes = engine.lanes ?? 1;
  return Math.ceil(cell.count / lanes) * lanes * engine.cost(cell.params, time).work;
};
