import { erf } from '../../../../src/numerics/erf.ts';
import { exp } from '../../../../src/numerics/exp.ts';
import { writeCholesky } from '../../../../src/numerics/cholesky.ts';
import { fillNormals } from '../../../../src/numerics/random/normal.ts';
import { runStream } from '../../../../src/numerics/random/stream.ts';
import type { P } from '../../../../src/models/committee/params.ts';
import { makeStart } from '../../../../src/models/committee/start.ts';
import { rootHalf, rootTwoOverPi, type Chain } from './chain.ts';

/** One-pass SGD over the N-dimensional weights in double precision: the oracle of the kernel, which keeps them in single. */
export const makeDirect = (p: P, seed: number, replica: number, drawInput?: (x: Float64Array) => void): Chain => {
  const start = makeStart(p, seed, replica);
  const { L, A, V, v, task } = start;
  const { K, M, A: output } = task;
  const N = p.dimension;
  const root = Math.sqrt(N);
  const W = new Float64Array(K * N);
  const B = new Float64Array(K * K);
  writeCholesky(B, V, K);
  for (let k = 0; k < K; k++) {
    for (let m = 0; m < M; m++) W[k * N + m] = root * A[k * M + m]!;
    for (let l = 0; l <= k; l++) W[k * N + M + l] = root * B[k * K + l]!;
  }
  const key = { seed, model: 'committee', engine: 'direct', dimension: N, replica };
  const inputs = runStream({ ...key, purpose: 'inputs' });
  const noises = runStream({ ...key, purpose: 'noise' });
  const x = new Float64Array(N);
  const draw = drawInput ?? ((out: Float64Array) => fillNormals(inputs, out, N));
  const noise = new Float64Array(1);
  const hidden = new Float64Array(K);
  const slope = new Float64Array(K);
  const rate = p.learningRate / root;
  const secondRate = p.secondLayerRate / N;
  const shrink = 1 - p.weightDecay / N;
  const outputShrink = p.secondLayerRate > 0 ? shrink : 1;

  const advance = (n: number): void => {
    for (let done = 0; done < n; done++) {
      draw(x);
      let error = 0;
      if (p.labelNoise > 0) {
        fillNormals(noises, noise, 1);
        error = p.labelNoise * noise[0]!;
      }
      for (let m = 0; m < M; m++) {
        let nu = 0;
        for (let j = 0; j <= m; j++) nu += L[m * M + j]! * x[j]!;
        error += output[m]! * erf(rootHalf * nu);
      }
      for (let k = 0; k < K; k++) {
        const row = k * N;
        let lambda = 0;
        for (let i = 0; i < N; i++) lambda += W[row + i]! * x[i]!;
        lambda /= root;
        hidden[k] = erf(rootHalf * lambda);
        slope[k] = rootTwoOverPi * exp(-0.5 * lambda * lambda);
        error -= v[k]! * hidden[k]!;
      }
      for (let k = 0; k < K; k++) {
        const row = k * N;
        const a = rate * v[k]! * error * slope[k]!;
        v[k] = outputShrink * v[k]! + secondRate * error * hidden[k]!;
        for (let i = 0; i < N; i++) W[row + i] = shrink * W[row + i]! + a * x[i]!;
      }
    }
  };
  return {
    start,
    advance,
    writeOrder: (out) => {
      for (let k = 0; k < K; k++) {
        for (let m = 0; m < M; m++) {
          let sum = 0;
          for (let j = 0; j <= m; j++) sum += W[k * N + j]! * L[m * M + j]!;
          out.R[k * M + m] = sum / root;
        }
        for (let l = 0; l <= k; l++) {
          let sum = 0;
          for (let i = 0; i < N; i++) sum += W[k * N + i]! * W[l * N + i]!;
          out.Q[k * K + l] = sum / N;
          out.Q[l * K + k] = sum / N;
        }
      }
      out.v.set(v);
    },
  };
};
