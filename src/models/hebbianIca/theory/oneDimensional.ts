import { makeDormandPrince } from '../../../numerics/ode/dormandPrince.ts';
import { locateCrossing } from '../../../numerics/ode/locateCrossing.ts';
import type { Batch, Engine, Layout, Outcome, Plan, Run } from '../../contract.ts';
import { reducedDrift, signalOf, smallPower, type Order } from '../equations.ts';
import { makeRate } from '../rate.ts';
import { momentsOf } from '../moments.ts';
import { makeReport, writeReport } from '../measure.ts';
import { featuresOf, type P } from '../params.ts';
import { isStartRandom, makeStart, shownFeatures } from '../start.ts';
import { theoryBounds } from './flow.ts';

const pause = { kind: 'pause' } as const;
const tolerances = { rest: { rtol: 1e-10, atol: 1e-13 }, drag: { rtol: 1e-6, atol: 1e-9 } } as const;

interface Kind {
  /** Does the loss to the other features count? */
  readonly others: boolean;
  /** Does the noise of the samples count? */
  readonly noise: boolean;
}

/** The overlap that wins: the largest, with its sign for k = 3; and rho of the others, frozen. */
export const reduce = (order: Order | 0, v: Float64Array): { readonly lead: number; readonly rho: number } => {
  let lead = 0;
  for (let i = 1; i < v.length; i++) if (order === 3 ? v[i]! > v[lead]! : Math.abs(v[i]!) > Math.abs(v[lead]!)) lead = i;
  let sum = 0;
  if (order !== 0) for (let j = 0; j < v.length; j++) if (j !== lead) sum += smallPower(v[j]!, order);
  const free = 1 - v[lead]! * v[lead]!;
  const rest = order === 3 ? free * Math.sqrt(free) : order === 4 ? free * free : free;
  return { lead, rho: sum === 0 ? 0 : sum / rest };
};

/**
 * One equation for the overlap that wins, in samples n:
 *
 * dm/dn = (eta/b) a (m^(k-1)(1-m^2) - rho m (1-m^2)^(k/2)) - (eta/b)^2 (N-1) B(m) m / 2, dtau/dn = eta/b
 *
 * rho = 0 without the others, the last term only with noise; B(m) = E f(m s + sqrt(1-m^2) z)^2. The other overlaps keep their proportions.
 * State (|m|, tau): for k = 3 (m, tau). Dormand-Prince, rtol 1e-10; stops integrating where m would not move by 1e-9 any more.
 */
