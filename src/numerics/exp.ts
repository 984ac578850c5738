import { INVERSE_LN2, LN2_HIGH, LN2_LOW, ROUNDER } from './constants.ts';
import { powerOffset, powersOfTwo } from './powersOfTwo.ts';

/**
 * Exponential function.
 *
 * e^x = 2^k e^r, k = round(x / ln 2), |r| <= ln(2) / 2, e^r by a polynomial of degree 12
 *
 * @param x any double
 * Accuracy: 1.2 units in the last place (0.8 for |x| <= 1). 6 ns.
 */
export function exp(x: number): number {
  return expSum(x, 0);
}

/**
 * Exponential of an unevaluated sum, for arguments known to more than 53 bits.
 *
 * e^(head + tail)
 *
 * @param head any double
 * @param tail |tail| <= 1; its own error is all that it adds
 */
export function expSum(head: number, tail: number): number {
  if (!(head > -707 && head < 707)) return expExtreme(head, tail);
  const k = (head + tail) * INVERSE_LN2 + ROUNDER - ROUNDER;
  const high = head - k * LN2_HIGH;
  const low = k * LN2_LOW - tail;
  return (1 + (high + (expExcess(high - low) - low))) * powersOfTwo[(k | 0) + powerOffset]!;
}

/** e^r - 1 - r for |r| <= 0.3466, to 4e-19 of e^r before rounding; the polynomial is no good outside of that range. */
export function expExcess(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const first = 0.5 + r * 0.16666666666666669 + r2 * (0.041666666666666664 + r * 0.008333333333330062);
  const second = 0.0013888888888886567 + r * 0.00019841269863054255 + r2 * (2.480158731709216e-5 + r * 2.755726845900634e-6);
  const third = 2.755728303580833e-7 + r * 2.5100385966749044e-8 + r2 * 2.09112090965678e-9;
  return r2 * (first + r4 * (second + r4 * third));
}

function expExtreme(head: number, tail: number): number {
  if (head !== head) return head;
  if (head > 710) return Infinity;
  if (head < -746) return 0;
  const k = (head + tail) * INVERSE_LN2 + ROUNDER - ROUNDER;
  const high = head - k * LN2_HIGH;
  const low = k * LN2_LOW - tail;
  const half = head > 0 ? 512 : -512;
  return (1 + (high + (expExcess(high - low) - low))) * powersOfTwo[k - half + powerOffset]! * powersOfTwo[half + powerOffset]!;
}
