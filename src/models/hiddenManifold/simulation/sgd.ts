import { kernels } from '../../../kernels/load.ts';
import { reserve, type Block } from '../../../kernels/memory.ts';
import { writeStreams } from '../../../kernels/streams.ts';
import { runStream } from '../../../numerics/random/stream.ts';
import type { Pause } from '../../contract.ts';
import { projectionOf, prepareStart, type Start } from '../manifoldStart.ts';
import { writeProjection } from '../features.ts';
import { folds } from '../fold.ts';
import type { Order } from '../order.ts';
import type { P } from '../params.ts';
import { prepareTestSet, type TestSet } from './testSet.ts';

/** In the state of `manifoldSteps`; see there. */
const offset = { numbers: 16, latents: 64, noise: 128, noiseUsed: 192, pending: 208, outputs: 264, model: 312, pointers: 344, factors: 376, teacherOutputs: 600, gram: 648, weights: 3072 } as const;
const pause: Pause = { kind: 'pause' };
const noneLeft = 256;
const blockSize = 8;
const latentUnit = 1 / 2048;
const featureUnit = 1 / 4096;

const foldCode: Readonly<Record<P['fold'], number>> = { sign: 0, erf: 1, tanh: 2, linear: 3, relu: 4 };
const kindCode = { dense: 0, hadamard: 1, none: 2 } as const;

/** One-pass SGD of one replica, and what is read off its weights. */
export interface Sgd {
  readonly advance: (n: number) => void;
  readonly writeOrder: (out: Order) => void;
  /** Mean and standard error over the test set. */
  readonly testError: () => { readonly mean: number; readonly error: number };
  /** K x N, as they are now. */
  readonly weights: () => Float64Array;
  readonly close: () => void;
}

/** Bytes of a replica in the kernels' memory, its test set aside. */
export const sgdBytes = (p: P, stride: number, teacherSide: number, order: number): number => {
  const padded = Math.ceil(p.dimension / blockSize) * blockSize;
  return 3072 + 4 * (p.hiddenUnits + 1) * padded + 8 * p.teacherUnits * teacherSide + 2 * blockSize * (2 * stride + 4 * padded) + 16 * order + 8 * stride + 256;
};

interface State {
  readonly block: Block;
  /** Places in the block: of the first block of latents and of inputs, and of scratch space. */
  readonly latents: number;
  readonly inputs: number;
  readonly room: number;
}

const layState = (p: P, seed: number, replica: number, { features, B, w, v }: Start): State => {
  const { N, D, padded, stride, kind, order } = features;
  const { hiddenUnits: K, teacherUnits: M } = p;
  const side = p.task === 'latent' ? stride : padded;
  const block = reserve(sgdBytes(p, stride, side, order));
  const { pointer } = block;
  let next = offset.weights + 4 * (K + 1) * padded;
  const place = (bytes: number): number => {
    const at = Math.ceil(next / 16) * 16;
    next = at + bytes;
    return at;
  };
  const teacher = place(8 * M * side);
  const latents = place(4 * blockSize * stride);
  const inputs = place(8 * blockSize * padded);
  const work = place(16 * order);
  const room = place(8 * stride);
  block.u32(0, 4).set([K, M, padded, N]);
  block.f64(offset.numbers, 6).set([p.learningRate / Math.sqrt(N), p.secondLayerRate / N, 1, 1, p.labelNoise, Math.sqrt(N)]);
  for (const purpose of ['latents', 'noise'] as const) {
    const key = { seed, model: 'hiddenManifold', engine: 'sgd', dimension: N, replica };
    writeStreams(block, offset[purpose], [1, 2, 3, 4].map((part) => runStream({ ...key, purpose: `${purpose} ${part}` }).state));
  }
  block.u32(offset.noiseUsed, 1)[0] = noneLeft;
  block.f64(offset.pending, 1)[0] = 1;
  block.f64(offset.outputs, K).set(v);
  block.f64(offset.teacherOutputs, M).fill(1);
  block.u32(offset.model, 8).set([D, stride, kindCode[kind], foldCode[p.task === 'independent' ? 'linear' : p.fold], p.task === 'latent' ? 0 : 1, order, 0, 0]);
  block.u32(offset.pointers, 6).set([features.pointer, features.columns, pointer + teacher, pointer + latents, pointer + inputs, pointer + work]);
  const unit = kind === 'none' ? latentUnit : (latentUnit * (kind === 'dense' ? featureUnit : 1)) / Math.sqrt(D);
  block.f64(offset.factors, 2).set([p.task === 'latent' ? latentUnit / Math.sqrt(D) : 1 / Math.sqrt(N), unit]);
  const width = B.length / M;
  for (let m = 0; m < M; m++) block.f64(teacher + 8 * m * side, width).set(B.subarray(m * width, (m + 1) * width));
  for (let k = 0; k < K; k++) block.f32(offset.weights + 4 * padded * (k + 1), N).set(w.subarray(k * N, (k + 1) * N));
  return { block, latents, inputs, room };
};

