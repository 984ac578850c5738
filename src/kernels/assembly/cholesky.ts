/**
 * Lower Cholesky factor of a positive semi-definite matrix, a = L L^T, and the solution of its linear systems.
 *
 * Layout: n x n doubles, row-major; only the lower triangle of a is read; L takes its place, with zeros above the diagonal.
 * A pivot <= 1e-13 a_kk counts as zero and then the whole column k of L is zero, as in `src/numerics/cholesky.ts`; a NaN spreads and counts as a pivot.
 *
 * Panels of 32 columns, each first reduced by all columns before it (`addProducts`), then factored column by column.
 * Order of an entry (i, k) of the panel that begins at column p: a_ik, minus the sums over columns 256 j .. 256 j + 255 before p one after another, minus
 * the sum over the columns p .. k - 1; each sum in the order of `rowDot`; then divided by the root of the pivot. Backward stable. n^3 / 3 flops.
 */
import { axpy, dot, rowDot } from './linear';
import { addProducts, PIECE } from './tiles';

const PANEL: i32 = 32;
const SMALLEST_PIVOT: f64 = 1e-13;

/** L in place of a; returns the number of non-zero pivots. */
export function choleskyFactor(a: usize, n: i32): i32 {
  const stride = <usize>n << 3;
  let rank = 0;
  // The row above the diagonal is free: it keeps the diagonal of a until the end.
  for (let k: usize = 1; k < <usize>n; k++) store<f64>(a + (k << 3), load<f64>(a + k * (stride + 8)));
  for (let p = 0; p < n; p += PANEL) {
    const rows = a + <usize>p * stride;
    const panel = rows + (<usize>p << 3);
    const end = min(p + PANEL, n);
    for (let k = 0; k < p; k += PIECE) {
      const piece = rows + (<usize>k << 3);
      addProducts(piece, stride, n - p, piece, stride, end - p, min(PIECE, p - k), -1, panel, stride);
    }
    for (let k = p; k < end; k++) {
      const before = k - p;
      const pivotRow = panel + <usize>before * stride;
      const place = <usize>before << 3;
      const pivot = load<f64>(pivotRow + place) - rowDot(pivotRow, pivotRow, before);
      const diagonal = k == 0 ? pivot : load<f64>(a + (<usize>k << 3));
      const zero = pivot <= SMALLEST_PIVOT * diagonal;
      const root = zero ? 0 : sqrt(pivot);
      store<f64>(pivotRow + place, root);
      if (!zero) rank++;
      let row = pivotRow;
      for (let i = k + 1; i < n; i++) {
        row += stride;
        store<f64>(row + place, zero ? 0 : (load<f64>(row + place) - rowDot(row, pivotRow, before)) / root);
      }
    }
  }
  for (let i = 0; i < n - 1; i++) memory.fill(a + <usize>i * (stride + 8) + 8, 0, <usize>(n - 1 - i) << 3);
  return rank;
}

/**
 * x of L L^T x = b in place of b; where L has a zero column the entry of x is zero.
 * Forward by `dot` with the rows of L, backward by `axpy` with the same rows.
 */
export function choleskySolve(factor: usize, x: usize, n: i32): void {
  const stride = <usize>n << 3;
  for (let i = 0; i < n; i++) {
    const row = factor + <usize>i * stride;
    const place = x + (<usize>i << 3);
    const pivot = load<f64>(row + (<usize>i << 3));
    store<f64>(place, pivot == 0 ? 0 : (load<f64>(place) - dot(row, x, i)) / pivot);
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = factor + <usize>i * stride;
    const place = x + (<usize>i << 3);
    const pivot = load<f64>(row + (<usize>i << 3));
    const value = pivot == 0 ? 0 : load<f64>(place) / pivot;
    store<f64>(place, value);
    axpy(-value, row, x, i);
  }
}
