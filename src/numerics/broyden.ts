import { solve } from './linear/solve.ts';

export interface BroydenResult {
  readonly x: Float64Array;
  readonly converged: boolean;
  /** Largest |F_i|/|x_i| at x. */
  readonly residual: number;
  /** Residuals evaluated. */
  readonly calls: number;
}

/**
 * Zero of a few equations in as many unknowns, near a good guess.
 *
 * Broyden's first method: x += s with B s = -F(x), then B += F(x) s^T/|s|^2 (the secant condition)
 *
 * @param residual F, a generator: it may pause on the way to its value; null where it has none (the search ends there)
 * @param start first guess, with F there evaluated as the first call
 * @param jacobian B at the start, row-major; changed
 * @param tolerance of |F_i| relative to |x_i|, both as given: scale the unknowns to order one
 * @param mostCalls after which the best x so far is returned
 */
export function* broyden<Y>(
  residual: (x: Float64Array) => Generator<Y, Float64Array | null>,
  start: Float64Array,
  jacobian: Float64Array,
  tolerance: number,
  mostCalls: number,
): Generator<Y, BroydenResult> {
  const n = start.length;
  let x = start.slice();
  let move = new Float64Array(n);
  let best = x;
  let least = Infinity;
  for (let calls = 1; ; calls++) {
    const F = yield* residual(x);
    if (F === null) return { x: best, converged: false, residual: least, calls };
    let size = 0;
    for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(F[i]!) / Math.max(1e-12, Math.abs(x[i]!)));
    if (calls > 1) {
      // x differs from the x before by `move`, whose equation B move = -F(before) leaves F(x) as the secant's defect.
      const squares = move.reduce((sum, s) => sum + s * s, 0);
      if (squares > 0) for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) jacobian[i * n + j]! += (F[i]! * move[j]!) / squares;
    }
    if (size < least) [least, best] = [size, x];
    if (size <= tolerance || calls >= mostCalls) return { x: best, converged: least <= tolerance, residual: least, calls };
    const step = solve(jacobian, F);
    if (step === null) return { x: best, converged: false, residual: least, calls };
    move = step.map((s) => -s);
    x = x.map((value, i) => value + move[i]!);
  }
}
