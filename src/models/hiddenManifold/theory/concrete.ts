import type { Pause } from '../../contract.ts';
import { denseFeatures } from '../features.ts';
import type { Manifold } from './manifold.ts';
import { prepareStart } from '../manifoldStart.ts';
import type { P } from '../params.ts';

/** The features, the teacher and the start that the simulation takes, with F in full. Needs the kernels on this thread. */
export const concreteManifold = function* (p: P, seed: number, replica: number): Generator<Pause, Manifold> {
  const { features, B, w, v } = yield* prepareStart(p, seed, replica);
  try {
    return { N: features.N, D: features.D, F: denseFeatures(features), B, w, v };
  } finally {
    features.block.release();
  }
};
