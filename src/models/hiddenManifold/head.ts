import type { Fields } from './fields.ts';
import type { Order } from './order.ts';
import type { Task } from './task.ts';

/**
 * The part of a packed state that knows no modes: upper triangle of W, then v, then V = w_k.B_m / N where the teacher sees the inputs.
 *
 * dW_kl/dt = eta (drift_kl + drift_lk) + c kicks_kl, dV_km/dt = eta drift_k,K+m, dv_k/dt = eta_v <Delta g_k>.
 */
export interface Head {
  readonly length: number;
  readonly pack: (y: Float64Array, W: ArrayLike<number>, v: ArrayLike<number>, V: ArrayLike<number>) => void;
  readonly unpack: (y: Float64Array, order: Order) => void;
  /** V_km; 0 where the teacher sees the latents. */
  readonly plain: (y: Float64Array, k: number, m: number) => number;
  readonly flow: (fields: Fields, out: Float64Array) => void;
}

export const makeHead = ({ K, M, kind, learningRate, c }: Task): Head => {
  const n = K + M;
  const outputs = (K * (K + 1)) / 2;
  const overlaps = outputs + K;
  const latent = kind === 'latent';
  return {
    length: overlaps + (latent ? 0 : K * M),
    pack: (y, W, v, V) => {
      let i = 0;
      for (let k = 0; k < K; k++) for (let l = k; l < K; l++) y[i++] = W[k * K + l]!;
      for (let k = 0; k < K; k++) y[outputs + k] = v[k]!;
      if (!latent) for (let j = 0; j < K * M; j++) y[overlaps + j] = V[j]!;
    },
    unpack: (y, { W, v }) => {
      let i = 0;
      for (let k = 0; k < K; k++) {
        for (let l = k; l < K; l++, i++) {
          W[k * K + l] = y[i]!;
          W[l * K + k] = y[i]!;
        }
        v[k] = y[outputs + k]!;
      }
    },
    plain: (y, k, m) => (latent ? 0 : y[overlaps + k * M + m]!),
    flow: ({ drift, kicks, outputDrift }, out) => {
      let i = 0;
      for (let k = 0; k < K; k++) {
        for (let l = k; l < K; l++) out[i++] = learningRate * (drift[k * n + l]! + drift[l * n + k]!) + c * kicks[k * K + l]!;
        out[outputs + k] = outputDrift[k]!;
        if (!latent) for (let m = 0; m < M; m++) out[overlaps + k * M + m] = learningRate * drift[k * n + K + m]!;
      }
    },
  };
};
