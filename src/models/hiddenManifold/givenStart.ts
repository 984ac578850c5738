import type { Problem } from '../contract.ts';
import { folds } from './fold.ts';
import { latentOf, type P } from './params.ts';

/** Room left for what differs between finite features and their expectation. */
const margin = 0.8;

/**
 * What is impossible about given overlaps: the weights that carry them must not be longer than W0 allows.
 *
 * They take the part R R^T times delta / b^2 (a function of the latents), 1 / c (of the inputs) or 1 (no manifold) of W, in expectation over features and
 * teacher; its largest eigenvalue is at most its trace.
 */
export const givenStartProblems = (p: P): readonly Problem[] => {
  if (p.start === 'random') return [];
  const { b, c } = folds[p.fold];
  const given = p.start === 'broken' ? [p.initialOverlap] : p.overlaps;
  const share = p.task === 'latent' ? latentOf(p) / p.dimension / (b * b) : p.task === 'inputs' ? 1 / c : 1;
  const size = given.reduce((sum, r) => sum + r * r, 0) * share;
  if (size <= margin * p.initialNorm) return [];
  const why = `the overlaps alone need weights of variance ${size.toPrecision(2)} or more, which is too close to the initial variance or above it`;
  const factor = Math.sqrt((margin * p.initialNorm) / size) * (1 - 1e-6);
  return [p.start === 'broken' ? { key: 'initialOverlap', why, use: { initialOverlap: factor * p.initialOverlap } } : { key: 'overlaps', why, use: { overlaps: given.map((r) => factor * r) } }];
};
