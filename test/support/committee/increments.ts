import { describe, expect, it } from 'vitest';
import { makeFlow, makeOrder, writeCovariance, type Order, type Task } from '../../../src/models/committee/equations.ts';
import { writeCholesky } from '../../../src/numerics/cholesky.ts';
import { erf } from '../../../src/numerics/erf.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { randomOrder, richTask } from './orders.ts';

interface FlowComparison {
  /** Of the flow minus the mean increment, in standard errors; over all entries of Q, R and v. */
  readonly largestZ: number;
  readonly largestError: number;
  readonly largestFlow: number;
}

/**
 * The right-hand side against the mean of N times the change that one sample makes, N -> infinity.
 *
 * Fields (lambda, nu) ~ N(0, C); with Delta = sum A g(nu) + sigma eps - sum v g(lambda), a_k = eta v_k Delta g'(lambda_k)
 * w_k changes by (a_k x / sqrt N - kappa w_k / N), hence N dR_km = a_k nu_m - kappa R_km,
 * N dQ_kl = a_k lambda_l + a_l lambda_k + a_k a_l - 2 kappa Q_kl, N dv_k = eta_v Delta g(lambda_k) - kappa v_k.
 */
const compareWithIncrements = (task: Task, order: Order, samples: number): FlowComparison => {
  const { K, M, A, learningRate, secondLayerRate, weightDecay, labelNoise } = task;
  const n = K + M;
  const C = new Float64Array(n * n);
  writeCovariance(C, task, order);
  const L = new Float64Array(n * n);
  writeCholesky(L, C, n);
  const stream = makeStream('increments', samples, K, M);
  const normals = new Float64Array(n + 1);
  const z = new Float64Array(n);
  const change = new Float64Array(K * K + K * M + K);
  const sums = new Float64Array(change.length);
  const squares = new Float64Array(change.length);
  for (let sample = 0; sample < samples; sample++) {
    fillNormals(stream, normals, n + 1);
    for (let i = 0; i < n; i++) {
      z[i] = 0;
      for (let j = 0; j <= i; j++) z[i]! += L[i * n + j]! * normals[j]!;
    }
    let delta = labelNoise * normals[n]!;
    for (let m = 0; m < M; m++) delta += A[m]! * erf(z[K + m]! / Math.SQRT2);
    for (let k = 0; k < K; k++) delta -= order.v[k]! * erf(z[k]! / Math.SQRT2);
    const a = Array.from(order.v, (v, k) => learningRate * v * delta * Math.sqrt(2 / Math.PI) * Math.exp((-z[k]! * z[k]!) / 2));
    let i = 0;
    for (let k = 0; k < K; k++) for (let l = 0; l < K; l++) change[i++] = a[k]! * z[l]! + a[l]! * z[k]! + a[k]! * a[l]! - 2 * weightDecay * order.Q[k * K + l]!;
    for (let k = 0; k < K; k++) for (let m = 0; m < M; m++) change[i++] = a[k]! * z[K + m]! - weightDecay * order.R[k * M + m]!;
    for (let k = 0; k < K; k++) change[i++] = secondLayerRate === 0 ? 0 : secondLayerRate * delta * erf(z[k]! / Math.SQRT2) - weightDecay * order.v[k]!;
    for (let j = 0; j < change.length; j++) {
      sums[j]! += change[j]!;
      squares[j]! += change[j]! * change[j]!;
    }
  }
  const derivative = makeOrder(K, M);
  makeFlow(task)(order, derivative);
  const flow = [...derivative.Q, ...derivative.R, ...derivative.v];
  let [largestZ, largestError, largestFlow] = [0, 0, 0];
  flow.forEach((expected, j) => {
    const mean = sums[j]! / samples;
    const error = Math.sqrt(Math.max(0, squares[j]! / samples - mean * mean) / samples);
    largestFlow = Math.max(largestFlow, Math.abs(expected));
    largestError = Math.max(largestError, error);
    const difference = Math.abs(expected - mean);
    largestZ = Math.max(largestZ, error > 0 ? difference / error : difference > 1e-12 ? Infinity : 0);
  });
  return { largestZ, largestError, largestFlow };
};

const cases: readonly (readonly [K: number, M: number, name: string, changes: Partial<Task>])[] = [
  [3, 2, 'everything on', {}],
  [2, 3, 'everything on', {}],
  [2, 2, 'second layer fixed', { secondLayerRate: 0 }],
  [2, 2, 'no noise, no decay', { labelNoise: 0, weightDecay: 0 }],
  [1, 1, 'everything on', {}],
];

/** Up to 18 entries each: chance puts one of them beyond four standard errors in a thousand tries. */
export const testIncrements = (sizes: { readonly samples: number; readonly report: (line: string) => void }): void => {
  describe('the right-hand side is the mean change by a sample', () => {
    it.each(cases)('%i students, %i teachers, %s', (K, M, name, changes) => {
      const task = richTask(K, M, 'increments', changes);
      const { largestZ, largestError, largestFlow } = compareWithIncrements(task, randomOrder(task, 'increments'), sizes.samples);
      sizes.report(`K = ${K}, M = ${M}, ${name}: largest deviation ${largestZ.toFixed(1)} standard errors of at most ${largestError.toExponential(1)}; flow up to ${largestFlow.toFixed(2)}`);
      expect(largestError).toBeLessThan((2.2 / Math.sqrt(sizes.samples)) * largestFlow);
      expect(largestZ).toBeLessThan(4);
    });
  });
};
