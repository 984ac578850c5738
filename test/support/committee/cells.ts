import { runCell, type Cell, type CellResult } from '../../../src/jobs/cell.ts';
import type { Layout, Plan } from '../../../src/models/contract.ts';
import { committee } from '../../../src/models/committee/index.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { requestOfLink } from '../runLink.ts';

/** A cell of the committee machine: parameters as in a link, everything else as given. */
export const cellOf = (link: string, engine: string, plan: Partial<Plan>, batch: Partial<Cell> = {}): Cell => ({
  model: 'committee',
  engine,
  params: requestOfLink(link).config.params,
  seed: 7,
  firstReplica: 0,
  count: 1,
  plan: { saveAt: new Float64Array(0), questions: [], budget: 100, quality: 'rest', ...plan },
  ...batch,
});

export interface Finished {
  readonly cell: Cell;
  readonly layout: Layout;
  readonly result: CellResult;
  readonly value: (replica: number, index: number, name: string) => number;
}

export const finish = (cell: Cell): Finished => {
  const layout = layoutOf(committee.observables, cell.params);
  const result = runCell(cell);
  const points = cell.plan.saveAt.length;
  return { cell, layout, result, value: (replica, index, name) => result.frames[(replica * points + index) * layout.size + layout.names.indexOf(name)]! };
};

/** The times at which a simulation with this many steps a unit stands, from 0 on. */
export const stepTimes = (stepsPerUnit: number, until: number, stride = 1): Float64Array =>
  Float64Array.from({ length: Math.floor((until * stepsPerUnit) / stride) + 1 }, (_, i) => (i * stride) / stepsPerUnit);
