/**
 * The equations of one Hebbian neuron.
 *
 * | symbol | meaning |
 * |---|---|
 * | v = A^T w | weights in the basis of the sources, abs(v) = 1; v_1..v_K belong to the non-Gaussian ones |
 * | m | largest overlap |
 * | k | order of the first cumulant that f sees: 2, 3 or 4; 0 when it sees none |
 * | a | drift: dv_i/dtau = a (v_i^(k-1) - v_i sum_j v_j^k), tau = eta times steps |
 * | sigma | sign of the step that makes a positive |
 * | B | noise, E f(z)^2 |
 * | rho | sum of v_j^k over the other features, over (1 - m^2)^(k/2) |
 *
 * w <- normalise(w + sigma eta f(y) (x - y w)), y = w.x
 * Drift by cumulants: dv_i/dtau = sigma sum_r E f^(r)(y)/r! (c_(r+1),i v_i^r - v_i sum_j c_(r+1),j v_j^(r+1)); E over y taken at z ~ N(0, 1).
 * Brito, arXiv 2603.01184; Rattray, Neural Computation 14 (2002) 421; Ben Arous, Gheissari, Jagannath, arXiv 2003.10409.
 */
import { log } from '../../numerics/log.ts';
import { power } from '../../numerics/power.ts';
import { hermiteOf, type RuleParams } from './nonlinearities.ts';
import { cumulantsOf, type SourceParams } from './sources.ts';
import type { P } from './params.ts';

export type Order = 2 | 3 | 4;

export interface Signal {
  readonly order: Order | 0;
  readonly drift: number;
  readonly sign: 1 | -1;
  readonly noise: number;
  /** Order and drift that the scaled rate refers to; where nothing can be learned, those of a source of unit skewness or kurtosis -2. */
  readonly scale: { readonly order: Order; readonly drift: number };
}

/** k = 2: (variance - 1) E f'; k = 3: gamma E f''/2; k = 4: kappa E f'''/6; the lowest k whose drift is not zero. */
export const signalOf = (p: SourceParams & RuleParams): Signal => {
  const { variance, skewness, kurtosis } = cumulantsOf(p);
  const { linear, quadratic, cubic, noise } = hermiteOf(p);
  const drifts: readonly (readonly [Order, number])[] = [[2, (variance - 1) * linear], [3, skewness * quadratic], [4, kurtosis * cubic]];
  const first = drifts.find(([, drift]) => Math.abs(drift) > 1e-9);
  if (first !== undefined) {
    const [order, drift] = first;
    return { order, drift: Math.abs(drift), sign: drift < 0 ? -1 : 1, noise, scale: { order, drift: Math.abs(drift) } };
  }
  const usual = ([[3, quadratic], [4, 2 * cubic], [2, linear]] as const).find(([, drift]) => drift !== 0) ?? ([2, 0] as const);
  return { order: 0, drift: 0, sign: 1, noise, scale: { order: usual[0], drift: Math.abs(usual[1]) } };
};

/** Unit of the scaled rate: (2 a b / B) N^(-k/2), b the batch; 0 for f = 0. */
export const rateUnit = (p: P): number => {
  const { noise, scale } = signalOf(p);
  return noise > 0 ? (2 * scale.drift * p.batch) / (noise * power(p.dimension, scale.order / 2)) : 0;
};

/** m^n for the n = 0..4 that occur. */
export const smallPower = (m: number, n: number): number => (n === 4 ? m * m * m * m : n === 3 ? m * m * m : n === 2 ? m * m : n === 1 ? m : 1);

/** dm/dtau = a (m^(k-1) (1 - m^2) - rho m (1 - m^2)^(k/2)), the rest frozen in its shape. */
export const reducedDrift = (order: Order, a: number, rho: number, m: number): number => {
  const free = Math.max(0, 1 - m * m);
  const rest = order === 3 ? free * Math.sqrt(free) : order === 4 ? free * free : free;
  return a * (smallPower(m, order - 1) * free - rho * m * rest);
};

