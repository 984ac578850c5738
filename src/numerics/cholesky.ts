const SMALLEST_PIVOT = 1e-13;

/**
 * Lower Cholesky factor of a positive semi-definite matrix.
 *
 * a = L L^T; a pivot <= 1e-13 a_kk counts as zero and then the whole column k of L is zero
 *
 * @param out n x n, row-major, receives L with zeros above the diagonal; may be `a` itself
 * @param a n x n, row-major, symmetric; only its lower triangle is read
 * @param n >= 1, meant to be small
 * @returns the number of non-zero pivots: n when `a` is positive definite. A NaN in `a` spreads into L and counts as a pivot.
 * Accuracy: backward stable, |L L^T - a| <= (n + 1) 2^-53 sqrt(a_ii a_jj) on non-zero columns. n^3 / 3 flops.
 */
export function writeCholesky(out: Float64Array, a: Float64Array, n: number): number {
  let rank = 0;
  for (let k = 0; k < n; k++) {
    const diagonal = a[k * n + k]!;
    let pivot = diagonal;
    for (let m = 0; m < k; m++) pivot -= out[k * n + m]! * out[k * n + m]!;
    const zero = pivot <= SMALLEST_PIVOT * diagonal;
    if (!zero) rank++;
    const root = zero ? 0 : Math.sqrt(pivot);
    out[k * n + k] = root;
    for (let i = k + 1; i < n; i++) {
      let sum = a[i * n + k]!;
      for (let m = 0; m < k; m++) sum -= out[i * n + m]! * out[k * n + m]!;
      out[i * n + k] = zero ? 0 : sum / root;
    }
  }
  for (let i = 0; i < n; i++) out.fill(0, i * n + i + 1, (i + 1) * n);
  return rank;
}
