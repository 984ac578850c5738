import { kernels } from '../../kernels/load.ts';
import { reserve, type Block } from '../../kernels/memory.ts';
import { writeStreams } from '../../kernels/streams.ts';
import { walshHadamard } from '../../numerics/linear/walshHadamard.ts';
import { fillNormals } from '../../numerics/random/normal.ts';
import { nextUint32, nextUniform, startStream, type Stream } from '../../numerics/random/stream.ts';
import type { Pause } from '../contract.ts';
import { orthonormalVectors } from './orthogonal.ts';
import { latentOf, type P } from './params.ts';

const pause: Pause = { kind: 'pause' };

/** Entries of a stored F are integers times 2^-12. */
const unit = 1 / 4096;
const largestEntry = 32_767;
/** Normals drawn between two pauses: about 2 ms. */
const slice = 1e6;

/**
 * The feature matrix F, N x D, in the kernels' memory: 16-bit integers, rows padded to `stride` places, N to `padded` rows; or a part of a
 * Hadamard matrix of order n, F_ij = H[r_i][q_j] s_j, as i32 r_i at `pointer` and i32 2 q_j + (s_j < 0) at `columns`; or none (inputs without structure).
 */
export interface Features {
  readonly kind: 'dense' | 'hadamard' | 'none';
  readonly N: number;
  readonly D: number;
  readonly padded: number;
  readonly stride: number;
  readonly order: number;
  readonly pointer: number;
  readonly columns: number;
  /** r, q and s of a Hadamard matrix. */
  readonly signs: Signs | null;
  readonly block: Block;
}

interface Signs {
  readonly rows: Int32Array;
  readonly places: Int32Array;
  readonly signs: Int32Array;
}

const paddedTo8 = (n: number): number => Math.ceil(n / 8) * 8;

const streamOf = (seed: number, replica: number, purpose: string): Stream => startStream({ seed, model: 'hiddenManifold', replica, purpose });

/** Normals in single precision by the kernels, rounded to multiples of 2^-12, row after row. */
const writeGaussian = function* (block: Block, N: number, D: number, stride: number, seed: number, replica: number): Generator<Pause, void> {
  const { fillSingleNormals, roundSingles } = kernels();
  const rows = Math.max(1, Math.min(N, Math.floor(slice / stride)));
  const room = reserve(64 + 4 * rows * stride);
  try {
    writeStreams(room, 0, [1, 2, 3, 4].map((part) => streamOf(seed, replica, `features ${part}`).state));
    for (let from = 0; from < N; from += rows) {
      const count = Math.min(rows, N - from);
      fillSingleNormals(room.pointer, room.pointer + 64, (count * stride) / 8);
      roundSingles(room.pointer + 64, 1 / unit, block.pointer + 2 * from * stride, count * stride);
      const entries = entriesOf(block, from * stride, count * stride);
      for (let i = 0; i < count; i++) entries.fill(0, i * stride + D, (i + 1) * stride);
      yield pause;
    }
  } finally {
    room.release();
  }
};

const entriesOf = (block: Block, from: number, count: number): Int16Array => {
  const bytes = block.u32(0, 1);
  return new Int16Array(bytes.buffer, block.pointer + 2 * from, count);
};

/** Columns orthonormal times sqrt N where D <= N, else rows orthonormal times sqrt D; entries rounded to multiples of 2^-12. */
const writeOrthogonal = function* (block: Block, N: number, D: number, stride: number, seed: number, replica: number): Generator<Pause, void> {
  const tall = D <= N;
  const [count, length] = tall ? [D, N] : [N, D];
  const stream = streamOf(seed, replica, 'features');
  const vectors = yield* orthonormalVectors(count, length, (out) => fillNormals(stream, out, length));
  try {
    const size = Math.sqrt(length) / unit;
    for (let i = 0; i < count; i++) {
      const vector = vectors.f64(8 * i * length, length);
      const entries = entriesOf(block, 0, N * stride);
      for (let j = 0; j < length; j++) {
        const entry = Math.round(size * vector[j]!);
        entries[tall ? j * stride + i : i * stride + j] = Math.max(-largestEntry, Math.min(largestEntry, entry));
      }
      if (i % 16 === 15) yield pause;
    }
  } finally {
    vectors.release();
  }
};

/** Different numbers below n, each ordered choice equally likely. */
const writeChoice = (out: Int32Array, n: number, stream: Stream): void => {
  const all = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < out.length; i++) {
    const j = i + Math.floor(nextUniform(stream) * (n - i));
    out[i] = all[j]!;
    all[j] = all[i]!;
  }
};

