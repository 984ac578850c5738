import { writeCholesky } from '../../numerics/cholesky.ts';
import { fillChiSquares } from '../../numerics/random/chiSquare.ts';
import { fillNormals } from '../../numerics/random/normal.ts';
import { startStream } from '../../numerics/random/stream.ts';
import { writeBartlett } from '../../numerics/random/wishart.ts';
import { makeOrder, type Order, type Task } from './equations.ts';
import type { P } from './params.ts';

/**
 * The start of one replica, in the coordinates of the exact chain.
 *
 * L = chol(T); A = coordinates of the students on an orthonormal basis of the teachers' span, over sqrt N (K x M),
 * R = A L^T; V = Q - A A^T, Gram matrix of the rest (K x K).
 */
export interface Start {
  readonly task: Task;
  readonly L: Float64Array;
  readonly A: Float64Array;
  readonly V: Float64Array;
  readonly v: Float64Array;
}

/** The task that the parameters describe; given matrices count only for a given start. */
export const taskOf = (p: P): Task => {
  const K = p.hiddenUnits;
  const M = p.teacherUnits;
  const T = new Float64Array(M * M);
  for (let m = 0; m < M; m++) T[m * M + m] = 1;
  const given = p.start === 'custom';
  return {
    K,
    M,
    T: given ? Float64Array.from(p.teacher) : T,
    A: given ? Float64Array.from(p.teacherOutput) : new Float64Array(M).fill(1),
    learningRate: p.learningRate,
    secondLayerRate: p.secondLayerRate,
    weightDecay: p.weightDecay,
    labelNoise: p.labelNoise,
  };
};

/** Random Gaussian weights of variance q: A_km ~ N(0, q/N), V ~ q/N Wishart_K(N - M); normals first, then chi-squares. */
const writeRandomStart = (p: P, seed: number, replica: number, A: Float64Array, V: Float64Array): void => {
  const K = p.hiddenUnits;
  const N = p.dimension;
  const key = { seed, model: 'committee', replica };
  const normals = new Float64Array(A.length + (K * (K - 1)) / 2);
  fillNormals(startStream({ ...key, purpose: 'normals' }), normals, normals.length);
  const scale = Math.sqrt(p.initialNorm / N);
  for (let i = 0; i < A.length; i++) A[i] = scale * normals[i]!;
  const degrees = N - p.teacherUnits;
  const squares = new Float64Array(K);
  for (let k = 0; k < K; k++) fillChiSquares(startStream({ ...key, purpose: `norm ${k + 1}` }), degrees - k, squares.subarray(k), 1);
  const B = new Float64Array(K * K);
  writeBartlett(B, K, degrees, normals.subarray(A.length), squares);
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      let sum = 0;
      for (let j = 0; j < K; j++) sum += B[k * K + j]! * B[l * K + j]!;
      V[k * K + l] = scale * scale * sum;
    }
  }
};

/** A = R L^-T by forward substitution, V = Q - A A^T. */
export const writeCoordinates = (K: number, M: number, Q: ArrayLike<number>, R: ArrayLike<number>, L: Float64Array, A: Float64Array, V: Float64Array) => {
  for (let k = 0; k < K; k++) {
    for (let m = 0; m < M; m++) {
      let sum = R[k * M + m]!;
      for (let j = 0; j < m; j++) sum -= L[m * M + j]! * A[k * M + j]!;
      A[k * M + m] = sum / L[m * M + m]!;
    }
  }
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      let sum = Q[k * K + l]!;
      for (let m = 0; m < M; m++) sum -= A[k * M + m]! * A[l * M + m]!;
      V[k * K + l] = sum;
    }
  }
};

/** The start of `replica` under `seed`: the same for every engine, and the same normals for every N. */
export const makeStart = (p: P, seed: number, replica: number): Start => {
  const task = taskOf(p);
  const { K, M, T } = task;
  const L = new Float64Array(M * M);
  writeCholesky(L, T, M);
  const A = new Float64Array(K * M);
  const V = new Float64Array(K * K);
  const v = p.start === 'custom' ? Float64Array.from(p.studentOutput) : new Float64Array(K).fill(1);
  if (p.start === 'random') writeRandomStart(p, seed, replica, A, V);
  else if (p.start === 'broken') {
    A[0] = p.initialOverlap;
    for (let k = 0; k < K; k++) V[k * K + k] = p.initialNorm;
    V[0] = p.initialNorm - p.initialOverlap * p.initialOverlap;
  } else writeCoordinates(K, M, p.norms, p.overlaps, L, A, V);
  return { task, L, A, V, v };
};

/** Q = V + A A^T and R = A L^T from the coordinates. */
export const writeOrder = (out: Order, K: number, M: number, L: Float64Array, A: Float64Array, V: Float64Array): void => {
  for (let k = 0; k < K; k++) {
    for (let m = 0; m < M; m++) {
      let sum = 0;
      for (let j = 0; j <= m; j++) sum += A[k * M + j]! * L[m * M + j]!;
      out.R[k * M + m] = sum;
    }
    for (let l = 0; l <= k; l++) {
      let sum = V[k * K + l]!;
      for (let m = 0; m < M; m++) sum += A[k * M + m]! * A[l * M + m]!;
      out.Q[k * K + l] = sum;
      out.Q[l * K + k] = sum;
    }
  }
};

export const orderOf = ({ task, L, A, V, v }: Start): Order => {
  const order = makeOrder(task.K, task.M);
  writeOrder(order, task.K, task.M, L, A, V);
  order.v.set(v);
  return order;
};
