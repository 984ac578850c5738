import { dotOf } from '../../../numerics/optimise/lbfgs.ts';
import type { Pause } from '../../contract.ts';
import type { BayesChannel, ConvexChannel } from '../core.ts';
import type { Data } from './data.ts';
import { orRelease, type Iteration } from './iteration.ts';
import { makeSweep } from './sweep.ts';

/** Curvature where the samples show none. */
const leastCurvature = 1e-8;
/** What is left of the variance once the weights are known exactly: the forces, of the order of rounding over V, stay single precision numbers. */
const leastVariance = 1e-20;
/** Relative change of the weights below which an iteration moves nothing but rounding: single precision leaves (1 to 5) 1e-7, double 1e-15. */
const still = { 32: 5e-7, 64: 1e-9 } as const;
/** Changes are compared with those this many iterations before; a ratio above `stalled` is no progress. */
const span = 10;
const stalled = 0.8;
/** A risk this many times that of the start shows an iteration that runs away. */
const growth = 30;

/** A small sample may bend the wrong way: A is made positive, changed as little as that takes. */
const keepPositive = (A: Float64Array): void => {
  const last = A.length - 1;
  A[0] = Math.max(A[0]!, leastCurvature);
  A[last] = Math.max(A[last]!, leastCurvature);
  if (last === 0) return;
  const most = (1 - 1e-9) * Math.sqrt(A[0]! * A[last]!);
  A[1] = Math.max(-most, Math.min(most, A[1]!));
  A[2] = A[1]!;
};

/** (precision I + A)^{-1}, A K x K symmetric, K <= 2. */
const writeInverse = (out: Float64Array, A: Float64Array, precision: number): void => {
  if (A.length === 1) out[0] = 1 / (precision + A[0]!);
  else {
    const a = precision + A[0]!;
    const c = precision + A[3]!;
    const b = A[1]!;
    const determinant = a * c - b * b;
    out.set([c / determinant, -b / determinant, -b / determinant, a / determinant]);
  }
};

/**
 * Approximate message passing for K neurons and one token.
 *
 * omega_i = W x_i/sqrt d - V g_i(before); g_i = g(y_i, omega_i, V); A = curvature; b_j = sum_i x_ij g_i/sqrt d + A W_j; W_j <- (Lambda + A)^-1 b_j; V <- (Lambda + A)^-1
 *
 * A = -(1/d) sum dg/domega. Bayes-optimal: Lambda = 1 (prior). Regularised loss: Lambda = lambda, g = (prox - omega)/V; a fixed point is the minimiser of
 * sum loss + lambda |w|^2/2.
 *
 * On average A = (1/d) sum g g^T in the Bayes-optimal case, but used in its place that sum makes more runs of phase retrieval fail: at alpha = 1.3 and
 * d = 500 16 in 100 instead of 1.
 *
 * Undamped, but for a loss whose iteration has begun to run away: its steps are halved from then on. Near alpha = 1 with little regularisation one run of
 * ridge regression in six needs it at d = 300 (an eigenvalue of the finite matrix beyond the edge of the limit); the minimiser is the same.
 *
 * One pass over the inputs an iteration: the fields of the new weights at once give the forces of the next step, and the training loss for a frame.
 * @param start K vectors of length d, overwritten
 * @param response V of the start, K x K: 1 - q for Bayes, 1 for a loss
 * @param precision Lambda
 */
