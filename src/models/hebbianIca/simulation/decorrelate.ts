/**
 * Rows of W made orthonormal, in place.
 *
 * symmetric: W <- (W W^T)^(-1/2) W by Newton and Schulz, W <- 3/2 W - 1/2 (W W^T) W after division by a norm, until |W W^T - I| < 1e-13;
 * deflation: Gram and Schmidt in the order of the rows
 *
 * `W`: M x N, row-major, rows independent.
 */
export const decorrelate = (W: Float64Array, M: number, N: number, kind: 'symmetric' | 'deflation'): void => {
  if (kind === 'deflation') gramSchmidt(W, M, N);
  else symmetric(W, M, N);
};

export const gramSchmidt = (W: Float64Array, M: number, N: number): void => {
  for (let a = 0; a < M; a++) {
    // Twice is enough: the second round removes what rounding left.
    for (let round = 0; round < 2; round++) {
      for (let b = 0; b < a; b++) {
        let overlap = 0;
        for (let i = 0; i < N; i++) overlap += W[a * N + i]! * W[b * N + i]!;
        for (let i = 0; i < N; i++) W[a * N + i]! -= overlap * W[b * N + i]!;
      }
    }
    let squares = 0;
    for (let i = 0; i < N; i++) squares += W[a * N + i]! * W[a * N + i]!;
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < N; i++) W[a * N + i]! *= scale;
  }
};

const symmetric = (W: Float64Array, M: number, N: number): void => {
  const gram = new Float64Array(M * M);
  const column = new Float64Array(M);
  for (let round = 0; round < 100; round++) {
    let fault = 0;
    let largest = 0;
    for (let a = 0; a < M; a++) {
      let row = 0;
      for (let b = 0; b < M; b++) {
        let sum = 0;
        for (let i = 0; i < N; i++) sum += W[a * N + i]! * W[b * N + i]!;
        gram[a * M + b] = sum;
        row += Math.abs(sum);
        fault = Math.max(fault, Math.abs(sum - (a === b ? 1 : 0)));
      }
      largest = Math.max(largest, row);
    }
    if (fault < 1e-13) return;
    // The iteration converges for singular values below sqrt 3; the largest row sum bounds their squares.
    const shrink = largest > 2.5 ? 1 / Math.sqrt(largest) : 1;
    const cube = 0.5 * shrink * shrink * shrink;
    for (let i = 0; i < N; i++) {
      for (let a = 0; a < M; a++) {
        let sum = 0;
        for (let b = 0; b < M; b++) sum += gram[a * M + b]! * W[b * N + i]!;
        column[a] = 1.5 * shrink * W[a * N + i]! - cube * sum;
      }
      for (let a = 0; a < M; a++) W[a * N + i] = column[a]!;
    }
  }
};
