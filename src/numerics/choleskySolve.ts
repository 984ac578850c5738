/**
 * Solution of a linear system whose matrix is known by its lower Cholesky factor.
 *
 * L L^T x = b
 *
 * @param out length n, receives x; may be `b` itself
 * @param factor L as `writeCholesky` leaves it, n x n, row-major
 * @param b length n
 * @param n >= 1
 * Where L has a zero column the entry of x is zero; x then solves the system whenever b lies in the range of L L^T.
 * Accuracy: backward stable. 2 n^2 flops.
 */
export function choleskySolve(out: Float64Array, factor: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= factor[i * n + j]! * out[j]!;
    const pivot = factor[i * n + i]!;
    out[i] = pivot === 0 ? 0 : sum / pivot;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = out[i]!;
    for (let j = i + 1; j < n; j++) sum -= factor[j * n + i]! * out[j]!;
    const pivot = factor[i * n + i]!;
    out[i] = pivot === 0 ? 0 : sum / pivot;
  }
}
