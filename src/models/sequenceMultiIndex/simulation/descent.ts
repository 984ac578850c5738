import { dotOf, startLbfgs } from '../../../numerics/optimise/lbfgs.ts';
import type { Pause } from '../../contract.ts';
import type { P } from '../params.ts';
import { orRelease, type Iteration } from './iteration.ts';
import type { Risk } from './risk.ts';

/** A gradient below this share of lambda |w| moves nothing: where the risk is convex the minimiser is then as close, relative to |w|. */
const still = 1e-7;
/** Weights that shrink to nothing have arrived when their size is this. */
const nothing = 1e-6;

const arrived = (x: Float64Array, gradient: Float64Array, lambda: number): boolean => {
  const size = Math.max(dotOf(x, x), nothing * nothing * x.length);
  return dotOf(gradient, gradient) <= still * still * lambda * lambda * size;
};

const noResponse = new Float64Array([NaN]);

/** Sum of the losses alone, from the risk. */
const lossesOf = (risk: number, x: Float64Array, lambda: number): number => risk - 0.5 * lambda * dotOf(x, x);

/** One iteration: one direction of L-BFGS with its line search. */
export function* startQuasiNewton({ evaluate, release }: Risk, start: Float64Array, lambda: number): Generator<Pause, Iteration> {
  const search = yield* orRelease(startLbfgs(evaluate, start), release);
  const { x, gradient, value, iterate } = search;
  return {
    weights: [x],
    response: noResponse,
    risk: () => lossesOf(value(), x, lambda),
    step: function* () {
      const moved = yield* iterate();
      return !moved || arrived(x, gradient, lambda);
    },
    release,
  };
}

/** Typical largest curvature of a loss in its fields: 1 and 1/4 exactly for the convex ones. */
const curvatureOf = ({ instance, tokenSpread }: P): number => {
  if (instance === 'logistic') return 0.25;
  return instance === 'attention' ? 0.5 * tokenSpread * tokenSpread : 1;
};

/** Largest eigenvalue of sum x x^T/d over samples and tokens, for large d: Marchenko and Pastur, and the clusters' means. */
const inputSquare = ({ instance, sampleRatio, tokenSpread, clusterVariance, corruption }: P): number => {
  const edge = (ratio: number): number => (1 + Math.sqrt(ratio)) * (1 + Math.sqrt(ratio));
  if (instance === 'attention') return 2 * sampleRatio + tokenSpread * tokenSpread * edge(2 * sampleRatio);
  if (instance === 'denoiser') return sampleRatio + (clusterVariance + corruption) * edge(sampleRatio);
  return edge(sampleRatio);
};

/** Step of gradient descent: 1 / (lambda + curvature times the largest square of the inputs). */
export const descentStep = (p: P): number => 1 / (p.regularisation + curvatureOf(p) * inputSquare(p));

/**
 * Gradient descent, w <- w - eta grad, eta fixed by `descentStep`.
 *
 * Should the risk rise all the same, that iteration is taken back and eta halved for the rest of the run.
 */
export function* startDescent({ evaluate, release }: Risk, start: Float64Array, lambda: number, eta: number): Generator<Pause, Iteration> {
  const x = start.slice();
  const next = new Float64Array(x.length);
  const gradient = new Float64Array(x.length);
  const nextGradient = new Float64Array(x.length);
  let value = yield* orRelease(evaluate(x, gradient), release);
  let rate = eta;
  return {
    weights: [x],
    response: noResponse,
    risk: () => lossesOf(value, x, lambda),
    step: function* () {
      for (let j = 0; j < x.length; j++) next[j] = x[j]! - rate * gradient[j]!;
      const reached = yield* evaluate(next, nextGradient);
      // Near the end differences are rounding: a rise in the last digits is none.
      if (!(reached <= value + 1e-13 * Math.abs(value))) {
        rate *= 0.5;
        return false;
      }
      x.set(next);
      gradient.set(nextGradient);
      value = reached;
      return arrived(x, gradient, lambda);
    },
    release,
  };
}
