import { tridiagonalEigen } from '../linear/symmetricEigen.ts';
import type { Nodes } from './gaussLegendre.ts';

/**
 * Gauss rule of a probability measure from its Jacobi matrix.
 *
 * nodes: eigenvalues of the symmetric tridiagonal matrix; weights: squared first components of its unit eigenvectors
 *
 * @param diagonal n recurrence coefficients a_0 .. a_n-1
 * @param off the n - 1 square roots of b_1 .. b_n-1; neither is changed
 * @returns new arrays, x ascending, weights of sum 1; exact for polynomials of degree 2n - 1
 * Accuracy: a few eps of the largest node. Source: Golub, Welsch, Math. Comp. 23 (1969) 221.
 */
export const gaussRule = (diagonal: ArrayLike<number>, off: ArrayLike<number>): Nodes => {
  const n = diagonal.length;
  const values = Float64Array.from(diagonal);
  const first = new Float64Array(n);
  first[0] = 1;
  const beside = new Float64Array(n);
  for (let i = 0; i + 1 < n; i++) beside[i] = off[i]!;
  if (!tridiagonalEigen(values, beside, first, 1)) throw new RangeError('a recurrence coefficient is not finite');
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  return { x: Float64Array.from(order, (i) => values[i]!), weight: Float64Array.from(order, (i) => first[i]! * first[i]!) };
};
