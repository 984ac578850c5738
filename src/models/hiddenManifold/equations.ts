import type { RightHandSide } from '../../numerics/ode/solver.ts';
import { makeFields } from './fields.ts';
import { makeHead } from './head.ts';
import type { Order } from './order.ts';
import { overlapSums, ratesOf, type Task } from './task.ts';

/** Modes of the features: nodes of their spectrum, weights of sum 1, and the teacher's overlaps t_mn on each, count x M x M. */
export interface Modes {
  readonly rho: Float64Array;
  readonly weight: Float64Array;
  readonly teacher: Float64Array;
}

/** A closed system of equations, packed. */
export interface System {
  readonly length: number;
  readonly flow: RightHandSide;
  /** Everything but T, which stays. */
  readonly read: (y: Float64Array, order: Order) => void;
}

export interface ModeSystem extends System {
  /** `sigma`: count x K x K, `r`: count x K x M, `V`: K x M, used only where the teacher sees the inputs. */
  readonly pack: (W: ArrayLike<number>, v: ArrayLike<number>, V: ArrayLike<number>, sigma: ArrayLike<number>, r: ArrayLike<number>) => Float64Array;
}

/**
 * The equations of the hidden manifold, per mode rho of the features.
 *
 * dr_km/dt = eta ( -damping sum_j a_kj r_jm + pull sum_n s_kn t_nm )
 * dsigma_kl/dt = X_kl + X_lk + kick kicks_kl, X_kl = eta ( -damping sum_j a_kj sigma_jl + pull sum_n s_kn r_ln )
 * Sigma = <sigma>, R = <r> b (b^2 and V beside it where the teacher sees the inputs), Q = (c - b^2) W + b^2 Sigma; W, V, v: `makeHead`
 *
 * r_km = Gamma_k beta_m, sigma_kl = Gamma_k Gamma_l, t_mn = beta_m beta_n with Gamma_k = psi.F^T w_k / sqrt N and beta_m = psi.B_m (teacher sees
 * the latents) or psi.F^T B_m / sqrt N (teacher sees the inputs), psi the unit eigenvector of F^T F / N. Rates: `ratesOf`. Without modes
 * (independent inputs) Q = Sigma = W and R = V: the Saad-Solla equations.
 *
 * `T`: M x M, covariance of the teacher fields. State: the head, then sigma_kl (k <= l) and r_km, each a run of `count` numbers.
 * Cost: that of the fields, and K (K + M)^2 multiply-adds a mode.
 * Source: Goldt et al., 1909.11500; in the form of Stein's lemma, which needs no division by determinants of collinear units.
 */
