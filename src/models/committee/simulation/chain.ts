import { kernels } from '../../../kernels/load.ts';
import { reserve } from '../../../kernels/memory.ts';
import { writeStreams } from '../../../kernels/streams.ts';
import { chiSquareConstants } from '../../../numerics/random/chiSquare.ts';
import { runStream } from '../../../numerics/random/stream.ts';
import { makeStart, writeOrder } from '../start.ts';
import type { P } from '../params.ts';
import type { Lanes } from './lanes.ts';

/** Replicas that a chain serves side by side. */
export const chainLanes = 4;

const offset = { next: 8, numbers: 16, streams: 80, state: 288 } as const;
const noneLeft = 64;

/**
 * One-pass SGD on a committee machine as a Markov chain of its order parameters: exact at every finite N, no limit taken.
 *
 * xi ~ N(0, I_M), zeta ~ N(0, I_K), B = chol(V), rho = |zeta|^2 + chi2(N - K - M)
 * lambda = A xi + B zeta, nu = L xi, Delta = sum A_m g(nu_m) + sigma eps - sum v_k g(lambda_k)
 * c_k = (eta/N) v_k Delta g'(lambda_k), s = 1 - kappa/N
 * A <- s A + c xi^T;  V <- s^2 V + s (c (B zeta)^T + (B zeta) c^T) + rho c c^T;  v <- v + (eta_v/N) Delta g(lambda) (- kappa v / N)
 *
 * `p.dimension` is at least K + M + 1. Up to four replicas from `first` on, side by side in `chainSteps` of the kernels; a lane's
 * numbers depend on its own streams alone. Cost of a step: K+M normals, one chi-square, a K x K Cholesky, K+M erf, K exp; it does
 * not depend on N. Derivation: the inputs enter only through their projections on the K+M weight vectors and the squared length
 * of the remainder.
 */
export const makeChain = (p: P, seed: number, first: number, count: number): Lanes => {
  const starts = Array.from({ length: chainLanes }, (_, lane) => makeStart(p, seed, first + Math.min(lane, count - 1)));
  const { L, task } = starts[0]!;
  const { K, M, A: output } = task;
  const N = p.dimension;
  const { chainBytes, chainSteps } = kernels();
  const block = reserve(chainBytes(K, M));
  block.u32(0, 3).set([K, M, noneLeft]);
  const shrink = 1 - p.weightDecay / N;
  const { d, c } = chiSquareConstants(N - K - M);
  block.f64(offset.numbers, 7).set([p.learningRate / N, p.secondLayerRate / N, shrink, p.secondLayerRate > 0 ? shrink : 1, p.labelNoise, d, c]);
  ['fields', 'rest', 'noise'].forEach((purpose, i) => {
    const states = starts.slice(0, count).map((_, lane) => runStream({ seed, model: 'committee', engine: 'chain', dimension: N, replica: first + lane, purpose }).state);
    writeStreams(block, offset.streams + 64 * i, states);
  });
  const shared = M * M + M;
  const perLane = K * M + K * K + K;
  const view = (): Float64Array => block.f64(offset.state, shared + 4 * perLane);
  let numbers = view();
  numbers.set(L);
  numbers.set(output, M * M);
  starts.forEach(({ A, V, v }, lane) => [...A, ...V, ...v].forEach((x, i) => (numbers[shared + 4 * i + lane] = x)));
  const A = new Float64Array(K * M);
  const V = new Float64Array(K * K);
  return {
    task,
    advance: (n) => chainSteps(block.pointer, n),
    writeOrder: (out, lane) => {
      // The memory has grown since: the view is of the old one.
      if (numbers.length === 0) numbers = view();
      const state = numbers;
      const read = (i: number): number => state[shared + 4 * i + lane]!;
      for (let i = 0; i < K * M; i++) A[i] = read(i);
      for (let i = 0; i < K * K; i++) V[i] = read(K * M + i);
      for (let k = 0; k < K; k++) out.v[k] = read(K * M + K * K + k);
      writeOrder(out, K, M, L, A, V);
    },
    close: block.release,
  };
};
