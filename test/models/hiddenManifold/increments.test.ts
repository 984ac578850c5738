import { describe, expect, it } from 'vitest';
import { makeModeSystem } from '../../../src/models/hiddenManifold/equations.ts';
import { makeFields } from '../../../src/models/hiddenManifold/fields.ts';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { makeOrder } from '../../../src/models/hiddenManifold/order.ts';
import { reduce } from '../../../src/models/hiddenManifold/theory/reduced.ts';
import { erf } from '../../../src/numerics/erf.ts';
import { symmetricEigen } from '../../../src/numerics/linear/symmetricEigen.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { plainManifold } from '../../support/hiddenManifold/plainManifold.ts';
import { finish, plainTask } from '../../support/hiddenManifold/systems.ts';

const samples = 200_000;
const [N, K, M] = [5, 2, 2];

const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};
const rowsOf = (a: Float64Array, count: number): Float64Array[] => Array.from({ length: count }, (_, i) => a.subarray((i * a.length) / count, ((i + 1) * a.length) / count));

/**
 * The right-hand side against N times the mean change by one sample, from weights of N components: names, flows, and mean changes with their errors.
 *
 * Inputs x = b F c / sqrt D + sqrt(c - b^2) z: their fields are Gaussian at any N. The second-order part of a flow is a mean of a_k a_l, compared by itself,
 * times the variance of an input along a mode, on which the fields do not depend as N grows.
 */
