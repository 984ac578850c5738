import { erf } from '../../numerics/erf.ts';
import { exp } from '../../numerics/exp.ts';
import { expm1 } from '../../numerics/expm1.ts';
import { log } from '../../numerics/log.ts';
import { log1p } from '../../numerics/log1p.ts';
import { normalCdf } from '../../numerics/normalCdf.ts';
import { signalOf } from './equations.ts';
import { momentsOf } from './moments.ts';
import type { P } from './params.ts';

/**
 * int weight J over a grid, J' = pull J + push, J at the first point given.
 *
 * each cell with its middle's pull and push: J1 = J0 e^(pull h) + push h (e^(pull h) - 1)/(pull h); Simpson for the integral with the exact J in the middle
 */
const integrateJ = (grid: Float64Array, first: number, pull: (x: number) => number, push: (x: number) => number, weight: (x: number) => number): number => {
  const phi = (u: number): number => (Math.abs(u) < 1e-8 ? 1 + 0.5 * u : expm1(u) / u);
  let J = first;
  let total = 0;
  for (let i = 0; i + 1 < grid.length; i++) {
    const [from, to] = [grid[i]!, grid[i + 1]!];
    const h = to - from;
    const middle = 0.5 * (from + to);
    const [r, q] = [pull(middle), push(middle)];
    const half = J * exp(0.5 * r * h) + 0.5 * q * h * phi(0.5 * r * h);
    const end = J * exp(r * h) + q * h * phi(r * h);
    total += (h / 6) * (weight(from) * J + 4 * weight(middle) * half + weight(to) * end);
    J = end;
  }
  return total;
};

/**
 * Mean escape time from the plateau as N grows, one feature: n a^2 / (B N^(k-1)) as a function of the noise-to-signal ratio h.
 *
 * v_1 = g/sqrt N, g(0) ~ N(0, 1), eta = eps N^(-k/2); k = 4: h = a/(eps B), U = g^2/2 - h g^4/2, 2 h^2 E int_{|g0|}^inf dy e^U int_0^y e^-U;
 * k = 3: h = 2a/(3 eps B), U = g^2/2 - h g^3, (9/2) h^2 E int_{g0}^inf dy e^U int_-inf^y e^-U
 *
 * Accuracy 1e-5. Source: first passage of the limiting diffusion, derived here.
 */
export const universalEscape = (order: 3 | 4, h: number): number => {
  const even = order === 4;
  const slope = (y: number): number => (even ? y - 2 * h * y * y * y : y - 3 * h * y * y);
  const end = (even ? Math.sqrt(1 / h) : 1 / h) * 6 + 12;
  const start = even ? 0 : -12;
  const cells = 20000;
  const grid = Float64Array.from({ length: cells + 1 }, (_, i) => start + ((end - start) * i) / cells);
  const weight = even ? (y: number) => erf(y * Math.sqrt(0.5)) : normalCdf;
  const inside = integrateJ(grid, even ? 0 : -1 / slope(start), slope, () => 1, weight);
  const beyond = even ? -0.5 * log1p(-1 / (2 * h * end * end)) : -log1p(-1 / (3 * h * end));
  return (even ? 2 : 4.5) * h * h * (inside + beyond);
};

/** Ratio h at which the escape is quickest, and n a^2 / (B N^(k-1)) there; by golden section in ln h. */
export const bestEscape = (order: 3 | 4): { readonly h: number; readonly samples: number } => {
  const golden = 0.6180339887498949;
  let [low, high] = [log(0.04), log(1)];
  const at = (x: number): number => universalEscape(order, exp(x));
  for (let round = 0; round < 18; round++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (at(a) < at(b)) high = b;
    else low = a;
  }
  const h = exp(0.5 * (low + high));
  return { h, samples: universalEscape(order, h) };
};

/** Factor e of the scaled rate eta = e (2a/B) N^(-k/2) that belongs to h. */
export const factorOf = (order: 3 | 4, h: number): number => (order === 4 ? 1 / (2 * h) : 1 / (3 * h));

/**
 * Mean number of samples until the overlap of one feature (K = 1) first reaches m1, over random starts, at finite N: diffusion approximation.
 *
 * drift d = eta sigma p E f q - (eta^2/2) m ((N-2) E f^2 + E f^2 q^2), spread D = eta^2 p^2 E f^2 q^2 a step; J' = -(2d/D) J + 2/D; mean = int J P(m0 < m) dm
 * even f s-drift (k = 2, 4): m -> |m|, J(0) = 0; k = 3: from -1 on, J = 1/d there. Density of the start ~ (1 - m^2)^((N-3)/2).
 *
 * N >= 4, one sample a step at a constant rate `eta`. Accuracy of 300 cells 1 %. Fails by factors for large steps at small N, where increments are not small.
 */
export const meanEscape = (p: P, m1: number, eta: number, cells = 8000): number => {
  const { order, sign } = signalOf(p);
  const moments = momentsOf(p);
  const N = p.dimension;
  const even = order !== 3;
  const drift = (m: number): number => eta * sign * moments.drift(m) - 0.5 * eta * eta * m * ((N - 2) * moments.square(m) + moments.spread(m));
  const spread = (m: number): number => eta * eta * (1 - m * m) * moments.spread(m);
  // Fine on the scale 1/sqrt N of the plateau: m = sinh(c x) / sinh c.
  const start = even ? 0 : -1 + 1e-9;
  const c = 0.5 * log(N) + 1;
  const sinh = (x: number): number => 0.5 * (exp(x) - exp(-x));
  const atShare = (x: number): number => sinh(c * x) / sinh(c);
  const inverse = (m: number): number => log(m * sinh(c) + Math.sqrt(m * m * sinh(c) * sinh(c) + 1)) / c;
  const [from, to] = [even ? 0 : -1, inverse(m1)];
  const grid = Float64Array.from({ length: cells + 1 }, (_, i) => Math.max(start, atShare(from + ((to - from) * i) / cells)));
  grid[0] = start;
  const below = startCdf(N, even, Math.floor(0.5 * cells));
  return integrateJ(grid, even ? 0 : 1 / drift(start), (m) => (-2 * drift(m)) / spread(m), (m) => 2 / spread(m), below);
};

/** P(m0 < m), or P(|m0| < m): cumulative (1 - m^2)^((N-3)/2) by the midpoint rule. */
const startCdf = (N: number, even: boolean, cells: number): ((m: number) => number) => {
  const wide = Math.min(1, 12 / Math.sqrt(N));
  const sums = new Float64Array(cells + 1);
  for (let i = 0; i < cells; i++) {
    const m = -wide + (2 * wide * (i + 0.5)) / cells;
    sums[i + 1] = sums[i]! + exp(0.5 * (N - 3) * log1p(-m * m));
  }
  const below = (m: number): number => {
    const place = Math.max(0, Math.min(cells, ((m + wide) * cells) / (2 * wide)));
    const cell = Math.min(cells - 1, Math.floor(place));
    return (sums[cell]! + (place - cell) * (sums[cell + 1]! - sums[cell]!)) / sums[cells]!;
  };
  return even ? (m) => 2 * below(m) - 1 : below;
};
