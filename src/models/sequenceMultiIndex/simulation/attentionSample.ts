import { exp } from '../../../numerics/exp.ts';

const sigmoid = (x: number): number => 1 / (1 + exp(-x));

/**
 * Loss of tied attention on a sample, |S x - T sigma z|^2/(2d), with nothing left out at finite d.
 *
 * (N/2) (u_1^2 + u_2^2) + c (u_1 v_1 + u_2 v_2) + (v_1^2 + v_2^2)/(2d), u_l = s_l - t_l, v_l = 2 s_l - 1, s_1 = sigmoid(h_1 (h_1 - h_2)),
 * s_2 = sigmoid(h_2 (h_2 - h_1)), N = sigma^2 |z_1 - z_2|^2/d, c = sigma (z_1 - z_2).mu/d
 *
 * As d grows, N -> 2 sigma^2 and the other terms vanish like 1/d: the loss of state evolution, sigma^2 (u_1^2 + u_2^2), is left.
 *
 * @param targets t_1, t_2, N, c at `at` and after
 * @param slopes receives dl/dh_1, dl/dh_2
 */
export const attentionSample = (h1: number, h2: number, targets: Float64Array, at: number, d: number, slopes: Float64Array): number => {
  const N = targets[at + 2]!;
  const c = targets[at + 3]!;
  const difference = h1 - h2;
  const s1 = sigmoid(h1 * difference);
  const s2 = sigmoid(-h2 * difference);
  const u1 = s1 - targets[at]!;
  const u2 = s2 - targets[at + 1]!;
  const v1 = 2 * s1 - 1;
  const v2 = 2 * s2 - 1;
  const bend1 = s1 * (1 - s1) * (N * u1 + c * (v1 + 2 * u1) + (2 * v1) / d);
  const bend2 = s2 * (1 - s2) * (N * u2 + c * (v2 + 2 * u2) + (2 * v2) / d);
  slopes[0] = bend1 * (h1 + difference) - bend2 * h2;
  slopes[1] = bend2 * (h2 - difference) - bend1 * h1;
  return 0.5 * N * (u1 * u1 + u2 * u2) + c * (u1 * v1 + u2 * v2) + (v1 * v1 + v2 * v2) / (2 * d);
};
