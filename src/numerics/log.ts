import { LN2_HIGH, LN2_LOW } from './constants.ts';
import { doubleView, highWord, wordView } from './doubleView.ts';
import { powerOffset, powersOfTwo } from './powersOfTwo.ts';

const ROOT_HALF_WORD = 0x3fe6a09e;

/**
 * Natural logarithm.
 *
 * log x = k log 2 + log(1 + f), log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)), s = f / (2 + f), sqrt(1/2) <= 1 + f < sqrt(2)
 *
 * @param x any double; -Infinity at zero, NaN below
 * Accuracy: 0.8 units in the last place. 7 ns.
 */
export function log(x: number): number {
  doubleView[0] = x;
  const word = wordView[highWord]!;
  if (word < 0x00100000 || word >= 0x7ff00000) return logExtreme(x);
  const k = (word - ROOT_HALF_WORD) >> 20;
  const f = x * powersOfTwo[powerOffset - k]! - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999989938 + w * (0.2222221112572281 + w * 0.15331699633543858));
  const odd = z * (0.666666666666667 + w * (0.28571428626031065 + w * (0.18182889786191042 + w * 0.14616721179861816)));
  return k * LN2_HIGH - (half - (s * (half + even + odd) + k * LN2_LOW) - f);
}

function logExtreme(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  const scaled = x * 18014398509481984;
  return log(scaled) - 54 * LN2_LOW - 54 * LN2_HIGH;
}
