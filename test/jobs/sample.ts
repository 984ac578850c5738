import type { Cell, CellResult } from '../../src/jobs/cell.ts';
import { levelCount } from '../../src/jobs/cell.ts';
import type { Config } from '../../src/jobs/config.ts';
import { modelOf } from '../../src/jobs/config.ts';
import { readLink } from '../../src/jobs/link.ts';
import { requestOf, type Request } from '../../src/jobs/tasks.ts';
import type { Description } from '../../src/models/contract.ts';
import { layoutOf } from '../../src/models/layout.ts';

export const noDescription: Description = { laws: [], marks: [] };

/** The configuration of a link that must be faultless. */
export const configOf = (link: string): Config => {
  const { config, notices } = readLink(link);
  if (notices.length > 0) throw new Error(JSON.stringify(notices));
  return config;
};

export const requestFor = (link: string): Request => requestOf(configOf(link));

export interface Made {
  /** Value of a column of a frame; NaN from the end of a run on. */
  readonly value?: (engine: string, replica: number, time: number, column: string) => number;
  /** Time of the last level, or null. */
  readonly learned?: (engine: string, replica: number, index: number) => number | null;
}

/** Results made up instead of computed, so that what is read from them is known. */
export const makeResults = (request: Request, { value = () => 0, learned = () => null }: Made): Map<Cell, CellResult> => {
  const results = new Map<Cell, CellResult>();
  for (const task of request.tasks) {
    const { names, size } = layoutOf(modelOf(request.config).observables, task.params);
    for (const cell of task.cells) {
      const { saveAt } = cell.plan;
      const levels = levelCount(cell.plan);
      const frames = new Float64Array(cell.count * saveAt.length * size);
      const passages = new Float64Array(cell.count * levels).fill(-1);
      const lanes = Array.from({ length: cell.count }, (_, lane) => lane);
      for (const lane of lanes) {
        const replica = cell.firstReplica + lane;
        saveAt.forEach((time, i) => names.forEach((name, column) => (frames[(lane * saveAt.length + i) * size + column] = value(task.engine, replica, time, name))));
        if (levels > 0) passages[(lane + 1) * levels - 1] = learned(task.engine, replica, task.index) ?? -1;
      }
      const outcomes = lanes.map((lane) => ({ replica: cell.firstReplica + lane, end: 'done', time: cell.plan.budget, reason: 'made up' }) as const);
      results.set(cell, { frames, saved: new Int32Array(cell.count).fill(saveAt.length), passages, outcomes });
    }
  }
  return results;
};