export const makeModeSystem = (task: Task, { rho, weight, teacher }: Modes, T: Float64Array): ModeSystem => {
  const { K, M, learningRate, b, c } = task;
  const count = rho.length;
  const head = makeHead(task);
  const fields = makeFields(task);
  const { a, s, kicks } = fields;
  const pairs = (K * (K + 1)) / 2;
  const sigmaAt = head.length;
  const rAt = sigmaAt + pairs * count;
  const length = rAt + K * M * count;
  const damping = new Float64Array(count);
  const pull = new Float64Array(count);
  const kick = new Float64Array(count);
  const overlap = new Float64Array(M * M * count);
  for (let i = 0; i < count; i++) {
    const rates = ratesOf(task, rho[i]!);
    damping[i] = -learningRate * rates.damping;
    pull[i] = learningRate * rates.pull;
    kick[i] = rates.kick;
    for (let j = 0; j < M * M; j++) overlap[j * count + i] = pull[i]! * teacher[i * M * M + j]!;
  }
  /** Start of the run of sigma_kl, in either order of k and l. */
  const place = Int32Array.from({ length: K * K }, (_, i) => {
    const [k, l] = [Math.min(Math.floor(i / K), i % K), Math.max(Math.floor(i / K), i % K)];
    return sigmaAt + (k * K - (k * (k - 1)) / 2 + l - k) * count;
  });
  const damped = new Float64Array(count);
  const pulled = new Float64Array(count);
  const own: Order = {
    W: new Float64Array(K * K), Sigma: new Float64Array(K * K), Q: new Float64Array(K * K), R: new Float64Array(K * M), T, v: new Float64Array(K),
  };

  /** to += f x + g z, the runs x and z of `from`. */
  const addTwo = (to: Float64Array, from: Float64Array, f: number, x: number, g: number, z: number): void => {
    for (let i = 0; i < count; i++) to[i] = to[i]! + f * from[x + i]! + g * from[z + i]!;
  };
  const average = (y: Float64Array, at: number): number => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += weight[i]! * y[at + i]!;
    return sum;
  };
  const sums = overlapSums(task);
  const read = (y: Float64Array, order: Order): void => {
    head.unpack(y, order);
    const { W, Sigma, Q, R } = order;
    for (let k = 0; k < K; k++) {
      for (let l = k; l < K; l++) {
        const w = W[k * K + l]!;
        const sigma = count === 0 ? w : average(y, place[k * K + l]!);
        const q = (c - b * b) * w + b * b * sigma;
        Sigma[k * K + l] = sigma;
        Sigma[l * K + k] = sigma;
        Q[k * K + l] = q;
        Q[l * K + k] = q;
      }
      for (let m = 0; m < M; m++) R[k * M + m] = sums.plain * head.plain(y, k, m) + sums.modes * average(y, rAt + (k * M + m) * count);
    }
  };

  /** Sum over j of row[j] times the run at places[j], into `to`. */
  const combine = (to: Float64Array, row: Float64Array, first: number, terms: number, from: Float64Array, places: Int32Array, at: number, stride: number): void => {
    to.fill(0);
    for (let j = 0; j + 1 < terms; j += 2) addTwo(to, from, row[first + j]!, places[at + j * stride]!, row[first + j + 1]!, places[at + (j + 1) * stride]!);
    if (terms % 2 === 1) addTwo(to, from, row[first + terms - 1]!, places[at + (terms - 1) * stride]!, 0, places[at]!);
  };
  const rPlace = Int32Array.from({ length: K * M }, (_, i) => rAt + i * count);
  const overlapPlace = Int32Array.from({ length: M * M }, (_, i) => i * count);

  const flow: RightHandSide = (_t, y, out) => {
    read(y, own);
    fields.write(own);
    head.flow(fields, out);
    if (count === 0) return;
    out.fill(0, sigmaAt, rAt);
    for (let k = 0; k < K; k++) {
      for (let m = 0; m < M; m++) {
        combine(damped, a, k * K, K, y, rPlace, m, M);
        combine(pulled, s, k * M, M, overlap, overlapPlace, m, M);
        const at = rPlace[k * M + m]!;
        for (let i = 0; i < count; i++) out[at + i] = damping[i]! * damped[i]! + pulled[i]!;
      }
      for (let l = 0; l < K; l++) {
        combine(damped, a, k * K, K, y, place, l, K);
        combine(pulled, s, k * M, M, y, rPlace, l * M, 1);
        const at = place[k * K + l]!;
        const [factor, z] = k === l ? [2, kicks[k * K + k]!] : [1, k < l ? kicks[k * K + l]! : 0];
        for (let i = 0; i < count; i++) out[at + i] = out[at + i]! + factor * (damping[i]! * damped[i]! + pull[i]! * pulled[i]!) + kick[i]! * z;
      }
    }
  };

  return {
    length,
    flow,
    read,
    pack: (W, v, V, sigma, r) => {
      const y = new Float64Array(length);
      head.pack(y, W, v, V);
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < K; k++) {
          for (let l = k; l < K; l++) y[place[k * K + l]! + i] = sigma[(i * K + k) * K + l]!;
          for (let m = 0; m < M; m++) y[rAt + (k * M + m) * count + i] = r[(i * K + k) * M + m]!;
        }
      }
      return y;
    },
  };
};
