import { exp } from '../../../../src/numerics/exp.ts';
import { erf } from '../../../../src/numerics/erf.ts';
import { writeCholesky } from '../../../../src/numerics/cholesky.ts';
import { chiSquareConstants } from '../../../../src/numerics/random/chiSquare.ts';
import { log } from '../../../../src/numerics/log.ts';
import { fillNormals } from '../../../../src/numerics/random/normal.ts';
import { nextUint32, runStream, type Stream } from '../../../../src/numerics/random/stream.ts';
import type { Order } from '../../../../src/models/committee/equations.ts';
import { makeStart, writeOrder, type Start } from '../../../../src/models/committee/start.ts';
import type { P } from '../../../../src/models/committee/params.ts';

/** sqrt(1/2) and sqrt(2/pi). */
export const rootHalf = Math.sqrt(0.5);
export const rootTwoOverPi = 0.7978845608028654;

const blockSteps = 64;
const smallest = 1e-140;

/** The random numbers of a run, in blocks of steps: fields xi, zeta; squared lengths of the rest; label noise. */
export interface Draws {
  readonly fields: Float64Array;
  readonly rest: Float64Array;
  readonly noise: Float64Array;
  readonly refill: () => void;
}

/** Chi-square numbers in rounds of two candidates, as the kernel draws them for each lane. */
export const makeChiSquares = (stream: Stream, degrees: number): ((out: Float64Array) => void) => {
  const { d, c } = chiSquareConstants(degrees);
  const squeeze = d >= 32 ? 1 / (54 * d) : 0.0331;
  const pair = new Float64Array(2);
  const ready: number[] = [];
  const round = (): void => {
    fillNormals(stream, pair, 2);
    const tests = [nextUint32(stream), nextUint32(stream)];
    tests.forEach((word, i) => {
      const x = pair[i]!;
      if (degrees === 1) {
        ready.push(x * x);
        return;
      }
      const u = (word + 0.5) * 2.3283064365386963e-10;
      const root = 1 + c * x;
      const v = root * root * root;
      const x2 = x * x;
      if (root > 0 && (u < 1 - squeeze * x2 * x2 || log(u) < 0.5 * x2 + d * (1 - v + log(v)))) ready.push(2 * d * v);
    });
  };
  return (out) => {
    for (let i = 0; i < out.length; i++) {
      while (ready.length === 0) round();
      out[i] = ready.shift()!;
    }
  };
};

/** Streams of one replica of the chain; `degrees` of the chi-square is N - K - M. */
export const makeDraws = (p: P, seed: number, replica: number, degrees: number): Draws => {
  const key = { seed, model: 'committee', engine: 'chain', dimension: p.dimension, replica };
  const perStep = p.hiddenUnits + p.teacherUnits;
  const fieldStream = runStream({ ...key, purpose: 'fields' });
  const fillRest = makeChiSquares(runStream({ ...key, purpose: 'rest' }), degrees);
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
      fillRest(rest);
      fillNormals(noiseStream, noise, noise.length);
    },
  };
};

export interface Chain {
  readonly start: Start;
  readonly advance: (n: number) => void;
  readonly writeOrder: (out: Order) => void;
}

/** The exact chain in plain TypeScript, operation for operation as in the kernel: its oracle. */
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
        for (const numbers of [A, V, v]) numbers.forEach((x, i) => (numbers[i] = Math.abs(x) < smallest ? 0 : x));
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
