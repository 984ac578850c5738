import { describe, expect, it } from 'vitest';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import type { Manifold } from '../../../src/models/hiddenManifold/theory/manifold.ts';
import { generalisationErrorOf, makeOrder, type Order } from '../../../src/models/hiddenManifold/order.ts';
import { reduce } from '../../../src/models/hiddenManifold/theory/reduced.ts';
import { makeReducedSystem } from '../../../src/models/hiddenManifold/theory/reducedEquations.ts';
import type { Task } from '../../../src/models/hiddenManifold/task.ts';
import { erf } from '../../../src/numerics/erf.ts';
import { marchenkoPastur } from '../../../src/numerics/marchenkoPastur.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { meanAndError } from '../../../src/numerics/statistics/meanAndError.ts';
import { plainManifold } from '../../support/hiddenManifold/plainManifold.ts';
import { finish, follow, plainTask } from '../../support/hiddenManifold/systems.ts';

const dot = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};
const rowsOf = (a: Float64Array, count: number): Float64Array[] => Array.from({ length: count }, (_, i) => a.slice((i * a.length) / count, ((i + 1) * a.length) / count));

/** Plain SGD on folded inputs, v fixed: order parameters at the given times. */
const simulate = ({ K, M, A, kind, b, c, learningRate }: Task, f: (u: number) => number, { N, D, F, B, w, v }: Manifold, times: readonly number[], name: string): Order[] => {
  const stream = makeStream('simulated', name);
  const [features, weights, teachers] = [rowsOf(F as Float64Array, N), rowsOf(w, K), rowsOf(B, M)];
  const [latents, x] = [new Float64Array(D), new Float64Array(N)];
  const measure = (): Order => {
    const order = makeOrder(K, M);
    const along = (z: Float64Array): Float64Array => {
      const sum = new Float64Array(D);
      features.forEach((row, i) => row.forEach((entry, j) => (sum[j]! += (entry * z[i]!) / Math.sqrt(N))));
      return sum;
    };
    const students = weights.map(along);
    const seen = kind === 'latent' ? teachers : teachers.map(along);
    for (let k = 0; k < K; k++) {
      for (let l = 0; l < K; l++) order.Q[k * K + l] = ((c - b * b) * dot(weights[k]!, weights[l]!)) / N + (b * b * dot(students[k]!, students[l]!)) / D;
      for (let m = 0; m < M; m++) {
        const along = dot(students[k]!, seen[m]!) / D;
        order.R[k * M + m] = kind === 'latent' ? b * along : ((c - b * b) * dot(weights[k]!, teachers[m]!)) / N + b * b * along;
      }
      order.v[k] = v[k]!;
    }
    return order;
  };
  let step = 0;
  return times.map((time) => {
    for (; step < Math.round(time * N); step++) {
      fillNormals(stream, latents, D);
      for (let i = 0; i < N; i++) x[i] = f(dot(features[i]!, latents) / Math.sqrt(D));
      const lambda = weights.map((row) => dot(row, x) / Math.sqrt(N));
      let delta = 0;
      teachers.forEach((row, m) => (delta += A[m]! * erf((kind === 'latent' ? dot(row, latents) / Math.sqrt(D) : dot(row, x) / Math.sqrt(N)) / Math.SQRT2)));
      lambda.forEach((field, k) => (delta -= v[k]! * erf(field / Math.SQRT2)));
      for (let k = 0; k < K; k++) {
        const factor = ((learningRate / Math.sqrt(N)) * v[k]! * delta * Math.sqrt(2 / Math.PI)) * Math.exp((-lambda[k]! * lambda[k]!) / 2);
        const row = weights[k]!;
        for (let i = 0; i < N; i++) row[i] = row[i]! + factor * x[i]!;
      }
    }
    return measure();
  });
};

const [N, D, runs] = [300, 60, 12];
const times = [0, 0.5, 1.5, 4];

describe.each([['latent', 'sign'], ['latent', 'relu'], ['inputs', 'sign']] as const)('SGD over folded inputs, teacher sees the %s, fold %s, N = 300, D = 60', (kind, fold) => {
  const task = plainTask({ kind, delta: D / N, b: folds[fold].b, c: folds[fold].c, learningRate: 0.5 });
  const law = marchenkoPastur(D / N, 16);
  const pairs = Array.from({ length: runs }, (_, run) => {
    const manifold = plainManifold(task, N, D, 0.5, `${kind} ${fold} ${run}`);
    const reduced = finish(reduce(task, manifold, 12, { rho: law.x, weight: law.weight }));
    const system = makeReducedSystem(task, reduced);
    const theory = follow(task, { system, y0: system.y0, T: reduced.T }, times, 1e-8);
    const found = simulate(task, folds[fold].f, manifold, times, `${kind} ${fold} ${run}`).map((order) => ({ ...order, T: reduced.T }));
    return times.map((_unused, i) => ({ theory: theory[i]!.order, found: found[i]! }));
  });

  it('starts at the same order parameters', () => {
    for (const run of pairs) for (const id of ['Q', 'R'] as const) run[0]!.found[id].forEach((x, i) => expect(Math.abs(x - run[0]!.theory[id][i]!)).toBeLessThan(1e-12));
  });

  it.each([1, 2, 3])('its mean follows the equations of its features, time %i', (at) => {
    const errors = [
      ['error', ({ found, theory }: (typeof pairs)[0][0]) => generalisationErrorOf(task, found) - generalisationErrorOf(task, theory)],
      ...[0, 1, 3].map((i) => [`Q ${i}`, ({ found, theory }: (typeof pairs)[0][0]) => found.Q[i]! - theory.Q[i]!] as const),
      ...[0, 1, 2, 3].map((i) => [`R ${i}`, ({ found, theory }: (typeof pairs)[0][0]) => found.R[i]! - theory.R[i]!] as const),
    ] as const;
    for (const [name, read] of errors) {
      const { mean, standardError } = meanAndError(pairs.map((run) => read(run[at]!)))!;
      // Corrections to the Gaussian fields are of order 1/D beside the scatter.
      expect(Math.abs(mean), `${name}: ${mean} +- ${standardError}`).toBeLessThan(4.5 * standardError! + 1 / D);
      expect(standardError!).toBeLessThan(0.02);
    }
  });

  it('what is compared has moved far', () => {
    for (const run of pairs) expect(generalisationErrorOf(task, run[3]!.theory)).toBeLessThan(0.5 * generalisationErrorOf(task, run[0]!.theory));
  });
});
