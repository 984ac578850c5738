import type { OdeSolver } from './solver.ts';

export interface Crossing {
  /** the quantity watched; must not keep or change `y` */
  readonly read: (y: Float64Array) => number;
  readonly level: number;
  readonly direction: 'above' | 'below';
}

const PIECES = 4;
const TOLERANCE = 1e-13;

/** read - level, or its negative: >= 0 once the level is reached. */
const excess = (solver: OdeSolver, crossing: Crossing, time: number, scratch: Float64Array): number => {
  solver.interpolate(time, scratch);
  const value = crossing.read(scratch);
  return crossing.direction === 'above' ? value - crossing.level : crossing.level - value;
};

/** The zero between `below` (excess < 0) and `above` (excess >= 0) by Chandrupatla's method. */
const refine = (solver: OdeSolver, crossing: Crossing, scratch: Float64Array, below: number, fBelow: number, above: number, fAbove: number): number => {
  let [a, fa, b, fb] = [above, fAbove, below, fBelow];
  let share = 0.5;
  for (let round = 0; round < 100; round++) {
    const x = a + share * (b - a);
    const fx = excess(solver, crossing, x, scratch);
    let [c, fc] = [a, fa];
    if (fx >= 0 !== fa >= 0) [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (TOLERANCE * Math.abs(best)) / Math.abs(b - a);
    if (!(least < 0.5) || Math.min(Math.abs(fa), Math.abs(fb)) === 0) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const smooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const inverse = (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
    share = Math.max(least, Math.min(1 - least, smooth ? inverse : 0.5));
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
};

/**
 * First time in the solver's last step at which a quantity of the state is at or beyond a level.
 *
 * min { t in [tPrevious, t] : read(y(t)) >= level } for 'above', <= for 'below', on the solver's dense output.
 *
 * `scratch` is a buffer as long as the state. Returns the time (tPrevious when the level is reached there already), or null; a quantity that is not a
 * number reaches nothing.
 *
 * Looks at the quarters of the step and, where three neighbouring points show a summit short of the level, at the summit of the parabola through them:
 * a visit beyond the level and back within one step is seen unless it is shorter than a quarter step and also hidden from that parabola.
 *
 * Accuracy 1e-13 of the time on the dense output itself; its own error (order 4) comes on top. Cost: five interpolations a step, about ten more for a crossing.
 *
 * Chandrupatla, Advances in Engineering Software 28 (1997) 145.
 */
export const locateCrossing = (solver: OdeSolver, crossing: Crossing, scratch: Float64Array): number | null => {
  const start = solver.tPrevious;
  const piece = (solver.t - start) / PIECES;
  let [t0, f0] = [start, NaN];
  let [t1, f1] = [start, excess(solver, crossing, start, scratch)];
  if (f1 >= 0) return start;
  for (let k = 1; k <= PIECES; k++) {
    const t2 = k === PIECES ? solver.t : start + k * piece;
    const f2 = excess(solver, crossing, t2, scratch);
    if (f1 > f0 && f1 > f2) {
      const summit = t1 + (0.5 * piece * (f2 - f0)) / (2 * f1 - f0 - f2);
      const top = excess(solver, crossing, summit, scratch);
      if (top >= 0) return summit > t1 ? refine(solver, crossing, scratch, t1, f1, summit, top) : refine(solver, crossing, scratch, t0, f0, summit, top);
    }
    if (f2 >= 0) return refine(solver, crossing, scratch, t1, f1, t2, f2);
    [t0, f0, t1, f1] = [t1, f1, t2, f2];
  }
  return null;
};
