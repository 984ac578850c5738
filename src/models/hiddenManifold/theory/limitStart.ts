import { fillNormals } from '../../../numerics/random/normal.ts';
import { startStream } from '../../../numerics/random/stream.ts';
import type { Modes, ModeSystem } from '../equations.ts';
import { latentOf, type P } from '../params.ts';
import type { Task } from '../task.ts';

const normals = (seed: number, replica: number, purpose: string, count: number): Float64Array => {
  const out = new Float64Array(count);
  fillNormals(startStream({ seed, model: 'hiddenManifold', replica, purpose }), out, count);
  return out;
};

/** The overlaps R asked for at the start, K x M; null for a random start. */
export const givenOverlaps = (p: P): Float64Array | null => {
  if (p.start === 'random') return null;
  const R = new Float64Array(p.hiddenUnits * p.teacherUnits);
  if (p.start === 'broken') R[0] = p.initialOverlap;
  else R.set(p.overlaps);
  return R;
};

/** into_kl += factor sum_m x_km x_lm */
const addGram = (into: Float64Array, at: number, x: Float64Array, from: number, K: number, M: number, factor: number): void => {
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      let sum = 0;
      for (let m = 0; m < M; m++) sum += x[from + k * M + m]! * x[from + l * M + m]!;
      into[at + k * K + l] = into[at + k * K + l]! + factor * sum;
    }
  }
};
const addDiagonal = (sigma: Float64Array, at: number, K: number, value: number): void => {
  for (let k = 0; k < K; k++) sigma[at + k * K + k] = sigma[at + k * K + k]! + value;
};

/**
 * Start of a replica in the limit of many dimensions, packed.
 *
 * Random weights of variance q: a node of weight g stands for g D modes, on which a student has the overlap y_km ~ N(0, q / (g D)) with a
 * teacher: r = sqrt(rho t) y, sigma = rho (y y^T + q (1 - M / (g D)) I); likewise V over all inputs, and W = q I for large N. So
 * R_km ~ N(0, b^2 q / D). Given overlaps R: w_k = sum_m X_km F B_m / sqrt N + independent weights, X = R/b, of a function of the latents, and
 * w_k = sum_m R_km B_m + such of one of the inputs; W = q I, as far as the overlaps leave room.
 */
export const limitStart = (p: P, task: Task, modes: Modes, system: ModeSystem, seed: number, replica: number): Float64Array => {
  const { K, M } = task;
  const count = modes.rho.length;
  const parts = { W: new Float64Array(K * K), V: new Float64Array(K * M), sigma: new Float64Array(count * K * K), r: new Float64Array(count * K * M) };
  const R = givenOverlaps(p);
  if (R !== null) writeGiven(parts, task, modes, p.initialNorm, R);
  else writeRandom(parts, p, task, modes, seed, replica);
  return system.pack(parts.W, new Float64Array(K).fill(1), parts.V, parts.sigma, parts.r);
};

interface Parts {
  readonly W: Float64Array;
  readonly V: Float64Array;
  readonly sigma: Float64Array;
  readonly r: Float64Array;
}

const writeGiven = ({ W, V, sigma, r }: Parts, { K, M, b, c, delta, kind }: Task, { rho }: Modes, q: number, R: Float64Array): void => {
  const latent = kind === 'latent';
  const X = R.map((x) => x / (latent ? b : c));
  V.set(X);
  addDiagonal(W, 0, K, q);
  rho.forEach((x, i) => {
    for (let j = 0; j < K * M; j++) r[i * K * M + j] = x * X[j]!;
    addDiagonal(sigma, i * K * K, K, q * x);
    // delta X X^T of W is the part of the teacher.
    if (latent) addGram(sigma, i * K * K, X, 0, K, M, x * (x - delta));
  });
};

const writeRandom = ({ W, V, sigma, r }: Parts, p: P, { K, M, c, delta, kind }: Task, { rho, weight }: Modes, seed: number, replica: number): void => {
  const latent = kind === 'latent';
  const q = p.initialNorm;
  const N = p.dimension;
  const y = normals(seed, replica, 'limit overlaps', r.length);
  // Overlaps on the inputs that the features do not reach, and the node at 0 for delta > 1: latents that reach no input.
  const reached = rho.length === 0 ? 0 : Math.min(1, delta);
  const idle = rho.length === 0 ? 0 : Math.max(0, 1 - 1 / delta);
  const rest = normals(seed, replica, 'limit rest', K * M);
  const teacher = Math.sqrt(kind === 'inputs' ? 1 / c : 1);
  for (let j = 0; j < K * M; j++) V[j] = teacher * Math.sqrt((q * (1 - reached)) / N) * rest[j]!;
  rho.forEach((x, i) => {
    const modes = weight[i]! * latentOf(p);
    const share = i === 0 ? Math.max(0, weight[i]! - idle) : weight[i]!;
    for (let j = i * K * M; j < (i + 1) * K * M; j++) {
      y[j] = Math.sqrt(q / modes) * y[j]!;
      r[j] = (latent ? Math.sqrt(x) : x * teacher) * y[j]!;
      V[j % (K * M)] = V[j % (K * M)]! + delta * share * teacher * y[j]!;
    }
    addDiagonal(sigma, i * K * K, K, q * x * Math.max(0, 1 - M / modes));
    addGram(sigma, i * K * K, y, i * K * M, K, M, x);
  });
  if (latent) addDiagonal(W, 0, K, q);
  else {
    addDiagonal(W, 0, K, q * Math.max(0, 1 - M / N));
    addGram(W, 0, V, 0, K, M, 1 / (teacher * teacher));
  }
};

/** Covariance of the teacher fields in the limit: I. */
export const limitTeacher = ({ M }: Pick<Task, 'M'>): Float64Array => Float64Array.from({ length: M * M }, (_, i) => (i % (M + 1) === 0 ? 1 : 0));
