import type { Check } from '../contract.ts';
import { integrate } from '../../numerics/ode/integrate.ts';
import { makeOrder, specialisationOf, type Task } from './equations.ts';
import { makePackedFlow, pack, packedLength, unpack } from './packed.ts';
import { plateauOf } from './plateau.ts';
import { largestStableRate } from './stability.ts';

const identity = (n: number): Float64Array => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

export const plainTask = (units: number, learningRate: number): Task => ({
  K: units, M: units, T: identity(units), A: new Float64Array(units).fill(1), learningRate, secondLayerRate: 0, weightDecay: 0, labelNoise: 0,
});

const plateauError = (units: number, rate: number): number => plateauOf(plainTask(units, rate), 0.5)!.error;
const escapeRate = (units: number, rate: number): number => plateauOf(plainTask(units, rate), 0.5)!.escapeRate! / rate;

/** Time at which |R11 - R12| = 0.5 for K = M = 2, rate 1, from Q = 0.5 I, R = overlap I. */
const escapeTime = (overlap: number): number => {
  const task = plainTask(2, 1);
  const order = makeOrder(2, 2);
  order.Q.set([0.5, 0, 0, 0.5]);
  order.R.set([overlap, 0, 0, overlap]);
  order.v.fill(1);
  const y = new Float64Array(packedLength(task));
  pack(y, order);
  const read = (state: Float64Array): number => {
    unpack(order, state);
    return specialisationOf(task, order.R);
  };
  const run = integrate(makePackedFlow(task), y, { from: 0, to: 1000, rtol: 1e-9, atol: 1e-12, event: { read, level: 0.5, direction: 'above' } });
  return run.eventTime ?? 1000;
};

const numerical = 'independent numerical fixed point and Jacobian';

export const checks: readonly Check[] = [
  ...([[2, 0.1, 0.012085], [2, 0.3, 0.01321], [2, 0.5, 0.014645], [2, 1, 0.020657], [3, 0.1, 0.021882], [3, 0.3, 0.026017], [3, 0.5, 0.0321], [3, 1, 0.066077]] as const).map(
    ([units, rate, expected]): Check => ({ label: `plateau error, ${units} units, rate ${rate}`, expected, tolerance: 1e-6, source: numerical, compute: () => plateauError(units, rate) }),
  ),
  ...([[2, 0.1, 0.0653], [2, 0.3, 0.0644], [2, 0.5, 0.0632], [2, 1, 0.0591], [3, 0.1, 0.0453], [3, 0.3, 0.0435], [3, 0.5, 0.0411], [3, 1, 0.0297]] as const).map(
    ([units, rate, expected]): Check => ({ label: `escape rate / rate, ${units} units, rate ${rate}`, expected, tolerance: 6e-5, source: numerical, compute: () => escapeRate(units, rate) }),
  ),
  ...([[1, 4.0558], [2, 2.3068], [3, 1.6207], [4, 1.2494], [5, 1.0165]] as const).map(
    ([units, expected]): Check => ({ label: `largest stable rate, ${units} units`, expected, tolerance: 6e-5, source: numerical, compute: () => largestStableRate(units) }),
  ),
  ...([[1e-2, 88.385], [1e-3, 129.14], [1e-4, 168.83], [1e-5, 208.1], [1e-6, 247.19]] as const).map(
    ([overlap, expected]): Check => ({ label: `escape from R = ${overlap} I`, expected, tolerance: 0.006, source: 'independent Runge-Kutta run', compute: () => escapeTime(overlap) }),
  ),
];