const makeHadamard = (N: number, D: number, seed: number, replica: number): Features => {
  let order = 1;
  while (order < Math.max(N, D)) order *= 2;
  const rows = new Int32Array(N);
  const places = new Int32Array(D);
  writeChoice(rows, order, streamOf(seed, replica, 'rows'));
  writeChoice(places, order, streamOf(seed, replica, 'columns'));
  const bits = streamOf(seed, replica, 'signs');
  const signs = Int32Array.from({ length: D }, () => 1 - 2 * (nextUint32(bits) >>> 31));
  const block = reserve(4 * (N + D));
  const table = block.u32(0, N + D);
  table.set(rows);
  table.set(places.map((q, j) => 2 * q + (signs[j]! < 0 ? 1 : 0)), N);
  return { kind: 'hadamard', N, D, padded: paddedTo8(N), stride: paddedTo8(D), order, pointer: block.pointer, columns: block.pointer + 4 * N, signs: { rows, places, signs }, block };
};

/**
 * F of one replica, the same for every engine: `gaussian` iid N(0, 1), `orthogonal`, `hadamard` as in `Features`. The mean of the spectrum of F^T F / N is 1.
 *
 * Cost: N D normals (1.5 ns each) | N D min(N, D) multiply-adds | N + D. The caller releases `block`.
 */
export const prepareFeatures = function* (p: P, seed: number, replica: number): Generator<Pause, Features> {
  const N = p.dimension;
  const padded = paddedTo8(N);
  if (p.task === 'independent') return { kind: 'none', N, D: N, padded, stride: padded, order: 0, pointer: 0, columns: 0, signs: null, block: reserve(64) };
  const D = latentOf(p);
  if (p.features === 'hadamard') return makeHadamard(N, D, seed, replica);
  const stride = paddedTo8(D);
  const block = reserve(2 * padded * stride);
  let finished = false;
  try {
    yield* (p.features === 'orthogonal' ? writeOrthogonal : writeGaussian)(block, N, D, stride, seed, replica);
    finished = true;
  } finally {
    if (!finished) block.release();
  }
  return { kind: 'dense', N, D, padded, stride, order: 0, pointer: block.pointer, columns: 0, signs: null, block };
};

/** F z for D numbers z. */
export const applyFeatures = (features: Features, z: Float64Array): Float64Array => {
  const { N, D, stride, block, signs: hadamard, order } = features;
  const out = new Float64Array(N);
  if (hadamard !== null) {
    const { rows, places, signs } = hadamard;
    const work = new Float64Array(order);
    for (let j = 0; j < D; j++) work[places[j]!] = signs[j]! * z[j]!;
    walshHadamard(work);
    for (let i = 0; i < N; i++) out[i] = work[rows[i]!]!;
    return out;
  }
  const entries = entriesOf(block, 0, N * stride);
  for (let i = 0; i < N; i++) {
    let sum = 0;
    for (let j = 0; j < D; j++) sum += entries[i * stride + j]! * z[j]!;
    out[i] = unit * sum;
  }
  return out;
};

/**
 * Writes S = F^T w / sqrt N into `out` (D numbers); w: single precision at the pointer `w`, zeros from N to `padded`; `room`: a place for `stride` doubles.
 *
 * Error of a dense F about 1e-7 |w| (groups of four products in single precision, sums in double).
 */
export const writeProjection = (features: Features, w: number, room: number, out: Float64Array): void => {
  const { N, D, padded, stride, signs: hadamard, order, pointer } = features;
  const { featuresTransposed, memory } = kernels();
  const root = Math.sqrt(N);
  if (hadamard !== null) {
    const { rows, places, signs } = hadamard;
    const weights = new Float32Array(memory.buffer, w, N);
    const work = new Float64Array(order);
    for (let i = 0; i < N; i++) work[rows[i]!] = weights[i]!;
    walshHadamard(work);
    for (let j = 0; j < D; j++) out[j] = (signs[j]! * work[places[j]!]!) / root;
    return;
  }
  featuresTransposed(pointer, padded, stride, w, room);
  const sums = new Float64Array(memory.buffer, room, D);
  for (let j = 0; j < D; j++) out[j] = (unit * sums[j]!) / root;
};

/** Is the number of bits set odd? */
const isOdd = (x: number): boolean => {
  let bits = x;
  for (let shift = 16; shift > 0; shift >>= 1) bits ^= bits >> shift;
  return (bits & 1) === 1;
};

/** F in full, N x D row-major; empty where there is none. */
export const denseFeatures = ({ kind, N, D, stride, block, signs: hadamard }: Features): Float32Array => {
  if (kind === 'none') return new Float32Array(0);
  const F = new Float32Array(N * D);
  const entries = hadamard === null ? entriesOf(block, 0, N * stride) : null;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < D; j++) {
      if (entries !== null) F[i * D + j] = unit * entries[i * stride + j]!;
      else {
        const { rows, places, signs } = hadamard!;
        F[i * D + j] = isOdd(rows[i]! & places[j]!) ? -signs[j]! : signs[j]!;
      }
    }
  }
  return F;
};
