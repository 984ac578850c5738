import { asin } from '../../../numerics/asin.ts';
import { makeBivariateNormalCdf } from '../../../numerics/bivariateNormalCdf.ts';
import { exp } from '../../../numerics/exp.ts';
import { normalCdf } from '../../../numerics/normalCdf.ts';
import type { BayesChannel, Evolution, Instance, Overlaps, Quality } from '../core.ts';
import type { P } from '../params.ts';
import { committeeNodes } from '../committeeNodes.ts';

const density = 0.3989422804014327;
/** Labels less likely than this are left out: their share of the sum is below it. */
const least = 1e-13;
/** An informed start: the two neurons know this share of their teachers. */
const informed = 0.99;

/**
 * y = (sign z_1 + sign z_2)/2 in {-1, 0, 1}, the weights' posterior mean.
 *
 * v_k = V_kk, r = V_12/sqrt(v_1 v_2), a = omega_1/sqrt v_1, b = omega_2/sqrt v_2: P_+ = Phi2(a, b; r), P_- = Phi2(-a, -b; r), P_0 = 1 - P_+ - P_-
 * dP_+/domega_1 = phi(a) Phi(a')/sqrt v_1, dP_-/domega_1 = -phi(a) Phi(-a')/sqrt v_1, a' = (b - r a)/sqrt(1 - r^2); 1 and 2 exchanged likewise
 */
const makeChannel = (): BayesChannel => {
  let r = NaN;
  let cdf = makeBivariateNormalCdf(0);
  return {
    kind: 'bayes',
    cost: 2200,
    label: (z) => (z[0]! < 0 ? -0.5 : 0.5) + (z[1]! < 0 ? -0.5 : 0.5),
    write: (y, omega, V, g, dg) => {
      const [s1, s2] = [Math.sqrt(V[0]!), Math.sqrt(V[3]!)];
      const correlation = V[1]! / (s1 * s2);
      if (correlation !== r) {
        r = correlation;
        cdf = makeBivariateNormalCdf(r);
      }
      const k = Math.sqrt(1 - r * r);
      // P_- at (a, b) is P_+ at (-a, -b): both are the same function of a point that the label turns over.
      const sign = y < 0 ? -1 : 1;
      const [a, b] = [(sign * omega[0]!) / s1, (sign * omega[1]!) / s2];
      const [phiA, phiB] = [density * exp(-0.5 * a * a), density * exp(-0.5 * b * b)];
      const [cutA, cutB] = [(b - r * a) / k, (a - r * b) / k];
      const [tailA, tailB] = [normalCdf(cutA), normalCdf(cutB)];
      const both = (phiA * density * exp(-0.5 * cutA * cutA)) / k;
      const [cdfA, cdfB] = [normalCdf(a), normalCdf(b)];
      let P = cdf(a, b, cdfA, cdfB);
      let [d1, d2] = [phiA * tailA, phiB * tailB];
      let [d11, d22, d12] = [-a * d1 - r * both, -b * d2 - r * both, both];
      if (y === 0) {
        // P_0 = Phi2(a, -b; -r) + Phi2(-a, b; -r)
        P = cdfA + cdfB - 2 * P;
        [d1, d2] = [phiA * (1 - 2 * tailA), phiB * (1 - 2 * tailB)];
        [d11, d22, d12] = [-a * d1 + 2 * r * both, -b * d2 + 2 * r * both, -2 * both];
      }
      P = Math.max(P, least);
      const [g1, g2] = [(sign * d1) / (s1 * P), (sign * d2) / (s2 * P)];
      g[0] = g1;
      g[1] = g2;
      dg[0] = d11 / (s1 * s1 * P) - g1 * g1;
      dg[1] = d12 / (s1 * s2 * P) - g1 * g2;
      dg[2] = dg[1]!;
      dg[3] = d22 / (s2 * s2 * P) - g2 * g2;
    },
  };
};

