import { INVERSE_LN2, LN2_HIGH, LN2_LOW, ROUNDER } from './constants.ts';
import { exp, expExcess } from './exp.ts';
import { powerOffset, powersOfTwo } from './powersOfTwo.ts';

/**
 * Exponential minus one, without loss near zero.
 *
 * e^x - 1 = 2^k ((1 - 2^-k) + (e^r - 1)), k and r as in `exp`
 *
 * @param x any double
 * Accuracy: 1.3 units in the last place. 7 ns.
 */
export function expm1(x: number): number {
  if (!(x > -38 && x < 700)) return exp(x) - 1;
  if (x === 0) return x;
  const k = x * INVERSE_LN2 + ROUNDER - ROUNDER;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const shift = 1 - powersOfTwo[powerOffset - k]!;
  return (shift + high + (expExcess(high - low) - low)) * powersOfTwo[powerOffset + k]!;
}