const dot = (x: Float64Array, y: Float64Array, i: number, j: number, n: number): number => {
  let sum = 0;
  for (let a = 0; a < n; a++) sum += x[i * n + a]! * y[j * n + a]!;
  return sum;
};

/** Writes sum_a x_ka y_ma, times `factor`, added to what is there when `added`; x: K rows of n, y: M rows. */
const writeProducts = (out: Float64Array, x: Float64Array, K: number, y: Float64Array, M: number, n: number, factor: number, added = false): void => {
  for (let k = 0; k < K; k++) for (let m = 0; m < M; m++) out[k * M + m] = factor * dot(x, y, k, m, n) + (added ? out[k * M + m]! : 0);
};

/**
 * One-pass SGD over the N-dimensional weights of a committee on a hidden manifold.
 *
 * c ~ N(0, 1_D), x = f(F c / sqrt D), lambda_k = w_k.x / sqrt N, nu_m the teacher's field, Delta = sum g(nu_m) + sigma eps - sum v_k g(lambda_k)
 * w_k <- w_k + (eta / sqrt N) v_k Delta g'(lambda_k) x, v_k <- v_k + (eta_v / N) Delta g(lambda_k); pre-step values on the right
 *
 * Latents are normals rounded to multiples of 2^-11, for which the variance is 1 + 2e-8; F and F c are exact. Weights and inputs in single
 * precision, everything else in double: against double precision on the same latents, Q and R differ by 1.1e-6 at most over 10^5 samples (N = 200 past the
 * plateau, N = 784 on it). Cost of a sample: N D multiply-adds of 16-bit integers, eight samples at a time, and 2 K N in single precision.
 */
export const prepareSgd = function* (p: P, seed: number, replica: number): Generator<Pause, Sgd> {
  const start = yield* prepareStart(p, seed, replica);
  const { features, B } = start;
  const { N, D, padded, stride } = features;
  const { hiddenUnits: K, teacherUnits: M, task } = p;
  const { b, c } = folds[p.fold];
  const { manifoldLatents, manifoldPart, manifoldSteps, directFlush, directGram } = kernels();
  let state: State | null = null;
  let test: TestSet | null = null;
  const close = (): void => {
    features.block.release();
    state?.block.release();
    test?.release();
  };
  let finished = false;
  try {
    state = layState(p, seed, replica, start);
    const { block, latents, inputs, room } = state;
    const { pointer } = block;
    const key = { seed, model: 'hiddenManifold', engine: 'sgd', dimension: N, replica };
    test = yield* prepareTestSet({ pointer, N, K, M, padded, stride, key });
    const tests = test;
    manifoldLatents(pointer, pointer + offset.latents, pointer + latents);
    for (let part = 0; part < blockSize; part++) {
      manifoldPart(pointer, pointer + latents, pointer + inputs, part);
      yield pause;
    }
    const U = new Float64Array(task === 'inputs' ? M * D : 0);
    if (task === 'inputs') for (let m = 0; m < M; m++) U.set(projectionOf(features, B.subarray(m * N, (m + 1) * N)), m * D);
    const T = new Float64Array(M * M);
    if (task === 'inputs') {
      writeProducts(T, B, M, B, M, N, (c - b * b) / N);
      writeProducts(T, U, M, U, M, D, (b * b) / D, true);
    } else writeProducts(T, B, M, B, M, B.length / M, M / B.length);
    const S = new Float64Array(K * D);
    const rowOf = (k: number): number => offset.weights + 4 * padded * (k + 1);
    const weights = (): Float64Array => {
      directFlush(pointer);
      const all = new Float64Array(K * N);
      for (let k = 0; k < K; k++) all.set(block.f32(rowOf(k), N), k * N);
      return all;
    };
    finished = true;
    return {
      advance: (n) => manifoldSteps(pointer, n),
      writeOrder: (out) => {
        directFlush(pointer);
        directGram(pointer, pointer + offset.gram);
        const gram = block.f64(offset.gram, K * K);
        for (let i = 0; i < K * K; i++) out.W[i] = gram[i]! / N;
        out.v.set(block.f64(offset.outputs, K));
        out.T.set(T);
        if (task === 'independent') {
          out.Sigma.set(out.W);
          out.Q.set(out.W);
          writeProducts(out.R, weights(), K, B, M, N, 1 / N);
          return;
        }
        for (let k = 0; k < K; k++) writeProjection(features, pointer + rowOf(k), pointer + room, S.subarray(k * D, (k + 1) * D));
        writeProducts(out.Sigma, S, K, S, K, D, 1 / D);
        for (let i = 0; i < K * K; i++) out.Q[i] = (c - b * b) * out.W[i]! + b * b * out.Sigma[i]!;
        if (task === 'latent') writeProducts(out.R, S, K, B, M, D, b / D);
        else {
          writeProducts(out.R, weights(), K, B, M, N, (c - b * b) / N);
          writeProducts(out.R, S, K, U, M, D, (b * b) / D, true);
        }
      },
      testError: () => {
        directFlush(pointer);
        return tests.error(pointer + rowOf(0), block.f64(offset.outputs, K));
      },
      weights,
      close,
    };
  } finally {
    if (!finished) close();
  }
};
