import type { Layout, Outcome } from '../models/contract.ts';
import { layoutOf } from '../models/layout.ts';
import { levelCount, type Cell, type CellResult } from './cell.ts';
import { modelOf } from './config.ts';
import type { Request, Task } from './tasks.ts';

/** What has come back of one task: only whole cells, and of these only those without a gap before them. */
export interface Collected {
  readonly task: Task;
  readonly layout: Layout;
  readonly points: number;
  /** Replicas 0 .. whole - 1 are there. */
  readonly whole: number;
  /** NaN where a run ended before the time. */
  readonly value: (replica: number, index: number, column: number) => number;
  readonly frame: (replica: number, index: number) => Float64Array;
  readonly passage: (replica: number, level: number) => number | null;
  readonly outcome: (replica: number) => Outcome;
}

/**
 * Results of a task's finished cells. Statistics over cells that merely happen to have finished would favour the fast
 * ones, so the first missing cell ends the prefix.
 */
export const collect = (request: Request, task: Task, results: ReadonlyMap<Cell, CellResult>): Collected => {
  const layout = layoutOf(modelOf(request.config).observables, task.params);
  const homes: { result: CellResult; lane: number }[] = [];
  for (const cell of task.cells) {
    const result = results.get(cell);
    if (result === undefined) break;
    for (let lane = 0; lane < cell.count; lane++) homes.push({ result, lane });
  }
  const { plan } = task.cells[0]!;
  const points = plan.saveAt.length;
  const levels = levelCount(plan);
  return {
    task,
    layout,
    points,
    whole: homes.length,
    value: (replica, index, column) => {
      const { result, lane } = homes[replica]!;
      return result.frames[(lane * points + index) * layout.size + column]!;
    },
    frame: (replica, index) => {
      const { result, lane } = homes[replica]!;
      const from = (lane * points + index) * layout.size;
      return result.frames.subarray(from, from + layout.size);
    },
    passage: (replica, level) => {
      const { result, lane } = homes[replica]!;
      const time = result.passages[lane * levels + level]!;
      return time < 0 ? null : time;
    },
    outcome: (replica) => {
      const { result, lane } = homes[replica]!;
      return result.outcomes[lane]!;
    },
  };
};

export const isComplete = ({ task, whole }: Collected): boolean => whole === task.replicas;

/** Times at which the asked-for level (the last one) was reached, null where it was not. */
export const learningTimes = (collected: Collected): (number | null)[] => {
  const last = levelCount(collected.task.cells[0]!.plan) - 1;
  return Array.from({ length: collected.whole }, (_, replica) => collected.passage(replica, last));
};
