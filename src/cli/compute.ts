import type { Cell, CellResult } from '../jobs/cell.ts';
import type { Config } from '../jobs/config.ts';
import { inOrder, requestOf, type Request } from '../jobs/tasks.ts';
import { axesOf } from '../jobs/axesOf.ts';
import type { Description } from '../models/contract.ts';
import type { Pool } from '../workers/pool.ts';

export interface Computed {
  readonly request: Request;
  readonly results: ReadonlyMap<Cell, CellResult>;
  readonly description: Description;
}

/** Runs everything a configuration asks for on the pool. */
export const compute = async (config: Config, pool: Pool, onCell: (cell: Cell, result: CellResult, done: number, total: number) => void): Promise<Computed> => {
  const request = requestOf(config);
  const results = new Map<Cell, CellResult>();
  const cells = inOrder(request);
  const { over, values } = request.over ?? axesOf({ ...config, view: 'sweep' }).first;
  const { model, params, criterion, threshold } = config;
  const description = pool.run({ kind: 'describe', model, params, over, xs: values, criterion, threshold });
  const all = cells.map(async ({ cell }) => {
    const result = await pool.run({ kind: 'cell', cell });
    results.set(cell, result);
    onCell(cell, result, results.size, cells.length);
  });
  // Waited for together: when one fails, no other is left without a listener.
  await Promise.all([description, ...all]);
  return { request, results, description: await description };
};
