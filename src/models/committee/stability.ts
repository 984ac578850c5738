import { jacobian } from '../../numerics/jacobian.ts';
import { eigenvalues } from '../../numerics/linear/eigenvalues.ts';
import { flowOfQ, flowOfR, makeFlowScratch, makeOrder, writeFields, writeRow, type Task } from './equations.ts';

/**
 * Jacobian of the flow at the perfect solution of K = M units, in the coordinates Q_kk, Q_kl, R_kk, R_km that
 * permutations of the units leave alone; the instability at large rates lies in them.
 */
const solutionJacobian = (units: number, learningRate: number): Float64Array => {
  const T = new Float64Array(units * units);
  for (let m = 0; m < units; m++) T[m * units + m] = 1;
  const task: Task = { K: units, M: units, T, A: new Float64Array(units).fill(1), learningRate, secondLayerRate: 0, weightDecay: 0, labelNoise: 0 };
  const scratch = makeFlowScratch(task);
  const order = makeOrder(units, units);
  order.v.fill(1);
  const several = units > 1;
  const flow = (s: Float64Array, out: Float64Array) => {
    const [q, r, c, x] = s as unknown as [number, number, number, number];
    for (let k = 0; k < units; k++) {
      for (let l = 0; l < units; l++) {
        order.Q[k * units + l] = k === l ? q : c;
        order.R[k * units + l] = k === l ? r : x;
      }
    }
    writeFields(scratch, task, order);
    writeRow(scratch, 0);
    out[0] = flowOfQ(task, scratch, order, 0, 0);
    out[1] = flowOfR(task, scratch, order, 0, 0);
    if (!several) return;
    writeRow(scratch, 1);
    out[2] = flowOfQ(task, scratch, order, 0, 1);
    out[3] = flowOfR(task, scratch, order, 0, 1);
  };
  return jacobian(flow, several ? Float64Array.of(1, 1, 0, 0) : Float64Array.of(1, 1));
};

/** Largest real part of the eigenvalues of eta J1 + eta^2 J2, over eta. */
const makeGrowth = (units: number): ((eta: number) => number) => {
  const one = solutionJacobian(units, 1);
  const two = solutionJacobian(units, 2);
  const n = units > 1 ? 4 : 2;
  return (eta) => {
    const J = one.map((j1, i) => {
      const square = (two[i]! - 2 * j1) / 2;
      return j1 - square + eta * square;
    });
    return eigenvalues(J, n)!.real.reduce((a, b) => Math.max(a, b));
  };
};

/**
 * Largest learning rate at which the perfect solution Q = R = T = I of K = M = `units` is stable (v = A = 1, no noise).
 *
 * The eta at which an eigenvalue of the Jacobian eta J1 + eta^2 J2 crosses 0, by bisection.
 *
 * Accuracy 1e-8. Values: 4.0558, 2.3068, 1.6207, 1.2494, 1.0165 for 1 to 5 units.
 */
export const largestStableRate = (units: number): number => {
  const growth = makeGrowth(units);
  let low = 0.01;
  let high = 10;
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (growth(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** Slowest decay rate, over eta, towards the perfect solution at small rates: .0442 for two units. */
export const slowestDecay = (units: number): number => -makeGrowth(units)(0);
