/**
 * The Saad-Solla equations of online learning in a committee machine, letters as in the papers.
 *
 * | symbol | meaning | shape |
 * |---|---|---|
 * | Q | w_k.w_l / N, student with student | K x K, symmetric |
 * | R | w_k.B_m / N, student with teacher | K x M |
 * | T | B_m.B_n / N, teacher with teacher | M x M |
 * | v, A | output weights of student, teacher | K, M |
 * | C | [[Q, R], [R^T, T]], covariance of the fields (lambda, nu) | (K+M) x (K+M) |
 * | e | (v, -A), signed output weights | K+M |
 *
 * Activation g(x) = erf(x / sqrt 2), loss (y - yhat)^2 / 2, time t = samples / N.
 * Source: D. Saad and S. A. Solla, Phys. Rev. E 52, 4225 (1995); second layer and noise as in Goldt et al., 1906.08632;
 * written in the form of Stein's lemma, which stays finite when units become collinear.
 */
import { integralI2, TWO_OVER_PI } from '../../numerics/gaussian/erfIntegrals.ts';
import { squaredErrorSum } from '../../numerics/gaussian/squaredErrorSum.ts';

/** What stays constant during learning. */
export interface Task {
  readonly K: number;
  readonly M: number;
  readonly T: Float64Array;
  readonly A: Float64Array;
  readonly learningRate: number;
  readonly secondLayerRate: number;
  readonly weightDecay: number;
  readonly labelNoise: number;
}

/** Order parameters, row-major; Q is kept whole and symmetric. */
export interface Order {
  readonly Q: Float64Array;
  readonly R: Float64Array;
  readonly v: Float64Array;
}

export const makeOrder = (K: number, M: number): Order => ({
  Q: new Float64Array(K * K),
  R: new Float64Array(K * M),
  v: new Float64Array(K),
});

/** Joint covariance C of student and teacher fields, (K+M) x (K+M), into `out`. */
export const writeCovariance = (out: Float64Array, { K, M, T }: Task, { Q, R }: Order): void => {
  const n = K + M;
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) out[k * n + l] = Q[k * K + l]!;
    for (let m = 0; m < M; m++) {
      const r = R[k * M + m]!;
      out[k * n + K + m] = r;
      out[(K + m) * n + k] = r;
    }
  }
  for (let m = 0; m < M; m++) for (let l = 0; l < M; l++) out[(K + m) * n + K + l] = T[m * M + l]!;
};

const writeSigns = (out: Float64Array, { K, M, A }: Task, v: Float64Array): void => {
  for (let k = 0; k < K; k++) out[k] = v[k]!;
  for (let m = 0; m < M; m++) out[K + m] = -A[m]!;
};

/**
 * Generalisation error as a function of the order parameters, label noise left out.
 *
 * eps_g = (1/2) sum_ab e_a e_b I2(a, b)
 *
 * Returns a function of `Order` that owns its scratch space. Accuracy: rounding of a difference of terms of order one,
 * about 1e-16 times the largest v^2; never negative. Cost: (K+M)(K+M+1)/2 arcsines.
 */
export const makeGeneralisationError = (task: Task): ((order: Order) => number) => {
  const n = task.K + task.M;
  const C = new Float64Array(n * n);
  const e = new Float64Array(n);
  return (order) => {
    writeCovariance(C, task, order);
    writeSigns(e, task, order.v);
    let sum = 0;
    for (let a = 0; a < n; a++) {
      const ea = e[a]!;
      sum += ea * ea * integralI2(C[a * n + a]!, C[a * n + a]!, C[a * n + a]!);
      for (let b = a + 1; b < n; b++) sum += 2 * ea * e[b]! * integralI2(C[a * n + a]!, C[b * n + b]!, C[a * n + b]!);
    }
    return sum > 0 ? sum / 2 : 0;
  };
};

/**
 * Specialisation: how far each teacher unit has one student of its own.
 *
 * For each teacher m, (largest - second largest |R_km| over k) / T_mm, averaged over m; for K = 1 the overlap itself.
 */
