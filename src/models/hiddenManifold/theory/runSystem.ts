import { locateCrossing } from '../../../numerics/ode/locateCrossing.ts';
import { makeDormandPrince } from '../../../numerics/ode/dormandPrince.ts';
import { makeRungeKuttaChebyshev } from '../../../numerics/ode/rungeKuttaChebyshev.ts';
import type { Batch, Layout, Outcome, Pause, Plan, Run } from '../../contract.ts';
import { criteria } from '../criteria.ts';
import type { System } from '../equations.ts';
import { makeMeasure, makeOrder, unitsOf } from '../order.ts';
import type { P } from '../params.ts';

const pause = { kind: 'pause' } as const;

/** The equations hold while norms are of order one: beyond this a run has diverged. */
const largestNorm = 1e6;

/** While dragging, a method whose steps the fastest mode does not limit: errors of some 1e-4, in half to a third of the time. */
const solvers = {
  rest: { make: makeDormandPrince, control: { rtol: 1e-8, atol: 1e-10 } },
  drag: { make: makeRungeKuttaChebyshev, control: { rtol: 1e-4, atol: 1e-6 } },
} as const;

/** The equations of one replica, from its start. */
export interface Prepared {
  readonly system: System;
  readonly y0: Float64Array;
  readonly T: Float64Array;
}

/** Nanoseconds of one evaluation: the arcsines of the fourth-order integrals, and `products` multiply-adds over the modes. */
export const evaluationCost = (K: number, M: number, products: number): number =>
  150 + ((K * (K + 1)) / 2) * (((K + M) * (K + M + 1)) / 2) * 14 + 60 * K * (K + M) + 2.2 * products;

/**
 * An engine's run from the equations of each replica: frames and passages on the solver's dense output, so that the numbers do not depend on
 * the save times. Dormand-Prince with rtol 1e-8, atol 1e-10; while dragging `solvers.drag`.
 */
export const runSystem = (prepare: (p: P, seed: number, replica: number, quality: Plan['quality']) => Generator<Pause, Prepared>, products: (p: P) => number) =>
  function* run(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
    const outcomes: Outcome[] = [];
    const { hiddenUnits: K, teacherUnits: M } = p;
    const sliceSteps = Math.max(1, Math.floor(4e6 / (7 * evaluationCost(K, M, products(p)))));
    const measure = makeMeasure(unitsOf(p), layout);
    for (let i = 0; i < batch.count; i++) {
      const replica = batch.firstReplica + i;
      const { system, y0, T } = yield* prepare(p, batch.seed, replica, plan.quality);
      const order = { ...makeOrder(K, M), T };
      const solver = solvers[plan.quality].make(system.flow, y0, 0, solvers[plan.quality].control);
      const scratch = new Float64Array(y0.length);
      const values = new Float64Array(layout.size);
      const readAs = (criterion: string) => (y: Float64Array) => {
        system.read(y, order);
        return measure.read(criterion, order);
      };
      const open = plan.questions.map(() => 0);
      let saved = 0;
      let outcome: Outcome | null = null;
      const saveUpTo = function* (t: number) {
        while (saved < plan.saveAt.length && plan.saveAt[saved]! <= t) {
          solver.interpolate(plan.saveAt[saved]!, scratch);
          system.read(scratch, order);
          measure.write(values, order);
          yield { kind: 'frame', replica, index: saved, values } as const;
          saved++;
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
          const direction = criteria[criterion as keyof typeof criteria].direction;
          const read = readAs(criterion);
          while (open[q]! < levels.length) {
            const time = locateCrossing(solver, { read, level: levels[open[q]!]!, direction }, scratch);
            if (time === null || time > plan.budget) break;
            yield { kind: 'passage', replica, question: q, level: open[q]!, time };
            open[q]!++;
          }
        }
        const allSaved = saved === plan.saveAt.length;
        const allReached = open.every((reached, q) => reached === plan.questions[q]!.levels.length);
        system.read(solver.y, order);
        let norm = 0;
        for (let k = 0; k < K; k++) norm = Math.max(norm, order.Q[k * K + k]!);
        if (allSaved && allReached && open.length > 0) outcome = { replica, end: 'learned', time: Math.min(solver.t, plan.budget), reason: 'every level asked for was reached' };
        else if (solver.t >= plan.budget) {
          const end = allSaved && saved > 0 ? 'done' : 'budget';
          outcome = { replica, end, time: plan.budget, reason: end === 'done' ? 'end of the run' : `not learned by ${plan.budget}` };
        } else if (!(norm < largestNorm)) outcome = { replica, end: 'diverged', time: solver.t, reason: `a squared norm went above ${largestNorm}` };
        if (steps % sliceSteps === 0) yield pause;
      }
      outcomes.push(outcome);
      yield pause;
    }
    return outcomes;
  };
