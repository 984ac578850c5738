import { params as schema, type P } from '../../../src/models/hiddenManifold/params.ts';
import { prepareSgd, type Sgd } from '../../../src/models/hiddenManifold/simulation/sgd.ts';
import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { writeStreams } from '../../../src/kernels/streams.ts';
import { completeParams, type Params } from '../../../src/models/params.ts';
import { runStream } from '../../../src/numerics/random/stream.ts';

export const paramsOf = (given: Partial<P> = {}): P => completeParams(schema, given as Params) as P;

/** The value at the end of a preparation. */
export const ended = <T>(making: Generator<unknown, T>): T => {
  for (;;) {
    const step = making.next();
    if (step.done === true) return step.value;
  }
};

export const sgdOf = (p: P, seed: number, replica = 0): Sgd => ended(prepareSgd(p, seed, replica));

/** The latents and label noises that the simulation of a replica draws, one sample or number after the other. */
export const drawsOf = (p: P, seed: number, replica: number, D: number): { latent: (out: Float64Array) => void; noise: () => number; release: () => void } => {
  const stride = Math.ceil(D / 8) * 8;
  const block = reserve(512 + 128 + 16 * stride + 2048);
  const key = { seed, model: 'hiddenManifold', engine: 'sgd', dimension: p.dimension, replica };
  for (const [i, purpose] of ['latents', 'noise'].entries()) writeStreams(block, 512 + 64 * i, [1, 2, 3, 4].map((part) => runStream({ ...key, purpose: `${purpose} ${part}` }).state));
  block.u32(312, 2).set([D, stride]);
  let sample = 8;
  let used = 256;
  return {
    latent: (out) => {
      if (sample === 8) kernels().manifoldLatents(block.pointer, block.pointer + 512, block.pointer + 640);
      sample %= 8;
      const c = new Int16Array(block.u32(0, 1).buffer, block.pointer + 640 + 2 * sample * stride, D);
      for (let j = 0; j < D; j++) out[j] = c[j]! / 2048;
      sample++;
    },
    noise: () => {
      if (used === 256) kernels().fillNormals(block.pointer + 576, block.pointer + 640 + 16 * stride, 32);
      used %= 256;
      return block.f64(640 + 16 * stride, 256)[used++]!;
    },
    release: block.release,
  };
};

/** x^T y over rows of length n. */
export const rowProducts = (x: ArrayLike<number>, K: number, y: ArrayLike<number>, M: number, n: number): number[] =>
  Array.from({ length: K * M }, (_, i) => {
    const [k, m] = [Math.floor(i / M), i % M];
    let sum = 0;
    for (let a = 0; a < n; a++) sum += x[k * n + a]! * y[m * n + a]!;
    return sum;
  });

/** F^T x / sqrt N for rows x of N numbers, rows of D. */
export const projected = (F: ArrayLike<number>, N: number, D: number, x: ArrayLike<number>): Float64Array => {
  const rows = x.length / N;
  const out = new Float64Array(rows * D);
  for (let k = 0; k < rows; k++) for (let i = 0; i < N; i++) for (let j = 0; j < D; j++) out[k * D + j]! += (F[i * D + j]! * x[k * N + i]!) / Math.sqrt(N);
  return out;
};
