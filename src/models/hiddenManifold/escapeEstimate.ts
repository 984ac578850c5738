import type { P } from './params.ts';
import { plateauOf } from './plateau.ts';
import { taskOf } from './task.ts';

/** Of committees at small rates: (2 eta / pi) K (2K - 1)^(-1/2) (2K + 1)^(-3/2). */
const smallRate = (k: number, learningRate: number): number => (0.6366197723675814 * learningRate * k) / (Math.sqrt(2 * k - 1) * (2 * k + 1) * Math.sqrt(2 * k + 1));

const none = new Float64Array(0);
const remembered = new Map<string, number>();

/** Without a manifold; never below a tenth of the law of small rates, and that where nothing escapes. About a millisecond, once for each set of units and rates. */
const committeeEscape = (p: P, learningRate: number): number => {
  const task = taskOf({ ...p, task: 'independent', learningRate });
  const key = [task.K, task.M, task.learningRate, task.secondLayerRate, task.labelNoise, task.c, p.initialNorm].join();
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const guess = smallRate(Math.max(2, task.K, task.M), Math.min(learningRate, 1));
  const rate = Math.max(guess / 10, plateauOf(task, { rho: none, weight: none }, p.initialNorm)?.escapeRate ?? guess);
  if (remembered.size >= 64) remembered.delete(remembered.keys().next().value!);
  remembered.set(key, rate);
  return rate;
};

/**
 * Estimate of the escape rate kappa in the limit, in 1/t: that of a committee at the rate eta c, over c, times what the manifold makes of it at small rates,
 *
 * b^2 / (delta (1 + delta)) for a function of the latents; c + b^4 / (c delta) for one of the inputs, the mean square of their variances along the modes over
 * the mean. From the linearisation at small rates: exact of inputs, of latents as delta falls. Rates up to 0.7, delta up to 0.2, three units: the exact rate
 * is 0.5 to 1.3 times this. Nothing shown rests on it but budgets and the ends of axes: the exact one takes a hundred times as long.
 */
export const estimatedEscape = (p: P): number => {
  const { b, c, delta, kind } = taskOf(p);
  const share = { inputs: c + (b * b * b * b) / (c * delta), latent: (b * b) / (delta * (1 + delta)) };
  if (kind === 'independent') return committeeEscape(p, p.learningRate);
  return (committeeEscape(p, p.learningRate * c) / c) * share[kind];
};
