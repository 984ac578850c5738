import { describe, expect, it } from 'vitest';
import { makeFlow, makeOrder as committeeOrder } from '../../../src/models/committee/equations.ts';
import { makePackedFlow, pack, packedLength, unpack } from '../../../src/models/committee/packed.ts';
import { makeModeSystem } from '../../../src/models/hiddenManifold/equations.ts';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { generalisationErrorOf, makeOrder } from '../../../src/models/hiddenManifold/order.ts';
import type { Task } from '../../../src/models/hiddenManifold/task.ts';
import { integrate } from '../../../src/numerics/ode/integrate.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { distance, follow, gaussianModes, identity, listOf, modesOf, plainTask, regularStart } from '../../support/hiddenManifold/systems.ts';

const committeeTask = ({ K, M, A, learningRate, secondLayerRate, labelNoise }: Task, T: Float64Array) => ({ K, M, A, T, learningRate, secondLayerRate, labelNoise, weightDecay: 0 });

const everything = { learningRate: 0.6, secondLayerRate: 0.3, labelNoise: 0.2 };
const some = [0.2, 0.05, -0.1, 0.3, 0.02, 0.1];
const one = Float64Array.of(1);

describe('Saad-Solla as a special case', () => {
  it.each([[2, 2, 0.25], [3, 2, 0.1], [2, 3, 1]])('linear fold, all rho = 1: the committee at t / delta, %i students, %i teachers, delta = %f', (K, M, delta) => {
    const task = plainTask({ K, M, ...folds.linear, delta, ...everything, secondLayerRate: 0 });
    const start = regularStart(task, modesOf(task, one, one), 0.5, some.slice(0, K * M));
    const times = [1, 5, 20, 60];
    const found = follow(task, start, times.map((t) => t * delta), 1e-11);
    const plain = committeeTask(task, identity(M));
    const order = { ...committeeOrder(K, M), Q: identity(K).map((x) => 0.5 * x), R: Float64Array.from(some.slice(0, K * M)), v: new Float64Array(K).fill(1) };
    const y0 = new Float64Array(packedLength(plain));
    pack(y0, order);
    const { saved } = integrate(makePackedFlow(plain), y0, { from: 0, to: 60, rtol: 1e-11, atol: 1e-13, saveAt: Float64Array.from(times) });
    times.forEach((_, i) => {
      unpack(order, saved.subarray(i * y0.length, (i + 1) * y0.length));
      expect(distance(found[i]!.order.Q, order.Q)).toBeLessThan(1e-9);
      expect(distance(found[i]!.order.R, order.R)).toBeLessThan(1e-9);
    });
    expect(distance(found[0]!.order.Q, found[3]!.order.Q)).toBeGreaterThan(0.1);
  });

  it('without a manifold: the very right-hand side of the committee, both layers and noise', () => {
    const task = plainTask({ K: 3, M: 2, kind: 'independent', b: 0, c: 1, ...everything });
    const none = new Float64Array(0);
    const T = Float64Array.of(1, 0.2, 0.2, 0.9);
    const system = makeModeSystem(task, { rho: none, weight: none, teacher: none }, T);
    const Q = Float64Array.of(0.9, 0.1, -0.2, 0.1, 0.6, 0.05, -0.2, 0.05, 1.1);
    const R = Float64Array.from(some);
    const v = Float64Array.of(0.8, -0.5, 1.2);
    const out = new Float64Array(system.length);
    system.flow(0, system.pack(Q, v, R, none, none), out);
    const expected = committeeOrder(3, 2);
    makeFlow(committeeTask(task, T))({ Q, R, v }, expected);
    const found = [...out];
    const upper = [0, 1, 2, 4, 5, 8].map((i) => expected.Q[i]!);
    expect(distance(found, [...upper, ...expected.v, ...expected.R])).toBeLessThan(1e-15);
    const order = { ...makeOrder(3, 2), T };
    system.read(system.pack(Q, v, R, none, none), order);
    expect([...order.Q, ...order.Sigma, ...order.W]).toEqual([...Q, ...Q, ...Q]);
    expect([...order.R]).toEqual([...R]);
  });

  it('a teacher of the inputs, all variances 1: the committee, whatever the split into modes', () => {
    // delta = 1 and rho = 1 make every direction of the inputs alike: c - b^2 + b^2 = c = 1.
    const task = plainTask({ kind: 'inputs', delta: 1, ...everything });
    const found = follow(task, regularStart(task, modesOf(task, one, one), 0.5, some.slice(0, 4)), [3, 30], 1e-11);
    const plain = plainTask({ ...task, kind: 'independent', b: 0, c: 1 });
    const none = new Float64Array(0);
    const expected = follow(plain, regularStart(plain, { rho: none, weight: none, teacher: none }, 0.5, some.slice(0, 4)), [3, 30], 1e-11);
    found.forEach((row, i) => expect(distance(listOf(row), listOf(expected[i]!))).toBeLessThan(1e-9));
  });
});

