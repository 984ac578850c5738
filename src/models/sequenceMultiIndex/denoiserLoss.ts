import { tanh } from '../../numerics/tanh.ts';
import type { TokenChannel } from './core.ts';
import type { P } from './params.ts';

/** Constants of the task: c = sqrt(1 - Delta), b = sigma^2 c/(sigma^2 c^2 + Delta) (0 without the skip), a = 1 - c b. */
export interface Denoising {
  readonly c: number;
  readonly b: number;
  readonly a: number;
}

export const denoisingOf = (p: P): Denoising => {
  const c = Math.sqrt(1 - p.corruption);
  const b = p.skip ? (p.clusterVariance * c) / (p.clusterVariance * c * c + p.corruption) : 0;
  return { c, b, a: 1 - c * b };
};

/** Q phi^2/2 - phi (a h_1 - b h_2), phi = tanh(c h_1 + h_2): half of |x - b y - (w/sqrt d) phi|^2 - |x - b y|^2. */
export const denoiserChannel = ({ c, b, a }: Denoising): TokenChannel => ({
  kind: 'tokens',
  cost: 200,
  writeTarget: () => {},
  loss: (h, _target, Q, gradient) => {
    const phi = tanh(c * h[0]! + h[1]!);
    const field = a * h[0]! - b * h[1]!;
    const slope = (Q * phi - field) * (1 - phi * phi);
    gradient[0] = c * slope - a * phi;
    gradient[1] = slope + b * phi;
    gradient[2] = 0.5 * phi * phi;
    return 0.5 * Q * phi * phi - phi * field;
  },
});

const side = 33;
const places = Float64Array.from({ length: side }, (_, i) => (8 * i) / (side - 1) - 4);
const table = places.map(tanh);

/** Fields and variances of the prox in its one coordinate u = c h_1 + h_2; see `denoiserProx`. */
export interface ProxShape {
  /** W = c^2 V_1 + V_2 */
  readonly W: number;
  /** k = a c V_1 - b V_2 */
  readonly k: number;
  /** Q - a^2 V_1 - b^2 V_2 */
  readonly rest: number;
}

/**
 * u that minimises (u - u_0 - k phi)^2/(2 W) + rest phi^2/2 - h_0 phi, phi = tanh u; the lowest of several minima.
 *
 * What is left of |h - omega|^2/(2 V) + loss once h is eliminated at given u = c h_1 + h_2; u_0 = c omega_1 + omega_2, h_0 = a omega_1 - b omega_2.
 * The best of 33 places in [-4, 4] (tanh tabulated), of u_0 and of u_0 +- k, where phi is nearly 1 in size, then Newton with halved steps.
 * Gradient below 1e-12. 0.3 us. Derived here.
 */
export const denoiserProx = ({ W, k, rest }: ProxShape, u0: number, h0: number): number => {
  const valueAt = (u: number, phi: number): number => (0.5 * (u - u0 - k * phi) * (u - u0 - k * phi)) / W + 0.5 * rest * phi * phi - h0 * phi;
  let u = u0;
  let phi = tanh(u);
  let best = valueAt(u, phi);
  for (let i = 0; i < side; i++) {
    const value = valueAt(places[i]!, table[i]!);
    if (value < best) [best, u, phi] = [value, places[i]!, table[i]!];
  }
  for (let sign = -1; sign <= 1; sign += 2) {
    const at = u0 + sign * k;
    const there = tanh(at);
    const value = valueAt(at, there);
    if (value < best) [best, u, phi] = [value, at, there];
  }
  for (let round = 0; round < 60; round++) {
    const slope = 1 - phi * phi;
    const bend = -2 * phi * slope;
    const gap = (u - u0 - k * phi) / W;
    // E = gap^2 W/2 + rest phi^2/2 - h0 phi
    const first = gap * (1 - k * slope) + (rest * phi - h0) * slope;
    const second = ((1 - k * slope) * (1 - k * slope)) / W - gap * k * bend + rest * slope * slope + (rest * phi - h0) * bend;
    if (Math.abs(first) * W < 1e-13 * (1 + Math.abs(u))) break;
    let move = -first / Math.max(second, 0.1 / W);
    let value = Infinity;
    for (let halvings = 0; halvings < 40; halvings++) {
      phi = tanh(u + move);
      value = valueAt(u + move, phi);
      if (value <= best + 1e-15 * (1 + Math.abs(best))) break;
      move *= 0.5;
    }
    u += move;
    best = value;
    if (Math.abs(move) < 1e-14 * (1 + Math.abs(u))) break;
  }
  return u;
};
