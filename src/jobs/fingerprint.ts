import type { Side } from '../models/contract.ts';
import { makeHash64 } from '../numerics/hash64.ts';
import { collect, learningTimes } from './collected.ts';
import type { Cell, CellResult } from './cell.ts';
import { modelOf } from './config.ts';
import type { Request, Task } from './tasks.ts';

/** Replicas that enter: all of a simulation; of a trajectory's theory the first, which every request of it computes. */
const counted = (request: Request, { side, replicas }: Task): number => (request.config.view === 'trajectory' && side === 'theory' ? 1 : replicas);

/**
 * Fingerprint of a side's headline engine: `<engine>.<version>-<16 hexadecimal digits>`.
 *
 * 64-bit hash of the little-endian f64 results in the order value, replica, time, column; of a sweep the learning
 * times, -1 where not reached. Null for a side that is left out, or as long as a result is missing.
 */
export const fingerprintOf = (request: Request, side: Side, results: ReadonlyMap<Cell, CellResult>): string | null => {
  const engine = request.engines[side][0];
  if (engine === undefined) return null;
  const hash = makeHash64();
  for (const task of request.tasks) {
    if (task.engine !== engine) continue;
    const collected = collect(request, task, results);
    const replicas = counted(request, task);
    if (collected.whole < replicas) return null;
    if (request.config.view === 'sweep') hash.update(Float64Array.from(learningTimes(collected), (time) => time ?? -1));
    else for (let r = 0; r < replicas; r++) for (let i = 0; i < collected.points; i++) hash.update(collected.frame(r, i));
  }
  return `${engine}.${modelOf(request.config).engines[engine]!.version}-${hash.digest()}`;
};
