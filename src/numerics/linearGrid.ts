/**
 * Equally spaced points, both ends exact.
 *
 * from + (to - from) i / (n - 1), i = 0..n-1
 *
 * @param n number of points, an integer >= 1; a single point is `from`
 * @returns a new array of length n
 */
export function linearGrid(from: number, to: number, n: number): Float64Array {
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`n must be an integer >= 1, got ${n}`);
  const grid = new Float64Array(n);
  for (let i = 1; i < n; i++) grid[i] = from + ((to - from) * i) / (n - 1);
  if (n > 1) grid[n - 1] = to;
  grid[0] = from;
  return grid;
}
