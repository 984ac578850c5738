import { makeOrder } from '../../../src/models/committee/equations.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { makeChain, type Draws } from '../../models/committee/twins/chain.ts';
import { makeStart, type Start } from '../../../src/models/committee/start.ts';
import { writeCholesky } from '../../../src/numerics/cholesky.ts';
import { erf } from '../../../src/numerics/erf.ts';

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Draws of which every refill gives one further step: each new chain takes the next numbers of the same streams. */
const oneByOne = (draws: Draws, perStep: number): Draws => {
  const steps = draws.rest.length;
  let next = steps;
  const [fields, rest, noise] = [new Float64Array(draws.fields.length), new Float64Array(steps), new Float64Array(draws.noise.length)];
  return {
    fields,
    rest,
    noise,
    refill: () => {
      if (next === steps) {
        draws.refill();
        next = 0;
      }
      for (let i = 0; i < perStep; i++) fields[i] = draws.fields[next * perStep + i]!;
      rest[0] = draws.rest[next]!;
      if (noise.length > 0) noise[0] = draws.noise[next]!;
      next++;
    },
  };
};

export interface Sampled extends Moments {
  readonly meanError: number;
  readonly varianceError: number;
}

/** Gram matrix of the students outside the teachers' span, V = Q - A A^T for orthonormal teachers (R = A). */
const restOf = (Q: Float64Array, R: Float64Array, K: number, M: number): Float64Array =>
  Q.map((q, i) => {
    let sum = q;
    for (let m = 0; m < M; m++) sum -= R[Math.floor(i / K) * M + m]! * R[(i % K) * M + m]!;
    return sum;
  });

/** Moments of the change of each entry of V in the first step of many chains that start alike. */
export const sampledChange = (p: P, draws: Draws, samples: number): Sampled[] => {
  const { hiddenUnits: K, teacherUnits: M } = p;
  const order = makeOrder(K, M);
  const adapter = oneByOne(draws, K + M);
  const { V } = makeStart(p, 0, 0);
  const changes = V.map(() => 0);
  const sums = [1, 2, 3, 4].map(() => new Float64Array(K * K));
  for (let sample = 0; sample < samples; sample++) {
    const chain = makeChain(p, 0, 0, adapter);
    chain.advance(1);
    chain.writeOrder(order);
    changes.set(restOf(order.Q, order.R, K, M));
    for (let i = 0; i < changes.length; i++) {
      const d = changes[i]! - V[i]!;
      for (let power = 0, x = d; power < 4; power++, x *= d) sums[power]![i]! += x;
    }
  }
  return Array.from(V, (_, i) => {
    const [m1, m2, m3, m4] = sums.map((sum) => sum[i]! / samples) as [number, number, number, number];
    const variance = m2 - m1 * m1;
    const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
    return { mean: m1, variance, meanError: Math.sqrt(variance / samples), varianceError: Math.sqrt((fourth - variance * variance) / samples) };
  });
};

/** The trapezoidal rule on [-8, 8], h = 0.4, against the normal density: exact to rounding for smooth functions. */
const nodes = Array.from({ length: 41 }, (_, i) => 0.4 * (i - 20));
const weights = nodes.map((x) => (0.4 * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI));

/** Calls `f` with every node of as many independent normals. */
const overNormals = (count: number, f: (normals: Float64Array, weight: number) => void): void => {
  const normals = new Float64Array(count);
  const descend = (i: number, weight: number): void => {
    if (i === count) return f(normals, weight);
    nodes.forEach((x, node) => {
      normals[i] = x;
      descend(i + 1, weight * weights[node]!);
    });
  };
  descend(0, 1);
};

/** What the fields xi, zeta and the noise of one sample determine: c, and B zeta. */
const makeResponse = (p: P, { A, V, v, task: { A: output } }: Start) => {
  const { hiddenUnits: K, teacherUnits: M } = p;
  const B = new Float64Array(K * K);
  writeCholesky(B, V, K);
  const c = new Float64Array(K);
  const u = new Float64Array(K);
  return (normals: Float64Array): { c: Float64Array; u: Float64Array; zeta2: number } => {
    let delta = p.labelNoise > 0 ? p.labelNoise * normals[M + K]! : 0;
    for (let m = 0; m < M; m++) delta += output[m]! * erf(normals[m]! / Math.SQRT2);
    let zeta2 = 0;
    for (let k = 0; k < K; k++) {
      u[k] = 0;
      for (let l = 0; l < K; l++) u[k]! += B[k * K + l]! * normals[M + l]!;
      let lambda = u[k]!;
      for (let m = 0; m < M; m++) lambda += A[k * M + m]! * normals[m]!;
      c[k] = Math.sqrt(2 / Math.PI) * Math.exp((-lambda * lambda) / 2);
      delta -= v[k]! * erf(lambda / Math.SQRT2);
      zeta2 += normals[M + k]! * normals[M + k]!;
    }
    for (let k = 0; k < K; k++) c[k]! *= (p.learningRate / p.dimension) * v[k]! * delta;
    return { c, u, zeta2 };
  };
};

/**
 * The same moments by quadrature over the fields, teachers orthonormal.
 *
 * Given the fields, dV_kl = (s^2 - 1) V_kl + s (c_k u_l + u_k c_l) + (|zeta|^2 + chi2) c_k c_l, u = B zeta, with mean n and
 * variance 2 n of the chi-square, n = N - K - M; Var = E[2 n (c_k c_l)^2] + Var(E[dV_kl | fields]).
 */
export const exactChange = (p: P): Moments[] => {
  const { hiddenUnits: K, teacherUnits: M } = p;
  const start = makeStart(p, 0, 0);
  const degrees = p.dimension - K - M;
  const shrink = 1 - p.weightDecay / p.dimension;
  const response = makeResponse(p, start);
  const [first, second, spread] = [new Float64Array(K * K), new Float64Array(K * K), new Float64Array(K * K)];
  overNormals(K + M + (p.labelNoise > 0 ? 1 : 0), (normals, weight) => {
    const { c, u, zeta2 } = response(normals);
    for (let k = 0; k < K; k++) {
      for (let l = 0; l < K; l++) {
        const i = k * K + l;
        const square = c[k]! * c[l]!;
        const mean = (shrink * shrink - 1) * start.V[i]! + shrink * (c[k]! * u[l]! + u[k]! * c[l]!) + (zeta2 + degrees) * square;
        first[i]! += weight * mean;
        second[i]! += weight * mean * mean;
        spread[i]! += weight * 2 * degrees * square * square;
      }
    }
  });
  return Array.from(first, (mean, i) => ({ mean, variance: spread[i]! + second[i]! - mean * mean }));
};
