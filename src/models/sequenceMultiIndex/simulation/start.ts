import { dotOf } from '../../../numerics/optimise/lbfgs.ts';
import { fillNormals } from '../../../numerics/random/normal.ts';
import { startStream } from '../../../numerics/random/stream.ts';
import type { P } from '../params.ts';
import { startNormals, startSquares } from '../start.ts';

/** Standard normals of a replica; a larger d continues those of a smaller one. */
export const replicaNormals = (seed: number, replica: number, purpose: string, d: number): Float64Array => {
  const out = new Float64Array(d);
  fillNormals(startStream({ seed, model: 'sequenceMultiIndex', replica, purpose }), out, d);
  return out;
};

const addScaled = (out: Float64Array, factor: number, x: Float64Array): void => {
  for (let j = 0; j < out.length; j++) out[j]! += factor * x[j]!;
};

/** Random vectors, uniform among those of length sqrt d that are orthogonal to each other and to `others` (which are so too). */
const orthogonalTo = (others: readonly Float64Array[], count: number, d: number, draw: (k: number) => Float64Array): Float64Array[] => {
  const made: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const w = draw(k);
    // Twice: the second round removes what rounding left.
    for (let round = 0; round < 2; round++) for (const other of [...others, ...made]) addScaled(w, -dotOf(w, other) / d, other);
    const scale = Math.sqrt(d / dotOf(w, w));
    for (let j = 0; j < d; j++) w[j]! *= scale;
    made.push(w);
  }
  return made;
};

/**
 * Teacher vectors w*_k, w*_k . w*_l = d delta_kl up to rounding.
 *
 * With a random length instead, its own scatter sqrt(2/d) would hide what the samples do.
 */
export const makeTeachers = (units: number, d: number, seed: number, replica: number): Float64Array[] =>
  orthogonalTo([], units, d, (k) => replicaNormals(seed, replica, `teacher ${k + 1}`, d));

/**
 * The student of `startNormals`: w_k = sum_j G_jk u_j with directions u_j = sum_k G_jk w*_k + sum_l R_jl v_l, v_l orthogonal to all teachers,
 * R R^T = 1 - G G^T, G = g/sqrt d: the overlaps with itself and with the teachers are both G^T G, exactly.
 */
const typicalStart = (teachers: readonly Float64Array[], seed: number, replica: number): Float64Array[] => {
  const K = teachers.length;
  const d = teachers[0]!.length;
  const G = startNormals(seed, replica, K);
  const squares = startSquares(G, K, d);
  let sum = 0;
  for (let j = 0; j < K; j++) sum += G[j * K]! * G[j * K]!;
  // sqrt(1/d), or less where the start of a small system is cut.
  const scale = Math.sqrt(squares[0]! / sum);
  for (let i = 0; i < G.length; i++) G[i]! *= scale;
  const rest = orthogonalTo(teachers, K, d, (k) => replicaNormals(seed, replica, `start ${k + 1}`, d));
  const R = new Float64Array(K * K);
  for (let i = 0; i < K; i++) {
    for (let j = 0; j <= i; j++) {
      let entry = i === j ? 1 : 0;
      for (let k = 0; k < K; k++) entry -= G[i * K + k]! * G[j * K + k]!;
      for (let k = 0; k < j; k++) entry -= R[i * K + k]! * R[j * K + k]!;
      R[i * K + j] = i === j ? Math.sqrt(entry) : entry / R[j * K + j]!;
    }
  }
  const directions = teachers.map((_, j) => {
    const u = new Float64Array(d);
    for (let k = 0; k < K; k++) {
      addScaled(u, G[j * K + k]!, teachers[k]!);
      addScaled(u, R[j * K + k]!, rest[k]!);
    }
    return u;
  });
  return teachers.map((_, k) => {
    const w = new Float64Array(d);
    for (let j = 0; j < K; j++) addScaled(w, G[j * K + k]!, directions[j]!);
    return w;
  });
};

/** Every component of attention's start along the positions. */
const positional = 0.3;
/** Standard deviation of a component of a small random start, and beside the positions and the teacher. */
const [small, smallest] = [0.1, 0.01];

/** A replica's weights at time 0: K vectors of length d. */
export const makeStart = (p: P, teachers: readonly Float64Array[], seed: number, replica: number): Float64Array[] => {
  const { instance, weights, basin, dimension: d } = p;
  if (instance !== 'attention' && instance !== 'denoiser') return typicalStart(teachers, seed, replica);
  const w = replicaNormals(seed, replica, 'start 1', d);
  if (instance === 'denoiser' || weights === 'random') return [w.map((x) => small * x)];
  return [w.map((x, j) => smallest * x + (1 - basin) * positional + basin * teachers[0]![j]!)];
};

/** V at the start: 1 - q by Bayes' rule, 1 for a loss. */
export const startResponse = (start: readonly Float64Array[], bayes: boolean): Float64Array => {
  const K = start.length;
  const d = start[0]!.length;
  const V = new Float64Array(K * K);
  for (let k = 0; k < K; k++) for (let l = 0; l < K; l++) V[k * K + l] = (k === l ? 1 : 0) - (bayes ? dotOf(start[k]!, start[l]!) / d : 0);
  return V;
};
