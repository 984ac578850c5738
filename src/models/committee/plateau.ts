import { jacobian } from '../../numerics/jacobian.ts';
import { solve } from '../../numerics/linear/solve.ts';
import { integrate } from '../../numerics/ode/integrate.ts';
import { flowOfQ, flowOfR, flowOfV, makeFlowScratch, makeGeneralisationError, makeOrder, writeFields, writeRow, type Order, type Task } from './equations.ts';

/**
 * The symmetric plateau: all students alike, none closer to any teacher than another.
 *
 * Q_kk = Q, Q_kl = C, R_km = R, v_k = v: a fixed point of the flow on that manifold, which exists for orthonormal
 * teachers of equal output. A perturbation R_km = R + x_k y_m with sum x = sum y = 0 couples to nothing else at first
 * order (Q and v do not tell teachers apart), so its growth rate is one number, the escape rate.
 */
export interface Plateau {
  readonly order: Order;
  readonly error: number;
  /** Growth rate of specialisation per unit of t; null with a single student or teacher, which cannot split. */
  readonly escapeRate: number | null;
}

const isIsotropic = ({ M, T, A }: Task): boolean =>
  T.every((t, i) => t === (i % (M + 1) === 0 ? 1 : 0)) && A.every((a) => a === A[0]);

/** Q, C, R, v to a full order. */
const expand = (out: Order, [q, c, r, v]: ArrayLike<number> & Iterable<number>): void => {
  const K = out.v.length;
  out.Q.fill(c!);
  for (let k = 0; k < K; k++) out.Q[k * K + k] = q!;
  out.R.fill(r!);
  out.v.fill(v!);
};

const makeSymmetricFlow = (task: Task) => {
  const order = makeOrder(task.K, task.M);
  const scratch = makeFlowScratch(task);
  const several = task.K > 1;
  return (s: Float64Array, out: Float64Array): void => {
    expand(order, s);
    writeFields(scratch, task, order);
    writeRow(scratch, 0);
    if (several) writeRow(scratch, 1);
    out[0] = flowOfQ(task, scratch, order, 0, 0);
    out[1] = several ? flowOfQ(task, scratch, order, 0, 1) : 0;
    out[2] = flowOfR(task, scratch, order, 0, 0);
    out[3] = flowOfV(task, scratch, order, 0);
  };
};

/** Newton's method from `s`; coordinates that do not move (C of one unit, a fixed v) are held. Null when it fails. */
const newton = (flow: (s: Float64Array, out: Float64Array) => void, s: Float64Array, held: readonly boolean[]): Float64Array | null => {
  const f = new Float64Array(s.length);
  for (let round = 0; round < 40; round++) {
    flow(s, f);
    const J = jacobian(flow, s);
    for (let i = 0; i < s.length; i++) {
      if (!held[i]) continue;
      f[i] = 0;
      for (let j = 0; j < s.length; j++) J[i * s.length + j] = i === j ? 1 : 0;
    }
    const step = solve(J, f);
    if (step === null) return null;
    let size = 0;
    for (let i = 0; i < s.length; i++) {
      s[i] = s[i]! - step[i]!;
      size = Math.max(size, Math.abs(step[i]!));
    }
    if (!(size < 10) || !(s[0]! > 0)) return null;
    if (size < 1e-12) return s;
  }
  return null;
};

/** Growth rate of the direction x_k y_m, x = (1, -1, 0, ...), y likewise, by a central difference. */
const growthRate = (task: Task, order: Order): number => {
  const { M } = task;
  const h = 1e-5;
  const scratch = makeFlowScratch(task);
  const at = (sign: number): number => {
    const moved = { Q: order.Q, R: Float64Array.from(order.R), v: order.v };
    for (const [k, m, part] of [[0, 0, 1], [0, 1, -1], [1, 0, -1], [1, 1, 1]] as const) moved.R[k * M + m]! += sign * part * h;
    writeFields(scratch, task, moved);
    writeRow(scratch, 0);
    return flowOfR(task, scratch, moved, 0, 0) - flowOfR(task, scratch, moved, 0, 1);
  };
  return (at(1) - at(-1)) / (4 * h);
};

/**
 * Plateau of a task with orthonormal teachers of equal output, from a start of squared norm `norm`; else null.
 *
 * Accuracy: fixed point 1e-10, escape rate 1e-8. Cost: some hundred evaluations of two rows of the flow.
 */
export const plateauOf = (task: Task, norm: number, output = 1): Plateau | null => {
  if (!isIsotropic(task)) return null;
  const flow = makeSymmetricFlow(task);
  const start = Float64Array.of(norm, 0, 0.01, output);
  const settled = integrate((_t, y, out) => flow(y, out), start, { from: 0, to: 200 / task.learningRate, rtol: 1e-4, atol: 1e-6, maxSteps: 3000 });
  if (settled.end !== 'done' && settled.end !== 'maxSteps') return null;
  const s = newton(flow, Float64Array.from(settled.y), [false, task.K === 1, false, task.secondLayerRate === 0]);
  if (s === null) return null;
  const order = makeOrder(task.K, task.M);
  expand(order, s);
  return {
    order,
    error: makeGeneralisationError(task)(order),
    escapeRate: task.K > 1 && task.M > 1 ? growthRate(task, order) : null,
  };
};
