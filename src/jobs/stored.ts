import { levelCount, type Cell, type CellResult } from './cell.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Request } from './tasks.ts';

type Times = readonly (readonly (number | null)[])[];

const field = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined);

const isTimes = (value: unknown): value is Times =>
  Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every((time) => time === null || typeof time === 'number'));

/** A cell's result from the learning times of its replicas; levels below the threshold are not stored. */
const restored = (cell: Cell, times: readonly (number | null)[]): CellResult => {
  const levels = levelCount(cell.plan);
  const passages = new Float64Array(cell.count * levels).fill(-1);
  times.forEach((time, lane) => {
    passages[(lane + 1) * levels - 1] = time ?? -1;
  });
  return {
    frames: new Float64Array(0),
    saved: new Int32Array(cell.count),
    passages,
    outcomes: times.map((time, lane) => ({
      replica: cell.firstReplica + lane,
      end: time === null ? 'budget' : 'learned',
      time: time ?? cell.plan.budget,
      reason: 'read from a stored result',
    })),
  };
};

/**
 * Results of a sweep from a document the runner wrote earlier, or null when it is not this request's:
 * the times it holds must give the fingerprints that it claims.
 */
export const readStored = (document: unknown, request: Request): ReadonlyMap<Cell, CellResult> | null => {
  if (request.config.view !== 'sweep') return null;
  const results = new Map<Cell, CellResult>();
  for (const task of request.tasks) {
    if (task.engine !== request.engines[task.side][0]) return null;
    const all = field(field(field(document, 'sweep'), task.side), 'times');
    const times = isTimes(all) ? all[task.index] : undefined;
    if (times === undefined || times.length !== task.replicas) return null;
    for (const cell of task.cells) results.set(cell, restored(cell, times.slice(cell.firstReplica, cell.firstReplica + cell.count)));
  }
  const isSame = (['simulation', 'theory'] as const).every((side) => fingerprintOf(request, side, results) === field(field(document, 'fingerprint'), side));
  return isSame ? results : null;
};
