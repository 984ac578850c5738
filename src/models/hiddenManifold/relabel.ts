import type { Layout } from '../contract.ts';
import type { P } from './params.ts';

/** The assignment of students to teachers with the largest sum of |R_km|; students left over keep their order. */
const pairing = (R: ArrayLike<number>, K: number, M: number): number[] => {
  let best: number[] = [];
  let bestSum = -1;
  const used = Array.from({ length: K }, () => false);
  const chosen: number[] = [];
  const search = (m: number, sum: number): void => {
    if (m === Math.min(K, M)) {
      if (sum > bestSum) {
        bestSum = sum;
        best = [...chosen];
      }
      return;
    }
    for (let k = 0; k < K; k++) {
      if (used[k]) continue;
      used[k] = true;
      chosen.push(k);
      search(m + 1, sum + Math.abs(R[k * M + m]!));
      chosen.pop();
      used[k] = false;
    }
  };
  search(0, 0);
  for (let k = 0; k < K; k++) if (!best.includes(k)) best.push(k);
  return best;
};

/**
 * Column permutation that pairs student m with teacher m by the overlaps of the final frame; Q, Sigma, W, R and v go along.
 *
 * `frame[i]` of the relabelled frame is `frame[map[i]]` of the original. K < M: the first K teachers are paired.
 * Cost: K!/(K-M)! sums, at most 720.
 */
export const relabel = (p: P, finalFrame: Float64Array, layout: Layout): Int32Array => {
  const K = p.hiddenUnits;
  const M = p.teacherUnits;
  const { Q, Sigma, W, R, v } = layout.offsets as { Q: number; Sigma: number; W: number; R: number; v: number };
  const student = pairing(finalFrame.subarray(R, R + K * M), K, M);
  const map = Int32Array.from({ length: layout.size }, (_, i) => i);
  for (let k = 0; k < K; k++) {
    const from = student[k]!;
    for (const at of [Q, Sigma, W]) for (let l = 0; l < K; l++) map[at + k * K + l] = at + from * K + student[l]!;
    for (let m = 0; m < M; m++) map[R + k * M + m] = R + from * M + m;
    map[v + k] = v + from;
  }
  return map;
};
