import { generalisationErrorOf, specialisationOf, type Order } from './order.ts';
import type { Spectrum } from './spectrum.ts';
import { makeSymmetricFlow, settle, teacherOverlap, type SymmetricFlow } from './symmetric.ts';
import { overlapSums, type Task } from './task.ts';

/** All students alike, none closer to any teacher than another: a fixed point in the limit. */
export interface Plateau {
  readonly order: Order;
  readonly error: number;
  /** Growth rate of specialisation per unit of t; null with a single student or teacher, or where it does not grow. */
  readonly escapeRate: number | null;
}

/** Where the units end that have specialised, K = M. */
export interface Solution {
  readonly order: Order;
  readonly error: number;
  readonly specialisation: number;
}

/** Time to settle: the inputs that the features do not reach, of variance c - b^2, are the slowest. */
const settlingTime = ({ learningRate, b, c }: Task, { rates }: SymmetricFlow): number => {
  const slowest = [c - b * b, ...rates.map(({ damping }) => damping)].reduce((least, damping) => (damping > 1e-3 ? Math.min(least, damping) : least), 2);
  return 30 / (learningRate * slowest);
};

/**
 * Growth rate lambda of r_km(rho) = x_k y_m f(rho), sum x = sum y = 0, from the plateau. It couples to nothing else at first order, and among the
 * modes through R alone:
 *
 * 1 = modes sum_i weight_i eta pull_i t_i slope / (lambda + eta damping_i decay) + plain eta (slope - decay) / lambda,
 * decay = a_kk - a_kl, slope = v A dJ(k, K+m)/dR_km; `plain` and `modes` as in `overlapSums`. The right side falls for lambda > 0: bisection.
 */
const growthRate = (task: Task, { rho, weight }: Spectrum, { order, fields, rates }: SymmetricFlow): number | null => {
  const { learningRate: eta, A } = task;
  const decay = fields.a[0]! - fields.a[1]!;
  const R = order.R[0]!;
  const L = (1 + order.Q[0]!) * (1 + order.T[0]!) - R * R;
  const slope = (order.v[0]! * A[0]! * 0.6366197723675814 * R) / (L * Math.sqrt(L));
  const { plain, modes } = overlapSums(task);
  const excess = (lambda: number): number => {
    let sum = plain === 0 ? -1 : (plain * eta * (slope - decay)) / lambda - 1;
    rates.forEach(({ damping, pull }, i) => (sum += (modes * weight[i]! * eta * pull * teacherOverlap(task, rho[i]!) * slope) / (lambda + eta * damping * decay)));
    return sum;
  };
  let low = 1e-9;
  if (!(decay > 0) || !(excess(low) > 0)) return null;
  let high = 1;
  while (excess(high) > 0) high *= 2;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The plateau from a start of variance `norm`; null where there is none (rates with no fixed point). Accuracy 1e-9. */
export const plateauOf = (task: Task, spectrum: Spectrum, norm: number): Plateau | null => {
  const flow = makeSymmetricFlow(task, spectrum, true);
  if (settle(flow, flow.start(norm, 1, 0.01, 0.01), settlingTime(task, flow)) === null || !(flow.order.Q[0]! > 0)) return null;
  const { order } = flow;
  return { order, error: generalisationErrorOf(task, order), escapeRate: task.K > 1 && task.M > 1 ? growthRate(task, spectrum, flow) : null };
};

/** The specialised fixed point of K = M units; null where there is none. Accuracy 1e-9. */
export const solutionOf = (task: Task, spectrum: Spectrum): Solution | null => {
  if (task.K !== task.M) return null;
  const flow = makeSymmetricFlow(task, spectrum, false);
  if (settle(flow, flow.start(0.8, 1, 0.7, 0), 4 * settlingTime(task, flow)) === null || !(flow.order.Q[0]! > 0)) return null;
  const { order } = flow;
  const specialisation = specialisationOf(task, order);
  return task.K > 1 && specialisation < 1e-6 ? null : { order, error: generalisationErrorOf(task, order), specialisation };
};
