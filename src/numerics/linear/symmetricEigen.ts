const EPSILON = 2.220446049250313e-16;
const ROUNDS = 60;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by QL with implicit shifts; some rows are turned to its eigenvectors.
 *
 * `diagonal`: n numbers, overwritten by the eigenvalues, in no order; `off`: n numbers, off[i] is element (i, i + 1), overwritten, the last one
 * scratch; `rows`: n rows of `columns` numbers; row i becomes sum_j z_ji row_j, z_.i the unit eigenvector of value i. From the identity: all
 * eigenvectors. From its first column (columns = 1): their first components, all that a Gauss rule needs.
 *
 * Returns false when the iteration does not end or an entry is not finite. Accuracy: a few eps |matrix|. Cost: 15 n^2 + 5 n^2 columns multiply-adds.
 *
 * Wilkinson, Reinsch, Handbook for Automatic Computation II (1971), 'imtql2'.
 */
export const tridiagonalEigen = (diagonal: Float64Array, off: Float64Array, rows: Float64Array, columns: number): boolean => {
  const n = diagonal.length;
  off[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let round = 0; ; round++) {
      let m = l;
      for (; m < n - 1; m++) if (Math.abs(off[m]!) <= EPSILON * (Math.abs(diagonal[m]!) + Math.abs(diagonal[m + 1]!))) break;
      if (m === l) break;
      if (round === ROUNDS) return false;
      let g = (diagonal[l + 1]! - diagonal[l]!) / (2 * off[l]!);
      let r = Math.sqrt(g * g + 1);
      g = diagonal[m]! - diagonal[l]! + off[l]! / (g + (g < 0 ? -r : r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * off[i]!;
        const b = c * off[i]!;
        r = Math.sqrt(f * f + g * g);
        off[i + 1] = r;
        if (r === 0) {
          diagonal[i + 1] = diagonal[i + 1]! - p;
          off[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = diagonal[i + 1]! - p;
        r = (diagonal[i]! - g) * s + 2 * c * b;
        p = s * r;
        diagonal[i + 1] = g + p;
        g = c * r - b;
        for (let low = i * columns, high = low + columns, end = high; low < end; low++, high++) {
          const x = rows[low]!;
          const y = rows[high]!;
          rows[high] = s * x + c * y;
          rows[low] = c * x - s * y;
        }
      }
      if (r === 0 && i >= l) continue;
      diagonal[l] = diagonal[l]! - p;
      off[l] = g;
      off[m] = 0;
    }
  }
  return diagonal.every((x) => x - x === 0);
};

/**
 * Householder reduction of a symmetric matrix to tridiagonal form, a = Q T Q^T.
 *
 * `a`: n x n, row-major, of which the lower triangle counts; overwritten, row i by the vector u of its reflection 1 - u u^T / halves[i].
 * Writes T into `diagonal` and `off` (off[i]: element (i, i + 1)) and yields about every millisecond, so that a long reduction can be cut into slices.
 *
 * Cost: 2 n^3 / 3 multiply-adds. Golub, Van Loan, Matrix Computations, 8.3.1.
 */
export function* tridiagonalise(a: Float64Array, n: number, diagonal: Float64Array, off: Float64Array, halves: Float64Array): Generator<void, void> {
  const q = new Float64Array(n);
  let sinceYield = 0;
  for (let i = n - 1; i >= 1; i--) {
    sinceYield += 2 * i * i;
    if (sinceYield > 1e6) {
      sinceYield = 0;
      yield;
    }
    const u = a.subarray(i * n, i * n + i);
    diagonal[i] = a[i * n + i]!;
    halves[i] = 0;
    let squares = 0;
    for (let k = 0; k < i; k++) squares += u[k]! * u[k]!;
    const last = u[i - 1]!;
    if (squares - last * last <= 0) {
      off[i - 1] = last;
      continue;
    }
    const length = last > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    off[i - 1] = length;
    const half = squares - last * length;
    halves[i] = half;
    u[i - 1] = last - length;
    let product = 0;
    for (let j = 0; j < i; j++) {
      const row = j * n;
      const uj = u[j]!;
      let sum = a[row + j]! * uj;
      for (let k = 0; k < j; k++) {
        sum += a[row + k]! * u[k]!;
        q[k] = q[k]! + a[row + k]! * uj;
      }
      q[j] = sum;
    }
    for (let j = 0; j < i; j++) {
      q[j] = q[j]! / half;
      product += q[j]! * u[j]!;
    }
    const shift = product / (2 * half);
    for (let j = 0; j < i; j++) q[j] = q[j]! - shift * u[j]!;
    for (let j = 0; j < i; j++) {
      const row = j * n;
      const uj = u[j]!;
      const qj = q[j]!;
      for (let k = 0; k <= j; k++) a[row + k] = a[row + k]! - qj * u[k]! - uj * q[k]!;
    }
  }
  diagonal[0] = a[0]!;
}

export interface Eigenpairs {
  readonly values: Float64Array;
  /** n x n: row i is the unit eigenvector of value i. */
  readonly vectors: Float64Array;
}

/**
 * All eigenpairs of a symmetric matrix: Householder reduction, then QL.
 *
 * `matrix`: n x n, row-major, not changed; its lower triangle counts. Own arrays, values in no order; null when an entry is not finite.
 *
 * Accuracy: a few eps |matrix|, vectors orthonormal to the same. Cost: about 6 n^3 multiply-adds.
 */
export const symmetricEigen = (matrix: Float64Array, n: number): Eigenpairs | null => {
  if (matrix.length !== n * n) throw new RangeError(`matrix must hold ${n * n} numbers, got ${matrix.length}`);
  const a = Float64Array.from(matrix);
  const [values, off, halves] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (const _ of tridiagonalise(a, n, values, off, halves)) void _;
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let i = 2; i < n; i++) {
    if (halves[i] === 0) continue;
    const u = a.subarray(i * n, i * n + i);
    for (let j = 0; j < i; j++) {
      const row = j * n;
      let dot = 0;
      for (let k = 0; k < i; k++) dot += vectors[row + k]! * u[k]!;
      dot /= halves[i]!;
      for (let k = 0; k < i; k++) vectors[row + k] = vectors[row + k]! - dot * u[k]!;
    }
  }
  return tridiagonalEigen(values, off, vectors, n) ? { values, vectors } : null;
};
