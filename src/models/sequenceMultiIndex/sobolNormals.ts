import { normalQuantile } from '../../numerics/normalQuantile.ts';
import { sobolPoints } from '../../numerics/random/sobol.ts';

const known = new Map<string, Float64Array>();

/** n points of four independent standard normals each, by a scrambled Sobol sequence; kept for the next call. */
export const sobolNormals = (count: number, scrambling: number): Float64Array => {
  const key = `${count} ${scrambling}`;
  let points = known.get(key);
  if (points === undefined) {
    points = sobolPoints(count, 4, scrambling).map(normalQuantile);
    if (known.size >= 4) known.delete(known.keys().next().value!);
    known.set(key, points);
  }
  return points;
};
