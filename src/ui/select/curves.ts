import { collect, type Collected } from '../../jobs/collected.ts';
import { modelOf } from '../../jobs/config.ts';
import { columnBands, labelsOf } from '../../jobs/trajectory.ts';
import type { Task } from '../../jobs/tasks.ts';
import type { Bands } from '../../jobs/quantiles.ts';
import { learningTimes } from '../../jobs/collected.ts';
import type { Cell, CellResult } from '../../jobs/cell.ts';
import type { Layout } from '../../models/contract.ts';
import type { Live, TheoryCurve } from '../../state/store.ts';
import { layoutFor } from './layoutFor.ts';

/** Frames of one replica as columns, students named by their final pairing. */
export interface Frames {
  readonly x: Float64Array;
  readonly layout: Layout;
  readonly count: number;
  /** null when there is no such column. */
  readonly column: (name: string) => Float64Array | null;
  readonly frame: (index: number) => Float64Array;
}

const framesOf = (cell: Cell, values: Float64Array, count: number, map: Int32Array | null): Frames => {
  const layout = layoutFor(cell);
  const { size } = layout;
  const columns = new Map<string, Float64Array>();
  const place = (column: number): number => (map === null ? column : map[column]!);
  return {
    x: cell.plan.saveAt,
    layout,
    count,
    column: (name) => {
      const known = columns.get(name);
      if (known !== undefined) return known;
      const at = layout.names.indexOf(name);
      if (at < 0) return null;
      const from = place(at);
      const column = new Float64Array(count);
      for (let i = 0; i < count; i++) column[i] = values[i * size + from]!;
      columns.set(name, column);
      return column;
    },
    frame: (index) => Float64Array.from({ length: size }, (_, column) => values[index * size + place(column)]!),
  };
};

const relabelling = (cell: Cell, values: Float64Array, count: number): Int32Array | null => {
  const model = modelOf({ model: cell.model } as Parameters<typeof modelOf>[0]);
  if (model.relabel === undefined || count === 0) return null;
  const layout = layoutFor(cell);
  return model.relabel(cell.params, values.subarray((count - 1) * layout.size, count * layout.size), layout);
};

const known = new WeakMap<CellResult, Frames>();

/** Replica 0 of a finished cell. */
export const firstOf = (cell: Cell, result: CellResult): Frames => {
  let frames = known.get(result);
  if (frames === undefined) {
    const count = result.saved[0]!;
    frames = framesOf(cell, result.frames, count, relabelling(cell, result.frames, count));
    known.set(result, frames);
  }
  return frames;
};

export const theoryFrames = (curve: TheoryCurve): Frames => firstOf(curve.cell, curve.result);

const behind = new WeakMap<Frames, Map<string, readonly Float64Array[]>>();

/** All entries of a vector as columns, or their sizes; the same arrays as long as the frames are the same. */
export const entriesOf = (frames: Frames, id: string, sizes: boolean): readonly Float64Array[] => {
  const mine = behind.get(frames) ?? new Map<string, readonly Float64Array[]>();
  behind.set(frames, mine);
  const key = `${id} ${sizes}`;
  const { offsets, shapes, names } = frames.layout;
  const count = (shapes[id] ?? []).reduce((product, side) => product * side, 1);
  const columns = mine.get(key) ?? Array.from({ length: count }, (_, i) => frames.column(names[offsets[id]! + i]!)!).map((one) => (sizes ? one.map(Math.abs) : one));
  mine.set(key, columns);
  return columns;
};

const simulationTask = (live: Live): Task | null => live.request.tasks.find((task) => task.engine === live.request.engines.simulation[0]) ?? null;
const theoryTask = (live: Live): Task | null => live.request.tasks.find((task) => task.engine === live.request.engines.theory[0]) ?? null;

/** Replica 0 of a trajectory: whole, or as far as it has come; its students are then named as theory's are. */
export const runFrames = (live: Live | null, theory: TheoryCurve | null): Frames | null => {
  const task = live === null ? null : simulationTask(live);
  if (live === null || task === null) return null;
  const cell = task.cells[0]!;
  const result = live.results.get(cell);
  if (result !== undefined) return firstOf(cell, result);
  if (live.head === null) return null;
  const map = theory === null ? null : relabelling(theory.cell, theory.result.frames, theory.result.saved[0]!);
  return framesOf(cell, live.head.frames, live.head.count, map?.length === layoutFor(cell).size ? map : null);
};

interface Sides {
  readonly simulation: Collected | null;
  readonly theory: Collected | null;
}

const sides = new WeakMap<Live, Sides>();

/** What has come back of a trajectory's two headline engines. */
export const sidesOf = (live: Live): Sides => {
  let both = sides.get(live);
  if (both === undefined) {
    const of = (task: Task | null): Collected | null => (task === null ? null : collect(live.request, task, live.results));
    both = { simulation: of(simulationTask(live)), theory: of(theoryTask(live)) };
    sides.set(live, both);
  }
  return both;
};

/** Learning times of a trajectory's runs; the end of the run is their budget. */
export const trajectoryTimes = (live: Live): (number | null)[] => {
  const { simulation } = sidesOf(live);
  return simulation === null ? [] : learningTimes(simulation);
};

export const fewestRunsOfBand = 5;
const bands = new WeakMap<object, Map<string, { readonly whole: number; readonly bands: Bands }>>();

/** 10-90 % over whole runs; taken anew when a tenth more of them are there, and at the end. */
export const bandOf = (live: Live, column: string): { readonly whole: number; readonly bands: Bands } | null => {
  const { simulation } = sidesOf(live);
  if (simulation === null || simulation.whole < fewestRunsOfBand) return null;
  const at = simulation.layout.names.indexOf(column);
  if (at < 0) return null;
  const mine = bands.get(live.results) ?? new Map<string, { whole: number; bands: Bands }>();
  bands.set(live.results, mine);
  const last = mine.get(column);
  const { whole } = simulation;
  if (last !== undefined && (last.whole === whole || (whole < 1.1 * last.whole && whole < simulation.task.replicas))) return last;
  const isScalar = simulation.layout.ids.includes(column);
  const fresh = { whole, bands: columnBands(simulation, isScalar ? null : labelsOf(live.request.config, simulation), at) };
  mine.set(column, fresh);
  return fresh;
};
