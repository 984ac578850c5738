import { fillNormals } from '../../numerics/random/normal.ts';
import { startStream } from '../../numerics/random/stream.ts';

/** Squared cosines beyond this are cut: the start of a very small system is not yet the solution. */
const mostSquare = 0.9;

/**
 * Normals g_jk of a random start (K x K): sqrt d times the cosine of the j-th random direction u_j with the k-th teacher vector.
 *
 * The same for every engine and dimension. The student starts as w_k = sum_j (g_jk/sqrt d) u_j, u_j of d components of variance 1 that are orthogonal
 * to each other: its overlaps with itself and with the teacher are then both g^T g/d, as Bayes' rule has it.
 */
export const startNormals = (seed: number, replica: number, units: number): Float64Array => {
  const normals = new Float64Array(units * units);
  fillNormals(startStream({ seed, model: 'sequenceMultiIndex', replica, purpose: 'overlap' }), normals, normals.length);
  return normals;
};

/** g^T g/d (K x K), or I/d without normals; scaled down where its trace over K would exceed 0.9. */
export const startSquares = (normals: Float64Array | null, units: number, dimension: number): Float64Array => {
  const out = new Float64Array(units * units);
  let trace = 0;
  for (let k = 0; k < units; k++) {
    for (let l = 0; l < units; l++) {
      let sum = k === l && normals === null ? 1 : 0;
      if (normals !== null) for (let j = 0; j < units; j++) sum += normals[j * units + k]! * normals[j * units + l]!;
      out[k * units + l] = sum / dimension;
    }
    trace += out[k * units + k]!;
  }
  if (trace > mostSquare) for (let i = 0; i < out.length; i++) out[i]! *= mostSquare / trace;
  return out;
};
