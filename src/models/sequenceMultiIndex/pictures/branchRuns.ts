import type { Pause } from '../../contract.ts';
import type { P } from '../params.ts';
import { descend, type Descent } from './descents.ts';
import { affordable, costOfRuns } from './runs.ts';

const simulated = [1, 1.5, 2, 3] as const;
const runs = 5;
const largest = 250;
const typical = 60;
/** Nanoseconds for all runs. */
const work = 5e8;
const at = (p: P, sampleRatio: number, basin: number): P => ({ ...p, sampleRatio, basin, weights: 'directed' });
const costOf = (q: P): number => simulated.reduce((sum, alpha) => sum + 2 * costOfRuns(at(q, alpha, 0), runs, typical), 0);

/** A descent that started at the target of a branch. */
export interface BranchRun extends Descent {
  readonly alpha: number;
  readonly branch: 'semantic' | 'positional';
}
export interface BranchRuns {
  readonly dimension: number;
  readonly runs: number;
  readonly ends: readonly BranchRun[];
}

const known = new Map<string, BranchRuns>();

/** Descents from the teacher and from the positions, at a few ratios of samples; kept for the next picture of them. */
export function* branchRunsOf(p: P, seed: number): Generator<Pause, BranchRuns> {
  const q = affordable(p, largest, work, costOf);
  const key = JSON.stringify([p.regularisation, p.omega, p.tokenSpread, q.dimension, seed]);
  let found = known.get(key);
  if (found === undefined) {
    const ends: BranchRun[] = [];
    for (const alpha of simulated) {
      for (const branch of ['semantic', 'positional'] as const) ends.push(...(yield* descend(at(q, alpha, branch === 'semantic' ? 1 : 0), seed, runs)).map((end) => ({ ...end, alpha, branch })));
    }
    found = { dimension: q.dimension, runs, ends };
    if (known.size >= 8) known.delete(known.keys().next().value!);
    known.set(key, found);
  }
  return found;
}
