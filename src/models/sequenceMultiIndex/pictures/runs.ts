import type { Pause, Plan } from '../../contract.ts';
import { layoutOf } from '../../layout.ts';
import type { Layout } from '../../contract.ts';
import { observables } from '../observables.ts';
import type { P } from '../params.ts';
import { simulation } from '../simulation/engines.ts';

/** One run: its last frame, and the iteration at which it passed the level asked for, if it did. */
export interface RunEnd {
  readonly values: Float64Array;
  readonly layout: Layout;
  readonly passage: number | null;
}

/** Value of a single observable, or of an entry of one, at the end of a run. */
export const valueOf = ({ values, layout }: RunEnd, id: keyof typeof observables, entry = 0): number => values[layout.offsets[id]! + entry]!;

/** Nanoseconds of `count` runs of `iterations` steps, by prediction. */
export const costOfRuns = (p: P, count: number, iterations: number): number => count * simulation.cost(p, iterations).work;

/** Parameters with d, at most the present one and `most`, divided by 1.25 until the runs cost no more than `work` nanoseconds; 10 at least. */
export const affordable = (p: P, most: number, work: number, costOf: (q: P) => number): P => {
  for (let dimension = Math.min(most, p.dimension); ; dimension = Math.floor(dimension / 1.25)) {
    const q: P = { ...p, dimension: Math.max(10, dimension) };
    if (dimension <= 10 || costOf(q) <= work) return q;
  }
};

/**
 * Runs of message passing, or of L-BFGS where it stands in for it, numbered from 0.
 *
 * `level` null: to their ends, `iterations` at most. Otherwise until the overlap is this share of its fixed point; those that never get there have no passage.
 * Runs that diverge are left out.
 */
export function* simulate(p: P, seed: number, count: number, iterations: number, level: number | null): Generator<Pause, RunEnd[]> {
  const layout = layoutOf(observables, p);
  const plan: Plan = {
    saveAt: level === null ? Float64Array.of(iterations) : new Float64Array(0),
    questions: level === null ? [] : [{ criterion: 'recovered', levels: [level] }],
    budget: iterations, quality: 'rest',
  };
  const ends: RunEnd[] = [];
  for (let replica = 0; replica < count; replica++) {
    const run = simulation.run(p, { seed, firstReplica: replica, count: 1 }, plan, layout);
    const values = new Float64Array(layout.size);
    let passage: number | null = null;
    let diverged = false;
    try {
      for (;;) {
        const { done, value } = run.next();
        if (done === true) {
          diverged = value[0]!.end === 'diverged';
          break;
        }
        if (value.kind === 'frame') values.set(value.values);
        else if (value.kind === 'passage') passage = value.time;
        else yield value;
      }
    } finally {
      // Given up half-way, it gives back its memory.
      run.return([]);
    }
    if (!diverged) ends.push({ values, layout, passage });
  }
  return ends;
}
