import { integrate } from '../../numerics/ode/integrate.ts';
import type { Check } from '../contract.ts';
import { completeParams } from '../params.ts';
import { makeModeSystem } from './equations.ts';
import { folds } from './fold.ts';
import { limitTeacher } from './theory/limitStart.ts';
import { generalisationErrorOf, makeOrder } from './order.ts';
import { params, type P } from './params.ts';
import { plateauOf, solutionOf } from './plateau.ts';
import { limitModes, spectrumOf } from './spectrum.ts';
import { taskOf } from './task.ts';

export const paramsWith = (changes: Partial<P>): P => completeParams(params, changes) as unknown as P;

/** Two units, sign fold, rate 0.2, W = 0.5 I, sigma = 0.5 rho I, r = rho R/b, T = I, in the limit. */
const referenceRun = (latentRatio: number, R: readonly number[]) => {
  const p = paramsWith({ dimension: 1_000_000, latentRatio, learningRate: 0.2 });
  const task = taskOf(p);
  const modes = limitModes(p, 16);
  const T = limitTeacher(task);
  const system = makeModeSystem(task, modes, T);
  const sigma = Float64Array.from({ length: 64 }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 0.5 * modes.rho[Math.floor(i / 4)]! : 0));
  const r = Float64Array.from({ length: 64 }, (_, i) => (modes.rho[Math.floor(i / 4)]! * R[i % 4]!) / folds.sign.b);
  return { task, system, order: { ...makeOrder(2, 2), T }, y0: system.pack([0.5, 0, 0, 0.5], [1, 1], [], sigma, r) };
};

/** Time at which R11 - R12 reaches `level`, from R = 0.005 I. */
const splitTime = (latentRatio: number, level: number): number => {
  const { system, order, y0 } = referenceRun(latentRatio, [0.005, 0, 0, 0.005]);
  const read = (y: Float64Array): number => {
    system.read(y, order);
    return order.R[0]! - order.R[1]!;
  };
  return integrate(system.flow, y0, { from: 0, to: 2000, rtol: 1e-8, atol: 1e-11, event: { read, level, direction: 'above' } }).eventTime ?? 2000;
};

const errorAt = (latentRatio: number, to: number): number => {
  const { task, system, order, y0 } = referenceRun(latentRatio, [0.01, 0, 0, 0]);
  system.read(integrate(system.flow, y0, { from: 0, to, rtol: 1e-8, atol: 1e-11 }).y, order);
  return generalisationErrorOf(task, order);
};

const finalSplit = (latentRatio: number): number => {
  const p = paramsWith({ dimension: 1_000_000, latentRatio, learningRate: 0.2 });
  const { R } = solutionOf(taskOf(p), spectrumOf(p, 16))!.order;
  return R[0]! - R[1]!;
};

const withoutManifold = (units: number, learningRate: number) => {
  const p = paramsWith({ task: 'independent', hiddenUnits: units, teacherUnits: units, learningRate });
  return plateauOf(taskOf(p), spectrumOf(p, 16), 0.5)!;
};

const run = 'independent integration, order 8, 16 nodes';
const saadSolla = 'Saad-Solla equations: numerical fixed point and Jacobian';

export const checks: readonly Check[] = [
  ...([[0.05, 0.9675, 45.1], [0.1, 0.9357, 93.98], [0.25, 0.8442, 245.3], [0.5, 0.7212, 537]] as const).flatMap(([ratio, split, expected]): Check[] => [
    { label: `time at half the final split R11 - R12, D/N = ${ratio}`, expected, tolerance: 0.002 * expected, source: run, compute: () => splitTime(ratio, split / 2) },
    { label: `final split R11 - R12, D/N = ${ratio}`, expected: split, tolerance: 5e-4, source: run, compute: () => finalSplit(ratio) },
  ]),
  ...([[0.5, 10, 0.14696376936100014], [0.5, 100, 0.12415520585461265]] as const).map(
    ([ratio, time, expected]): Check => ({ label: `generalisation error at t = ${time}, D/N = ${ratio}`, expected, tolerance: 1e-7, source: run, compute: () => errorAt(ratio, time) }),
  ),
  ...([[2, 0.3, 0.01321], [3, 0.1, 0.021882]] as const).map(
    ([units, rate, expected]): Check => ({ label: `plateau error without a manifold, ${units} units, rate ${rate}`, expected, tolerance: 1e-6, source: saadSolla, compute: () => withoutManifold(units, rate).error }),
  ),
  ...([[2, 0.3, 0.0644], [3, 0.1, 0.0453]] as const).map(
    ([units, rate, expected]): Check => ({ label: `escape rate / rate without a manifold, ${units} units, rate ${rate}`, expected, tolerance: 6e-5, source: saadSolla, compute: () => withoutManifold(units, rate).escapeRate! / rate }),
  ),
];
