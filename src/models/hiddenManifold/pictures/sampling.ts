import { kernels } from '../../../kernels/load.ts';
import { reserve } from '../../../kernels/memory.ts';
import { fillNormals } from '../../../numerics/random/normal.ts';
import type { Stream } from '../../../numerics/random/stream.ts';
import type { Pause } from '../../contract.ts';
import { denseFeatures } from '../features.ts';
import { prepareStart, type Manifold } from '../manifoldStart.ts';
import { latentOf, type P } from '../params.ts';
import { pause } from './shared.ts';

/** Nanoseconds between two pauses. */
const slice = 2e6;
const foldCost: Readonly<Record<P['fold'], number>> = { sign: 1, linear: 1, relu: 1.5, erf: 5, tanh: 7 };

/** Nanoseconds of one sample of the fields. */
export const sampleCost = (p: P): number => p.dimension * (0.1 * latentOf(p) + foldCost[p.fold] + 2.5) + 10 * latentOf(p) + 300;

/** N and D divided by the same number, D >= 2, so that N D <= `entries` and N <= `inputs`; as they are where they fit. */
export const affordable = (p: P, entries: number, inputs: number): P => {
  const D = latentOf(p);
  const least = Math.max(1, Math.sqrt((p.dimension * D) / entries), p.dimension / inputs);
  if (least === 1) return p;
  return { ...p, latent: 'dimension', dimension: Math.max(4, Math.floor(p.dimension / least)), latentDimension: Math.max(2, Math.round(D / least)) };
};

/** Features, teacher and start of a replica, F in full. */
export function* manifoldOf(p: P, seed: number, replica: number): Generator<Pause, Manifold> {
  const making = prepareStart(p, seed, replica);
  for (;;) {
    const step = making.next();
    if (step.done !== true) {
      yield pause;
      continue;
    }
    const { features, B, w, v } = step.value;
    try {
      return { N: features.N, D: features.D, F: denseFeatures(features), B, w, v };
    } finally {
      features.block.release();
    }
  }
}

/** Fields of one student and one teacher over fresh latents. */
export interface FieldSample {
  readonly lambda: Float64Array;
  readonly nu: Float64Array;
}

const rootHalf = Math.sqrt(0.5);
const reluMean = 0.3989422804014327;

/** x = f(u), u in single precision as numbers and as bits; `x` lies in the kernels' memory at `pointer`. */
const foldInto = (fold: P['fold'], u: Float32Array, bits: Int32Array, x: Float64Array, pointer: number): void => {
  const n = u.length;
  // The sign bit, without a jump that half of the time goes the other way.
  if (fold === 'sign') for (let j = 0; j < n; j++) x[j] = (bits[j]! >> 31) | 1;
  else if (fold === 'relu') for (let j = 0; j < n; j++) x[j] = Math.max(0, u[j]!) - reluMean;
  else {
    const scale = fold === 'erf' ? rootHalf : 1;
    for (let j = 0; j < n; j++) x[j] = scale * u[j]!;
    if (fold === 'erf') kernels().erfMap(pointer, pointer, n);
    if (fold === 'tanh') kernels().tanhMap(pointer, pointer, n);
  }
};

const dot = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j]! * y[j]!;
  return sum;
};

/**
 * lambda = w.f(F c / sqrt D) / sqrt N and nu = B.c / sqrt D, or B.x / sqrt N where the teacher sees the inputs, for `count` latents c ~ N(0, 1_D).
 *
 * `w`: N weights, `B`: one teacher. F c in single precision, relative 1e-6; everything else in double.
 */
export function* sampleFields(p: P, { N, D, F }: Manifold, w: Float64Array, B: Float64Array, count: number, stream: Stream): Generator<Pause, FieldSample> {
  const latents = p.task === 'latent';
  const [lambda, nu, c] = [new Float64Array(count), new Float64Array(count), new Float64Array(D)];
  const [root, rootD] = [Math.sqrt(N), Math.sqrt(D)];
  const every = Math.max(1, Math.floor(slice / sampleCost(p)));
  const block = reserve(8 * N + 4 * (N * D + D + N));
  const [atF, atZ, atU] = [8 * N, 8 * N + 4 * N * D, 8 * N + 4 * (N * D + D)];
  const { pointer } = block;
  try {
    block.f32(atF, N * D).set(F);
    for (let from = 0; from < count; from += every) {
      const [z, u, x] = [block.f32(atZ, D), block.f32(atU, N), block.f64(0, N)];
      const bits = new Int32Array(u.buffer, u.byteOffset, N);
      for (let i = from; i < Math.min(count, from + every); i++) {
        fillNormals(stream, c, D);
        for (let j = 0; j < D; j++) z[j] = c[j]! / rootD;
        kernels().matvec32(pointer + atF, N, D, pointer + atZ, pointer + atU);
        foldInto(p.fold, u, bits, x, pointer);
        lambda[i] = dot(w, x) / root;
        nu[i] = latents ? dot(B, c) / rootD : dot(B, x) / root;
      }
      yield pause;
    }
  } finally {
    block.release();
  }
  return { lambda, nu };
}
