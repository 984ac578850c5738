import { log } from '../../../numerics/log.ts';
import { makeRungeKuttaChebyshev } from '../../../numerics/ode/rungeKuttaChebyshev.ts';
import type { Pause, TablePicture } from '../../contract.ts';
import { estimatedEscape } from '../escapeEstimate.ts';
import { makeModeSystem, type Modes, type ModeSystem } from '../equations.ts';
import { limitNodes } from '../theory/limit.ts';
import { limitStart, limitTeacher } from '../theory/limitStart.ts';
import { makeOrder, type Order } from '../order.ts';
import { latentOf, type P } from '../params.ts';
import { evaluationCost } from '../theory/runSystem.ts';
import { limitModes } from '../spectrum.ts';
import { taskOf, type Task } from '../task.ts';

/** D/N beyond which pictures of runs are not offered: N inputs no longer tell the latents apart. */
export const largestRatio = 8;

export const pause = { kind: 'pause' } as const;

/** A number for a sentence: three digits, no exponent below a million. */
export const said = (x: number): string => {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e6 || size < 1e-3) return x.toExponential(1).replace(/e\+?(-?)(\d+)$/, (_, sign: string, digits: string) => ` × 10^{${sign === '-' ? '−' : ''}${digits}}`);
  return size >= 100 ? String(Math.round(x)) : String(Number(x.toPrecision(3)));
};

/** In place of a picture in which there would be nothing. */
export const unlearned = (rows: readonly (readonly [string, number])[], note: string): TablePicture => ({ kind: 'table', columns: ['parameter', 'value'], rows: rows.map((cells) => ({ cells })), note });

/** The equations in the limit of many dimensions. */
export interface Limit {
  readonly task: Task;
  readonly modes: Modes;
  readonly system: ModeSystem;
  readonly T: Float64Array;
  readonly order: Order;
}

export const limitOf = (p: P): Limit => {
  const task = taskOf(p);
  const modes = limitModes(p, limitNodes);
  const T = limitTeacher(task);
  return { task, modes, T, system: makeModeSystem(task, modes, T), order: { ...makeOrder(task.K, task.M), T } };
};

const largestNorm = 1e6;
/** Nanoseconds of predicted work of one curve. */
const mostWork = 2e8;

/**
 * The limit from the start of a replica: `see(y, t)` is called at each of the ascending `times`, `order` being that of y; `done` ends it early.
 *
 * Returns how many of the times were seen: all, unless the norms leave every bound or `work` (ns) is spent. Relative accuracy 1e-4 away from the escape; a pause every few steps.
 */
export function* follow(p: P, { task, modes, system, order }: Limit, seed: number, replica: number, times: Float64Array, see: (y: Float64Array, t: number) => void, done: () => boolean = () => false, work = mostWork): Generator<Pause, number> {
  const y0 = limitStart(p, task, modes, system, seed, replica);
  const solver = makeRungeKuttaChebyshev(system.flow, y0, 0, { rtol: 1e-5, atol: 1e-8 });
  const y = Float64Array.from(y0);
  const mostEvaluations = work / evaluationCost(task.K, task.M, limitNodes);
  let seen = 0;
  const showUpTo = (t: number): void => {
    for (; seen < times.length && times[seen]! <= t && !done(); seen++) {
      if (times[seen]! > 0) solver.interpolate(times[seen]!, y);
      system.read(y, order);
      see(y, times[seen]!);
    }
  };
  showUpTo(0);
  while (seen < times.length && !done()) {
    if (solver.evaluations > mostEvaluations || solver.step(times.at(-1)!) !== 'ok') return seen;
    system.read(solver.y, order);
    for (let k = 0; k < task.K; k++) if (!(order.Q[k * (task.K + 1)]! < largestNorm)) return seen;
    showUpTo(solver.t);
    yield pause;
  }
  return seen;
}

/** A typical overlap that tells the teachers apart at the start, at least 1e-12. */
const typicalAsymmetry = (p: P, { b, c, kind }: Task): number => {
  if (p.start === 'broken') return p.initialOverlap;
  if (p.start === 'custom') return Math.max(1e-12, p.overlaps.reduce((least, x) => (x !== 0 ? Math.min(least, Math.abs(x)) : least), 1));
  return kind === 'latent' ? b * Math.sqrt(p.initialNorm / latentOf(p)) : Math.sqrt((c * p.initialNorm) / p.dimension);
};

/** Time within which learning is over, from above: three times 4 / approach + (ln(1 / asymmetry) + 3) / kappa, in t, kappa being estimated. */
export const horizonOf = (p: P): number => {
  const task = taskOf(p);
  const { b, c, delta, kind } = task;
  const approach = p.learningRate * (kind === 'latent' ? c - b * b + (b * b) / delta : c);
  return 3 * (4 / approach + (3 - log(typicalAsymmetry(p, task))) / estimatedEscape(p));
};