/** A point of the state space where nothing is symmetric: K students and M teachers as vectors on a few modes. */
const anyState = (K: number, M: number, name: string) => {
  const task = plainTask({ K, M, A: Float64Array.from({ length: M }, (_, m) => 1 - 0.3 * m), delta: 0.3, ...everything });
  const modes = gaussianModes(task, 4);
  const vectors = (rows: number, purpose: string): Float64Array => {
    const out = new Float64Array(rows * 4 * 7);
    fillNormals(makeStream('any state', name, purpose), out, out.length);
    return out;
  };
  const [students, teachers] = [vectors(K, 'students'), vectors(M, 'teachers')];
  const product = (x: Float64Array, k: number, y: Float64Array, l: number, i: number): number => {
    let sum = 0;
    for (let j = 0; j < 7; j++) sum += x[(k * 4 + i) * 7 + j]! * y[(l * 4 + i) * 7 + j]!;
    return sum / 7;
  };
  const v = Float64Array.from({ length: K }, (_, k) => 1 - 0.4 * k);
  const state = (order: readonly number[], signs: readonly number[], teacherOrder: readonly number[]) => {
    const A = Float64Array.from(teacherOrder, (m) => task.A[m]!);
    const grid = (a: number, b: number, entry: (i: number, k: number, l: number) => number) =>
      Float64Array.from({ length: 4 * a * b }, (_, at) => entry(Math.floor(at / (a * b)), Math.floor((at % (a * b)) / b), at % b));
    const teacher = grid(M, M, (i, m, n) => product(teachers, teacherOrder[m]!, teachers, teacherOrder[n]!, i));
    const T = Float64Array.from({ length: M * M }, (_, at) => modes.weight.reduce((sum, w, i) => sum + w * teacher[i * M * M + at]!, 0));
    const sigma = grid(K, K, (i, k, l) => signs[k]! * signs[l]! * product(students, order[k]!, students, order[l]!, i));
    const r = grid(K, M, (i, k, m) => signs[k]! * product(students, order[k]!, teachers, teacherOrder[m]!, i));
    const W = Float64Array.from({ length: K * K }, (_, at) => sigma[at]! + sigma[K * K + at]!);
    return { task: { ...task, A }, modes: { ...modes, teacher }, T, W, v: Float64Array.from(order, (k, at) => signs[at]! * v[k]!), sigma, r };
  };
  return state;
};

describe('symmetries of the right-hand side', () => {
  it.each([[3, 2], [2, 3]])('students, teachers and signs: %i students, %i teachers', (K, M) => {
    const state = anyState(K, M, 'symmetry');
    const evaluate = (order: readonly number[], signs: readonly number[], teacherOrder: readonly number[]) => {
      const { task, modes, T, W, v, sigma, r } = state(order, signs, teacherOrder);
      const system = makeModeSystem(task, modes, T);
      const y = system.pack(W, v, [], sigma, r);
      const out = new Float64Array(system.length);
      system.flow(0, y, out);
      const [now, slope] = [{ ...makeOrder(K, M), T }, { ...makeOrder(K, M), T }];
      system.read(y, now);
      system.read(out, slope);
      return { error: generalisationErrorOf(task, now), slope };
    };
    const students = Array.from({ length: K }, (_, k) => k);
    const teachers = Array.from({ length: M }, (_, m) => m);
    const plain = evaluate(students, students.map(() => 1), teachers);
    const order = [...students.slice(1), 0];
    const signs = students.map((k) => (k % 2 === 0 ? -1 : 1));
    const teacherOrder = teachers.toReversed();
    const other = evaluate(order, signs, teacherOrder);
    expect(Math.abs(other.error - plain.error)).toBeLessThan(1e-13);
    for (let k = 0; k < K; k++) {
      for (let l = 0; l < K; l++) {
        for (const id of ['Q', 'W', 'Sigma'] as const) expect(Math.abs(other.slope[id][k * K + l]! - signs[k]! * signs[l]! * plain.slope[id][order[k]! * K + order[l]!]!)).toBeLessThan(1e-12);
      }
      for (let m = 0; m < M; m++) expect(Math.abs(other.slope.R[k * M + m]! - signs[k]! * plain.slope.R[order[k]! * M + teacherOrder[m]!]!)).toBeLessThan(1e-12);
      expect(Math.abs(other.slope.v[k]! - signs[k]! * plain.slope.v[order[k]!]!)).toBeLessThan(1e-13);
    }
    expect(distance(plain.slope.Q, other.slope.Q)).toBeGreaterThan(0.01);
  });

  it('units alike stay alike; a start beside them does not', () => {
    const task = plainTask({ delta: 0.1 });
    const spread = (R: readonly number[]): number => {
      const [row] = follow(task, regularStart(task, gaussianModes(task), 0.5, R), [100]);
      return Math.max(...row!.order.R) - Math.min(...row!.order.R);
    };
    // Rounding grows with the escape rate .077 times t, 2000-fold.
    expect(spread([0.1, 0.1, 0.1, 0.1])).toBeLessThan(1e-12);
    expect(spread([0.1001, 0.1, 0.1, 0.1])).toBeGreaterThan(1e-3);
  });
});

