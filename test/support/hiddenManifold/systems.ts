import { makeModeSystem, type Modes } from '../../../src/models/hiddenManifold/equations.ts';
import { folds } from '../../../src/models/hiddenManifold/fold.ts';
import { generalisationErrorOf, makeOrder, type Order } from '../../../src/models/hiddenManifold/order.ts';
import { params, type P } from '../../../src/models/hiddenManifold/params.ts';
import type { Task } from '../../../src/models/hiddenManifold/task.ts';
import { completeParams } from '../../../src/models/params.ts';
import { marchenkoPastur } from '../../../src/numerics/marchenkoPastur.ts';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import type { RightHandSide } from '../../../src/numerics/ode/solver.ts';

export const paramsOf = (changes: Partial<P>): P => completeParams(params, changes) as unknown as P;

export const plainTask = (changes: Partial<Task> = {}): Task => {
  const M = changes.M ?? 2;
  return { K: 2, M, A: new Float64Array(M).fill(1), kind: 'latent', learningRate: 0.2, secondLayerRate: 0, labelNoise: 0, b: folds.sign.b, c: folds.sign.c, delta: 0.25, ...changes };
};

export const identity = (n: number): Float64Array => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

/** Modes of the limit with t_mn = T_mn (times rho / c where the teacher sees the inputs). */
export const modesOf = ({ M, kind, c }: Task, rho: Float64Array, weight: Float64Array): Modes => {
  const teacher = new Float64Array(rho.length * M * M);
  for (let i = 0; i < rho.length; i++) for (let m = 0; m < M; m++) teacher[(i * M + m) * M + m] = kind === 'inputs' ? rho[i]! / c : 1;
  return { rho, weight, teacher };
};

export const gaussianModes = (task: Task, nodes = 16): Modes => {
  const { x, weight } = marchenkoPastur(task.delta, nodes);
  return modesOf(task, x, weight);
};

/** W = norm I, sigma = norm rho I, r = rho R/b (R/c where the teacher sees the inputs), V = R/c. */
export const regularStart = (task: Task, modes: Modes, norm: number, R: readonly number[]) => {
  const { K, M, b, c, kind } = task;
  const T = identity(M);
  const system = makeModeSystem(task, modes, T);
  const count = modes.rho.length;
  const sigma = Float64Array.from({ length: count * K * K }, (_, i) => ((i % (K * K)) % (K + 1) === 0 ? norm * modes.rho[Math.floor(i / (K * K))]! : 0));
  const r = Float64Array.from({ length: count * K * M }, (_, i) => (modes.rho[Math.floor(i / (K * M))]! * R[i % (K * M)]!) / (kind === 'latent' ? b : c));
  const y0 = system.pack(identity(K).map((x) => norm * x), new Float64Array(K).fill(1), R.map((x) => x / c), sigma, r);
  return { system, y0, T };
};

export interface Row {
  readonly error: number;
  readonly order: Order;
}

/** Order parameters at given times. */
export const follow = (
  task: Task, { system, y0, T }: { readonly system: { readonly flow: RightHandSide; readonly read: (y: Float64Array, order: Order) => void }; readonly y0: Float64Array; readonly T: Float64Array },
  times: readonly number[], rtol = 1e-9,
): Row[] => {
  const solver = makeDormandPrince(system.flow, y0, 0, { rtol, atol: rtol / 100 });
  const state = new Float64Array(y0.length);
  return times.map((time) => {
    while (solver.t < time) if (solver.step(Infinity) !== 'ok') throw new Error(`ends at ${solver.t}`);
    solver.interpolate(time, state);
    const order = { ...makeOrder(task.K, task.M), T };
    system.read(state, order);
    return { error: generalisationErrorOf(task, order), order };
  });
};

export const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) throw new Error('lengths differ');
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
};

export const listOf = ({ error, order: { Q, R, W, Sigma, v } }: Row): number[] => [error, ...Q, ...R, ...W, ...Sigma, ...v];

export const finish = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
};