const makeRun = (kind: Kind) =>
  function* run(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
    const outcomes: Outcome[] = [];
    const { order, drift } = signalOf(p);
    const rate = makeRate(p);
    const noiseAt = kind.noise ? momentsOf(p).square : () => 0;
    for (let i = 0; i < batch.count; i++) {
      const replica = batch.firstReplica + i;
      const { v } = makeStart(p, batch.seed, replica);
      const reduced = reduce(order, v);
      const { lead } = reduced;
      const rho = kind.others ? reduced.rho : 0;
      const sign = order !== 3 && v[lead]! < 0 ? -1 : 1;
      const m0 = sign * v[lead]!;
      let loss = 0;
      const rhs = (_: number, y: Float64Array, out: Float64Array): void => {
        const m = y[0]!;
        const force = order === 0 ? 0 : reducedDrift(order, drift, rho, m);
        const eta = rate(force, m) / p.batch;
        loss = kind.noise ? 0.5 * eta * eta * (p.dimension - 1) * noiseAt(Math.min(1, Math.abs(m))) * m : 0;
        out[0] = eta * force - loss;
        out[1] = eta;
      };
      /** Nothing more will happen before the end: too slow to matter, at a fixed point, or lost for good near zero. */
      const isStill = (m: number, slope: Float64Array, left: number): boolean => {
        const speed = Math.abs(slope[0]!);
        const size = Math.abs(m);
        if (speed * left < 1e-9 * size) return true;
        if (size > 0.5 ? speed < 1e-9 * slope[1]! * drift : speed < 1e-9 * Math.abs(loss)) return true;
        return size < 1e-6 * Math.abs(m0) && slope[0]! * m < 0;
      };
      const solver = makeDormandPrince(rhs, Float64Array.of(m0, 0), 0, tolerances[plan.quality]);
      const scratch = new Float64Array(2);
      const slope = new Float64Array(2);
      const report = makeReport(layout);
      const values = new Float64Array(layout.size);
      const shown = plan.saveAt.length > 0 ? shownFeatures(v, report.v.length) : new Int32Array(0);
      const write = (y: Float64Array): void => {
        const m = Math.max(-1, Math.min(1, y[0]!));
        const others = Math.sqrt(Math.max(0, 1 - m * m) / Math.max(1e-300, 1 - m0 * m0));
        report.overlap = Math.abs(m);
        shown.forEach((feature, j) => {
          report.v[j] = feature === lead ? sign * m : m0 * m0 < 1 ? others * v[feature]! : 0;
        });
        report.leastOverlap = report.overlap;
        report.tau = y[1]!;
        writeReport(values, report, layout);
      };
      const open = plan.questions.map(() => 0);
      const read = (y: Float64Array): number => Math.abs(y[0]!);
      let saved = 0;
      let still = false;
      const saveUpTo = function* (t: number) {
        for (; saved < plan.saveAt.length && plan.saveAt[saved]! <= t; saved++) {
          if (still) scratch.set(solver.y);
          else solver.interpolate(plan.saveAt[saved]!, scratch);
          if (still) scratch[1]! += slope[1]! * (plan.saveAt[saved]! - solver.t);
          write(scratch);
          yield { kind: 'frame', replica, index: saved, values } as const;
        }
      };
      yield* saveUpTo(0);
      let outcome: Outcome | null = null;
      for (let steps = 1; outcome === null; steps++) {
        for (let q = 0; q < open.length; q++) {
          const { levels } = plan.questions[q]!;
          while (open[q]! < levels.length) {
            const time = locateCrossing(solver, { read, level: levels[open[q]!]!, direction: 'above' }, scratch);
            if (time === null || time > plan.budget) break;
            yield { kind: 'passage', replica, question: q, level: open[q]!, time };
            open[q]!++;
          }
        }
        const allReached = open.length > 0 && open.every((reached, q) => reached === plan.questions[q]!.levels.length);
        rhs(0, solver.y, slope);
        still = isStill(solver.y[0]!, slope, plan.budget - solver.t);
        if (still || solver.t >= plan.budget) yield* saveUpTo(plan.budget);
        const allSaved = saved === plan.saveAt.length;
        if (allReached && allSaved) outcome = { replica, end: 'learned', time: Math.min(solver.t, plan.budget), reason: 'every level asked for was reached' };
        else if (still || solver.t >= plan.budget) {
          const end = saved > 0 ? 'done' : 'budget';
          outcome = { replica, end, time: plan.budget, reason: end === 'done' ? 'end of the run' : `not learned by ${plan.budget}` };
        } else if (solver.step(Infinity) !== 'ok') outcome = { replica, end: 'diverged', time: solver.t, reason: 'no step meets the tolerance' };
        else yield* saveUpTo(Math.min(solver.t, plan.budget));
        if (steps % 200 === 0) yield pause;
      }
      outcomes.push(outcome);
      yield pause;
    }
    return outcomes;
  };

const engineOf = (label: string, limit: string, kind: Kind): Engine<P> => ({
  side: 'theory',
  label,
  limit,
  clock: 'samples',
  version: 1,
  random: isStartRandom,
  bounds: theoryBounds,
  // The start, its order by size and what sorting takes: 59 bytes a feature in all.
  cost: (p) => ({ work: 3e5 + featuresOf(p) * 40, bytes: 1e5 + 64 * featuresOf(p) }),
  run: makeRun(kind),
});

export const reduced = engineOf('one-dimensional reduction', '$η$ → 0', { others: true, noise: false });
export const single = engineOf('single-spike formula', '$η$ → 0', { others: false, noise: false });
export const noisy = engineOf('reduction with the noise of the samples', '$N$ → ∞', { others: true, noise: true });