/** v_i' = a (v_i^(k-1) - v_i sum_j v_j^k), j over the features; the rest r of the vector has r' = -a r sum_j v_j^k. */
export const writeFlow = (order: Order, a: number, features: number, v: Float64Array, out: Float64Array): void => {
  let sum = 0;
  for (let j = 0; j < features; j++) sum += smallPower(v[j]!, order);
  for (let i = 0; i < v.length; i++) out[i] = a * ((i < features ? smallPower(v[i]!, order - 1) : 0) - v[i]! * sum);
};

/** ln((1 + x)/(1 - x)) / 2. */
const artanh = (x: number): number => 0.5 * log((1 + x) / (1 - x));

/**
 * Time tau of a single feature (K = 1, exact) from overlap m0 to m1: integral of dm / (a m^(k-1) (1 - m^2)).
 *
 * k = 2: [ln(m1/m0) - ln((1-m1^2)/(1-m0^2))/2]/a; k = 3: [1/m0 - 1/m1 + artanh m1 - artanh m0]/a; k = 4: [1/m0^2 - 1/m1^2 + ln(m1^2(1-m0^2)/(m0^2(1-m1^2)))]/2a
 */
export const singleTime = (order: Order, a: number, m0: number, m1: number): number => {
  const lost = log((1 - m1 * m1) / (1 - m0 * m0));
  if (order === 2) return (log(m1 / m0) - 0.5 * lost) / a;
  if (order === 3) return (1 / m0 - 1 / m1 + artanh(m1) - artanh(m0)) / a;
  return (1 / (m0 * m0) - 1 / (m1 * m1) + 2 * log(m1 / m0) - lost) / (2 * a);
};

/** The same for k = 4 with a frozen rho > 0; null below its unstable fixed point u = rho/(1 + rho), u = m^2. */
export const reducedTime = (a: number, rho: number, m0: number, m1: number): number | null => {
  const at = (u: number): number => -log(u) / rho - log(1 - u) + ((1 + rho) / rho) * log((1 + rho) * u - rho);
  return (1 + rho) * m0 * m0 > rho ? (at(m1 * m1) - at(m0 * m0)) / (2 * a) : null;
};

/**
 * Rate above which noise outweighs the drift at m0: eta_c = (2 a b/B) c^((k-2)/2) N^(-k/2), c = N m0^2.
 *
 * The loss to the other sources is left out. With it the mean overlap of a typical start falls already above c - 3 (K-1)/N (k = 4), but runs
 * start again from where noise takes them: half of them learn within eight times the predicted time up to 1.8 to 1.9 times eta_c (y^3, +-1,
 * K = N = 16..128, 60 runs each; 3 to 6 times the rate with the loss), 13, 20 and 24 times for K = 1 and N = 16, 32, 64;
 * y^2, exponential: 1.5 times (K = N = 128), 4 times (K = 1, c of the median positive start).
 */
export const trappingRate = (p: P, c: number): number => {
  const { order } = signalOf(p);
  return order === 0 ? 0 : rateUnit(p) * smallPower(Math.sqrt(c), order - 2);
};

/** Samples at the best rate at every overlap: N B / ((k - 2) a^2 m0^(2k-4)), or 2 B N ln(1/m0) / a^2 for k = 2. */
export const adaptiveTime = (order: Order, a: number, noise: number, dimension: number, m0: number): number =>
  order === 2 ? (2 * noise * dimension * log(1 / m0)) / (a * a) : (noise * dimension) / ((order - 2) * a * a * smallPower(m0 * m0, order - 2));

/**
 * Samples at a constant rate eta = share eta_c, k = 3 or 4: from dm/dn = eta a m^(k-1) - eta^2 N B m / 2, up to overlaps of order one.
 *
 * N B / (2 (k-2) a^2 m0^(2k-4)) (-ln(1 - share) / share^2); least at share = 0.715, 1.228 times the time at the best rate everywhere
 */
export const constantTime = (order: 3 | 4, a: number, noise: number, dimension: number, m0: number, share: number): number =>
  (adaptiveTime(order, a, noise, dimension, m0) * -log(1 - share)) / (2 * share * share);
