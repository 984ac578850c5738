import type { Pause } from '../../contract.ts';
import { copyOverlaps, makeOverlaps, takeStep, type Branch, type Overlaps } from '../core.ts';
import { fixedPoint, leastCosine } from '../fixedPoint.ts';
import { attention, attentionEvolution } from '../instances/attention.ts';
import { cloneOverlaps, iterate } from '../iterate.ts';
import type { P } from '../params.ts';
import { attentionCoordinates, sharpen } from '../sharpen.ts';
import type { Dots } from './shared.ts';

/** A fixed point of one branch of attention. */
export interface BranchPoint {
  readonly alpha: number;
  readonly overlaps: Overlaps;
  readonly trainError: number;
  readonly testError: number;
}

/** Quasi-random points of the first search, and of the last digits. */
export const searching = 1024;
export const settling = 4096;
/** Damped iterations where the search for a fixed point near the last one fails. */
const mostSteps = 40;

/** From a fixed point nearby, changed in place to that of p; returns its training loss. */
export function* moveTo(p: P, branch: Branch, overlaps: Overlaps, points: number): Generator<Pause, number> {
  const coarse = attentionEvolution(p, branch, searching, 0);
  const fine = points > searching ? attentionEvolution(p, branch, points, 0) : null;
  const last = fine ?? coarse;
  if (!(yield* sharpen(coarse, fine, attentionCoordinates(branch, false), overlaps, 0.3, 1e-4))) {
    yield* iterate(coarse, overlaps, 1e-5, mostSteps);
    // The loss of these overlaps, with all points.
    yield* takeStep(last, overlaps, makeOverlaps(1));
  }
  return last.trainError();
}

/**
 * Fixed points of a branch at falling ratios of samples, each from its neighbour's; fewer than asked for where the branch ends.
 * `from`: a fixed point near the first one.
 */
export function* branchOver(p: P, branch: Branch, alphas: readonly number[], points: number, from: Overlaps | null = null): Generator<Pause, BranchPoint[]> {
  const now = makeOverlaps(1);
  copyOverlaps(now, from ?? (yield* fixedPoint({ ...p, sampleRatio: alphas[0]! }, branch, 'drag')).overlaps);
  const found: BranchPoint[] = [];
  for (const alpha of alphas) {
    const q: P = { ...p, sampleRatio: alpha };
    if (attention.cosine(q, now) < leastCosine) break;
    const trainError = yield* moveTo(q, branch, now, points);
    yield { kind: 'pause' };
    if (attention.cosine(q, now) < leastCosine) break;
    found.push({ alpha, overlaps: cloneOverlaps(now), trainError, testError: attention.testError(q, now) });
    yield { kind: 'pause' };
  }
  return found;
}

export interface Branches {
  readonly semantic: readonly BranchPoint[];
  readonly positional: readonly BranchPoint[];
}

/** Ratios of samples of the curves; below 1 nothing is claimed. */
export const ratios = [4, 3, 2.4, 2, 1.7, 1.5, 1.25, 1.1, 1] as const;

const known = new Map<string, Branches>();

/** Both branches at `ratios`, as far as they exist; kept for the next picture of them. */
export function* branchesOf(p: P): Generator<Pause, Branches> {
  const key = JSON.stringify([p.regularisation, p.omega, p.tokenSpread]);
  let found = known.get(key);
  if (found === undefined) {
    found = { semantic: yield* branchOver(p, 'semantic', ratios, settling), positional: yield* branchOver(p, 'positional', ratios, settling) };
    if (known.size >= 8) known.delete(known.keys().next().value!);
    known.set(key, found);
  }
  return found;
}

/** A number of each point, at rising ratios. */
export const along = (points: readonly BranchPoint[], read: (point: BranchPoint) => number): Dots => points.map((point): readonly [number, number] => [point.alpha, read(point)]).toReversed();

/** Training loss of the semantic branch less that of the positional one, at rising ratios, where both exist. */
export const trainingGap = ({ semantic, positional }: Branches): Dots =>
  along(semantic.slice(0, positional.length), (point) => point.trainError - positional[semantic.indexOf(point)]!.trainError);
