import { fillChiSquares } from '../../numerics/random/chiSquare.ts';
import { fillNormals } from '../../numerics/random/normal.ts';
import { startStream } from '../../numerics/random/stream.ts';
import { featuresOf, type P } from './params.ts';

/** Overlaps with the K features, and the length of the rest of the weight vector (>= 0). */
export interface Start {
  readonly v: Float64Array;
  readonly rest: number;
}

/** K + 1 numbers whose direction is uniform: K normals, then the length of the other N - K. */
const writeDirection = (seed: number, replica: number, neuron: number, v: Float64Array, others: number): number => {
  const key = { seed, model: 'hebbianIca', replica };
  fillNormals(startStream({ ...key, purpose: `overlaps ${neuron + 1}` }), v, v.length);
  if (others === 0) return 0;
  const square = new Float64Array(1);
  fillChiSquares(startStream({ ...key, purpose: `rest ${neuron + 1}` }), others, square, 1);
  return Math.sqrt(square[0]!);
};

/**
 * The start of a neuron: the same for every engine, and the same normals for every N.
 *
 * random: v = g/|g|, g ~ N(0, I_N); given: v_1 = m0, the other N - 1 components uniform on the sphere of radius sqrt(1 - m0^2)
 */
export const makeStart = (p: P, seed: number, replica: number, neuron = 0): Start => {
  const K = featuresOf(p);
  const v = new Float64Array(K);
  const given = p.start === 'given' && neuron === 0;
  const rest = writeDirection(seed, replica, neuron, v, p.dimension - K);
  if (given) v[0] = 0;
  let squares = rest * rest;
  for (let i = 0; i < K; i++) squares += v[i]! * v[i]!;
  const m0 = !given ? 0 : squares > 0 ? p.initialOverlap : 1;
  const scale = squares > 0 ? Math.sqrt((1 - m0 * m0) / squares) : 0;
  for (let i = 0; i < K; i++) v[i]! *= scale;
  if (given) v[0] = m0;
  return { v, rest: rest * scale };
};

/** Features by falling size of the first overlap: the first of them are shown. */
export const shownFeatures = (v: Float64Array, count: number): Int32Array => {
  const order = Int32Array.from(v, (_, i) => i);
  order.sort((i, j) => Math.abs(v[j]!) - Math.abs(v[i]!) || i - j);
  return order.subarray(0, count);
};

/** Is every start the same? */
export const isStartRandom = (p: P): boolean => p.start === 'random' || (featuresOf(p) > 1 && p.initialOverlap < 1);
