import { describe, expect, it } from 'vitest';
import { makeFlow, makeGeneralisationError, makeOrder, type Order, type Task } from '../../../src/models/committee/equations.ts';
import { testIncrements } from '../../support/committee/increments.ts';
import { largest, listOf, randomOrder, rearranged, richTask } from '../../support/committee/orders.ts';
import { runLink } from '../../support/runLink.ts';

const flowOf = (task: Task, order: Order): Order => {
  const out = makeOrder(task.K, task.M);
  makeFlow(task)(order, out);
  return out;
};
const difference = (a: Order, b: Order): number[] => {
  const second = listOf(b);
  return listOf(a).map((x, i) => x - second[i]!);
};
const rounding = 1e-13;

testIncrements({ samples: 300_000, report: () => {} });

describe('right-hand side', () => {
  it.each([[3, 2], [2, 3]])('treats the %i students alike and knows no sign (%i teachers)', (K, M) => {
    const task = richTask(K, M, 'symmetry');
    const order = randomOrder(task, 'symmetry');
    const from = [1, 2, 0].slice(0, K).map((k) => k % K);
    const signs = [-1, 1, -1].slice(0, K);
    const error = makeGeneralisationError(task);
    const other = rearranged(order, from, signs);
    expect(largest(difference(flowOf(task, other), rearranged(flowOf(task, order), from, signs)))).toBeLessThan(rounding);
    expect(Math.abs(error(other) - error(order))).toBeLessThan(rounding);
    expect(largest(difference(other, order))).toBeGreaterThan(0.1);
  });

  it('treats the teachers alike', () => {
    const task = richTask(2, 2, 'teachers');
    const { T, A } = task;
    const order = randomOrder(task, 'teachers');
    const swap = (R: Float64Array): Float64Array => Float64Array.of(R[1]!, R[0]!, R[3]!, R[2]!);
    const swapped = flowOf({ ...task, T: Float64Array.of(T[3]!, T[1]!, T[2]!, T[0]!), A: Float64Array.of(A[1]!, A[0]!) }, { ...order, R: swap(order.R) });
    const flow = flowOf(task, order);
    expect(largest(difference(swapped, { ...flow, R: swap(flow.R) }))).toBeLessThan(rounding);
  });

  it.each([1, 2, 3])('vanishes at the perfect solution of %i units; label noise moves Q alone', (K) => {
    const task = richTask(K, K, 'perfect', { weightDecay: 0, labelNoise: 0 });
    const order = { Q: task.T, R: task.T, v: task.A };
    expect(largest(listOf(flowOf(task, order)))).toBeLessThan(rounding);
    expect(makeGeneralisationError(task)(order)).toBeLessThan(rounding);
    const noisy = flowOf({ ...task, labelNoise: 0.5 }, order);
    expect(largest([...noisy.R, ...noisy.v])).toBeLessThan(rounding);
    for (let k = 0; k < K; k++) expect(noisy.Q[k * K + k]!).toBeGreaterThan(0.01 * order.v[k]! * order.v[k]!);
  });

  it('gains (eta sigma)^2 v_k v_l J2 in Q by noise and loses kappa R, 2 kappa Q, kappa v by decay', () => {
    const task = richTask(3, 2, 'terms', { weightDecay: 0, labelNoise: 0 });
    const order = randomOrder(task, 'terms');
    const { Q, R, v } = order;
    const plain = flowOf(task, order);
    const noise = Q.map((q, i) => {
      const [k, l] = [Math.floor(i / 3), i % 3];
      const slopes = 2 / Math.PI / Math.sqrt((1 + Q[4 * k]!) * (1 + Q[4 * l]!) - q * q);
      return 0.8 * 0.8 * 0.7 * 0.7 * v[k]! * v[l]! * slopes;
    });
    const still = { R: R.map(() => 0), v: v.map(() => 0) };
    const rest = (changed: Task, expected: Order): number => {
      const gained = difference(flowOf(changed, order), flowOf({ ...changed, weightDecay: 0, labelNoise: 0 }, order));
      return largest(listOf(expected).map((x, i) => x - gained[i]!));
    };
    const decay = { Q: Q.map((q) => -2 * 0.3 * q), R: R.map((r) => -0.3 * r), v: v.map((x) => -0.3 * x) };
    expect(rest({ ...task, labelNoise: 0.7 }, { ...still, Q: noise })).toBeLessThan(rounding);
    expect(rest({ ...task, weightDecay: 0.3 }, decay)).toBeLessThan(rounding);
    expect(rest({ ...task, labelNoise: 0.7, weightDecay: 0.3 }, { ...decay, Q: decay.Q.map((q, i) => q + noise[i]!) })).toBeLessThan(rounding);
    expect(rest({ ...task, weightDecay: 0.3, secondLayerRate: 0 }, { ...decay, v: still.v })).toBeLessThan(rounding);
    expect(largest(listOf(plain))).toBeGreaterThan(0.1);
  });
});

describe('solution of the equations', () => {
  it.each([2, 3])('never leaves the symmetric manifold of %i units; a start beside it does', (K) => {
    const spreadAt = (first: number): number => {
      const R = Array.from({ length: K }, (_, k) => Array.from({ length: K }, (_, m) => (k + m === 0 ? first : 0.1)).join(',')).join(';');
      const [ode] = runLink(`committee?only=theory&hiddenUnits=${K}&teacherUnits=${K}&start=custom&overlaps=${R}&duration=100&points=11`).of('ode');
      const values = ode!.frame(0, 10).subarray(ode!.layout.offsets['R']!, ode!.layout.offsets['R']! + K * K);
      return Math.max(...values) - Math.min(...values);
    };
    // Rounding grows with the escape rate times t, at most six e-folds here.
    expect(spreadAt(0.1)).toBeLessThan(1e-12);
    expect(spreadAt(0.1001)).toBeGreaterThan(1e-4);
  });

  it('lets a student of a silent teacher decay: R as exp(-2 eta t / pi), Q as exp(-4 eta (1 - eta / pi) t / pi)', () => {
    const [ode] = runLink('committee?only=theory&hiddenUnits=1&teacherUnits=1&learningRate=0.5&start=custom&overlaps=0.3&teacherOutput=0&duration=60&points=61').of('ode');
    const { offsets } = ode!.layout;
    const rate = (id: string): number => Math.log(ode!.value(0, 40, offsets[id]!) / ode!.value(0, 30, offsets[id]!)) / 10;
    const asymptotic = (4 * 0.5 * (1 - 0.5 / Math.PI)) / Math.PI;
    // Corrections are of the order of Q itself, exp(-.53 * 30) = 1e-7 of one.
    expect(Math.abs(rate('R') + (2 * 0.5) / Math.PI)).toBeLessThan(1e-5);
    expect(Math.abs(rate('Q') + asymptotic)).toBeLessThan(1e-5);
  });

  it('forgets a teacher without weight and learns the other', () => {
    const [ode] = runLink('committee?only=theory&hiddenUnits=1&teacherUnits=2&start=custom&overlaps=0.1,0.5&teacherOutput=1,0&duration=100&points=2').of('ode');
    const { offsets } = ode!.layout;
    const [learned, silent] = ode!.frame(0, 1).subarray(offsets['R']!, offsets['R']! + 2);
    expect(Math.abs(learned! - 1)).toBeLessThan(1e-4);
    expect(Math.abs(silent!)).toBeLessThan(1e-4);
    expect(ode!.value(0, 1, offsets['generalisationError']!)).toBeLessThan(1e-6);
  });
});
