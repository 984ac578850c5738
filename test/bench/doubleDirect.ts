import { kernels } from '../../src/kernels/load.ts';
import { reserve } from '../../src/kernels/memory.ts';
import { writeStreams } from '../../src/kernels/streams.ts';
import type { P } from '../../src/models/committee/params.ts';
import { erf } from '../../src/numerics/erf.ts';
import { exp } from '../../src/numerics/exp.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';

/**
 * Brute force over all weights in the precision of the chain, from the building blocks of the same module: normals, a product with
 * the weights, a rank-one update. Plain soft committee machine; N a multiple of 8.
 */
export const runDoubleDirect = (p: P, seed: number, steps: number): void => {
  const { dimension: N, hiddenUnits: K, teacherUnits: M, learningRate } = p;
  const { fillNormals, matvec, rankOne } = kernels();
  const block = reserve(64 + 8 * (N * (K + 1) + 2 * K));
  const [x, W, fields, gains] = [64, 64 + 8 * N, 64 + 8 * N * (K + 1), 64 + 8 * (N * (K + 1) + K)];
  writeStreams(block, 0, [1, 2, 3, 4].map((lane) => makeStream(seed, lane).state));
  fillNormals(block.pointer, block.pointer + W, (N * K) / 8);
  const root = Math.sqrt(N);
  const inputs = block.f64(x, M);
  const lambda = block.f64(fields, K);
  const gain = block.f64(gains, K);
  for (let step = 0; step < steps; step++) {
    fillNormals(block.pointer, block.pointer + x, N / 8);
    matvec(block.pointer + W, K, N, block.pointer + x, block.pointer + fields);
    let error = 0;
    for (let m = 0; m < M; m++) error += erf(Math.SQRT1_2 * inputs[m]!);
    for (let k = 0; k < K; k++) error -= erf((Math.SQRT1_2 * lambda[k]!) / root);
    for (let k = 0; k < K; k++) gain[k] = (learningRate / root) * error * 0.7978845608028654 * exp((-0.5 * lambda[k]! * lambda[k]!) / N);
    rankOne(1, block.pointer + gains, block.pointer + x, block.pointer + W, K, N);
  }
  block.release();
};
