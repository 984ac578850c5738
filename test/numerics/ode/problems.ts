import type { RightHandSide } from '../../../src/numerics/ode/solver.ts';

export interface Problem {
  readonly name: string;
  readonly rhs: RightHandSide;
  readonly from: number;
  readonly to: number;
  readonly exact: (t: number) => readonly number[];
}

export const oscillator: Problem = {
  name: 'harmonic oscillator',
  rhs: (_, y, out) => {
    out[0] = y[1]!;
    out[1] = -y[0]!;
  },
  from: 0,
  to: 20,
  exact: (t) => [Math.sin(t), Math.cos(t)],
};

/** The pendulum's solution from one upright position to the other. */
export const separatrix: Problem = {
  name: 'pendulum on its separatrix',
  rhs: (_, y, out) => {
    out[0] = y[1]!;
    out[1] = -Math.sin(y[0]!);
  },
  from: -3,
  to: 3,
  exact: (t) => [4 * Math.atan(Math.exp(t)) - Math.PI, 2 / Math.cosh(t)],
};

/** Depends on t; y2 grows from a plateau like an overlap does. */
export const escape: Problem = {
  name: 'logistic escape with a driven companion',
  rhs: (t, y, out) => {
    out[0] = y[0]! * (1 - y[0]!);
    out[1] = -y[1]! + Math.cos(t) + Math.sin(t);
  },
  from: 0,
  to: 15,
  exact: (t) => [1 / (1 + 999 * Math.exp(-t)), Math.sin(t)],
};

export const problems = [oscillator, separatrix, escape];

export const startOf = ({ exact, from }: Problem): Float64Array => Float64Array.from(exact(from));

export const errorAt = (y: ArrayLike<number>, exact: readonly number[]): number => Math.max(...exact.map((value, i) => Math.abs(y[i]! - value)));
