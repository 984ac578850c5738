import { fillNormals } from '../../../numerics/random/normal.ts';
import { makeStream, runStream } from '../../../numerics/random/stream.ts';
import { signalOf, type Order } from '../equations.ts';
import { isWarming, makeRate } from '../rate.ts';
import { largestSize } from '../measure.ts';
import { nonlinearityOf } from '../nonlinearities.ts';
import { featuresOf, type P } from '../params.ts';
import { sampleSource } from '../sampleSource.ts';
import { makeStart } from '../start.ts';
import { leadOf } from './chain.ts';
import { decorrelate, gramSchmidt } from './decorrelate.ts';
import type { Learner } from './learner.ts';

export interface Network extends Learner {
  /** Overlaps of all neurons with all sources, M x N, row-major: of now, until the next call. */
  readonly overlaps: () => Float64Array;
}

/** A random orthogonal N x N matrix, row-major: Gram and Schmidt on normals; null for none. */
export const mixingMatrix = (p: P, seed: number): Float64Array | null => {
  const N = p.dimension;
  if (p.mixing === 'source') return null;
  const A = new Float64Array(N * N);
  fillNormals(makeStream(seed, 'hebbianIca', 'mixing', N), A, A.length);
  gramSchmidt(A, N, N);
  return A;
};

/** out = A u, or A^T u. */
const multiply = (A: Float64Array, u: Float64Array, out: Float64Array, N: number, transposed: boolean): void => {
  for (let i = 0; i < N; i++) {
    let sum = 0;
    for (let j = 0; j < N; j++) sum += (transposed ? A[j * N + i]! : A[i * N + j]!) * u[j]!;
    out[i] = sum;
  }
};

/**
 * Hebbian SGD of M neurons over all N weights, with or without an explicit mixing matrix x = A s.
 *
 * w_a <- w_a + sigma eta mean f(y_a)(x - y_a w_a), y_a = w_a.x; then decorrelated, which normalises
 *
 * Draws are those of `makeChain` over all N weights, so that without mixing and with M = 1 the two agree up to rounding.
 * Cost of a step: 2 M N + M^2 N multiply-adds, and N^2 for the mixing.
 */
export const makeNetwork = (p: P, seed: number, replica: number, engine: string): Network => {
  const N = p.dimension;
  const K = featuresOf(p);
  const M = p.neurons;
  const A = mixingMatrix(p, seed);
  const V = new Float64Array(M * N);
  for (let a = 0; a < M; a++) {
    const { v, rest } = makeStart(p, seed, replica, a);
    V.set(v, a * N);
    // Several neurons need independent rests: each lies along a source of its own as far as there are any.
    if (K < N) V[a * N + K + (a % (N - K))] = rest;
  }
  decorrelate(V, M, N, 'deflation');
  const first = V.slice(0, K);
  const W = V.slice();
  const mixed = new Float64Array(N);
  if (A !== null) {
    for (let a = 0; a < M; a++) {
      multiply(A, V.subarray(a * N, (a + 1) * N), mixed, N, false);
      W.set(mixed, a * N);
    }
  }
  const { order, drift, sign } = signalOf(p);
  const f = nonlinearityOf(p);
  const fill = sampleSource(p);
  const rate = makeRate(p);
  const warming = isWarming(p);
  const key = { seed, model: 'hebbianIca', engine, dimension: N, replica };
  const sourceStream = runStream({ ...key, purpose: 'sources' });
  const gaussianStream = runStream({ ...key, purpose: 'gaussian sources' });
  const block = Math.max(1, Math.floor(256 / N));
  const s = new Float64Array(block * N);
  let next = block;
  const total = new Float64Array(M * N);
  const drag = new Float64Array(M);
  let tau = 0;

  const refill = (): void => {
    for (let j = 0; j < block; j++) {
      if (K < N || j === 0) fill(sourceStream, s, j * N, K < N ? j * N + K : s.length);
      const gaussian = s.subarray(j * N + K, (j + 1) * N);
      if (K < N) fillNormals(gaussianStream, gaussian, gaussian.length);
    }
    next = 0;
  };

  /** Overlaps with the sources, V = W A. */
  const writeSources = (): void => {
    if (A === null) V.set(W);
    else for (let a = 0; a < M; a++) multiply(A, W.subarray(a * N, (a + 1) * N), V.subarray(a * N, (a + 1) * N), N, true);
  };

  const leadRate = (): number => {
    writeSources();
    let [speed, m] = [0, 0];
    for (let a = 0; a < M; a++) {
      const lead = leadOf(order as Order, drift, K, V.subarray(a * N, (a + 1) * N), 1);
      if (lead[1] > m) [speed, m] = lead;
    }
    return rate(speed, m);
  };

  const advance = (n: number): void => {
    for (let done = 0; done < n; done++) {
      const eta = warming ? leadRate() : rate(0, 0);
      tau += eta;
      const step = (sign * eta) / p.batch;
      total.fill(0);
      drag.fill(0);
      for (let sample = 0; sample < p.batch; sample++) {
        if (next === block) refill();
        let x = s.subarray(next * N, (next + 1) * N);
        next++;
        if (A !== null) {
          multiply(A, x, mixed, N, false);
          x = mixed;
        }
        for (let a = 0; a < M; a++) {
          let y = 0;
          for (let i = 0; i < N; i++) y += W[a * N + i]! * x[i]!;
          const fOfY = f(y);
          drag[a]! += fOfY * y;
          for (let i = 0; i < N; i++) total[a * N + i]! += fOfY * x[i]!;
        }
      }
      for (let a = 0; a < M; a++) {
        const keep = 1 - step * drag[a]!;
        for (let i = 0; i < N; i++) W[a * N + i] = keep * W[a * N + i]! + step * total[a * N + i]!;
      }
      decorrelate(W, M, N, p.decorrelation);
    }
  };

  const sizes = (): number[] => {
    writeSources();
    return Array.from({ length: M }, (_, a) => largestSize(V, a * N, a * N + K));
  };
  return {
    first,
    advance,
    overlaps: () => {
      writeSources();
      return V;
    },
    writeOverlaps: (out) => {
      writeSources();
      out.set(V.subarray(0, K));
    },
    overlap: () => Math.max(...sizes()),
    leastOverlap: () => Math.min(...sizes()),
    tau: () => tau,
  };
};
