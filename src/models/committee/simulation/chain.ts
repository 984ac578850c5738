import { exp } from '../../../numerics/exp.ts';
import { erf } from '../../../numerics/erf.ts';
import { writeCholesky } from '../../../numerics/cholesky.ts';
import { fillChiSquares } from '../../../numerics/random/chiSquare.ts';
import { fillNormals } from '../../../numerics/random/normal.ts';
import { runStream } from '../../../numerics/random/stream.ts';
import { makeOrder } from '../equations.ts';
import { makeStart, writeOrder, type Start } from '../start.ts';
import type { P } from '../params.ts';

/** sqrt(1/2) and sqrt(2/pi). */
export const rootHalf = Math.sqrt(0.5);
export const rootTwoOverPi = 0.7978845608028654;

const blockSteps = 256;

/** The random numbers of a run, in blocks of steps: fields xi, zeta; squared lengths of the rest; label noise. */
export interface Draws {
  readonly fields: Float64Array;
  readonly rest: Float64Array;
  readonly noise: Float64Array;
  readonly refill: () => void;
}

/** Streams of one replica of the chain; `degrees` of the chi-square is N - K - M. */
export const makeDraws = (p: P, seed: number, replica: number, degrees: number): Draws => {
  const key = { seed, model: 'committee', engine: 'chain', dimension: p.dimension, replica };
  const perStep = p.hiddenUnits + p.teacherUnits;
  const fieldStream = runStream({ ...key, purpose: 'fields' });
  const restStream = runStream({ ...key, purpose: 'rest' });
  const noiseStream = runStream({ ...key, purpose: 'noise' });
  const fields = new Float64Array(perStep * blockSteps);
  const rest = new Float64Array(blockSteps);
  const noise = new Float64Array(p.labelNoise > 0 ? blockSteps : 0);
  return {
    fields,
    rest,
    noise,
    refill: () => {
      fillNormals(fieldStream, fields, fields.length);
      fillChiSquares(restStream, degrees, rest, blockSteps);
      fillNormals(noiseStream, noise, noise.length);
    },
  };
};

export interface Chain {
  readonly start: Start;
  readonly advance: (n: number) => void;
  readonly writeOrder: (out: ReturnType<typeof makeOrder>) => void;
}

/**
 * One-pass SGD on a committee machine as a Markov chain of its order parameters: exact at every finite N, no limit taken.
 *
 * xi ~ N(0, I_M), zeta ~ N(0, I_K), B = chol(V), rho = |zeta|^2 + chi2(N - K - M)
 * lambda = A xi + B zeta, nu = L xi, Delta = sum A_m g(nu_m) + sigma eps - sum v_k g(lambda_k)
 * c_k = (eta/N) v_k Delta g'(lambda_k), s = 1 - kappa/N
 * A <- s A + c xi^T;  V <- s^2 V + s (c (B zeta)^T + (B zeta) c^T) + rho c c^T;  v <- v + (eta_v/N) Delta g(lambda) (- kappa v / N)
 *
 * `p.dimension` is at least K + M + 1. Cost of a step: K+M normals, one chi-square, a K x K Cholesky, K+M erf, K exp;
 * it does not depend on N. Derivation: the inputs enter only through their projections on the K+M weight vectors
 * and the squared length of the remainder.
 */
export const makeChain = (p: P, seed: number, replica: number, draws: Draws): Chain => {
  const start = makeStart(p, seed, replica);
  const { L, A, V, v, task } = start;
  const { K, M, A: output } = task;
  const N = p.dimension;
  const rate = p.learningRate / N;
  const secondRate = p.secondLayerRate / N;
  const shrink = 1 - p.weightDecay / N;
  const shrink2 = shrink * shrink;
  const outputShrink = p.secondLayerRate > 0 ? shrink : 1;
  const sigma = p.labelNoise;
  const B = new Float64Array(K * K);
  const across = new Float64Array(K); // B zeta
  const hidden = new Float64Array(K); // g(lambda)
  const c = new Float64Array(K);
  const { fields, rest, noise } = draws;
  const perStep = K + M;
  let next = blockSteps;

  const advance = (n: number): void => {
    for (let done = 0; done < n; done++) {
      if (next === blockSteps) {
        draws.refill();
        next = 0;
      }
      const xi = next * perStep;
      const zeta = xi + M;
      writeCholesky(B, V, K);
      let error = sigma > 0 ? sigma * noise[next]! : 0;
      let rho = rest[next]!;
      next++;
      for (let m = 0; m < M; m++) {
        let nu = 0;
        for (let j = 0; j <= m; j++) nu += L[m * M + j]! * fields[xi + j]!;
        error += output[m]! * erf(rootHalf * nu);
      }
      for (let k = 0; k < K; k++) {
        let inside = 0;
        for (let m = 0; m < M; m++) inside += A[k * M + m]! * fields[xi + m]!;
        let outside = 0;
        for (let l = 0; l <= k; l++) outside += B[k * K + l]! * fields[zeta + l]!;
        across[k] = outside;
        const lambda = inside + outside;
        const g = erf(rootHalf * lambda);
        hidden[k] = g;
        error -= v[k]! * g;
        c[k] = rootTwoOverPi * exp(-0.5 * lambda * lambda);
        rho += fields[zeta + k]! * fields[zeta + k]!;
      }
      for (let k = 0; k < K; k++) {
        const ck = rate * v[k]! * error * c[k]!;
        c[k] = ck;
        v[k] = outputShrink * v[k]! + secondRate * error * hidden[k]!;
        for (let m = 0; m < M; m++) A[k * M + m] = shrink * A[k * M + m]! + ck * fields[xi + m]!;
        for (let l = 0; l <= k; l++) {
          const entry = shrink2 * V[k * K + l]! + shrink * (ck * across[l]! + across[k]! * c[l]!) + rho * ck * c[l]!;
          V[k * K + l] = entry;
          V[l * K + k] = entry;
        }
      }
    }
  };
  return {
    start,
    advance,
    writeOrder: (out) => {
      writeOrder(out, K, M, L, A, V);
      out.v.set(v);
    },
  };
};
