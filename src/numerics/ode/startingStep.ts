import { exp } from '../exp.ts';
import { log } from '../log.ts';
import type { RightHandSide, StepControl } from './solver.ts';

/**
 * A first step for a method of order 5 that needs no hint of the problem's scale.
 *
 * h0 = 0.01 |y| / |f|, then h = (0.01 / max(|f|, |f(t0 + h0) - f| / h0))^(1/5), at most 100 h0 and `maxStep`; norms are max_i |.| / (atol + rtol |y_i|).
 *
 * `y0` and `f0` = f(t0, y0) are read, `trial` and `slope` are scratch of the same length. Returns the step; finite and positive even when f is not finite.
 *
 * One evaluation of f, at t0 + h0.
 *
 * Hairer, Norsett, Wanner (1993), II.4, 'starting step size'.
 */
export const startingStep = (
  rhs: RightHandSide, t0: number, y0: Float64Array, f0: Float64Array, control: StepControl, trial: Float64Array, slope: Float64Array,
): number => {
  const { rtol, atol, maxStep = Infinity } = control;
  const n = y0.length;
  let size = 0;
  let speed = 0;
  for (let i = 0; i < n; i++) {
    const scale = atol + rtol * Math.abs(y0[i]!);
    size = Math.max(size, Math.abs(y0[i]!) / scale);
    speed = Math.max(speed, Math.abs(f0[i]!) / scale);
  }
  const fallback = size < 1e-5 || speed < 1e-5 || !(speed < 1e300) || !(size < 1e300);
  const h0 = Math.min(fallback ? 1e-6 : (0.01 * size) / speed, maxStep);
  for (let i = 0; i < n; i++) trial[i] = y0[i]! + h0 * f0[i]!;
  rhs(t0 + h0, trial, slope);
  let change = 0;
  for (let i = 0; i < n; i++) change = Math.max(change, Math.abs(slope[i]! - f0[i]!) / (atol + rtol * Math.abs(y0[i]!)) / h0);
  const fastest = Math.max(speed, change);
  if (!(fastest < 1e300)) return h0;
  const h1 = fastest <= 1e-15 ? Math.max(1e-6, 1e-3 * h0) : exp(0.2 * log(0.01 / fastest));
  return Math.min(100 * h0, h1, maxStep);
};