describe('solution', () => {
  it('error 0 where Q = R = T and nowhere near; there nothing moves in a task that can be learned', () => {
    const task = plainTask({ kind: 'inputs', delta: 0.4 });
    const modes = gaussianModes(task);
    const { system, T } = regularStart(task, modes, 0, [0, 0, 0, 0]);
    const { c } = task;
    const W = identity(2).map((x) => x / c);
    const perfect = system.pack(W, [1, 1], W, modes.teacher, modes.teacher);
    const order = { ...makeOrder(2, 2), T };
    system.read(perfect, order);
    expect(generalisationErrorOf(task, order)).toBeLessThan(1e-15);
    const out = new Float64Array(system.length);
    system.flow(0, perfect, out);
    expect(Math.max(...out.map(Math.abs))).toBeLessThan(1e-14);
    const shifted = system.pack(W, [1, 1], W.map((x) => 0.99 * x), modes.teacher, modes.teacher.map((x) => 0.99 * x));
    system.read(shifted, order);
    expect(generalisationErrorOf(task, order)).toBeGreaterThan(1e-3);
  });

  it.each([[0.1], [0.5]])('16 nodes are enough: 32 change the error by less than 1e-10 up to t = 1000, delta = %f', (delta) => {
    const task = plainTask({ delta });
    const [a, b] = [16, 32].map((nodes) => follow(task, regularStart(task, gaussianModes(task, nodes), 0.5, [0.01, 0, 0, 0]), [1, 10, 100, 300, 1000], 1e-12));
    a!.forEach((row, i) => {
      expect(Math.abs(row.error - b![i]!.error)).toBeLessThan(1e-10);
      // The overlaps feel it most in the middle of the escape.
      expect(distance(listOf(row), listOf(b![i]!))).toBeLessThan(1e-9);
    });
    // The rule matters: four nodes are not enough.
    const four = follow(task, regularStart(task, gaussianModes(task, 4), 0.5, [0.01, 0, 0, 0]), [300], 1e-12);
    expect(distance(listOf(four[0]!), listOf(b![3]!))).toBeGreaterThan(1e-6);
  });

  it('many more latents than inputs: all that can be learned is the share b^2 / (c delta)', () => {
    // The best linear guess of nu from x has the variance R^2/Q <= b^2 / (c delta) as delta grows; the error tends to that of knowing nothing.
    const nothing = 1 / 3;
    const [near, far] = [10, 100].map((delta) => {
      const task = plainTask({ delta, learningRate: 0.002, K: 1, M: 2 });
      const [row] = follow(task, regularStart(task, gaussianModes(task), 0.01, [0.01, 0]), [20_000], 1e-8);
      const { Q, R } = row!.order;
      return { error: row!.error, share: (R[0]! * R[0]! + R[1]! * R[1]!) / Q[0]!, limit: (task.b * task.b) / (task.c * delta) };
    });
    // Two teachers of I2(1, 1) = 1/3 each: <y^2>/2 = 1/3.
    expect(Math.abs(far!.error / nothing - 1)).toBeLessThan(0.02);
    expect(nothing - near!.error).toBeGreaterThan(5 * (nothing - far!.error));
    for (const { share, limit } of [near!, far!]) {
      expect(share).toBeLessThanOrEqual(limit);
      expect(share).toBeGreaterThan(0.5 * limit);
    }
  });
});