/** q^ = alpha E_omega sum_y dP dP^T/P over omega ~ N(0, q); q' = q^ (I + q^)^-1, V' = (I + q^)^-1, theta = q. */
const evolution = (p: P, _branch: unknown, quality: Quality): Evolution => ({
  damping: 0,
  pauseEvery: quality === 'drag' ? 4 : 1,
  trainError: () => NaN,
  step: ({ q, V }, next) => {
    const [v1, v2, c] = [V[0]!, V[3]!, V[1]!];
    if (!(v1 > 0 && v2 > 0 && c * c < v1 * v2)) return 'singular';
    const [s1, s2] = [Math.sqrt(v1), Math.sqrt(v2)];
    const r = c / (s1 * s2);
    const k = Math.sqrt(1 - r * r);
    const cdf = makeBivariateNormalCdf(r, quality === 'drag' ? 10 : 24);
    let [h11, h12, h22] = [0, 0, 0];
    const { count, omega1, omega2, weight } = committeeNodes(q, s1, s2, quality);
    for (let i = 0; i < count; i++) {
      const [a, b] = [omega1[i]! / s1, omega2[i]! / s2];
      const w = weight[i]!;
      const phiA = density * exp(-0.5 * a * a);
      const phiB = density * exp(-0.5 * b * b);
      const tailA = normalCdf((b - r * a) / k);
      const tailB = normalCdf((a - r * b) / k);
      const cdfA = normalCdf(a);
      const cdfB = normalCdf(b);
      const plus = cdf(a, b, cdfA, cdfB);
      const minus = 1 - cdfA - cdfB + plus;
      const zero = cdfA + cdfB - 2 * plus;
      // Derivatives by a and b of P_+, of P_- and of P_0.
      const [a1, b1] = [phiA * tailA, phiB * tailB];
      const [a2, b2] = [a1 - phiA, b1 - phiB];
      const [a3, b3] = [-a1 - a2, -b1 - b2];
      const [w1, w2, w3] = [plus > least ? w / plus : 0, minus > least ? w / minus : 0, zero > least ? w / zero : 0];
      h11 += w1 * a1 * a1 + w2 * a2 * a2 + w3 * a3 * a3;
      h12 += w1 * a1 * b1 + w2 * a2 * b2 + w3 * a3 * b3;
      h22 += w1 * b1 * b1 + w2 * b2 * b2 + w3 * b3 * b3;
    }
    const alpha = p.sampleRatio;
    // s_1 s_1 and not v_1: equal neurons stay equal to the last bit.
    [h11, h12, h22] = [(alpha * h11) / (s1 * s1), (alpha * h12) / (s1 * s2), (alpha * h22) / (s2 * s2)];
    const det = (1 + h11) * (1 + h22) - h12 * h12;
    if (!(det > 0 && det < Infinity)) return 'singular';
    next.V.set([(1 + h22) / det, -h12 / det, -h12 / det, (1 + h11) / det]);
    // q^ (I + q^)^-1, not I - V: small overlaps keep their digits.
    const inner = h11 * h22 - h12 * h12;
    next.q.set([(h11 + inner) / det, h12 / det, h12 / det, (h22 + inner) / det]);
    next.theta.set(next.q);
    return 'ok';
  },
});

/** Teacher variance that the student's fields explain: theta^T q^-1 theta; theta^T theta/q_11 where q is singular. */
const explained = ({ q, theta }: Overlaps): readonly [number, number, number] => {
  const det = q[0]! * q[3]! - q[1]! * q[2]!;
  const size = q[0]! + q[3]!;
  if (!(size > 0)) return [0, 0, 0];
  const [t11, t12, t21, t22] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
  if (det < 1e-12 * size * size) {
    // Two neurons that are one: the sum of both against each teacher.
    const sum = q[0]! + q[1]! + q[2]! + q[3]!;
    const [u, v] = [t11 + t21, t12 + t22];
    return [(u * u) / sum, (u * v) / sum, (v * v) / sum];
  }
  const pair = (x1: number, x2: number, y1: number, y2: number): number => (x1 * (q[3]! * y1 - q[1]! * y2) + x2 * (q[0]! * y2 - q[2]! * y1)) / det;
  return [pair(t11, t21, t11, t21), pair(t11, t21, t12, t22), pair(t12, t22, t12, t22)];
};

const arcsine = (x: number): number => asin(Math.max(-1, Math.min(1, x)));

/** Committee of two. Test error: mean square error of the best guess of y, 1/2 - sum_kl arcsin(q_kl)/(2 pi), q the explained teacher variance. */
export const committee: Instance = {
  id: 'committee',
  units: 2,
  branches: ['only'],
  has: { m: false, theta: true, trainError: false },
  channel: makeChannel,
  evolution,
  writeStart: (_p, _branch, squares, out) => {
    out.q.set(squares ?? [informed, 0, 0, informed]);
    out.theta.set(out.q);
    out.V.set([1 - out.q[0]!, -out.q[1]!, -out.q[2]!, 1 - out.q[3]!]);
  },
  overlap: (_branch, { theta }) => 0.5 * Math.max(Math.abs(theta[0]! + theta[3]!), Math.abs(theta[1]! + theta[2]!)),
  cosine: (_p, now) => {
    const [x, , z] = explained(now);
    return Math.sqrt(Math.max(0, Math.min(1, 0.5 * (x + z))));
  },
  testError: (_p, now) => {
    const [x, y, z] = explained(now);
    return Math.max(0, 0.5 - 0.15915494309189535 * (arcsine(x) + 2 * arcsine(y) + arcsine(z)));
  },
};
