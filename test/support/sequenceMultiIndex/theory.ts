import { makeOverlaps, type Branch, type Evolution, type Overlaps, type Quality } from '../../../src/models/sequenceMultiIndex/core.ts';
import { fixedPoint, type FixedPoint } from '../../../src/models/sequenceMultiIndex/fixedPoint.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { attention, attentionEvolution } from '../../../src/models/sequenceMultiIndex/instances/attention.ts';
import { cloneOverlaps, iterate } from '../../../src/models/sequenceMultiIndex/iterate.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { attentionCoordinates, sharpen } from '../../../src/models/sequenceMultiIndex/sharpen.ts';
import { finished, paramsWith } from './tools.ts';

export const solved = (given: Partial<P>, branch: Branch = instanceOf(paramsWith(given)).branches[0]!, quality: Quality = 'rest'): FixedPoint & { readonly p: P; readonly testError: number } => {
  const p = paramsWith(given);
  const found = finished(fixedPoint(p, branch, quality));
  return { ...found, p, testError: instanceOf(p).testError(p, found.overlaps) };
};

/** Overlaps after `steps` undamped steps from the given ones. */
export const stepped = (evolution: Evolution, from: Overlaps, steps: number): Overlaps => {
  const now = cloneOverlaps(from);
  finished(iterate(evolution, now, -1, steps, 0));
  return now;
};

/** A fixed point of attention with `count` points under another scrambling of them. */
export const scrambled = (given: Partial<P>, branch: Branch, count: number, scrambling: number) => {
  const p = paramsWith({ instance: 'attention', regularisation: 0.01, ...given });
  const overlaps = cloneOverlaps(finished(fixedPoint(p, branch, 'drag')).overlaps);
  const fine = attentionEvolution(p, branch, count, scrambling);
  const converged = finished(sharpen(attentionEvolution(p, branch, 1024, scrambling), fine, attentionCoordinates(branch, false), overlaps, 0.3, 1e-4));
  // Jumps of the prox can keep the last digits from settling: a few damped steps instead.
  if (!converged) finished(iterate(fine, overlaps, 1e-6, 60));
  return { p, overlaps, trainError: fine.trainError(), testError: attention.testError(p, overlaps) };
};

export const scalar = (q: number, V: number): Overlaps => {
  const overlaps = makeOverlaps(1);
  overlaps.q[0] = q;
  overlaps.theta[0] = q;
  overlaps.V[0] = V;
  return overlaps;
};

export const meanAndSpread = (xs: readonly number[]): { readonly mean: number; readonly spread: number } => {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  return { mean, spread: Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (xs.length - 1)) };
};