export function* startAmp(channel: BayesChannel | ConvexChannel, { inputs, labels }: Data, start: readonly Float64Array[], response: Float64Array, precision: number): Generator<Pause, Iteration> {
  const units = start.length;
  const d = inputs[0]!.cols;
  const n = labels.length;
  const weights = start;
  const pull = start.map(() => new Float64Array(d));
  const forces = start.map(() => new Float64Array(n));
  const A = new Float64Array(units * units);
  const V = response.slice();
  const omega = new Float64Array(units);
  const g = new Float64Array(units);
  const dg = new Float64Array(units * units);
  const fresh = new Float64Array(units);
  const sweep = makeSweep(inputs, units, channel.kind === 'bayes' ? channel.cost : channel.cost.prox);
  const limit = still[inputs[0]!.precision] * still[inputs[0]!.precision];
  let losses = 0;
  /** Share of the new in weights and forces; the risk that makes it smaller. */
  let share = 1;
  let most = 0;
  const changes: number[] = [];
  let steps = 0;

  const convexForce = ({ loss, prox, curvature }: ConvexChannel, y: number, field: number): void => {
    losses += loss(y, field);
    const h = prox(y, omega[0]!, V[0]!);
    const bend = curvature(y, h);
    g[0] = (h - omega[0]!) / V[0]!;
    A[0]! += bend / (1 + V[0]! * bend);
  };
  const bayesForce = ({ write }: BayesChannel, y: number): void => {
    write(y, omega, V, g, dg);
    for (let e = 0; e < A.length; e++) A[e]! -= dg[e]!;
  };
  /** Forces, curvature and pull at the present weights. */
  const look = function* (): Generator<Pause, void> {
    A.fill(0);
    losses = 0;
    yield* sweep.run(weights, (first, count, fields, out) => {
      for (let i = 0; i < count; i++) {
        const at = first + i;
        for (let k = 0; k < units; k++) {
          let field = fields[k]![i]!;
          for (let l = 0; l < units; l++) field -= V[k * units + l]! * forces[l]![at]!;
          omega[k] = field;
        }
        if (channel.kind === 'bayes') bayesForce(channel, labels[at]!);
        else convexForce(channel, labels[at]!, fields[0]![i]!);
        for (let k = 0; k < units; k++) {
          const force = share * g[k]! + (1 - share) * forces[k]![at]!;
          forces[k]![at] = force;
          out[k]![i] = force;
        }
      }
    }, pull);
    for (let e = 0; e < A.length; e++) A[e]! /= d;
    keepPositive(A);
    if (channel.kind === 'convex') damp();
  };

  /** A loss has one minimiser: where the iteration runs away from it, it is made to move less. */
  const damp = (): void => {
    const risk = losses + 0.5 * precision * weights.reduce((sum, w) => sum + dotOf(w, w), 0);
    most ||= growth * risk;
    if (risk <= most) return;
    share *= 0.5;
    most = growth * risk;
  };
  /** The change is small, and what is left of it by its present rate too; or it has stopped to shrink, being rounding. */
  const settles = (change: number): boolean => {
    const before = changes[steps % span];
    changes[steps++ % span] = change;
    if (!(change <= limit) || before === undefined) return change === 0;
    const ratio = Math.sqrt(change / before);
    return ratio > stalled || (Math.sqrt(change) * span) / (1 - ratio) <= still[inputs[0]!.precision];
  };
  const move = (): boolean => {
    writeInverse(V, A, precision);
    let [change, size] = [0, 0];
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < units; k++) {
        let sum = pull[k]![j]!;
        for (let l = 0; l < units; l++) sum += A[k * units + l]! * weights[l]![j]!;
        fresh[k] = sum;
      }
      for (let k = 0; k < units; k++) {
        let next = 0;
        for (let l = 0; l < units; l++) next += V[k * units + l]! * fresh[l]!;
        const step = share * (next - weights[k]![j]!);
        change += step * step;
        size += next * next;
        weights[k]![j]! += step;
      }
    }
    for (let k = 0; k < units; k++) V[k * (units + 1)] = Math.max(V[k * (units + 1)]!, leastVariance);
    return settles(change / size);
  };

  yield* orRelease(look(), sweep.release);
  return {
    weights,
    response: V,
    risk: () => losses,
    step: function* () {
      const settled = move();
      yield* look();
      return settled;
    },
    release: sweep.release,
  };
}
