import { makeRungeKuttaChebyshev } from '../../../numerics/ode/rungeKuttaChebyshev.ts';
import type { Pause } from '../../contract.ts';
import { generalisationErrorOf, specialisationOf } from '../order.ts';
import type { P } from '../params.ts';
import { spectrumOf } from '../spectrum.ts';
import { makeSymmetricFlow, settle } from '../symmetric.ts';
import { taskOf } from '../task.ts';
import { pause } from './shared.ts';

/** Nodes of the spectrum: 8 in place of 16 change errors by 1e-5 of themselves at most (delta <= 2). */
const nodes = 8;
const mostSteps = 1500;

export interface FixedPoint {
  readonly error: number;
  readonly specialisation: number;
}

/**
 * Fixed point of the limit with all students alike (`alike`: the plateau) or each like a teacher of its own (K = M: where learning ends); null where there is
 * none. The flow, then Newton's method.
 */
export function* fixedPoint(p: P, alike: boolean): Generator<Pause, FixedPoint | null> {
  const task = taskOf(p);
  if (!alike && task.K !== task.M) return null;
  const flow = makeSymmetricFlow(task, spectrumOf(p, nodes), alike);
  const slowest = flow.rates.reduce((least, { damping }) => (damping > 1e-3 ? Math.min(least, damping) : least), 2);
  const until = 100 / (task.learningRate * slowest);
  const start = alike ? flow.start(p.initialNorm, 1, 0.01, 0.01) : flow.start(0.8, 1, 0.7, 0);
  const solver = makeRungeKuttaChebyshev((_t, y, out) => flow.write(y, out), start, 0, { rtol: 1e-3, atol: 1e-5 });
  while (solver.t < until && solver.steps < mostSteps) {
    if (solver.step(until) !== 'ok') return null;
    yield pause;
  }
  if (settle(flow, Float64Array.from(solver.y), 0) === null || !(flow.order.Q[0]! > 0)) return null;
  yield pause;
  const specialisation = specialisationOf(task, flow.order);
  if (!alike && task.K > 1 && specialisation < 1e-6) return null;
  return { error: generalisationErrorOf(task, flow.order), specialisation };
}
