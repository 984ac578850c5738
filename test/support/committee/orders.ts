import type { Order, Task } from '../../../src/models/committee/equations.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

/** n x n, row-major. */
export const identity = (n: number): Float64Array => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

const gram = (a: Float64Array, rows: number, b: Float64Array, columns: number, length: number): Float64Array =>
  Float64Array.from({ length: rows * columns }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < length; j++) sum += a[Math.floor(i / columns) * length + j]! * b[(i % columns) * length + j]!;
    return sum / length;
  });

/** Overlapping teachers of unequal strength, with everything else switched on. */
export const richTask = (K: number, M: number, name: string, changes: Partial<Task> = {}): Task => {
  const stream = makeStream(name, 'task');
  const length = M + 3;
  const B = new Float64Array(M * length);
  const A = new Float64Array(M);
  fillNormals(stream, B, B.length);
  fillNormals(stream, A, M);
  return { K, M, T: gram(B, M, B, M, length), A, learningRate: 0.8, secondLayerRate: 0.6, weightDecay: 0.3, labelNoise: 0.5, ...changes };
};

/** Order parameters of K random weight vectors that overlap with the teachers of the task of the same name. */
export const randomOrder = ({ K, M }: Task, name: string): Order => {
  const stream = makeStream(name, 'task');
  const length = M + 3;
  const B = new Float64Array(M * length);
  fillNormals(stream, B, B.length);
  const W = new Float64Array(K * length);
  const v = new Float64Array(K);
  const students = makeStream(name, 'students');
  fillNormals(students, W, W.length);
  fillNormals(students, v, K);
  return { Q: gram(W, K, W, K, length), R: gram(W, K, B, M, length), v };
};

/** The order with student k in place of student from[k] and the signs of the units changed: (w, v) -> (sign w, sign v). */
export const rearranged = ({ Q, R, v }: Order, from: readonly number[], signs: readonly number[]): Order => {
  const K = v.length;
  const M = R.length / K;
  return {
    Q: Q.map((_, i) => signs[Math.floor(i / K)]! * signs[i % K]! * Q[from[Math.floor(i / K)]! * K + from[i % K]!]!),
    R: R.map((_, i) => signs[Math.floor(i / M)]! * R[from[Math.floor(i / M)]! * M + (i % M)]!),
    v: v.map((_, k) => signs[k]! * v[from[k]!]!),
  };
};

/** Everything a flow says about an order, in one list: Q whole, R, v. */
export const listOf = ({ Q, R, v }: Order): number[] => [...Q, ...R, ...v];

export const largest = (xs: Iterable<number>): number => {
  let most = 0;
  for (const x of xs) most = Math.max(most, Math.abs(x));
  return most;
};
