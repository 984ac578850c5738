import type { Pause } from '../contract.ts';
import { makeOverlaps, type Branch, type Evolution, type Instance, type Overlaps, type Quality } from './core.ts';
import { instanceOf } from './instances.ts';
import { attention } from './instances/attention.ts';
import { iterate, type IterationStatus } from './iterate.ts';
import type { P } from './params.ts';
import { attentionCoordinates, coordinatesOf, sharpen } from './sharpen.ts';
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

/** Attention: a cosine below this is noise of the quadrature; a q below this share of the teacher's is still on its way to zero. */
export const leastCosine = 0.08;
const leastShare = 5e-3;
/** Of attention: steps with all points where Broyden's method fails; these, and those before it, in a hurry. */
const [mostFineSteps, dragFineSteps, dragSteps] = [40, 10, 60];
/** Plain steps before Broyden's method; after it, should it fail, in a hurry. */
const fewSteps = 16;
const hurriedSteps = 300;

const effort = {
  perceptron: { tolerance: 1e-12, steps: 1000 },
  phaseRetrieval: { tolerance: 1e-12, steps: 200_000 },
  ridge: { tolerance: 1e-13, steps: 20_000 },
  logistic: { tolerance: 1e-9, steps: 4000 },
  committee: { tolerance: 1e-8, steps: 3000 },
  denoiser: { tolerance: 1e-9, steps: 2000 },
  attention: { tolerance: 1e-4, steps: 200 },
} as const;

/** Where the search begins: at a small overlap, or, to end sooner and at the lower of two minima, near the truth. */
const writeSearchStart = (instance: Instance, p: P, branch: Branch, overlaps: Overlaps): void => {
  const squares = instance.id === 'committee' ? [0.9, 0, 0, 0.9] : instance.id === 'denoiser' ? null : startSquares(null, instance.units, referenceDimension);
  instance.writeStart(p, branch, squares, overlaps);
};

interface Solved {
  readonly status: IterationStatus;
  /** Holds the training error of the last step. */
  readonly evolution: Evolution;
}

/** Damped steps with few points, from the branch's own target, then Broyden's method. */
function* solveAttention(p: P, branch: Branch, quality: Quality, patient: boolean, overlaps: Overlaps): Generator<Pause, Solved> {
  const { tolerance, steps } = effort.attention;
  const coarse = attention.evolution(p, branch, 'drag');
  const first = yield* iterate(coarse, overlaps, tolerance, patient ? steps : dragSteps);
  if (first.status === 'singular') return { status: 'singular', evolution: coarse };
  const fine = quality === 'drag' ? null : attention.evolution(p, branch, quality);
  const evolution = fine ?? coarse;
  const coordinates = attentionCoordinates(branch, attention.cosine(p, overlaps) < leastCosine);
  if (yield* sharpen(coarse, fine, coordinates, overlaps, 0.3, 1e-4)) return { status: 'converged', evolution };
  return { status: (yield* iterate(evolution, overlaps, 1e-6, patient ? mostFineSteps : dragFineSteps)).status, evolution };
}

/** Plain steps; where they creep Broyden's method, or, should that fail, many more plain steps. */
function* solvePlain(instance: Instance, p: P, branch: Branch, quality: Quality, patient: boolean, overlaps: Overlaps): Generator<Pause, Solved> {
  const { tolerance, steps } = effort[instance.id];
  const evolution = instance.evolution(p, branch, quality);
  const coordinates = coordinatesOf[instance.id];
  if (coordinates === undefined) return { status: (yield* iterate(evolution, overlaps, tolerance, steps)).status, evolution };
  const { status } = yield* iterate(evolution, overlaps, tolerance, fewSteps);
  if (status !== 'unfinished') return { status, evolution };
  if (yield* sharpen(evolution, null, coordinates, overlaps, Infinity, coordinates.tolerance)) return { status: 'converged', evolution };
  return { status: (yield* iterate(evolution, overlaps, tolerance, patient ? steps : hurriedSteps)).status, evolution };
}

function* solveFixedPoint(instance: Instance, p: P, branch: Branch, quality: Quality, patient: boolean): Generator<Pause, FixedPoint> {
  const overlaps = makeOverlaps(instance.units);
  if (instance.isBarren?.(p) === true) {
    instance.writeStart(p, branch, [0], overlaps);
    return { overlaps, status: 'converged', overlap: 0, trainError: NaN };
  }
  writeSearchStart(instance, p, branch, overlaps);
  const isAttention = instance.id === 'attention';
  const { status, evolution } = yield* isAttention ? solveAttention(p, branch, quality, patient, overlaps) : solvePlain(instance, p, branch, quality, patient, overlaps);
  const overlap = instance.overlap(branch, overlaps);
  const none = overlap < leastOverlap || (isAttention && (instance.cosine(p, overlaps) < leastCosine || overlaps.q[0]! < leastShare * p.tokenSpread * p.tokenSpread));
  return { overlaps, status, overlap: none ? 0 : overlap, trainError: evolution.trainError() };
}

const remembered = new Map<string, FixedPoint>();
const mostRemembered = 64;

/** What the fixed point depends on: everything but dimension and start. */
const keyOf = (p: P, ...how: readonly [Branch, Quality, boolean]): string => JSON.stringify([{ ...p, dimension: 0, start: 0, weights: 0, basin: 0 }, how]);

/**
 * The fixed point that learning ends at; of attention that of a branch. Remembered; the caller must not change it.
 *
 * @param patient takes as many steps as it needs; a moving slider does not, and where the iteration creeps it gets what has been reached
 */
export function* fixedPoint(p: P, branch: Branch, quality: Quality, patient = quality === 'rest'): Generator<Pause, FixedPoint> {
  const key = keyOf(p, branch, quality, patient);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found = yield* solveFixedPoint(instanceOf(p), p, branch, quality, patient);
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

/** `makeProgress` with all branches, for a simulation. Attention with few quadrature nodes: within 3 % (5 % of m); the denoiser, whose prox jumps, with all; else four digits. */
export function* progressOf(p: P): Generator<Pause, (now: Overlaps) => number> {
  const goals: { branch: Branch; overlap: number }[] = [];
  for (const branch of instanceOf(p).branches) goals.push({ branch, overlap: (yield* fixedPoint(p, branch, p.instance === 'denoiser' ? 'rest' : 'drag', true)).overlap });
  return makeProgress(p, goals);
}
