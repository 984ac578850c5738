import { makeDormandPrince } from './dormandPrince.ts';
import type { RightHandSide, StepControl } from './solver.ts';
import { locateCrossing, type Crossing } from './locateCrossing.ts';

export interface IntegrateOptions extends StepControl {
  readonly from: number;
  /** Infinity is allowed with an event or `maxSteps` */
  readonly to: number;
  /** non-decreasing times in [from, to] */
  readonly saveAt?: Float64Array;
  /** ends the integration when reached */
  readonly event?: Crossing;
  /** accepted steps, 1e6 unless told */
  readonly maxSteps?: number;
}

export interface Integration {
  readonly end: 'done' | 'event' | 'stepTooSmall' | 'nonFinite' | 'maxSteps';
  /** where it ended, and the state there */
  readonly t: number;
  readonly y: Float64Array;
  /** one row of y.length numbers for each save time reached (<= t) */
  readonly saved: Float64Array;
  readonly eventTime?: number;
  readonly steps: number;
  readonly evaluations: number;
}

const checkSaveTimes = (saveAt: Float64Array, from: number, to: number): void => {
  for (let i = 0, least = from; i < saveAt.length; least = saveAt[i]!, i++) {
    if (!(saveAt[i]! >= least && saveAt[i]! <= to)) throw new RangeError(`saveAt must not decrease and lie in [${from}, ${to}], got ${saveAt[i]} at ${i}`);
  }
};

/**
 * Solves dy/dt = f(t, y) from one time to another, with saved states and one ending event.
 *
 * `y0` is copied. Returns own arrays, and how it ended as a value: a problem that diverges throws nothing.
 *
 * The steps do not depend on `saveAt`, nor on `event` before its time: saved states and the event come from the dense output (see makeDormandPrince
 * and locateCrossing).
 *
 * Errors and costs are those of makeDormandPrince; an event adds five interpolations a step.
 */
export const integrate = (rhs: RightHandSide, y0: Float64Array, options: IntegrateOptions): Integration => {
  const { from, to, saveAt = new Float64Array(0), event, maxSteps = 1e6 } = options;
  if (!(to >= from)) throw new RangeError(`to must be >= from = ${from}, got ${to}`);
  checkSaveTimes(saveAt, from, to);
  const n = y0.length;
  const solver = makeDormandPrince(rhs, y0, from, options);
  const saved = new Float64Array(n * saveAt.length);
  const state = new Float64Array(n);
  let rows = 0;
  const saveUpTo = (time: number): void => {
    for (; rows < saveAt.length && saveAt[rows]! <= time; rows++) solver.interpolate(saveAt[rows]!, saved.subarray(rows * n, (rows + 1) * n));
  };
  const result = (end: Integration['end'], t: number) => {
    solver.interpolate(t, state);
    return { end, t, y: state, saved: saved.slice(0, rows * n), steps: solver.steps, evaluations: solver.evaluations };
  };

  for (;;) {
    const eventTime = event ? locateCrossing(solver, event, state) : null;
    saveUpTo(eventTime ?? solver.t);
    if (eventTime !== null) return { ...result('event', eventTime), eventTime };
    if (solver.t >= to) return result('done', solver.t);
    if (solver.steps >= maxSteps) return result('maxSteps', solver.t);
    const outcome = solver.step(to);
    if (outcome !== 'ok') return result(outcome, solver.t);
  }
};
