/**
 * Reduces a square matrix to upper Hessenberg form by orthogonal similarity (Householder reflections), in place.
 *
 * `a`: n x n, row-major, overwritten; entries below the first subdiagonal become exact zeros.
 *
 * Eigenvalues are kept to a few eps |a|. Cost 10 n^3 / 3.
 *
 * Golub, Van Loan, Matrix Computations, 7.4.2.
 */
export const reduceToHessenberg = (a: Float64Array, n: number): void => {
  const v = new Float64Array(n);
  for (let m = 1; m < n - 1; m++) {
    let largest = 0;
    for (let i = m; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + m - 1]!));
    if (largest === 0) continue;
    let squares = 0;
    for (let i = m; i < n; i++) {
      v[i] = a[i * n + m - 1]! / largest;
      squares += v[i]! * v[i]!;
    }
    const length = v[m]! > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    const half = squares - v[m]! * length;
    v[m] = v[m]! - length;
    for (let j = m; j < n; j++) {
      let dot = 0;
      for (let i = m; i < n; i++) dot += v[i]! * a[i * n + j]!;
      dot /= half;
      for (let i = m; i < n; i++) a[i * n + j] = a[i * n + j]! - dot * v[i]!;
    }
    for (let i = 0; i < n; i++) {
      let dot = 0;
      for (let j = m; j < n; j++) dot += v[j]! * a[i * n + j]!;
      dot /= half;
      for (let j = m; j < n; j++) a[i * n + j] = a[i * n + j]! - dot * v[j]!;
    }
    a[m * n + m - 1] = largest * length;
    for (let i = m + 1; i < n; i++) a[i * n + m - 1] = 0;
  }
};
