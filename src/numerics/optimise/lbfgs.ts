import { strongWolfe, type Trial } from './strongWolfe.ts';

/** Value at x, its gradient written; a generator, for it may pause. */
export type Evaluate<Y> = (x: Float64Array, gradient: Float64Array) => Generator<Y, number>;

export interface Lbfgs<Y> {
  /** The point reached, the gradient there: both overwritten by `iterate`. */
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly value: () => number;
  readonly evaluations: () => number;
  /** One direction and one line search; false when rounding keeps any step from improving: nothing has moved then. */
  readonly iterate: () => Generator<Y, boolean>;
}

export interface LbfgsOptions {
  /** Pairs of steps and changes of the gradient that are kept. */
  readonly memory?: number;
  /** Share of the slope that may be left after a line search. */
  readonly curvature?: number;
}

export const dotOf = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

const addScaled = (out: Float64Array, factor: number, x: Float64Array): void => {
  for (let i = 0; i < out.length; i++) out[i]! += factor * x[i]!;
};

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly sy: number;
}

/** Differences of values below this share of the value are rounding. */
const noise = 1e-14;

/**
 * Minimisation by limited-memory BFGS with a line search for the strong conditions of Wolfe.
 *
 * direction -H g, H from the last `memory` pairs s = x' - x, y = g' - g by the two-loop recursion, scaled by s.y / y.y;
 * first step 1, or 1 / |g| where nothing is known yet
 *
 * Memory is forgotten once when a search fails, so that the next direction is -g; a second failure in a row is the end: |g| is then at the level of rounding.
 *
 * @param x0 length n; copied
 * Cost of an iteration: one evaluation as a rule, and 4 memory n multiply-adds.
 * Source: J. Nocedal and S. J. Wright, Numerical Optimization (2006), algorithm 7.5.
 */
export function* startLbfgs<Y>(evaluate: Evaluate<Y>, x0: Float64Array, { memory = 10, curvature = 0.9 }: LbfgsOptions = {}): Generator<Y, Lbfgs<Y>> {
  const n = x0.length;
  const x = x0.slice();
  const gradient = new Float64Array(n);
  const nextX = new Float64Array(n);
  const nextGradient = new Float64Array(n);
  const direction = new Float64Array(n);
  const pairs: Pair[] = [];
  let value = yield* evaluate(x, gradient);
  let evaluations = 1;

  const writeDirection = (): void => {
    for (let i = 0; i < n; i++) direction[i] = -gradient[i]!;
    const weights: number[] = [];
    for (let k = pairs.length - 1; k >= 0; k--) {
      const { s, y, sy } = pairs[k]!;
      const weight = dotOf(s, direction) / sy;
      weights.push(weight);
      addScaled(direction, -weight, y);
    }
    const last = pairs.at(-1);
    if (last !== undefined) {
      const scale = last.sy / dotOf(last.y, last.y);
      for (let i = 0; i < n; i++) direction[i]! *= scale;
    }
    for (const { s, y, sy } of pairs) addScaled(direction, weights.pop()! - dotOf(y, direction) / sy, s);
  };

  const at = function* (step: number): Generator<Y, Trial> {
    for (let i = 0; i < n; i++) nextX[i] = x[i]! + step * direction[i]!;
    evaluations++;
    const reached = yield* evaluate(nextX, nextGradient);
    return { step, value: reached, slope: dotOf(nextGradient, direction) };
  };

  const keepPair = (): void => {
    const s = new Float64Array(n);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      s[i] = nextX[i]! - x[i]!;
      y[i] = nextGradient[i]! - gradient[i]!;
    }
    const sy = dotOf(s, y);
    if (!(sy > 0)) return;
    if (pairs.length === memory) pairs.shift();
    pairs.push({ s, y, sy });
  };

  const iterate = function* (): Generator<Y, boolean> {
    for (;;) {
      writeDirection();
      const slope = dotOf(gradient, direction);
      if (slope === 0) return false;
      const first = pairs.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
      const found = slope < 0 ? yield* strongWolfe({ step: 0, value, slope }, first, at, curvature, noise * Math.abs(value)) : null;
      if (found !== null) {
        keepPair();
        x.set(nextX);
        gradient.set(nextGradient);
        value = found.value;
        return true;
      }
      if (pairs.length === 0) return false;
      pairs.length = 0;
    }
  };

  return { x, gradient, value: () => value, evaluations: () => evaluations, iterate };
}
