import { power } from '../../numerics/power.ts';
import type { Check } from '../contract.ts';
import { adaptiveTime, constantTime, reducedTime, signalOf, singleTime, type Order } from './equations.ts';
import { bestEscape, universalEscape } from './escape.ts';
import { typicalStart } from './typicalStart.ts';
import { hermiteOf } from './nonlinearities.ts';
import { params, type P } from './params.ts';
import { cumulantsOf } from './sources.ts';
import { makeFlowSolution } from './theory/flowSolution.ts';
import { findRoot } from '../../numerics/findRoot.ts';
import { completeParams } from '../params.ts';

const paramsWith = (given: Partial<P>): P => completeParams(params, given) as unknown as P;

/** Time of the cubic flow (a = 1) from v_i ~ sqrt i, normalised, to an overlap. */
const flowTime = (N: number, overlap: number): number => {
  const v = Float64Array.from({ length: N }, (_, i) => Math.sqrt((2 * (i + 1)) / (N * (N + 1))));
  const solution = makeFlowSolution(4, 1, v, 0);
  const gap = (L: number): number => solution.overlap(L) - overlap;
  return solution.tau(findRoot(gap, 0, gap(0), 40, gap(40)));
};

const numerical = 'independent quadrature in 400,000 cells';

export const checks: readonly Check[] = [
  ...([[4, 0.9, 2.45093410764], [16, 0.5, 5.82133572189], [16, 0.99, 10.600877698], [128, 0.9, 66.0952101744]] as const).map(
    ([N, overlap, expected]): Check => ({
      label: `gradient time of the cubic flow, N = ${N}, to ${overlap}`, expected, tolerance: 1e-9 * expected, source: 'independent Runge-Kutta run', compute: () => flowTime(N, overlap),
    }),
  ),
  ...([[2, 0.01, 0.9, 5.33012527124], [3, 0.03, 0.9, 33.6644327069], [4, 0.1, 0.99, 53.7358753375]] as const).map(
    ([order, m0, m1, expected]): Check => ({ label: `gradient time of one feature, k = ${order}, from ${m0} to ${m1}`, expected, tolerance: 1e-9 * expected, source: 'quadrature', compute: () => singleTime(order as Order, 1, m0, m1) }),
  ),
  { label: 'reduction with a small ρ meets the single-spike formula', expected: 52.4052310622, tolerance: 2e-3, source: 'limit ρ → 0', compute: () => reducedTime(1, 1e-7, 0.1, 0.9) ?? 0 },
  ...([[0.1, 0.158680], [0.5, 0.645281], [2, 3.274002]] as const).map(
    ([h, expected]): Check => ({ label: `mean escape n κ²/(B N³) at h = ${h}`, expected, tolerance: 2e-5 * expected, source: numerical, compute: () => universalEscape(4, h) }),
  ),
  ...([[0.1, 2.050882], [0.5, 3.289560]] as const).map(
    ([h, expected]): Check => ({ label: `mean escape n a²/(B N²) at h = ${h}, k = 3`, expected, tolerance: 2e-5 * expected, source: numerical, compute: () => universalEscape(3, h) }),
  ),
  { label: 'quickest mean escape, k = 4, n κ²/(B N³)', expected: 0.1434, tolerance: 1e-4, source: numerical, compute: () => bestEscape(4).samples },
  { label: 'quickest mean escape, k = 3, n a²/(B N²)', expected: 1.487, tolerance: 1e-3, source: numerical, compute: () => bestEscape(3).samples },
  { label: 'best constant rate over the best rate at every overlap', expected: 1.2277, tolerance: 1e-4, source: 'minimum of −ln(1 − ε)/2ε²', compute: () => Math.min(...[0.71, 0.713, 0.715, 0.717, 0.72].map((share) => constantTime(4, 1, 15, 1000, 0.1, share))) / adaptiveTime(4, 1, 15, 1000, 0.1) },
  ...([[16, 4.12], [64, 6.5], [256, 9], [1024, 11.55]] as const).map(
    ([N, expected]): Check => ({ label: `median of the largest of ${N} squared normals`, expected, tolerance: 6e-3, source: 'extreme values', compute: () => typicalStart(paramsWith({ dimension: N }), 0.5).square }),
  ),
  { label: 'noise over squared signal of tanh, B κ²/a²', expected: 107, tolerance: 0.5, source: 'Gauss and Hermite', compute: () => ratio({ nonlinearity: 'tanh' }) },
  { label: 'the same without its linear part', expected: 7.5, tolerance: 0.05, source: 'Gauss and Hermite', compute: () => ratio({ nonlinearity: 'tanh', subtractLinear: true }) },
  { label: 'excess kurtosis of the logistic source', expected: 1.2, tolerance: 1e-12, source: 'closed form', compute: () => cumulantsOf(paramsWith({ source: 'logistic' })).kurtosis },
  { label: 'excess kurtosis of the exponential power law at p = 1', expected: 3, tolerance: 1e-12, source: 'Laplace', compute: () => cumulantsOf(paramsWith({ source: 'exponentialPower', exponent: 1 })).kurtosis },
  { label: 'drift of y³ on ±1 sources', expected: 2, tolerance: 1e-12, source: 'closed form', compute: () => signalOf(paramsWith({})).drift },
];

/** B / (E f'''/6)^2. */
function ratio(given: Partial<P>): number {
  const { cubic, noise } = hermiteOf(paramsWith(given));
  return noise / power(Math.abs(cubic), 2);
}
