import { gaussRule } from './quadrature/gaussRule.ts';
import type { Nodes } from './quadrature/gaussLegendre.ts';

/**
 * Gauss rule of the Marchenko-Pastur law of ratio delta: the eigenvalues of F^T F / N for an N x D matrix F of independent standard
 * normals, D / N -> delta.
 *
 * density sqrt((rho_+ - rho)(rho - rho_-)) / (2 pi delta rho), rho_+- = (1 +- sqrt delta)^2, and a mass 1 - 1/delta at 0 for delta > 1;
 * Jacobi matrix: diagonal 1, 1 + delta, 1 + delta, ..., beside it sqrt delta. For delta > 1 the n x n matrix has an eigenvalue that tends to 0 like
 * delta^-n, and a weight that tends to the mass: it is set to 0 exactly once it is below rounding.
 *
 * @param delta > 0
 * @param n >= 1 nodes, exact for polynomials of degree 2n - 1
 * @returns new arrays, x ascending and >= 0, weights of sum 1
 * Accuracy: 1e-15 (1 + sqrt delta)^2. Moments: 1, 1, 1 + delta, 1 + 3 delta + delta^2, ...
 */
export const marchenkoPastur = (delta: number, n: number): Nodes => {
  if (!(delta > 0 && delta < Infinity)) throw new RangeError(`delta must be > 0, got ${delta}`);
  const rule = gaussRule(Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 1 + delta)), new Float64Array(n - 1).fill(Math.sqrt(delta)));
  const smallest = 1e-15 * (1 + delta);
  return { x: rule.x.map((x) => (x < smallest ? 0 : x)), weight: rule.weight };
};
