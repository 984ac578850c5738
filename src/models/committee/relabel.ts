import { largestAssignment } from '../../numerics/largestAssignment.ts';
import type { Layout } from '../contract.ts';
import type { P } from './params.ts';

/**
 * Column permutation that pairs student m with teacher m by the overlaps of the final frame.
 *
 * `frame[i]` of the relabelled frame is `frame[map[i]]` of the original. K < M: the first K teachers are paired.
 * Cost: K!/(K-M)! sums, at most 720.
 */
export const relabel = (p: P, finalFrame: Float64Array, layout: Layout): Int32Array => {
  const K = p.hiddenUnits;
  const M = p.teacherUnits;
  const { Q, R, v } = layout.offsets as { Q: number; R: number; v: number };
  const student = largestAssignment(finalFrame.subarray(R, R + K * M), K, M);
  const map = Int32Array.from({ length: layout.size }, (_, i) => i);
  for (let k = 0; k < K; k++) {
    const from = student[k]!;
    for (let l = 0; l < K; l++) map[Q + k * K + l] = Q + from * K + student[l]!;
    for (let m = 0; m < M; m++) map[R + k * M + m] = R + from * M + m;
    map[v + k] = v + from;
  }
  return map;
};
