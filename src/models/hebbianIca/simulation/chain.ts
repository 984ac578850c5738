import { fillChiSquares } from '../../../numerics/random/chiSquare.ts';
import { fillNormals } from '../../../numerics/random/normal.ts';
import { runStream } from '../../../numerics/random/stream.ts';
import { signalOf, smallPower, type Order } from '../equations.ts';
import { isWarming, makeRate } from '../rate.ts';
import { largestSize } from '../measure.ts';
import { nonlinearityOf } from '../nonlinearities.ts';
import { featuresOf, type P } from '../params.ts';
import { sampleSource } from '../sampleSource.ts';
import { makeStart } from '../start.ts';
import { addScaled, dot, moveAlong } from './hebbianStep.ts';
import type { Learner } from './learner.ts';

/** Drift of the largest overlap (the largest with its sign for k = 3), per unit of tau, and that overlap. */
export const leadOf = (order: Order, a: number, features: number, w: Float64Array, scale: number): readonly [drift: number, m: number] => {
  let sum = 0;
  let lead = 0;
  for (let i = 0; i < features; i++) {
    const v = scale * w[i]!;
    sum += smallPower(v, order);
    if (order === 3) lead = Math.max(lead, v);
    else lead = Math.max(lead, Math.abs(v));
  }
  return [a * (smallPower(lead, order - 1) - lead * sum), lead];
};

/**
 * Hebbian SGD of one neuron as a chain of its overlaps with P sources and the length r of the rest: exact at every N, no limit taken.
 *
 * y = v.s + r xi;  v_i <- v_i + F (s_i - y v_i), r <- sqrt((r + F (xi - y r))^2 + F^2 chi2(N - P - 1)), F = sigma eta f(y); then over |(v, r)|
 * batch b: F (s_i - y v_i) averaged over b samples, F^2 by the sum of squares
 *
 * `coordinates` = P is K for the chain; with P = N nothing is left over and every weight is simulated, Gaussian sources included.
 * The norm is summed afresh in each step: |v + F (s - y v)|^2 = 1 + F^2 (|s|^2 - y^2) holds only for |v| = 1 and for sigma = -1 lets rounding grow like exp(2 E[f y] tau).
 * Cost of a step: 2 P multiply-adds, P draws of a source, one normal and one chi-square.
 * Derivation: Gaussian sources enter only through their component along the rest and the length of the remainder.
 */
export const makeChain = (p: P, seed: number, replica: number, engine: string, coordinates: number): Learner => {
  const N = p.dimension;
  const K = featuresOf(p);
  const P = coordinates;
  const { v: first, rest: firstRest } = makeStart(p, seed, replica);
  const w = new Float64Array(P);
  w.set(first);
  // A weight vector over all N sources: its Gaussian part may lie along the first of them.
  if (P > K) w[K] = firstRest;
  let rest = P > K ? 0 : firstRest;
  let scale = 1;
  let tau = 0;

  const { order, drift, sign } = signalOf(p);
  const f = nonlinearityOf(p);
  const fill = sampleSource(p);
  const rate = makeRate(p);
  const warming = isWarming(p);
  const b = p.batch;
  const block = Math.max(1, Math.floor(256 / P));
  const key = { seed, model: 'hebbianIca', engine, dimension: N, replica };
  const sourceStream = runStream({ ...key, purpose: 'sources' });
  const gaussianStream = runStream({ ...key, purpose: 'gaussian sources' });
  const fieldStream = runStream({ ...key, purpose: 'fields' });
  const restStream = runStream({ ...key, purpose: 'rest' });
  const s = new Float64Array(block * P);
  const fields = new Float64Array(N > P ? block : 0);
  const squares = new Float64Array(N > P + 1 ? block : 0);
  const total = new Float64Array(b > 1 ? P : 0);
  let next = block;
  let nextSquare = squares.length;

  const refill = (): void => {
    if (P === K) fill(sourceStream, s, 0, s.length);
    else {
      for (let j = 0; j < block; j++) {
        fill(sourceStream, s, j * P, j * P + K);
        const gaussian = s.subarray(j * P + K, (j + 1) * P);
        fillNormals(gaussianStream, gaussian, gaussian.length);
      }
    }
    fillNormals(fieldStream, fields, fields.length);
    next = 0;
  };

  const chiSquare = (): number => {
    if (squares.length === 0) return 0;
    if (nextSquare === squares.length) {
      fillChiSquares(restStream, N - P - 1, squares, squares.length);
      nextSquare = 0;
    }
    return squares[nextSquare++]!;
  };

  const advance = (n: number): void => {
    for (let done = 0; done < n; done++) {
      let eta = 0;
      if (warming) {
        const [speed, m] = leadOf(order as Order, drift, K, w, scale);
        eta = rate(speed, m);
      } else eta = rate(0, 0);
      tau += eta;
      const step = (sign * eta) / b;
      let fy = 0;
      let along = 0;
      let ff = 0;
      let last = 0;
      let at = 0;
      if (b > 1) total.fill(0);
      for (let sample = 0; sample < b; sample++) {
        if (next === block) refill();
        at = next * P;
        const xi = N > P ? fields[next]! : 0;
        next++;
        const y = scale * dot(w, s, at, P) + rest * xi;
        const fOfY = f(y);
        fy += fOfY * y;
        ff += fOfY * fOfY;
        along += fOfY * xi;
        last = fOfY;
        if (b > 1) addScaled(total, s, at, P, fOfY);
      }
      const keep = 1 - step * fy;
      // A batch of one needs no sum of its own.
      let size = b > 1 ? moveAlong(w, total, 0, P, keep * scale, step) : moveAlong(w, s, at, P, keep * scale, step * last);
      if (N > P) {
        const parallel = keep * rest + step * along;
        const restSquare = parallel * parallel + step * step * ff * chiSquare();
        size += restSquare;
        scale = 1 / Math.sqrt(size);
        rest = Math.sqrt(restSquare) * scale;
      } else scale = 1 / Math.sqrt(size);
    }
  };

  return {
    first,
    advance,
    writeOverlaps: (out) => {
      for (let i = 0; i < out.length; i++) out[i] = scale * w[i]!;
    },
    overlap: () => scale * largestSize(w, 0, K),
    leastOverlap: () => scale * largestSize(w, 0, K),
    tau: () => tau,
  };
};
