import { erf } from '../../numerics/erf.ts';
import { exp } from '../../numerics/exp.ts';
import { log } from '../../numerics/log.ts';
import { power } from '../../numerics/power.ts';
import { normalCdf } from '../../numerics/normalCdf.ts';
import { normalQuantile } from '../../numerics/normalQuantile.ts';
import { panelNodes } from '../../numerics/quadrature/gaussLegendre.ts';
import { makeRate, reducedDrift, signalOf, type Order } from './equations.ts';
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

const panels = Array.from({ length: 25 }, (_, i) => i / 24);
const { x: shares, weight } = panelNodes(panels, 6);

/**
 * Samples from m0 to m1 by the one-dimensional reduction: integral of b dm / (eta D), D = a (m^(k-1)(1-m^2) - rho m (1-m^2)^(k/2)); null where D <= 0 on the way.
 *
 * Panels in ln m and, at the top, in the distance to 1. Accuracy 1e-7 away from a zero of D.
 */
export const reducedSamples = (p: P, order: Order, a: number, rho: number, m0: number, m1: number): number | null => {
  if (!(m0 > 0)) return null;
  if (m0 >= m1) return 0;
  const rate = makeRate(p);
  // x = ln(m^2/(1-m^2)): plateau and end at comparable widths; dm = m (1-m^2) dx / 2.
  const logit = (m: number): number => log((m * m) / (1 - m * m));
  const from = logit(m0);
  const span = logit(m1) - from;
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    const e = exp(-(from + span * shares[i]!));
    const m = Math.sqrt(1 / (1 + e));
    const speed = reducedDrift(order, a, rho, m);
    if (!(speed > 0)) return null;
    sum += (weight[i]! * m * (e / (1 + e))) / (speed * rate(speed, m));
  }
  return 0.5 * p.batch * span * sum;
};
