import { exp } from '../../numerics/exp.ts';
import type { TokenChannel } from './core.ts';

/** Diagonal of the positional part A = [[0.6, 0.4], [0.4, 0.6]] of the target. */
export const positionalShare = 0.6;

/** Diagonal of the row-softmax of h h^T for two fields: 1/(1 + exp(-h_1 (h_1 - h_2))); for the second row exchange them. */
export const attends = (own: number, other: number): number => 1 / (1 + exp(-own * (own - other)));

/** sigma^2 ((s_1 - t_1)^2 + (s_2 - t_2)^2): half of sigma^2 |S - T|^2. */
export const attentionChannel = (omega: number, variance: number): TokenChannel => ({
  kind: 'tokens',
  cost: 300,
  writeTarget: (teacher, target) => {
    target[0] = (1 - omega) * attends(teacher[0]!, teacher[1]!) + omega * positionalShare;
    target[1] = (1 - omega) * attends(teacher[1]!, teacher[0]!) + omega * positionalShare;
  },
  loss: (h, target, _Q, gradient) => {
    const [h1, h2] = [h[0]!, h[1]!];
    const [s1, s2] = [attends(h1, h2), attends(h2, h1)];
    const [r1, r2] = [s1 - target[0]!, s2 - target[1]!];
    const [g1, g2] = [2 * variance * r1 * s1 * (1 - s1), 2 * variance * r2 * s2 * (1 - s2)];
    gradient[0] = g1 * (2 * h1 - h2) - g2 * h2;
    gradient[1] = g2 * (2 * h2 - h1) - g1 * h1;
    gradient[2] = 0;
    return variance * (r1 * r1 + r2 * r2);
  },
});
