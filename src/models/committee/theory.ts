import { makeDormandPrince } from '../../numerics/ode/dormandPrince.ts';
import { locateCrossing } from '../../numerics/ode/locateCrossing.ts';
import type { Batch, Engine, Layout, Outcome, Plan, Run } from '../contract.ts';
import { criteria } from './criteria.ts';
import { makeOrder } from './equations.ts';
import { makeMeasure } from './measure.ts';
import { makePackedFlow, pack, packedLength, unpack } from './packed.ts';
import type { P } from './params.ts';
import { makeStart, orderOf } from './start.ts';

const pause = { kind: 'pause' } as const;

/** Nanoseconds of one evaluation of the right-hand side: the arcsines of the integrals I4 carry it. */
export const flowCost = (K: number, M: number): number => 150 + ((K * (K + 1)) / 2) * (((K + M) * (K + M + 1)) / 2) * 12;

/** The equations hold while norms are of order one: beyond this a run has diverged. */
const largestNorm = 1e6;

const tolerances = { rest: { rtol: 1e-8, atol: 1e-10 }, drag: { rtol: 1e-5, atol: 1e-7 } } as const;

/**
 * The Saad-Solla equations from the start of each replica, N -> infinity but for that start.
 *
 * Dormand-Prince 5(4) with rtol 1e-8, atol 1e-10 (1e-5, 1e-7 while dragging); frames and passages on its dense output,
 * so the numbers do not depend on the save times.
 */
function* runOde(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
  const outcomes: Outcome[] = [];
  const K = p.hiddenUnits;
  const sliceSteps = Math.max(1, Math.floor(4e6 / (7 * flowCost(K, p.teacherUnits))));
  for (let i = 0; i < batch.count; i++) {
    const replica = batch.firstReplica + i;
    const start = makeStart(p, batch.seed, replica);
    const { task } = start;
    const order = makeOrder(K, task.M);
    const y0 = new Float64Array(packedLength(task));
    pack(y0, orderOf(start));
    const solver = makeDormandPrince(makePackedFlow(task), y0, 0, tolerances[plan.quality]);
    const measure = makeMeasure(task, layout);
    const scratch = new Float64Array(y0.length);
    const values = new Float64Array(layout.size);
    const readAs = (criterion: string) => (y: Float64Array) => {
      unpack(order, y);
      return measure.read(criterion, order);
    };
    const open = plan.questions.map(() => 0);
    let saved = 0;
    let outcome: Outcome | null = null;
    const saveUpTo = function* (t: number) {
      while (saved < plan.saveAt.length && plan.saveAt[saved]! <= t) {
        solver.interpolate(plan.saveAt[saved]!, scratch);
        unpack(order, scratch);
        measure.write(values, order);
        yield { kind: 'frame', replica, index: saved, values } as const;
        saved++;
      }
    };
    yield* saveUpTo(0);
    for (let steps = 1; outcome === null; steps++) {
      const result = solver.step(Infinity);
      if (result !== 'ok') {
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
      let norm = 0;
      for (let k = 0, j = 0; k < K; j += K - k, k++) norm = Math.max(norm, solver.y[j]!);
      if (allSaved && allReached && open.length > 0) outcome = { replica, end: 'learned', time: Math.min(solver.t, plan.budget), reason: 'every level asked for was reached' };
      else if (solver.t >= plan.budget) {
        const end = allSaved && saved > 0 ? 'done' : 'budget';
        outcome = { replica, end, time: plan.budget, reason: end === 'done' ? 'end of the run' : `not learned by ${plan.budget}` };
      } else if (norm > largestNorm) outcome = { replica, end: 'diverged', time: solver.t, reason: `a squared norm went above ${largestNorm}` };
      if (steps % sliceSteps === 0) yield pause;
    }
    outcomes.push(outcome);
    yield pause;
  }
  return outcomes;
}

export const ode: Engine<P> = {
  side: 'theory',
  label: 'Saad-Solla equations',
  limit: '$N$ → ∞',
  clock: 't',
  version: 1,
  random: (p) => p.start === 'random',
  cost: (p, time) => ({ work: flowCost(p.hiddenUnits, p.teacherUnits) * 12 * (30 + time * Math.max(1, p.learningRate)), bytes: 1e5 }),
  run: runOde,
};
