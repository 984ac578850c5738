import { dotOf } from '../../../numerics/optimise/lbfgs.ts';
import { makeOverlaps, type Overlaps } from '../core.ts';
import type { P } from '../params.ts';

/** Signs that the data cannot tell: every overlap turns with the weights. */
const isEven = (p: P): boolean => p.instance === 'phaseRetrieval' || p.instance === 'attention' || p.instance === 'denoiser';

const swap = (A: Float64Array, i: number, j: number): void => {
  [A[i], A[j]] = [A[j]!, A[i]!];
};

/** The two neurons of the committee exchanged. */
const exchange = ({ q, theta, V }: Overlaps): void => {
  swap(q, 0, 3);
  swap(V, 0, 3);
  swap(theta, 0, 2);
  swap(theta, 1, 3);
};

/**
 * Overlaps of the weights as they are, in the conventions of `Overlaps`.
 *
 * Where the model is even in the weights the sign is that in which the larger of |w.w*| and sqrt d |w.mu| counts as positive;
 * the committee's neurons stand in the order with the larger trace of theta.
 */
export const writeOverlaps = (p: P, weights: readonly Float64Array[], teachers: readonly Float64Array[], response: Float64Array, out: Overlaps): void => {
  const K = weights.length;
  const d = p.dimension;
  const spread = p.instance === 'attention' ? p.tokenSpread * p.tokenSpread : 1;
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      out.q[k * K + l] = (spread * dotOf(weights[k]!, weights[l]!)) / d;
      out.theta[k * K + l] = p.instance === 'denoiser' ? 0 : (spread * dotOf(weights[k]!, teachers[l]!)) / d;
    }
  }
  out.V.set(response);
  const hasMean = p.instance === 'attention' || p.instance === 'denoiser';
  out.m[0] = hasMean ? weights[0]!.reduce((sum, w) => sum + w, 0) / d : 0;
  const larger = Math.abs(out.theta[0]!) / spread > Math.abs(out.m[0]!) ? out.theta[0]! : out.m[0]!;
  if (isEven(p) && larger < 0) {
    out.theta[0] = -out.theta[0]!;
    out.m[0] = -out.m[0]!;
  }
  if (K === 2 && out.theta[0]! + out.theta[3]! < out.theta[1]! + out.theta[2]!) exchange(out);
};

export const overlapsOf = (p: P, weights: readonly Float64Array[], teachers: readonly Float64Array[], response: Float64Array): Overlaps => {
  const out = makeOverlaps(weights.length);
  writeOverlaps(p, weights, teachers, response, out);
  return out;
};
