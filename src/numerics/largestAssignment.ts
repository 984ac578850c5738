/**
 * The assignment of the rows of R (K x M) to its columns with the largest sum of |R_km|: entry m is the row of column m; rows left over follow
 * in their order. By trying all K!/(K-M)! of them: for K up to 6.
 */
export const largestAssignment = (R: ArrayLike<number>, K: number, M: number): number[] => {
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
