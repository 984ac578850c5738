import { describe, expect, it } from 'vitest';
import { makeModeSystem } from '../../../src/models/hiddenManifold/equations.ts';
import { exactTraceUpTo, reduce } from '../../../src/models/hiddenManifold/theory/reduced.ts';
import { makeReducedSystem } from '../../../src/models/hiddenManifold/theory/reducedEquations.ts';
import { marchenkoPastur } from '../../../src/numerics/marchenkoPastur.ts';
import { symmetricEigen } from '../../../src/numerics/linear/symmetricEigen.ts';
import { plainManifold } from '../../support/hiddenManifold/plainManifold.ts';
import { distance, finish, follow, listOf, plainTask } from '../../support/hiddenManifold/systems.ts';

const times = [0, 1, 10, 40, 100];
const lawOf = (delta: number) => {
  const { x, weight } = marchenkoPastur(delta, 16);
  return { rho: x, weight };
};
const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};

/** The equations of `makeModeSystem` on all D eigenpairs of F^T F / N: nothing left out. */
const onAllModes = (kind: 'latent' | 'inputs', N: number, D: number) => {
  const task = plainTask({ K: 2, M: 3, kind, delta: D / N, secondLayerRate: 0.1, labelNoise: 0.2 });
  const { K, M } = task;
  const manifold = plainManifold(task, N, D, 0.5, `reduced ${N} ${D}`);
  const { F, B, w, v } = manifold;
  const gram = new Float64Array(D * D);
  for (let i = 0; i < N; i++) for (let j = 0; j < D; j++) for (let l = 0; l <= j; l++) gram[j * D + l]! += (F[i * D + j]! * F[i * D + l]!) / N;
  const { values, vectors } = symmetricEigen(gram, D)!;
  const project = (x: Float64Array): Float64Array => Float64Array.from({ length: D }, (_, j) => x.reduce((sum, entry, i) => sum + (F[i * D + j]! * entry) / Math.sqrt(N), 0));
  const split = (a: Float64Array, rows: number) => Array.from({ length: rows }, (_, i) => a.subarray((i * a.length) / rows, ((i + 1) * a.length) / rows));
  const along = (x: Float64Array): Float64Array => Float64Array.from({ length: D }, (_, i) => dot(x, vectors.subarray(i * D, (i + 1) * D)));
  const students = split(w, K).map((x) => along(project(x)));
  const teachers = split(B, M).map((x) => along(kind === 'latent' ? x : project(x)));
  const products = (x: readonly Float64Array[], y: readonly Float64Array[]) =>
    Float64Array.from({ length: D * x.length * y.length }, (_, at) => x[Math.floor(at / y.length) % x.length]![Math.floor(at / (x.length * y.length))]! * y[at % y.length]![Math.floor(at / (x.length * y.length))]!);
  const { W, V, T } = finish(reduce(task, manifold, 2, lawOf(D / N)));
  const system = makeModeSystem(task, { rho: values.map((x) => Math.max(0, x)), weight: new Float64Array(D).fill(1 / D), teacher: products(teachers, teachers) }, T);
  return { task, manifold, expected: follow(task, { system, y0: system.pack(W, v, V, products(students, students), products(students, teachers)), T }, times, 1e-11) };
};

describe.each([['latent', 120, 60], ['latent', 40, 70], ['inputs', 120, 60], ['inputs', 40, 70]] as const)('teacher sees the %s, N = %i, D = %i', (kind, N, D) => {
  const { task, manifold, expected } = onAllModes(kind, N, D);
  const errorOf = (levels: number): number => {
    const reduced = finish(reduce(task, manifold, levels, lawOf(D / N)));
    const system = makeReducedSystem(task, reduced);
    return Math.max(...follow(task, { system, y0: system.y0, T: reduced.T }, times, 1e-11).map((row, i) => distance(listOf(row), listOf(expected[i]!))));
  };

  it('12 levels follow all D modes to 1e-8, and all levels to the solver\'s tolerance', () => {
    expect(errorOf(12)).toBeLessThan(1e-8);
    expect(errorOf(D)).toBeLessThan(1e-9);
  });

  it('few levels do not', () => {
    expect(errorOf(3)).toBeGreaterThan(1e-5);
  });
});

describe('reduction', () => {
  it('keeps the start exactly: Sigma, R, Q, T, V from all N D numbers', () => {
    const task = plainTask({ kind: 'inputs', delta: 0.5 });
    const manifold = plainManifold(task, 80, 40, 0.7, 'start');
    const { T, V, W } = finish(reduce(task, manifold, 1, lawOf(0.5)));
    const { b, c } = task;
    const covariance = (x: Float64Array, y: Float64Array): number => {
      const back = (z: Float64Array) => Float64Array.from({ length: 40 }, (_, j) => z.reduce((sum, entry, i) => sum + manifold.F[i * 40 + j]! * entry, 0));
      return ((c - b * b) * dot(x, y)) / 80 + (b * b * dot(back(x), back(y))) / (80 * 40);
    };
    const [w0, B1] = [manifold.w.subarray(0, 80), manifold.B.subarray(80, 160)];
    expect(Math.abs(T[3]! - covariance(B1, B1))).toBeLessThan(1e-12);
    expect(Math.abs(V[1]! - dot(w0, B1) / 80)).toBeLessThan(1e-14);
    expect(Math.abs(W[0]! - dot(w0, w0) / 80)).toBeLessThan(1e-14);
    const system = makeReducedSystem(task, finish(reduce(task, manifold, 1, lawOf(0.5))));
    const [row] = follow(task, { system, y0: system.y0, T }, [0]);
    expect(Math.abs(row!.order.R[1]! - covariance(w0, B1))).toBeLessThan(1e-12);
    expect(Math.abs(row!.order.Q[0]! - covariance(w0, w0))).toBeLessThan(1e-12);
  });

  it('orthogonal features have one mode; the law in place of a large trace errs as 1/D', () => {
    const task = plainTask({ delta: 1 });
    const N = 12;
    const manifold = { ...plainManifold(task, N, N, 0.5, 'orthogonal'), F: Float64Array.from({ length: N * N }, (_, i) => (i % (N + 1) === 0 ? Math.sqrt(N) : 0)) };
    const reduced = finish(reduce(task, manifold, 12, lawOf(1)));
    expect(reduced.rho.length).toBe(4);
    for (const rho of reduced.rho) expect(Math.abs(rho - 1)).toBeLessThan(1e-12);
    expect(reduced.spectrum.rho.length).toBe(1);
    const law = lawOf(0.2);
    const large = plainTask({ delta: 0.2 });
    const D = exactTraceUpTo;
    const exact = finish(reduce(large, plainManifold(large, 5 * D, D, 0.5, 'large'), 2, law)).spectrum;
    const moment = ({ rho, weight }: typeof law, k: number) => rho.reduce((sum, x, i) => sum + weight[i]! * x ** k, 0);
    // tr (F^T F / N)^k varies by a number of order one: delta times it over D.
    for (const k of [1, 2, 3]) expect(Math.abs(moment(exact, k) - moment(law, k))).toBeLessThan(10 / D);
    expect(exact).not.toBe(law);
    expect(finish(reduce(large, plainManifold(large, 2 * D, D + 1, 0.5, 'larger'), 1, law)).spectrum).toBe(law);
  });

  it('pauses', () => {
    const task = plainTask({ delta: 0.2 });
    const work = reduce(task, plainManifold(task, 1000, 200, 0.5, 'pauses'), 6, lawOf(0.2));
    let pauses = 0;
    while (work.next().done !== true) pauses++;
    expect(pauses).toBeGreaterThan(12);
  });
});
