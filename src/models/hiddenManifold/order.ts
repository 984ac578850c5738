/**
 * Order parameters of a committee that learns on a hidden manifold, letters as in Goldt et al., 1909.11500.
 *
 * | symbol | meaning | shape |
 * |---|---|---|
 * | W | w_k.w_l / N | K x K, symmetric |
 * | Sigma | S_k.S_l / D, S_k = F^T w_k / sqrt N | K x K, symmetric |
 * | Q | (c - b^2) W + b^2 Sigma, covariance of the student fields lambda | K x K, symmetric |
 * | R | covariance of lambda_k with the teacher field nu_m | K x M |
 * | T | covariance of the teacher fields | M x M, symmetric |
 * | v | output weights of the student | K |
 *
 * R by task: b S_k.B_m / D of a function of the latents (nu = B.c / sqrt D, T = B B^T / D); (c - b^2) w_k.B_m / N
 * + b^2 S_k.U_m / D with U_m = F^T B_m / sqrt N of a function of the inputs (nu = B.x / sqrt N, B ~ N(0, 1/c), T the same with B for w, near 1);
 * w_k.B_m / N of independent inputs (x ~ N(0, I), T = B B^T / N), where Sigma and Q are W. All matrices row-major.
 */
import type { Layout, Observable } from '../contract.ts';
import { integralI2 } from '../../numerics/gaussian/erfIntegrals.ts';
import type { P } from './params.ts';

export interface Order {
  readonly W: Float64Array;
  readonly Sigma: Float64Array;
  readonly Q: Float64Array;
  readonly R: Float64Array;
  readonly T: Float64Array;
  readonly v: Float64Array;
}

export const makeOrder = (K: number, M: number): Order => ({
  W: new Float64Array(K * K),
  Sigma: new Float64Array(K * K),
  Q: new Float64Array(K * K),
  R: new Float64Array(K * M),
  T: new Float64Array(M * M),
  v: new Float64Array(K),
});

/** Number of units, and the teacher's output weights. */
export interface Units {
  readonly K: number;
  readonly M: number;
  readonly A: Float64Array;
}

/** The teacher of this model: M units of output weight 1. */
export const unitsOf = (p: P): Units => ({ K: p.hiddenUnits, M: p.teacherUnits, A: new Float64Array(p.teacherUnits).fill(1) });

/**
 * Generalisation error, label noise left out: eps_g = (1/2) sum_ab e_a e_b I2(a, b), e = (v, -A), covariance [[Q, R], [R^T, T]].
 *
 * Exact when the fields are Gaussian. Never negative. Cost: (K+M)(K+M+1)/2 arcsines.
 */
export const generalisationErrorOf = ({ K, M, A }: Units, { Q, R, T, v }: Order): number => {
  let sum = 0;
  for (let k = 0; k < K; k++) {
    const q = Q[k * K + k]!;
    const e = v[k]!;
    sum += e * e * integralI2(q, q, q);
    for (let l = k + 1; l < K; l++) sum += 2 * e * v[l]! * integralI2(q, Q[l * K + l]!, Q[k * K + l]!);
    for (let m = 0; m < M; m++) sum -= 2 * e * A[m]! * integralI2(q, T[m * M + m]!, R[k * M + m]!);
  }
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < M; n++) sum += A[m]! * A[n]! * integralI2(T[m * M + m]!, T[n * M + n]!, T[m * M + n]!);
  }
  return sum > 0 ? sum / 2 : 0;
};

/**
 * Specialisation: how far each teacher unit has one student of its own.
 *
 * For each teacher m, (largest - second largest |R_km| over k) / T_mm, averaged over m; for K = 1 the overlap itself.
 */
export const specialisationOf = ({ K, M }: Units, { R, T }: Order): number => {
  let sum = 0;
  for (let m = 0; m < M; m++) {
    let first = 0;
    let second = 0;
    for (let k = 0; k < K; k++) {
      const r = Math.abs(R[k * M + m]!);
      if (r > first) {
        second = first;
        first = r;
      } else if (r > second) second = r;
    }
    sum += (first - second) / T[m * M + m]!;
  }
  return sum / M;
};

export const observables: Readonly<Record<string, Observable<P>>> = {
  generalisationError: { symbol: 'ε', label: 'Generalisation error', scale: 'log' },
  testError: { symbol: 'ε_test', label: 'Error on test inputs', scale: 'log' },
  specialisation: { symbol: 'S', label: 'Specialisation', scale: 'linear' },
  Q: { symbol: 'Q', label: 'Student overlaps', scale: 'linear', shape: (p) => [p.hiddenUnits, p.hiddenUnits] },
  R: { symbol: 'R', label: 'Student-teacher overlaps', scale: 'linear', shape: (p) => [p.hiddenUnits, p.teacherUnits] },
  Sigma: { symbol: 'Σ', label: 'Student overlaps on the manifold', scale: 'linear', shape: (p) => [p.hiddenUnits, p.hiddenUnits] },
  W: { symbol: 'W', label: 'Student weight overlaps', scale: 'linear', shape: (p) => [p.hiddenUnits, p.hiddenUnits] },
  v: { symbol: 'v', label: 'Output weights', scale: 'linear', shape: (p) => [p.hiddenUnits] },
};

/** What the simulation and the theories report: criteria and frames as functions of the order parameters. */
export interface Measure {
  readonly read: (criterion: string, order: Order) => number;
  /** `testError`: the error on real test inputs, where there are any; a theory leaves it out and reports the formula. */
  readonly write: (out: Float64Array, order: Order, testError?: number) => void;
}

export const makeMeasure = (units: Units, { offsets }: Layout): Measure => ({
  read: (criterion, order) => (criterion === 'specialised' ? specialisationOf(units, order) : generalisationErrorOf(units, order)),
  write: (out, order, testError) => {
    const error = generalisationErrorOf(units, order);
    out[offsets['generalisationError']!] = error;
    out[offsets['testError']!] = testError ?? error;
    out[offsets['specialisation']!] = specialisationOf(units, order);
    out.set(order.Q, offsets['Q']!);
    out.set(order.R, offsets['R']!);
    out.set(order.Sigma, offsets['Sigma']!);
    out.set(order.W, offsets['W']!);
    out.set(order.v, offsets['v']!);
  },
});
