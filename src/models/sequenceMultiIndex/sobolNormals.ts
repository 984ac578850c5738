import { normalQuantile } from '../../numerics/normalQuantile.ts';
import { writeSobol } from '../../numerics/random/sobol.ts';
import type { Pause } from '../contract.ts';

const dimensions = 4;
/** Numbers between two pauses, about 2 ms. */
const piece = 16_384;
const known = new Map<string, Float64Array>();

/** n points of four independent standard normals each, by a scrambled Sobol sequence; kept for the next call. */
export function* sobolNormals(count: number, scrambling: number): Generator<Pause, Float64Array> {
  const key = `${count} ${scrambling}`;
  const old = known.get(key);
  if (old !== undefined) return old;
  const points = new Float64Array(dimensions * count);
  for (let d = 0; d < dimensions; d++) {
    writeSobol(points, dimensions, d, scrambling);
    yield { kind: 'pause' };
  }
  for (let i = 0; i < points.length; i++) {
    points[i] = normalQuantile(points[i]!);
    if (i % piece === piece - 1) yield { kind: 'pause' };
  }
  if (known.size >= 4) known.delete(known.keys().next().value!);
  known.set(key, points);
  return points;
}
