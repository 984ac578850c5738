import { describe, expect, it } from 'vitest';
import type { LinesPicture } from '../../../src/models/contract.ts';
import { generalisationErrorOf, makeOrder, type Order, type Units } from '../../../src/models/hiddenManifold/order.ts';
import { pictures } from '../../../src/models/hiddenManifold/pictures.ts';
import { errorByOrder } from '../../../src/models/hiddenManifold/pictures/hermite.ts';
import { erf } from '../../../src/numerics/erf.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { paramsWith } from '../../support/hiddenManifold/tools.ts';
import { drawn } from '../../support/pictureFaults.ts';

/** Order parameters of K + M random fields: the covariance is G G^T / columns, times `scale`. */
const randomCase = (K: number, M: number, scale: number, name: string): { units: Units; order: Order } => {
  const n = K + M;
  const columns = n + 2;
  const normals = new Float64Array(n * columns + n);
  fillNormals(makeStream('hermite', name), normals, normals.length);
  const C = (a: number, b: number): number => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (scale * normals[a * columns + j]! * normals[b * columns + j]!) / columns;
    return sum;
  };
  const order = makeOrder(K, M);
  for (let k = 0; k < K; k++) {
    order.v[k] = normals[n * columns + k]!;
    for (let l = 0; l < K; l++) order.Q[k * K + l] = C(k, l);
    for (let m = 0; m < M; m++) order.R[k * M + m] = C(k, K + m);
  }
  for (let m = 0; m < M; m++) for (let l = 0; l < M; l++) order.T[m * M + l] = C(K + m, K + l);
  return { units: { K, M, A: Float64Array.from({ length: M }, (_, m) => normals[n * columns + K + m]!) }, order };
};

/** <g(sqrt q z) h_k(z)> by the rectangle rule, which is exact to rounding for such functions. */
const coefficient = (k: number, q: number): number => {
  const step = 0.02;
  let sum = 0;
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  for (let z = -9; z <= 9 + step / 2; z += step) {
    let [before, he] = [1, z];
    for (let i = 1; i < k; i++) [before, he] = [he, z * he - i * before];
    sum += (step * erf(Math.sqrt(q / 2) * z) * he * Math.exp(-z * z / 2)) / Math.sqrt(2 * Math.PI);
  }
  return sum / Math.sqrt(factorial);
};

describe('error by Hermite order', () => {
  it.each([[1, 1, 1], [2, 2, 1], [3, 2, 4], [2, 5, 0.1], [6, 6, 2]])('K = %i, M = %i, variance %d: parts are not negative and sum to the whole', (K, M, scale) => {
    for (let i = 0; i < 20; i++) {
      const { units, order } = randomCase(K, M, scale, `${K} ${M} ${scale} ${i}`);
      // |x_ab| <= max C_aa / (1 + C_aa): the rest after n orders is below x^(2n) times the squared sum of all weights.
      const parts = errorByOrder(units, order, 400);
      const weights = [...order.v, ...units.A].reduce((sum, x) => sum + Math.abs(x), 0) ** 2;
      for (const part of parts) expect(part).toBeGreaterThanOrEqual(-1e-15 * weights);
      expect(Math.abs(parts.reduce((a, b) => a + b, 0) - generalisationErrorOf(units, order))).toBeLessThan(1e-10);
    }
  });

  it('a part is half of the squared difference of the Hermite coefficients', () => {
    // One student whose field is the teacher's times sqrt(q): both functions of one normal variable.
    for (const [q, v] of [[0.3, 1], [2, 0.7]] as const) {
      const order: Order = { ...makeOrder(1, 1), Q: Float64Array.of(q), R: Float64Array.of(Math.sqrt(q)), T: Float64Array.of(1), v: Float64Array.of(v) };
      const parts = errorByOrder({ K: 1, M: 1, A: Float64Array.of(1) }, order, 4);
      parts.forEach((part, i) => {
        const lack = v * coefficient(2 * i + 1, q) - coefficient(2 * i + 1, 1);
        expect(part).toBeCloseTo((lack * lack) / 2, 12);
      });
    }
  });

  it('the mean of the squared first-order lack over samples', () => {
    // The least-squares linear fit of y - yhat by the fields explains 2 eps_1, as orders do not mix.
    const { units, order } = randomCase(2, 2, 1, 'fit');
    const slopes = [...order.v, ...units.A.map((x) => -x)].map((e, a) => {
      const q = a < 2 ? order.Q[a * 3]! : order.T[(a - 2) * 3]!;
      return e * Math.sqrt(2 / Math.PI / (1 + q));
    });
    const C = [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a < 2 ? (b < 2 ? order.Q[a * 2 + b]! : order.R[a * 2 + b - 2]!) : b < 2 ? order.R[b * 2 + a - 2]! : order.T[(a - 2) * 2 + b - 2]!)));
    let variance = 0;
    for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) variance += slopes[a]! * slopes[b]! * C[a]![b]!;
    expect(errorByOrder(units, order, 1)[0]).toBeCloseTo(variance / 2, 13);
  });

  it('the lines of the picture add up to the whole error, and the simple part goes first', () => {
    const { lines } = drawn(pictures['hermite']!, paramsWith()) as LinesPicture;
    const [whole, ...parts] = lines!;
    expect(parts).toHaveLength(4);
    whole!.ys.forEach((error, i) => expect(parts.reduce((sum, { ys }) => sum + ys[i]!, 0)).toBeCloseTo(error, 12));
    const half = ({ xs, ys }: { xs: Float64Array; ys: Float64Array }): number => xs[ys.findIndex((y) => y < 0.5 * (ys[0]! + ys.at(-1)!))]!;
    expect(half(parts[1]!)).toBeGreaterThan(10 * half(parts[0]!));
  });
});
