import { makeFlow, makeOrder, type Order, type Task } from './equations.ts';
import type { RightHandSide } from '../../numerics/ode/solver.ts';

/** Length of the packed state: the upper triangle of Q, then R, then v. */
export const packedLength = ({ K, M }: Task): number => (K * (K + 1)) / 2 + K * M + K;

export const pack = (out: Float64Array, { Q, R, v }: Order): void => {
  const K = v.length;
  let i = 0;
  for (let k = 0; k < K; k++) for (let l = k; l < K; l++) out[i++] = Q[k * K + l]!;
  for (let j = 0; j < R.length; j++) out[i++] = R[j]!;
  for (let k = 0; k < K; k++) out[i++] = v[k]!;
};

export const unpack = (out: Order, y: Float64Array): void => {
  const { Q, R, v } = out;
  const K = v.length;
  let i = 0;
  for (let k = 0; k < K; k++) {
    for (let l = k; l < K; l++) {
      Q[k * K + l] = y[i]!;
      Q[l * K + k] = y[i++]!;
    }
  }
  for (let j = 0; j < R.length; j++) R[j] = y[i++]!;
  for (let k = 0; k < K; k++) v[k] = y[i++]!;
};

/** The Saad-Solla equations on packed states; owns its scratch space. */
export const makePackedFlow = (task: Task): RightHandSide => {
  const flow = makeFlow(task);
  const order = makeOrder(task.K, task.M);
  const derivative = makeOrder(task.K, task.M);
  return (_t, y, out) => {
    unpack(order, y);
    flow(order, derivative);
    pack(out, derivative);
  };
};
