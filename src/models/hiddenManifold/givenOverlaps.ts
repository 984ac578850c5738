import { writeCholesky } from '../../numerics/cholesky.ts';
import { solve } from '../../numerics/linear/solve.ts';

const dot = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};

const add = (y: Float64Array, factor: number, x: Float64Array): void => {
  for (let i = 0; i < x.length; i++) y[i] = y[i]! + factor * x[i]!;
};

/** Takes the part along each of the orthonormal vectors out of x, twice, and scales x to length 1; false where next to nothing is left. */
const orthonormalise = (x: Float64Array, basis: readonly Float64Array[]): boolean => {
  const before = Math.sqrt(dot(x, x));
  for (let round = 0; round < 2; round++) for (const other of basis) add(x, -dot(other, x), other);
  const size = Math.sqrt(dot(x, x));
  if (!(size > 1e-9 * before)) return false;
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / size;
  return true;
};

/** Where the overlaps are measured and what they are made of: M vectors of N numbers each. */
export interface Overlaps {
  /** R_km = w_k.gradients_m. */
  readonly gradients: readonly Float64Array[];
  readonly directions: readonly Float64Array[];
}

/**
 * Weights of given overlaps R (K x M) and Gram matrix W = w w^T / N = q 1, random otherwise.
 *
 * w_k = sum_m alpha_km directions_m + (random part), alpha from R; the random part is orthogonal to directions and gradients: K orthonormal vectors times the
 * Cholesky factor of N q 1 - P P^T, P the first part. Where that has a negative eigenvalue, which `problems` forbids, W is larger than asked for.
 *
 * `w`: K x N normals, replaced by the weights. Rounding errors only. Null where the gradients are linearly dependent along the directions.
 */
export const writeGivenOverlaps = (w: Float64Array, K: number, q: number, R: ArrayLike<number>, { gradients, directions }: Overlaps): Float64Array | null => {
  const M = directions.length;
  const N = w.length / K;
  const gram = new Float64Array(M * M);
  for (let n = 0; n < M; n++) for (let m = 0; m < M; m++) gram[n * M + m] = dot(gradients[n]!, directions[m]!);
  const first: Float64Array[] = [];
  for (let k = 0; k < K; k++) {
    const alpha = solve(gram, Float64Array.from({ length: M }, (_, m) => R[k * M + m]!));
    if (alpha === null) return null;
    const part = new Float64Array(N);
    directions.forEach((direction, m) => add(part, alpha[m]!, direction));
    first.push(part);
  }
  const basis: Float64Array[] = [];
  for (const vector of [...directions, ...gradients]) {
    const copy = Float64Array.from(vector);
    if (orthonormalise(copy, basis)) basis.push(copy);
  }
  const rest: Float64Array[] = [];
  for (let k = 0; k < K; k++) {
    const row = w.slice(k * N, (k + 1) * N);
    if (!orthonormalise(row, [...basis, ...rest])) return null;
    rest.push(row);
  }
  const V = new Float64Array(K * K);
  for (let k = 0; k < K; k++) for (let l = 0; l < K; l++) V[k * K + l] = (k === l ? q : 0) - dot(first[k]!, first[l]!) / N;
  const L = new Float64Array(K * K);
  writeCholesky(L, V, K);
  for (let k = 0; k < K; k++) {
    const row = w.subarray(k * N, (k + 1) * N);
    row.set(first[k]!);
    for (let l = 0; l <= k; l++) add(row, Math.sqrt(N) * L[k * K + l]!, rest[l]!);
  }
  return w;
};
