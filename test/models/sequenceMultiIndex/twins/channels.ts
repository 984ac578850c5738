import type { BayesChannel, ConvexChannel } from '../../../../src/models/sequenceMultiIndex/core.ts';
import { normalCdf } from '../../../../src/numerics/normalCdf.ts';

const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

type PlainBayes = Omit<BayesChannel, 'cost'>;
type PlainConvex = Omit<ConvexChannel, 'cost'>;

/** Plain formulas, slow and open to view. */
export const sign: PlainBayes = {
  kind: 'bayes',
  label: (z) => (z[0]! >= 0 ? 1 : -1),
  write: (y, omega, V, g, dg) => {
    const root = Math.sqrt(V[0]!);
    const u = (y * omega[0]!) / root;
    const ratio = u < -30 ? -u : density(u) / normalCdf(u);
    g[0] = (y * ratio) / root;
    dg[0] = -(ratio * (u + ratio)) / V[0]!;
  },
};

export const phase: PlainBayes = {
  kind: 'bayes',
  label: (z) => Math.abs(z[0]!),
  write: (y, omega, V, g, dg) => {
    const t = Math.tanh((y * omega[0]!) / V[0]!);
    g[0] = (y * t - omega[0]!) / V[0]!;
    dg[0] = ((y * y * (1 - t * t)) / V[0]! - 1) / V[0]!;
  },
};

export const ridge = (noise: number): PlainConvex => ({
  kind: 'convex',
  label: (z, xi) => z + Math.sqrt(noise) * xi,
  loss: (y, h) => 0.5 * (y - h) * (y - h),
  slope: (y, h) => h - y,
  curvature: () => 1,
  prox: (y, omega, V) => (omega + V * y) / (1 + V),
});

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export const logistic: PlainConvex = {
  kind: 'convex',
  label: (z) => (z >= 0 ? 1 : -1),
  loss: (y, h) => (y * h > 0 ? Math.log1p(Math.exp(-y * h)) : Math.log1p(Math.exp(y * h)) - y * h),
  slope: (y, h) => -y * sigmoid(-y * h),
  curvature: (_, h) => sigmoid(h) * sigmoid(-h),
  prox: (y, omega, V) => {
    // (h - omega)/V = y sigmoid(-y h): the root lies between omega and omega + y V.
    let [low, high] = y > 0 ? [omega, omega + V] : [omega - V, omega];
    for (let round = 0; round < 200 && high - low > 1e-16 * (Math.abs(low) + Math.abs(high)); round++) {
      const h = 0.5 * (low + high);
      if ((h - omega) / V - y * sigmoid(-y * h) > 0) high = h;
      else low = h;
    }
    return 0.5 * (low + high);
  },
};
