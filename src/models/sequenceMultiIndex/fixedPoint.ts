import { broyden } from '../../numerics/broyden.ts';
import type { Pause } from '../contract.ts';
import { makeOverlaps, takeStep, type Branch, type Evolution, type Instance, type Overlaps, type Quality } from './core.ts';
import { instanceOf } from './instances.ts';
import { iterate, type IterationStatus } from './iterate.ts';
import type { P } from './params.ts';
import { startSquares } from './start.ts';

/** Where learning ends if nothing else limits it. */
export interface FixedPoint {
  readonly overlaps: Overlaps;
  readonly status: IterationStatus;
  /** `overlap` of the instance there; 0 where nothing is learned. */
  readonly overlap: number;
  readonly trainError: number;
}

/** A start of squared cosine 1/1000, whatever the dimension: small enough not to skip a fixed point, the same for all runs. */
const referenceDimension = 1000;
/** An overlap below this is none: the iteration ended on its way to zero. */
export const leastOverlap = 1e-5;

/** Attention: a cosine below this is noise of the quadrature. */
export const leastCosine = 0.08;
const mostFineSteps = 40;

const effort = {
  perceptron: { tolerance: 1e-12, steps: 1000 },
  phaseRetrieval: { tolerance: 1e-12, steps: 200_000 },
  ridge: { tolerance: 1e-13, steps: 20_000 },
  logistic: { tolerance: 1e-9, steps: 4000 },
  committee: { tolerance: 1e-8, steps: 3000 },
  denoiser: { tolerance: 1e-9, steps: 2000 },
  attention: { tolerance: 1e-4, steps: 200 },
} as const;

/** q, V and the overlap of attention: what Broyden's method moves; without the overlap where there is none. */
const packed = (branch: Branch, { q, theta, m, V }: Overlaps, idle: boolean): Float64Array =>
  idle ? Float64Array.of(q[0]!, V[0]!) : Float64Array.of(q[0]!, V[0]!, branch === 'positional' ? m[0]! : theta[0]!);
const unpack = (branch: Branch, x: Float64Array, to: Overlaps): void => {
  to.q[0] = x[0]!;
  to.V[0] = x[1]!;
  (branch === 'positional' ? to.m : to.theta)[0] = x[2] ?? 0;
  (branch === 'positional' ? to.theta : to.m)[0] = 0;
};

/** The undamped map less the identity. */
const residualOf = (evolution: Evolution, branch: Branch) => {
  const now = makeOverlaps(1);
  const next = makeOverlaps(1);
  return function* (x: Float64Array): Generator<Pause, Float64Array | null> {
    unpack(branch, x, now);
    if (!(x[0]! > 0 && x[1]! > 0) || (yield* takeStep(evolution, now, next)) === 'singular') return null;
    yield { kind: 'pause' };
    return packed(branch, next, x.length === 2).map((value, i) => value - x[i]!);
  };
};

/**
 * Sharpens a fixed point of attention: Broyden's method on (q, V, overlap), first with few points, whose Jacobian is by differences, then with all.
 *
 * Ten steps instead of a hundred damped ones. An overlap below `leastCosine` is noise of the quadrature and set to 0, which the undamped map keeps on average.
 * Moves within a third of the given overlaps or gives up, leaving them.
 */
export function* sharpen(coarse: Evolution, fine: Evolution | null, branch: Branch, overlaps: Overlaps, idle: boolean): Generator<Pause, boolean> {
  const residual = residualOf(coarse, branch);
  const start = packed(branch, overlaps, idle);
  const n = start.length;
  const base = yield* residual(start);
  if (base === null || start.some((x) => Math.abs(x) < leastOverlap)) return false;
  const jacobian = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const shift = 0.01 * start[j]!;
    const moved = yield* residual(start.map((x, i) => (i === j ? x + shift : x)));
    if (moved === null) return false;
    for (let i = 0; i < n; i++) jacobian[n * i + j] = (moved[i]! - base[i]!) / shift;
  }
  let found = yield* broyden(residual, start, jacobian, 1e-7, 16);
  if (fine !== null) found = yield* broyden(residualOf(fine, branch), found.x, jacobian, 1e-7, 16);
  const { x } = found;
  // The prox jumps: as the points cross from minimum to minimum, the last digits of the map do not settle.
  if (!(found.residual < 1e-4) || x.some((value, i) => !(Math.abs(value / start[i]! - 1) < 0.3))) return false;
  unpack(branch, x, overlaps);
  // The last call leaves the training error at this point.
  yield* (fine === null ? residual : residualOf(fine, branch))(x);
  return true;
}

function* solveFixedPoint(instance: Instance, p: P, branch: Branch, quality: Quality): Generator<Pause, FixedPoint> {
  const { steps } = effort[instance.id];
  // Near its threshold the committee creeps: a moving slider does not wait for the last digits.
  const tolerance = instance.id === 'committee' && quality === 'drag' ? 1e-6 : effort[instance.id].tolerance;
  const overlaps = makeOverlaps(instance.units);
  instance.writeStart(p, branch, startSquares(null, instance.units, referenceDimension), overlaps);
  const twice = instance.id === 'attention';
  let evolution = instance.evolution(p, branch, twice ? 'drag' : quality);
  let { status } = yield* iterate(evolution, overlaps, tolerance, steps);
  if (twice && status !== 'singular') {
    const coarse = evolution;
    if (quality === 'rest') evolution = instance.evolution(p, branch, quality);
    const idle = instance.cosine(p, overlaps) < leastCosine;
    if (yield* sharpen(coarse, quality === 'rest' ? evolution : null, branch, overlaps, idle)) status = 'converged';
    else ({ status } = yield* iterate(evolution, overlaps, 1e-6, mostFineSteps));
  }
  const overlap = instance.overlap(branch, overlaps);
  const none = overlap < leastOverlap || (twice && instance.cosine(p, overlaps) < leastCosine);
  return { overlaps, status, overlap: none ? 0 : overlap, trainError: evolution.trainError() };
}

const remembered = new Map<string, FixedPoint>();
const mostRemembered = 64;

/** What the fixed point depends on: everything but dimension and start. */
const keyOf = (p: P, branch: Branch, quality: Quality): string => JSON.stringify([{ ...p, dimension: 0, start: 0, basin: 0 }, branch, quality]);

/** The fixed point from a small start (attention: from the branch's own target). Remembered; the caller must not change it. */
export function* fixedPoint(p: P, branch: Branch, quality: Quality): Generator<Pause, FixedPoint> {
  const key = keyOf(p, branch, quality);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found = yield* solveFixedPoint(instanceOf(p), p, branch, quality);
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, found);
  return found;
}

/** Share of the fixed point's overlap; with two branches the larger share; 0 where no fixed point has an overlap. */
export const makeProgress = (p: P, fixedPoints: readonly { readonly branch: Branch; readonly overlap: number }[]): ((now: Overlaps) => number) => {
  const instance = instanceOf(p);
  const goals = fixedPoints.filter(({ overlap }) => overlap > 0);
  return (now) => {
    let most = 0;
    for (const { branch, overlap } of goals) most = Math.max(most, instance.overlap(branch, now) / overlap);
    return most;
  };
};

/** `makeProgress` with all branches, for a simulation; few quadrature nodes: within 1 % for attention (5 % of m), to four digits else. */
export function* progressOf(p: P): Generator<Pause, (now: Overlaps) => number> {
  const goals: { branch: Branch; overlap: number }[] = [];
  for (const branch of instanceOf(p).branches) goals.push({ branch, overlap: (yield* fixedPoint(p, branch, 'drag')).overlap });
  return makeProgress(p, goals);
}