const compare = (kind: 'latent' | 'inputs', D: number) => {
  const task = plainTask({ K, M, kind, delta: D / N, ...folds.erf, A: Float64Array.of(1, -0.7), learningRate: 0.8, secondLayerRate: 0.6, labelNoise: 0.3 });
  const { b, c, A, learningRate: eta } = task;
  const manifold = plainManifold(task, N, D, 0.9, `increments ${kind}`);
  const v = Float64Array.of(0.8, 1.3);
  const F = rowsOf(manifold.F as Float64Array, N);
  const gram = new Float64Array(D * D);
  for (const row of F) for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) gram[i * D + j]! += (row[i]! * row[j]!) / N;
  const { values, vectors } = symmetricEigen(gram, D)!;
  const rho = values.map((x) => Math.max(0, x));
  const modes = rowsOf(vectors, D);
  /** Components of F^T x / sqrt N along the modes. */
  const seenAlong = (x: Float64Array): Float64Array => Float64Array.from(modes, (mode) => F.reduce((sum, row, i) => sum + (dot(row, mode) * x[i]!) / Math.sqrt(N), 0));
  const weights = rowsOf(manifold.w, K);
  const given = rowsOf(manifold.B, M);
  const gamma = weights.map(seenAlong);
  const beta = given.map((B) => (kind === 'latent' ? Float64Array.from(modes, (mode) => dot(B, mode)) : seenAlong(B)));

  const weight = new Float64Array(D).fill(1 / D);
  const products = (x: readonly Float64Array[], y: readonly Float64Array[]) => Float64Array.from({ length: 4 * D }, (_, at) => x[(at % 4) >> 1]![at >> 2]! * y[at % 2]![at >> 2]!);
  const { W, V, T } = finish(reduce(task, { ...manifold, v }, 2, { rho, weight }));
  const system = makeModeSystem(task, { rho, weight, teacher: products(beta, beta) }, T);
  const state = system.pack(W, v, V, products(gamma, gamma), products(gamma, beta));
  const out = new Float64Array(system.length);
  system.flow(0, state, out);
  const now = { ...makeOrder(K, M), T };
  system.read(state, now);
  const { kicks, write } = makeFields(task);
  write(now);

  const names: string[] = [];
  const flows: number[] = [];
  const entry = (name: string, flow: number): void => {
    names.push(name);
    flows.push(flow);
  };
  let at = 0;
  for (const [k, l] of [[0, 0], [0, 1], [1, 1]] as const) entry(`W${k}${l}`, out[at++]! - c * kicks[2 * k + l]!);
  for (let k = 0; k < K; k++) entry(`v${k}`, out[at++]!);
  if (kind === 'inputs') for (let j = 0; j < 4; j++) entry(`V${j >> 1}${j % 2}`, out[at++]!);
  for (const [k, l] of [[0, 0], [0, 1], [1, 1]] as const) rho.forEach((x, i) => entry(`sigma${k}${l}, mode ${i}`, out[at++]! - x * (c - b * b + (b * b * x) / task.delta) * kicks[2 * k + l]!));
  for (let j = 0; j < 4; j++) for (let i = 0; i < D; i++) entry(`r${j >> 1}${j % 2}, mode ${i}`, out[at++]!);
  for (const [k, l] of [[0, 0], [0, 1], [1, 1]] as const) entry(`kicks${k}${l}`, kicks[2 * k + l]!);

  const stream = makeStream('samples', kind, D);
  const normals = new Float64Array(D + N + 1);
  const latents = normals.subarray(0, D);
  const x = new Float64Array(N);
  const [sums, squares, change] = [new Float64Array(names.length), new Float64Array(names.length), new Float64Array(names.length)];
  for (let sample = 0; sample < samples; sample++) {
    fillNormals(stream, normals, normals.length);
    for (let i = 0; i < N; i++) x[i] = (b * dot(F[i]!, latents)) / Math.sqrt(D) + Math.sqrt(c - b * b) * normals[D + i]!;
    const lambda = weights.map((w) => dot(w, x) / Math.sqrt(N));
    const nu = given.map((B) => (kind === 'latent' ? dot(B, latents) / Math.sqrt(D) : dot(B, x) / Math.sqrt(N)));
    let delta = task.labelNoise * normals[D + N]!;
    for (let m = 0; m < M; m++) delta += A[m]! * erf(nu[m]! / Math.SQRT2);
    for (let k = 0; k < K; k++) delta -= v[k]! * erf(lambda[k]! / Math.SQRT2);
    const a = lambda.map((field, k) => eta * v[k]! * delta * Math.sqrt(2 / Math.PI) * Math.exp((-field * field) / 2));
    // w_k gains a_k x / sqrt N, so N times the change of Gamma_k is a_k sqrt N (F^T x / sqrt N) along the mode.
    const seen = seenAlong(x).map((part) => Math.sqrt(N) * part);
    let j = 0;
    for (const [k, l] of [[0, 0], [0, 1], [1, 1]] as const) change[j++] = a[k]! * lambda[l]! + a[l]! * lambda[k]!;
    for (let k = 0; k < K; k++) change[j++] = task.secondLayerRate * delta * erf(lambda[k]! / Math.SQRT2);
    if (kind === 'inputs') for (let i = 0; i < 4; i++) change[j++] = a[i >> 1]! * nu[i % 2]!;
    for (const [k, l] of [[0, 0], [0, 1], [1, 1]] as const) for (let i = 0; i < D; i++) change[j++] = seen[i]! * (a[k]! * gamma[l]![i]! + a[l]! * gamma[k]![i]!);
    for (let q = 0; q < 4; q++) for (let i = 0; i < D; i++) change[j++] = a[q >> 1]! * seen[i]! * beta[q % 2]![i]!;
    for (const [k, l] of [[0, 0], [0, 1], [1, 1]] as const) change[j++] = a[k]! * a[l]!;
    for (let i = 0; i < j; i++) {
      sums[i]! += change[i]!;
      squares[i]! += change[i]! * change[i]!;
    }
  }
  return names.map((name, i) => {
    const mean = sums[i]! / samples;
    return { name, flow: flows[i]!, mean, error: Math.sqrt((squares[i]! / samples - mean * mean) / samples) };
  });
};

describe.each([['latent', 3], ['latent', 7], ['inputs', 3], ['inputs', 7]] as const)('teacher sees the %s, D = %i, N = 5', (kind, D) => {
  const found = compare(kind, D);

  // Up to 61 entries: chance puts one of them beyond 4.5 standard errors once in 2500 tries.
  it('the right-hand side is the mean change by a sample', () => {
    for (const { name, flow, mean, error } of found) expect(Math.abs(flow - mean), `${name}: ${flow}, found ${mean} +- ${error}`).toBeLessThan(4.5 * error + 1e-12);
  });

  it('the errors are small enough to see every term', () => {
    const largest = Math.max(...found.map(({ flow }) => Math.abs(flow)));
    for (const { error } of found) expect(error).toBeLessThan(0.03 * largest);
    expect(found.filter(({ flow, error }) => Math.abs(flow) > 10 * error).length).toBeGreaterThan(0.7 * found.length * (D === 7 ? 0.7 : 1));
  });
});
