/** Writes dy/dt at (t, y) into `out`; must not keep or change `y`. */
export type RightHandSide = (t: number, y: Float64Array, out: Float64Array) => void;

export interface StepControl {
  /** relative tolerance of a step, >= 0 */
  readonly rtol: number;
  /** absolute tolerance of a step, > 0, in the units of y */
  readonly atol: number;
  /** largest step; the one that ends at `tEnd` may be 1 % longer */
  readonly maxStep?: number;
}

export type StepResult = 'ok' | 'stepTooSmall' | 'nonFinite';

export interface OdeSolver {
  readonly t: number;
  readonly tPrevious: number;
  /** the state at t: solver-owned, the same array for ever, overwritten by `step` */
  readonly y: Float64Array;
  /** accepted and rejected steps, calls of the right-hand side */
  readonly steps: number;
  readonly rejected: number;
  readonly evaluations: number;
  readonly step: (tEnd: number) => StepResult;
  readonly interpolate: (t: number, out: Float64Array) => void;
}
