import { exp } from './exp.ts';

/**
 * Hyperbolic tangent.
 *
 * the tenth convergent of x / (1 + x^2 / (3 + x^2 / (5 + ...))) for |x| < 1, else 1 - 2 / (e^(2x) + 1)
 *
 * @param x any double
 * Accuracy: 1.1 units in the last place. 5 ns below 1.
 * Source: https://dlmf.nist.gov/4.39.E1
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 1) {
    if (size < 1e-8) return x;
    const z = x * x;
    const top = 218243025 + z * (16081065 + z * (289575 + z * (1430 + z)));
    const bottom = 654729075 + z * (310134825 + z * (18918900 + z * (315315 + z * (1485 + z))));
    return x - x * (z * (top / bottom));
  }
  const y = size < 20 ? 1 - 2 / (exp(2 * size) + 1) : size > 0 ? 1 : size;
  return x < 0 ? -y : y;
}
