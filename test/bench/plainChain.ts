import type { P } from '../../src/models/committee/params.ts';
import { makeStart } from '../../src/models/committee/start.ts';
import { erf } from '../../src/numerics/erf.ts';
import { fillChiSquares } from '../../src/numerics/random/chiSquare.ts';
import { nextNormal } from '../../src/numerics/random/normal.ts';
import { makeStream, type Stream } from '../../src/numerics/random/stream.ts';

const nextChiSquare = (stream: Stream, degrees: number): number => {
  const out = new Float64Array(1);
  fillChiSquares(stream, degrees, out, 1);
  return out[0]!;
};

const cholesky = (V: readonly (readonly number[])[]): number[][] => {
  const B = V.map((row) => row.map(() => 0));
  for (let k = 0; k < V.length; k++) {
    for (let l = 0; l <= k; l++) {
      let sum = V[k]![l]!;
      for (let m = 0; m < l; m++) sum -= B[k]![m]! * B[l]![m]!;
      B[k]![l] = k === l ? Math.sqrt(Math.max(sum, 0)) : sum / B[l]![l]!;
    }
  }
  return B;
};

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const normals = (stream: Stream, count: number): number[] => Array.from({ length: count }, () => nextNormal(stream));
const rowsOf = (flat: Float64Array, columns: number): number[][] => Array.from({ length: flat.length / columns }, (_, i) => [...flat.subarray(i * columns, (i + 1) * columns)]);

/** The exact chain as one writes it down from its formulas, without a thought for speed: a baseline. Fixed second layer, no noise, no decay. */
export const runPlainChain = (p: P, seed: number, replica: number, steps: number): number => {
  const start = makeStart(p, seed, replica);
  const { K, M, A: output } = start.task;
  const stream = makeStream(seed, 'plain chain', replica);
  const L = rowsOf(start.L, M);
  const v = [...start.v];
  const rate = p.learningRate / p.dimension;
  let A = rowsOf(start.A, M);
  let V = rowsOf(start.V, K);
  for (let step = 0; step < steps; step++) {
    const xi = normals(stream, M);
    const zeta = normals(stream, K);
    const rho = dot(zeta, zeta) + nextChiSquare(stream, p.dimension - K - M);
    const across = cholesky(V).map((row) => dot(row, zeta));
    const lambda = A.map((row, k) => dot(row, xi) + across[k]!);
    const nu = L.map((row) => dot(row, xi));
    const g = (x: number): number => erf(x / Math.SQRT2);
    const error = dot([...output], nu.map(g)) - dot(v, lambda.map(g));
    const c = lambda.map((x, k) => rate * v[k]! * error * Math.sqrt(2 / Math.PI) * Math.exp((-x * x) / 2));
    A = A.map((row, k) => row.map((a, m) => a + c[k]! * xi[m]!));
    V = V.map((row, k) => row.map((entry, l) => entry + c[k]! * across[l]! + across[k]! * c[l]! + rho * c[k]! * c[l]!));
  }
  return V[0]![0]! + dot(A[0]!, A[0]!);
};