export const specialisationOf = ({ K, M, T }: Task, R: Float64Array): number => {
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

/** Scratch space of the flow: covariance, signed outputs, J2 and G of the students' rows. */
export interface FlowScratch {
  readonly n: number;
  readonly C: Float64Array;
  readonly e: Float64Array;
  readonly J: Float64Array;
  readonly G: Float64Array;
  readonly conditional: Float64Array;
  readonly scale: Float64Array;
}

export const makeFlowScratch = ({ K, M }: Task): FlowScratch => {
  const n = K + M;
  return { n, C: new Float64Array(n * n), e: new Float64Array(n), J: new Float64Array(K * n), G: new Float64Array(K * n), conditional: new Float64Array(n * n), scale: new Float64Array(n) };
};

/** Covariance and signed outputs of an order into the scratch space. */
export const writeFields = (scratch: FlowScratch, task: Task, order: Order): void => {
  writeCovariance(scratch.C, task, order);
  writeSigns(scratch.e, task, order.v);
};

/** Row k of J2(k, .) and of G_kb = -( h_k C_kb + sum_a e_a J2(k,a) C_ab ), h_k = sum_a e_a H(k,a), H = -C_ka J2 / (1 + C_kk). */
export const writeRow = ({ n, C, e, J, G }: FlowScratch, k: number): void => {
  const ckk = C[k * n + k]!;
  let h = 0;
  for (let a = 0; a < n; a++) {
    const cka = C[k * n + a]!;
    const j = TWO_OVER_PI / Math.sqrt((1 + ckk) * (1 + C[a * n + a]!) - cka * cka);
    J[k * n + a] = j;
    h -= e[a]! * (cka / (1 + ckk)) * j;
  }
  for (let b = 0; b < n; b++) {
    let sum = h * C[k * n + b]!;
    for (let a = 0; a < n; a++) sum += e[a]! * J[k * n + a]! * C[a * n + b]!;
    G[k * n + b] = -sum;
  }
};

/** dR_km/dt, from a row already written. */
export const flowOfR = (task: Task, { n, G }: FlowScratch, order: Order, k: number, m: number): number =>
  task.learningRate * order.v[k]! * G[k * n + task.K + m]! - task.weightDecay * order.R[k * task.M + m]!;

/** dv_k/dt; 0 when the second layer is fixed. */
export const flowOfV = (task: Task, { n, C, e }: FlowScratch, order: Order, k: number): number => {
  if (task.secondLayerRate === 0) return 0;
  let sum = 0;
  for (let a = 0; a < n; a++) sum -= integralI2(C[k * n + k]!, C[a * n + a]!, C[k * n + a]!) * e[a]!;
  return task.secondLayerRate * sum - task.weightDecay * order.v[k]!;
};

/** dQ_kl/dt, from rows k and l already written. */
export const flowOfQ = (task: Task, scratch: FlowScratch, { Q, v }: Order, k: number, l: number): number => {
  const { n, J, G } = scratch;
  const eta = task.learningRate;
  const noise = task.labelNoise * task.labelNoise;
  const second = squaredErrorSum(scratch, k, l) + noise * J[k * n + l]!;
  const drift = v[k]! * G[k * n + l]! + v[l]! * G[l * n + k]!;
  return eta * drift + eta * eta * v[k]! * v[l]! * second - 2 * task.weightDecay * Q[k * task.K + l]!;
};

/**
 * Right-hand side of the Saad-Solla equations with both layers, label noise sigma and weight decay kappa.
 *
 * dR_km/dt = eta v_k G_k,K+m - kappa R_km
 * dQ_kl/dt = eta (v_k G_kl + v_l G_lk) + eta^2 v_k v_l (P_kl + sigma^2 J2(k,l)) - 2 kappa Q_kl
 * dv_k/dt  = -eta_v sum_a I2(k,a) e_a - kappa v_k   (only when eta_v > 0)
 *
 * Returns a function that writes the derivatives of `order` into `out`; it owns its scratch space.
 * Cost: K(K+1)/2 * (K+M)(K+M+1)/2 arcsines, and K(K+1)/2 * (K+M) square roots.
 */
export const makeFlow = (task: Task): ((order: Order, out: Order) => void) => {
  const { K, M } = task;
  const scratch = makeFlowScratch(task);
  return (order, out) => {
    writeFields(scratch, task, order);
    for (let k = 0; k < K; k++) writeRow(scratch, k);
    for (let k = 0; k < K; k++) {
      for (let m = 0; m < M; m++) out.R[k * M + m] = flowOfR(task, scratch, order, k, m);
      out.v[k] = flowOfV(task, scratch, order, k);
      for (let l = k; l < K; l++) {
        const d = flowOfQ(task, scratch, order, k, l);
        out.Q[k * K + l] = d;
        out.Q[l * K + k] = d;
      }
    }
  };
};
