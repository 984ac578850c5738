import { integralI2, TWO_OVER_PI } from '../../numerics/gaussian/erfIntegrals.ts';
import { squaredErrorSum } from '../../numerics/gaussian/squaredErrorSum.ts';
import type { Order } from './order.ts';
import type { Task } from './task.ts';

/**
 * What all equations of the model take from the joint law of the fields (lambda, nu), covariance C = [[Q, R], [R^T, T]].
 *
 * With Delta = y - yhat, e = (v, -A), J_ka = <g'_k g'_a>, h_k = sum_a e_a <g''_k g_a>, Stein's lemma gives for any Gaussian xi
 * v_k <Delta g'_k xi> = -sum_j a_kj <lambda_j xi> + sum_n s_kn <nu_n xi>:
 *
 * | name | formula | shape |
 * |---|---|---|
 * | a | v_k (h_k delta_kj + v_j J_kj) | K x K |
 * | s | v_k A_n J_kn | K x M |
 * | drift | v_k <Delta g'_k z_b>, z all fields | K x (K+M) |
 * | kicks | eta^2 v_k v_l (<Delta^2 g'_k g'_l> + noise^2 J_kl) | K x K |
 *
 * No determinant that vanishes for collinear units is divided by. Activation g(x) = erf(x / sqrt 2).
 */
export interface Fields {
  readonly a: Float64Array;
  readonly s: Float64Array;
  readonly drift: Float64Array;
  readonly kicks: Float64Array;
  readonly outputDrift: Float64Array;
  readonly write: (order: Order) => void;
}

/** Of the students below `rows` only, if told. Cost of `write`: rows (rows + 1)/2 (K+M)(K+M+1)/2 arcsines. */
export const makeFields = (task: Task, rows: number = task.K): Fields => {
  const { K, M, A, learningRate, secondLayerRate, labelNoise } = task;
  const n = K + M;
  const C = new Float64Array(n * n);
  const e = new Float64Array(n);
  const weighted = { n, C, e, conditional: new Float64Array(n * n), scale: new Float64Array(n) };
  const a = new Float64Array(K * K);
  const s = new Float64Array(K * M);
  const drift = new Float64Array(K * n);
  const kicks = new Float64Array(K * K);
  const outputDrift = new Float64Array(K);
  const noise = labelNoise * labelNoise;

  const writeCovariance = ({ Q, R, T, v }: Order): void => {
    for (let k = 0; k < K; k++) {
      e[k] = v[k]!;
      for (let l = 0; l < K; l++) C[k * n + l] = Q[k * K + l]!;
      for (let m = 0; m < M; m++) {
        const r = R[k * M + m]!;
        C[k * n + K + m] = r;
        C[(K + m) * n + k] = r;
      }
    }
    for (let m = 0; m < M; m++) {
      e[K + m] = -A[m]!;
      for (let l = 0; l < M; l++) C[(K + m) * n + K + l] = T[m * M + l]!;
    }
  };

  const writeRow = (k: number): void => {
    const ckk = C[k * n + k]!;
    const vk = e[k]!;
    let h = 0;
    for (let b = 0; b < n; b++) {
      const ckb = C[k * n + b]!;
      const eJ = (e[b]! * TWO_OVER_PI) / Math.sqrt((1 + ckk) * (1 + C[b * n + b]!) - ckb * ckb);
      h -= (eJ * ckb) / (1 + ckk);
      if (b < K) a[k * K + b] = vk * eJ;
      else s[k * M + b - K] = -vk * eJ;
    }
    a[k * K + k] = a[k * K + k]! + vk * h;
    for (let b = 0; b < n; b++) {
      let sum = 0;
      for (let j = 0; j < K; j++) sum -= a[k * K + j]! * C[j * n + b]!;
      for (let m = 0; m < M; m++) sum += s[k * M + m]! * C[(K + m) * n + b]!;
      drift[k * n + b] = sum;
    }
  };

  const writeKicks = (): void => {
    for (let k = 0; k < rows; k++) {
      for (let l = k; l < rows; l++) {
        const ckl = C[k * n + l]!;
        const slopes = noise === 0 ? 0 : (noise * TWO_OVER_PI) / Math.sqrt((1 + C[k * n + k]!) * (1 + C[l * n + l]!) - ckl * ckl);
        const kick = learningRate * learningRate * e[k]! * e[l]! * (squaredErrorSum(weighted, k, l) + slopes);
        kicks[k * K + l] = kick;
        kicks[l * K + k] = kick;
      }
    }
  };

  const write = (order: Order): void => {
    writeCovariance(order);
    for (let k = 0; k < rows; k++) writeRow(k);
    writeKicks();
    if (secondLayerRate === 0) return;
    for (let k = 0; k < rows; k++) {
      let sum = 0;
      for (let b = 0; b < n; b++) sum -= integralI2(C[k * n + k]!, C[b * n + b]!, C[k * n + b]!) * e[b]!;
      outputDrift[k] = secondLayerRate * sum;
    }
  };
  return { a, s, drift, kicks, outputDrift, write };
};
