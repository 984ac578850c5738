import { exp } from './exp.ts';
import { log } from './log.ts';

/**
 * Points equally spaced on a logarithmic scale, both ends exact.
 *
 * from (to / from)^(i / (n - 1)), i = 0..n-1
 *
 * @param from > 0, as is `to`; their quotient must be finite and positive too
 * @param n number of points, an integer >= 1; a single point is `from`
 * @returns a new array of length n
 * Accuracy: inner points to a relative 1e-16 (2 + |log(to / from)|).
 */
export function logGrid(from: number, to: number, n: number): Float64Array {
  const ratio = to / from;
  if (!(from > 0 && ratio > 0 && ratio < Infinity)) throw new RangeError(`a logarithmic grid needs positive ends, got ${from} and ${to}`);
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`n must be an integer >= 1, got ${n}`);
  const grid = new Float64Array(n);
  const span = log(ratio);
  for (let i = 1; i < n; i++) grid[i] = from * exp((span * i) / (n - 1));
  if (n > 1) grid[n - 1] = to;
  grid[0] = from;
  return grid;
}
