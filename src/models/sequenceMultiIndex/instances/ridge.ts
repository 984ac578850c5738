import type { ConvexChannel, Evolution, Instance, Overlaps } from '../core.ts';
import { scalarErmParts, writeRidgeSide } from '../equations.ts';
import type { P } from '../params.ts';

const channelOf = (p: P): ConvexChannel => ({
  kind: 'convex',
  cost: { prox: 40, loss: 60 },
  label: (z, noise) => z + Math.sqrt(p.noise) * noise,
  loss: (y, h) => 0.5 * (y - h) * (y - h),
  slope: (y, h) => h - y,
  curvature: () => 1,
  prox: (y, omega, V) => (omega + V * y) / (1 + V),
});

/** V^ = theta^ = alpha/(1 + V), q^ = alpha (1 + Delta + q - 2 theta)/(1 + V)^2. */
const evolution = (p: P): Evolution => {
  let trainError = NaN;
  return {
    damping: 0,
    pauseEvery: 10_000,
    trainError: () => trainError,
    step: (now, next) => {
      const [q, theta, V] = [now.q[0]!, now.theta[0]!, now.V[0]!];
      const gain = p.sampleRatio / (1 + V);
      const residual = (1 + p.noise + q - 2 * theta) / (1 + V);
      trainError = 0.5 * gain * residual + 0.5 * p.regularisation * q;
      return writeRidgeSide(p.regularisation, gain * residual, gain, gain, next) ? 'ok' : 'singular';
    },
  };
};

/**
 * The fixed point in closed form.
 *
 * b = 1 - alpha - lambda, V = (b + sqrt(b^2 + 4 lambda))/(2 lambda), theta = alpha V/(1 + V), a = alpha V^2/(1 + V)^2,
 * q = (theta^2 + a (1 + Delta - 2 theta))/(1 - a)
 */
export const ridgeFixedPoint = (alpha: number, lambda: number, noise: number): { readonly V: number; readonly theta: number; readonly q: number } => {
  const b = 1 - alpha - lambda;
  const root = Math.sqrt(b * b + 4 * lambda);
  // The other root's product form where b < 0: no cancellation.
  const V = b > 0 ? (b + root) / (2 * lambda) : 2 / (root - b);
  const theta = (alpha * V) / (1 + V);
  const a = (theta * V) / (1 + V);
  return { V, theta, q: (theta * theta + a * (1 + noise - 2 * theta)) / (1 - a) };
};

/** y = w*.x/sqrt d + noise, half squared loss. Test error: of the field without noise, 1 + q - 2 theta. */
export const ridge: Instance = {
  ...scalarErmParts,
  id: 'ridge',
  channel: channelOf,
  evolution,
  testError: (_p: P, { q, theta }: Overlaps) => 1 + q[0]! - 2 * theta[0]!,
};
