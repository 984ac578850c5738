import { largestAssignment } from '../numerics/largestAssignment.ts';
import type { Layout } from './contract.ts';

/**
 * Column permutation that pairs student m with teacher m by the overlaps R of the final frame; v and the K x K matrices named go along.
 *
 * `frame[i]` of the relabelled frame is `frame[map[i]]` of the original. K < M: the first K teachers are paired.
 * Cost: K!/(K-M)! sums, at most 720.
 */
export const relabelStudents = (K: number, M: number, matrices: readonly string[], finalFrame: Float64Array, { offsets, size }: Layout): Int32Array => {
  const { R, v } = offsets as { R: number; v: number };
  const student = largestAssignment(finalFrame.subarray(R, R + K * M), K, M);
  const map = Int32Array.from({ length: size }, (_, i) => i);
  for (let k = 0; k < K; k++) {
    const from = student[k]!;
    for (const id of matrices) for (let l = 0; l < K; l++) map[offsets[id]! + k * K + l] = offsets[id]! + from * K + student[l]!;
    for (let m = 0; m < M; m++) map[R + k * M + m] = R + from * M + m;
    map[v + k] = v + from;
  }
  return map;
};
