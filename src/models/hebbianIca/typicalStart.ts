import { erf } from '../../numerics/erf.ts';
import { exp } from '../../numerics/exp.ts';
import { normalCdf } from '../../numerics/normalCdf.ts';
import { normalQuantile } from '../../numerics/normalQuantile.ts';
import { power } from '../../numerics/power.ts';
import { signalOf } from './equations.ts';
import { featuresOf, type P } from './params.ts';
import type { Start } from './start.ts';

const rootTwoPi = 2.5066282746310002;

/** A typical start whose winning overlap stands at a given quantile. */
export interface TypicalStart {
  /** m0 > 0, or <= 0 where no overlap is positive (k = 3). */
  readonly overlap: number;
  /** N m0^2 before normalisation: the square of the winning normal. */
  readonly square: number;
  readonly rho: number;
}

/**
 * The start whose winning overlap is the q-quantile over random starts.
 *
 * v = g/|g|; winner: the largest |g_i| of K, P(<= t) = erf(t/sqrt 2)^K, for k = 3 the largest g_i, P(<= t) = Phi(t)^K
 * the others at their means below t: m0^2 = t^2/(t^2 + (K-1) E[g^2] + N - K), rho = (K-1) E[g^k] / ((K-1) E[g^2] + N - K)^(k/2)
 *
 * Exact as N grows; the rest of the vector fluctuates by 1/sqrt(2N).
 */
export const typicalStart = (p: P, quantile: number): TypicalStart => {
  const K = featuresOf(p);
  const order = signalOf(p).scale.order;
  const share = power(quantile, 1 / K);
  const t = order === 3 ? normalQuantile(share) : normalQuantile(0.5 + 0.5 * share);
  const density = exp(-0.5 * t * t) / rootTwoPi;
  const mass = order === 3 ? normalCdf(t) : erf(t * Math.sqrt(0.5));
  const sides = order === 3 ? 1 : 2;
  const second = mass > 0 ? 1 - (sides * t * density) / mass : 0;
  const moment = order === 2 ? second : order === 3 ? (-(t * t + 2) * density) / mass : mass > 0 ? 3 - (sides * (t * t * t + 3 * t) * density) / mass : 0;
  const rest = Math.max(1e-300, (K - 1) * second + p.dimension - K);
  return { overlap: p.dimension === 1 ? 1 : t / Math.sqrt(t * t + rest), square: t * t, rho: K === 1 ? 0 : ((K - 1) * moment) / power(rest, order / 2) };
};

/** That start in full: the winner, and the others at the middles of K - 1 equally likely parts of the law below it. */
export const typicalVector = (p: P, quantile: number): Start => {
  const K = featuresOf(p);
  const { square, overlap } = typicalStart(p, quantile);
  const v = new Float64Array(K);
  const signed = signalOf(p).scale.order === 3;
  const t = overlap < 0 ? -Math.sqrt(square) : Math.sqrt(square);
  const mass = signed ? normalCdf(t) : 0.5 * erf(t * Math.sqrt(0.5));
  v[0] = t;
  for (let j = 1; j < K; j++) v[j] = normalQuantile((signed ? 0 : 0.5) + (mass * (j - 0.5)) / (K - 1));
  let squares = p.dimension - K;
  for (let i = 0; i < K; i++) squares += v[i]! * v[i]!;
  const scale = 1 / Math.sqrt(squares);
  return { v: v.map((x) => scale * x), rest: scale * Math.sqrt(p.dimension - K) };
};
