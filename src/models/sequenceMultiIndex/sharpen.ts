import { exp } from '../../numerics/exp.ts';
import { log } from '../../numerics/log.ts';
import { broyden } from '../../numerics/broyden.ts';
import type { Pause } from '../contract.ts';
import { makeOverlaps, takeStep, type Branch, type Evolution, type InstanceId, type Overlaps } from './core.ts';

/** What Broyden's method moves: a few numbers of order one or more; everything else of the overlaps follows from them. */
export interface Coordinates {
  readonly pack: (from: Overlaps) => Float64Array;
  readonly unpack: (x: Float64Array, to: Overlaps) => void;
  /** Are there such overlaps? */
  readonly isValid: (x: Float64Array) => boolean;
  readonly tolerance: number;
  /** Relative shift of a coordinate, for its column of the Jacobian. */
  readonly shift: number;
}

/** Of attention: smaller ones are on their way to zero. */
const leastNumber = 1e-5;

const positive = (x: Float64Array): boolean => x[0]! > 0 && x[1]! > 0;

/** q, V and the overlap; without it on a branch that has none, where it is noise of the quadrature. The prox jumps: the last digits do not settle. */
export const attentionCoordinates = (branch: Branch, idle: boolean): Coordinates => ({
  pack: ({ q, theta, m, V }) => Float64Array.from([q[0]!, V[0]!, ...(idle ? [] : [branch === 'positional' ? m[0]! : theta[0]!])]),
  unpack: (x, to) => {
    to.q[0] = x[0]!;
    to.V[0] = x[1]!;
    (branch === 'positional' ? to.m : to.theta)[0] = x[2] ?? 0;
    (branch === 'positional' ? to.theta : to.m)[0] = 0;
  },
  isValid: (x) => positive(x) && x.every((value) => Math.abs(value) >= leastNumber),
  tolerance: 1e-7,
  shift: 0.01,
});

/** Two equal neurons: 1 + q_11 - q_12, which is 1 as long as they are one, and q_11 + q_12. */
const committee: Coordinates = {
  pack: ({ q }) => Float64Array.of(1 + q[0]! - q[1]!, q[0]! + q[1]!),
  unpack: (x, to) => {
    const [own, other] = [0.5 * (x[1]! + x[0]! - 1), 0.5 * (x[1]! - x[0]! + 1)];
    to.q.set([own, other, other, own]);
    to.theta.set(to.q);
    to.V.set([1 - own, -other, -other, 1 - own]);
  },
  isValid: ([a, sum]) => a! < 2 && sum! > 0 && sum! < 1,
  tolerance: 1e-11,
  shift: 1e-3,
};

/** Logarithms of q, V and the squared tangent of the angle to the teacher, which span many decades; shifted, so that none is near zero. */
const logShift = 30;
const logistic: Coordinates = {
  pack: ({ q, theta, V }) => Float64Array.of(q[0]!, V[0]!, q[0]! / (theta[0]! * theta[0]!) - 1).map((value) => log(value) + logShift),
  unpack: (x, to) => {
    const [q, V, squaredTangent] = x.map((value) => exp(value - logShift));
    to.q[0] = q!;
    to.V[0] = V!;
    to.theta[0] = Math.sqrt(q! / (1 + squaredTangent!));
  },
  isValid: (x) => x.every((value) => Math.abs(value) < 2 * logShift),
  tolerance: 1e-12,
  shift: 1e-3,
};

/** 1 + m: m may be zero. */
const denoiser: Coordinates = {
  pack: ({ q, m, V }) => Float64Array.of(q[0]!, V[0]!, 1 + m[0]!),
  unpack: (x, to) => {
    to.q[0] = x[0]!;
    to.V[0] = x[1]!;
    to.m[0] = x[2]! - 1;
  },
  isValid: positive,
  tolerance: 1e-10,
  shift: 1e-3,
};

/** For the instances whose plain iteration may creep. */
export const coordinatesOf: Partial<Readonly<Record<InstanceId, Coordinates>>> = { committee, logistic, denoiser };

/** The undamped map less the identity. */
const residualOf = (evolution: Evolution, { pack, unpack, isValid }: Coordinates, units: number) => {
  const now = makeOverlaps(units);
  const next = makeOverlaps(units);
  return function* (x: Float64Array): Generator<Pause, Float64Array | null> {
    if (!isValid(x)) return null;
    unpack(x, now);
    if ((yield* takeStep(evolution, now, next)) === 'singular') return null;
    yield { kind: 'pause' };
    return pack(next).map((value, i) => value - x[i]!);
  };
};

/**
 * Sharpens a fixed point: Broyden's method, its Jacobian by differences; `fine`: first with few quadrature points, then with all.
 *
 * Ten to fifty steps in place of hundreds. Leaves the overlaps as they are and returns false where it ends at no fixed point, or further away than
 * `reach` times a coordinate.
 * @param enough relative residual that is accepted where the method ends before its tolerance
 */
export function* sharpen(coarse: Evolution, fine: Evolution | null, coordinates: Coordinates, overlaps: Overlaps, reach: number, enough: number): Generator<Pause, boolean> {
  const units = overlaps.q.length === 4 ? 2 : 1;
  const most = fine === null ? 60 : 16;
  const residual = residualOf(coarse, coordinates, units);
  const start = coordinates.pack(overlaps);
  const n = start.length;
  const base = yield* residual(start);
  if (base === null) return false;
  const jacobian = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const by = coordinates.shift * start[j]!;
    const moved = yield* residual(start.map((x, i) => (i === j ? x + by : x)));
    if (moved === null) return false;
    for (let i = 0; i < n; i++) jacobian[n * i + j] = (moved[i]! - base[i]!) / by;
  }
  let found = yield* broyden(residual, start, jacobian, coordinates.tolerance, most);
  const finest = fine === null ? residual : residualOf(fine, coordinates, units);
  if (fine !== null) found = yield* broyden(finest, found.x, jacobian, coordinates.tolerance, most);
  const { x } = found;
  if (!(found.residual < enough) || x.some((value, i) => !(Math.abs(value / start[i]! - 1) < reach))) return false;
  coordinates.unpack(x, overlaps);
  // The last call leaves the training error at this point.
  yield* finest(x);
  return true;
}
