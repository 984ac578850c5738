import { locateCrossing, type Crossing } from '../numerics/ode/locateCrossing.ts';
import type { OdeSolver } from '../numerics/ode/solver.ts';
import type { Batch, Criterion, Layout, Outcome, Pause, Plan, Run } from './contract.ts';

/** The differential equations of one replica, and what is read from their state. */
export interface Integrated {
  /** At its start; y'(t) = flow(y), t the clock of the engine. */
  readonly solver: OdeSolver;
  readonly read: (criterion: string, y: Float64Array) => number;
  readonly write: (out: Float64Array, y: Float64Array) => void;
  /** The largest squared norm of a student. */
  readonly largestNorm: (y: Float64Array) => number;
}

export interface IntegratedOptions<P> {
  /** Nanoseconds of a step on an ordinary core: sizes the slices between pauses. */
  readonly stepCost: (p: P) => number;
  readonly criteria: Readonly<Record<string, Criterion>>;
  readonly prepare: (p: P, seed: number, replica: number, quality: Plan['quality'], layout: Layout) => Generator<Pause, Integrated>;
}

/** The equations hold while norms are of order one: beyond this a run has diverged. */
const mostNorm = 1e6;
const sliceNanoseconds = 4e6;
const pause = { kind: 'pause' } as const;

/**
 * A runnable engine from differential equations, one replica after the other: frames and passages on the solver's dense output.
 *
 * A replica's numbers depend on (p, seed, replica, quality) only, not on the save times, the levels or the batch.
 */
export const integrated =
  <P>({ stepCost, criteria, prepare }: IntegratedOptions<P>) =>
  function* run(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
    const outcomes: Outcome[] = [];
    const slice = Math.max(1, Math.floor(sliceNanoseconds / stepCost(p)));
    const values = new Float64Array(layout.size);
    for (let i = 0; i < batch.count; i++) {
      const replica = batch.firstReplica + i;
      const { solver, read, write, largestNorm } = yield* prepare(p, batch.seed, replica, plan.quality, layout);
      const scratch = new Float64Array(solver.y.length);
      const open = plan.questions.map(() => 0);
      let saved = 0;
      let outcome: Outcome | null = null;
      const saveUpTo = function* (t: number) {
        for (; saved < plan.saveAt.length && plan.saveAt[saved]! <= t; saved++) {
          solver.interpolate(plan.saveAt[saved]!, scratch);
          write(values, scratch);
          yield { kind: 'frame', replica, index: saved, values } as const;
        }
      };
      yield* saveUpTo(0);
      for (let steps = 1; outcome === null; steps++) {
        if (solver.step(Infinity) !== 'ok') {
          outcome = { replica, end: 'diverged', time: solver.t, reason: 'the order parameters leave every bound' };
          break;
        }
        yield* saveUpTo(Math.min(solver.t, plan.budget));
        for (let q = 0; q < open.length; q++) {
          const { criterion, levels } = plan.questions[q]!;
          const { direction } = criteria[criterion]!;
          while (open[q]! < levels.length) {
            const time = locateCrossing(solver, { read: (y) => read(criterion, y), level: levels[open[q]!]!, direction }, scratch);
            if (time === null || time > plan.budget) break;
            yield { kind: 'passage', replica, question: q, level: open[q]!, time };
            open[q]!++;
          }
        }
        const allSaved = saved === plan.saveAt.length;
        const allReached = open.every((reached, q) => reached === plan.questions[q]!.levels.length);
        if (allSaved && allReached && open.length > 0) outcome = { replica, end: 'learned', time: Math.min(solver.t, plan.budget), reason: 'every level asked for was reached' };
        else if (solver.t >= plan.budget) {
          const done = allSaved && saved > 0;
          outcome = { replica, end: done ? 'done' : 'budget', time: plan.budget, reason: done ? 'end of the run' : `not learned by ${plan.budget}` };
        } else if (!(largestNorm(solver.y) < mostNorm)) outcome = { replica, end: 'diverged', time: solver.t, reason: `a squared norm went above ${mostNorm}` };
        if (steps % slice === 0) yield pause;
      }
      outcomes.push(outcome);
      yield pause;
    }
    return outcomes;
  };

/** First time at which `read` reaches the level, or null: not by `end`, nor within 20,000 steps. Leaves the solver behind the step in which it does. */
export function* timeToReach(solver: OdeSolver, crossing: Crossing, end: number): Generator<Pause, number | null> {
  const scratch = new Float64Array(solver.y.length);
  for (let steps = 1; solver.t < end && steps < 20_000; steps++) {
    if (solver.step(Infinity) !== 'ok') return null;
    const time = locateCrossing(solver, crossing, scratch);
    if (time !== null) return time;
    if (steps % 50 === 0) yield pause;
  }
  return null;
}
