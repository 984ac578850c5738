import { kernels } from '../../kernels/load.ts';
import { reserve } from '../../kernels/memory.ts';
import { fillNormals } from '../../numerics/random/normal.ts';
import { startStream } from '../../numerics/random/stream.ts';
import type { Pause } from '../contract.ts';
import { applyFeatures, denseFeatures, prepareFeatures, writeProjection, type Features } from './features.ts';
import { folds } from './fold.ts';
import { writeGivenOverlaps, type Overlaps } from './givenOverlaps.ts';
import type { P } from './params.ts';

const pause: Pause = { kind: 'pause' };

/** The concrete start of one replica: features, teacher B (M x D of a function of the latents, else M x N), weights w (K x N), output weights v. */
export interface Start {
  readonly features: Features;
  readonly B: Float64Array;
  readonly w: Float64Array;
  readonly v: Float64Array;
}

const normalsOf = (seed: number, replica: number, purpose: string, count: number): Float64Array => {
  const out = new Float64Array(count);
  fillNormals(startStream({ seed, model: 'hiddenManifold', replica, purpose }), out, count);
  return out;
};

/** B iid N(0, 1), of single precision where it acts on the inputs; times 1 / sqrt c where these lie on a manifold, for fields of variance near 1. */
const teacherOf = (p: P, { N, D }: Features, seed: number, replica: number): Float64Array => {
  const B = normalsOf(seed, replica, 'teacher', p.teacherUnits * (p.task === 'latent' ? D : N));
  if (p.task === 'latent') return B;
  const size = p.task === 'inputs' ? 1 / Math.sqrt(folds[p.fold].c) : 1;
  return B.map((x) => Math.fround(size * x));
};

const rowsOf = (matrix: Float64Array, rows: number): Float64Array[] => {
  const length = matrix.length / rows;
  return Array.from({ length: rows }, (_, i) => matrix.subarray(i * length, (i + 1) * length));
};

/** F^T x / sqrt N of N numbers x. */
export const projectionOf = (features: Features, x: Float64Array): Float64Array => {
  const { N, D, padded, stride } = features;
  const room = reserve(8 * stride + 4 * padded);
  room.f32(8 * stride, N).set(x);
  const out = new Float64Array(D);
  writeProjection(features, room.pointer + 8 * stride, room.pointer, out);
  room.release();
  return out;
};

/**
 * R_km = w_k.gradients_m: b F B_m / (D sqrt N) of a function of the latents; ((c - b^2) B_m + b^2 F U_m sqrt N / D) / N, U_m = F^T B_m / sqrt N, of a
 * function of the inputs; B_m / N without a manifold.
 */
const overlapsOf = function* (p: P, features: Features, B: Float64Array): Generator<Pause, Overlaps> {
  const { N, D } = features;
  const { b, c } = folds[p.fold];
  const gradients: Float64Array[] = [];
  const directions: Float64Array[] = [];
  for (const row of rowsOf(B, p.teacherUnits)) {
    if (p.task === 'latent') {
      const image = applyFeatures(features, row);
      directions.push(image.map((x) => x / Math.sqrt(N)));
      gradients.push(image.map((x) => (b * x) / (D * Math.sqrt(N))));
    } else if (p.task === 'inputs') {
      const image = applyFeatures(features, projectionOf(features, row));
      directions.push(row);
      gradients.push(row.map((x, i) => ((c - b * b) * x + (b * b * Math.sqrt(N) * image[i]!) / D) / N));
    } else {
      directions.push(row);
      gradients.push(row.map((x) => x / N));
    }
    yield pause;
  }
  return { gradients, directions };
};

/**
 * The start of `replica` under `seed`, the same for every engine.
 *
 * random: w iid N(0, W0). broken: R_11 = `initialOverlap`, all other overlaps 0; custom: R = `overlaps`; both with W = W0 1, the overlaps those of the
 * concrete features and teacher, so that r(rho) = rho R / b up to 1 / sqrt D. v = 1. Weights are single precision numbers.
 *
 * Pauses every few milliseconds. The caller releases `features.block`.
 */
export const prepareStart = function* (p: P, seed: number, replica: number): Generator<Pause, Start> {
  const features = yield* prepareFeatures(p, seed, replica);
  let finished = false;
  try {
    const K = p.hiddenUnits;
    const { N } = features;
    const B = teacherOf(p, features, seed, replica);
    const w = normalsOf(seed, replica, 'weights', K * N);
    if (p.start === 'random') for (let i = 0; i < w.length; i++) w[i] = Math.sqrt(p.initialNorm) * w[i]!;
    else {
      const R = p.start === 'custom' ? p.overlaps : Float64Array.from({ length: K * p.teacherUnits }, (_, i) => (i === 0 ? p.initialOverlap : 0));
      if (writeGivenOverlaps(w, K, p.initialNorm, R, yield* overlapsOf(p, features, B)) === null) throw new RangeError('no weights have the overlaps asked for: the teachers are not independent');
    }
    finished = true;
    return { features, B, w: w.map(Math.fround), v: new Float64Array(K).fill(1) };
  } finally {
    if (!finished) features.block.release();
  }
};

/** A start with F in full (N x D, row-major; empty without a manifold), for a theory of the very features that are simulated. */
export interface Manifold {
  readonly N: number;
  readonly D: number;
  readonly F: Float32Array;
  readonly B: Float64Array;
  readonly w: Float64Array;
  readonly v: Float64Array;
}

/** All of it at once. Needs the kernels on this thread. */
export const makeManifold = (p: P, seed: number, replica: number): Manifold => {
  kernels();
  const making = prepareStart(p, seed, replica);
  for (;;) {
    const step = making.next();
    if (step.done !== true) continue;
    const { features, B, w, v } = step.value;
    const F = denseFeatures(features);
    features.block.release();
    return { N: features.N, D: features.D, F, B, w, v };
  }
};
