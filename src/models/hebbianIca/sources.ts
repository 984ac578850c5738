import { exp } from '../../numerics/exp.ts';
import { logGamma } from '../../numerics/logGamma.ts';
import { power } from '../../numerics/power.ts';
import { panelNodes, type Nodes } from '../../numerics/quadrature/gaussLegendre.ts';
import type { P } from './params.ts';

export type SourceParams = Pick<P, 'source' | 'exponent' | 'density' | 'probability' | 'variance'>;

/** Second to fourth cumulant of a source. */
export interface Cumulants {
  readonly variance: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Cumulants in closed form: variance 1 but for the Gaussian, skewness gamma = E s^3, excess kurtosis kappa = E s^4 - 3.
 *
 * exponential power: Gamma(5/p) Gamma(1/p) / Gamma(3/p)^2 - 3; spike and slab: 3/rho - 3; two points, P(up) = p: (1 - 2p)/sqrt(pq), 1/(pq) - 6
 */
export const cumulantsOf = (p: SourceParams): Cumulants => {
  const symmetric = (kurtosis: number): Cumulants => ({ variance: 1, skewness: 0, kurtosis });
  switch (p.source) {
    case 'rademacher': return symmetric(-2);
    case 'uniform': return symmetric(-1.2);
    case 'laplace': return symmetric(3);
    case 'logistic': return symmetric(1.2);
    case 'exponentialPower': return symmetric(exp(logGamma(5 / p.exponent) + logGamma(1 / p.exponent) - 2 * logGamma(3 / p.exponent)) - 3);
    case 'spikeSlab': return symmetric(3 / p.density - 3);
    case 'exponential': return { variance: 1, skewness: 2, kurtosis: 6 };
    case 'twoPoint': {
      const pq = p.probability * (1 - p.probability);
      return { variance: 1, skewness: (1 - 2 * p.probability) / Math.sqrt(pq), kurtosis: 1 / pq - 6 };
    }
    case 'gaussian': return { variance: p.variance, skewness: 0, kurtosis: 0 };
  }
};

/** Scale alpha of the exponential power law exp(-|s/alpha|^p) of variance 1: alpha^2 = Gamma(1/p) / Gamma(3/p). */
export const powerScale = (exponent: number): number => exp(0.5 * (logGamma(1 / exponent) - logGamma(3 / exponent)));

/** Upper and lower value of the two-point source with P(upper) = p. */
export const twoValues = (p: number): readonly [upper: number, lower: number] => [Math.sqrt((1 - p) / p), -Math.sqrt(p / (1 - p))];

/** Edges at which panels end: dense near zero, where some densities have a cusp. */
const halfLine = (end: number): number[] => [0, 0.05, 0.3, 1, 2, 3.5, 6, 10, 16, 26, 40, 60].map((edge) => (edge * end) / 60);

/** A density on the half line, by panels, and its mirror image unless `oneSided`. */
const weighted = (density: (x: number) => number, end: number, value: (x: number) => number, oneSided = false, edges = halfLine(end)): Nodes => {
  const half = panelNodes(edges, 7);
  const weights = half.x.map((x, i) => half.weight[i]! * density(x));
  const values = half.x.map((x) => value(x));
  if (oneSided) return { x: values, weight: weights };
  return { x: Float64Array.from([...values, ...values.map((x) => -x)]), weight: Float64Array.from([...weights, ...weights].map((w) => 0.5 * w)) };
};

const normalNodes = (deviation: number): Nodes => {
  const nodes = panelNodes([-9, -6, -4, -2.5, -1.2, 0, 1.2, 2.5, 4, 6, 9], 10);
  return { x: nodes.x.map((x) => deviation * x), weight: nodes.x.map((x, i) => 0.3989422804014327 * nodes.weight[i]! * exp(-0.5 * x * x)) };
};

const powerNodes = (p: number): Nodes => {
  // |s| = alpha w^c with c = max(1, 2/p): the density in w is smooth at zero.
  const c = Math.max(1, 2 / p);
  const scale = powerScale(p);
  const norm = p * exp(-logGamma(1 / p));
  const end = power(42, 1 / (c * p));
  // Above p = 2 the density is a plateau with an edge, no cusp and no tail.
  const edges = p > 2 ? Array.from({ length: 17 }, (_, i) => (end * i) / 16) : halfLine(end);
  return weighted((w) => norm * c * power(w, c - 1) * exp(-power(w, c * p)), end, (w) => scale * power(w, c), false, edges);
};

/**
 * Quadrature over a source: E g(s) = sum weight_i g(x_i).
 *
 * Accuracy: 1e-9 of moments up to the sixth (1e-12 but for exponential powers above 4); exact for discrete sources.
 */
export const sourceNodes = (p: SourceParams): Nodes => {
  switch (p.source) {
    case 'rademacher': return { x: Float64Array.of(-1, 1), weight: Float64Array.of(0.5, 0.5) };
    case 'uniform': return weighted(() => 1, 1, (x) => Math.sqrt(3) * x);
    case 'laplace': return weighted((x) => exp(-x), 60, (x) => Math.sqrt(0.5) * x);
    // Unit scale: variance pi^2 / 3.
    case 'logistic': return weighted((x) => (2 * exp(-x)) / ((1 + exp(-x)) * (1 + exp(-x))), 60, (x) => 0.5513288954217921 * x);
    case 'exponentialPower': return powerNodes(p.exponent);
    case 'spikeSlab': {
      const slab = normalNodes(Math.sqrt(1 / p.density));
      return { x: Float64Array.from([0, ...slab.x]), weight: Float64Array.from([1 - p.density, ...slab.weight.map((w) => p.density * w)]) };
    }
    case 'exponential': return weighted((x) => exp(-x), 60, (x) => x - 1, true);
    case 'twoPoint': return { x: Float64Array.from(twoValues(p.probability)), weight: Float64Array.of(p.probability, 1 - p.probability) };
    case 'gaussian': return normalNodes(Math.sqrt(p.variance));
  }
};
