import { acos } from '../../../numerics/asin.ts';
import { exp } from '../../../numerics/exp.ts';
import { log1p } from '../../../numerics/log1p.ts';
import { normalCdf } from '../../../numerics/normalCdf.ts';
import { normalMeanNodes } from '../../../numerics/quadrature/normalMean.ts';
import type { ConvexChannel, Evolution, Instance } from '../core.ts';
import { scalarCosine, scalarErmParts, writeRidgeSide } from '../equations.ts';
import type { P } from '../params.ts';

/** 1/(1 + e^u) */
const tail = (u: number): number => (u > 0 ? exp(-u) / (1 + exp(-u)) : 1 / (1 + exp(u)));
const softLoss = (u: number): number => (u > 0 ? log1p(exp(-u)) : log1p(exp(u)) - u);

/**
 * u that minimises (u - a)^2/(2 V) + ln(1 + e^-u): the root of u - a = V/(1 + e^u).
 *
 * Newton from a > 0, from a + V < 0, or from 0: from there on it approaches the root from one side. Accuracy 1e-14; 5 to 10 rounds.
 */
export const logisticProx = (a: number, V: number): number => {
  let u = a > 0 ? a : Math.min(0, a + V);
  for (let round = 0; round < 100; round++) {
    const s = tail(u);
    const move = (u - a - V * s) / (1 + V * s * (1 - s));
    u -= move;
    if (Math.abs(move) < 1e-14 * (1 + Math.abs(u))) break;
  }
  return u;
};

/** The informed start is this near to the truth. */
const mostCosine = 0.9999995;

const channel: ConvexChannel = {
  kind: 'convex',
  cost: { prox: 1000, loss: 300 },
  label: (z) => (z < 0 ? -1 : 1),
  loss: (y, h) => softLoss(y * h),
  slope: (y, h) => -y * tail(y * h),
  curvature: (y, h) => {
    const s = tail(y * h);
    return s * (1 - s);
  },
  prox: (y, omega, V) => y * logisticProx(y * omega, V),
};

/**
 * f = (prox - omega)/V at omega = sqrt q x; label y with probability Phi(y t), t = c x/sqrt(1 - c^2), c = cosine.
 *
 * q^ = alpha E sum_y Phi(y t) f^2, theta^ = alpha E sum_y y phi(t) f/sqrt(1 - c^2), V^ = alpha E sum_y Phi(y t) l''/(1 + V l'')
 *
 * About 40 to 110 nodes in x, dense where the label turns over; y = -1 at x is y = 1 at -x. Accuracy 1e-10; 30 us a step.
 */
const evolution = (p: P): Evolution => {
  let trainError = NaN;
  return {
    damping: 0,
    pauseEvery: 40,
    trainError: () => trainError,
    step: (now, next) => {
      const q = now.q[0]!;
      const V = now.V[0]!;
      const c = q > 0 ? Math.min(mostCosine, now.theta[0]! / Math.sqrt(q)) : 0;
      const width = Math.sqrt(1 - c * c);
      const { x, weight } = normalMeanNodes(Math.min(1, width / Math.max(c, width)), 0.15);
      const root = Math.sqrt(q);
      let [qHat, thetaHat, VHat, loss] = [0, 0, 0, 0];
      for (let i = 0; i < x.length; i++) {
        const omega = root * x[i]!;
        const u = logisticProx(omega, V);
        const f = (u - omega) / V;
        const s = tail(u);
        const t = (c * x[i]!) / width;
        const w = 2 * weight[i]! * normalCdf(t);
        qHat += w * f * f;
        VHat += (w * s * (1 - s)) / (1 + V * s * (1 - s));
        thetaHat += (2 * weight[i]! * 0.3989422804014327 * exp(-0.5 * t * t) * f) / width;
        loss += w * softLoss(u);
      }
      const alpha = p.sampleRatio;
      trainError = alpha * loss + 0.5 * p.regularisation * q;
      return writeRidgeSide(p.regularisation, alpha * qHat, alpha * thetaHat, alpha * VHat, next) ? 'ok' : 'singular';
    },
  };
};

/** y = sign(w*.x/sqrt d), loss ln(1 + e^(-y h)). Test error: share of wrong signs, arccos(cosine)/pi. */
export const logistic: Instance = {
  ...scalarErmParts,
  id: 'logistic',
  channel: () => channel,
  evolution,
  testError: (_p, now) => acos(scalarCosine(now)) * 0.3183098861837907,
};
