import { kernels } from '../../../kernels/load.ts';
import { reserve } from '../../../kernels/memory.ts';
import { writeStreams } from '../../../kernels/streams.ts';
import { writeCholesky } from '../../../numerics/cholesky.ts';
import { runStream } from '../../../numerics/random/stream.ts';
import type { P } from '../params.ts';
import { makeStart } from '../start.ts';
import type { Lanes } from './lanes.ts';

const offset = { numbers: 16, inputs: 64, noise: 128, noiseUsed: 192, pending: 208, outputs: 264, L: 312, teacher: 600, gram: 648, weights: 3072 } as const;
const noneLeft = 256;

/**
 * One-pass SGD over the N-dimensional weights themselves.
 *
 * lambda_k = w_k.x / sqrt N, nu = L x_1..M, Delta = sum A_m g(nu_m) + sigma eps - sum v_k g(lambda_k)
 * w_k <- (1 - kappa/N) w_k + (eta / sqrt N) v_k Delta g'(lambda_k) x;  v as in the chain; pre-step values on the right
 *
 * The teacher spans the first M coordinates and the start (A, V) is embedded in the first K + M: by rotation invariance
 * of the inputs nothing is lost. Weights and inputs in single precision, everything else in double. Against double precision on
 * the same inputs, over 10^6 samples at N = 8000 and through the plateau, Q and R differ by 9e-5 at most (8e-6 up to t = 20);
 * below a generalisation error of about 1e-12 the rounding shows. Cost of a step: N normals and 2 K N multiply-adds, in one pass.
 */
export const makeDirect = (p: P, seed: number, replica: number): Lanes => {
  const start = makeStart(p, seed, replica);
  const { L, A, V, v, task } = start;
  const { K, M, A: output } = task;
  const N = p.dimension;
  const root = Math.sqrt(N);
  const { directBytes, directSteps, directFlush, directGram } = kernels();
  const block = reserve(directBytes(N, K));
  const padded = Math.ceil(N / 8) * 8;
  block.u32(0, 4).set([K, M, padded, N]);
  const shrink = 1 - p.weightDecay / N;
  block.f64(offset.numbers, 6).set([p.learningRate / root, p.secondLayerRate / N, shrink, p.secondLayerRate > 0 ? shrink : 1, p.labelNoise, root]);
  for (const purpose of ['inputs', 'noise'] as const) {
    const key = { seed, model: 'committee', engine: 'direct', dimension: N, replica };
    writeStreams(block, offset[purpose], [1, 2, 3, 4].map((part) => runStream({ ...key, purpose: `${purpose} ${part}` }).state));
  }
  block.u32(offset.noiseUsed, 1)[0] = noneLeft;
  block.f64(offset.pending, 1)[0] = 1;
  block.f64(offset.outputs, K).set(v);
  block.f64(offset.L, M * M).set(L);
  block.f64(offset.teacher, M).set(output);
  const B = new Float64Array(K * K);
  writeCholesky(B, V, K);
  const row = (k: number): Float32Array => block.f32(offset.weights + 4 * padded * (k + 1), padded);
  for (let k = 0; k < K; k++) {
    const weights = row(k);
    for (let m = 0; m < M; m++) weights[m] = root * A[k * M + m]!;
    for (let l = 0; l <= k; l++) weights[M + l] = root * B[k * K + l]!;
  }
  return {
    task,
    advance: (n) => directSteps(block.pointer, n),
    writeOrder: (out) => {
      directFlush(block.pointer);
      directGram(block.pointer, block.pointer + offset.gram);
      const gram = block.f64(offset.gram, K * K);
      for (let i = 0; i < K * K; i++) out.Q[i] = gram[i]! / N;
      for (let k = 0; k < K; k++) {
        const weights = row(k);
        for (let m = 0; m < M; m++) {
          let sum = 0;
          for (let j = 0; j <= m; j++) sum += weights[j]! * L[m * M + j]!;
          out.R[k * M + m] = sum / root;
        }
      }
      out.v.set(block.f64(offset.outputs, K));
    },
    close: block.release,
  };
};
