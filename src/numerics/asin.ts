import { SPLITTER } from './constants.ts';

const HALF_PI = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;
const QUARTER_PI = 0.7853981633974483;

/**
 * Inverse sine.
 *
 * x + x^3 P(x^2) for |x| <= 1/2, else pi/2 - 2 asin(sqrt((1 - x) / 2)) with the root to twice the precision
 *
 * @param x in [-1, 1]; NaN outside
 * Accuracy: 0.9 units in the last place. 6 ns.
 */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.5) return size < 1e-8 ? x : x + x * asinExcess(x * x);
  const z = 0.5 * (1 - size);
  const s = Math.sqrt(z);
  const head = s * SPLITTER - (s * SPLITTER - s);
  const rest = z > 0 ? (z - head * head) / (s + head) : z;
  const y = QUARTER_PI - (2 * s * asinExcess(z) - (HALF_PI_LOW - 2 * rest) - (QUARTER_PI - 2 * head));
  return x < 0 ? -y : y;
}

/** `asin` of the nearest number in [-1, 1], for arguments that rounding leaves slightly outside. */
export const clippedAsin = (x: number): number => asin(x > 1 ? 1 : x < -1 ? -1 : x);

/**
 * Inverse cosine.
 *
 * pi/2 - asin(x) for |x| <= 1/2, else 2 asin(sqrt((1 - x) / 2)), mirrored below zero
 *
 * @param x in [-1, 1]; NaN outside
 * @returns in [0, pi]
 * Accuracy: 0.9 units in the last place. 5 ns.
 */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.5) return HALF_PI - (x - (HALF_PI_LOW - x * asinExcess(x * x)));
  const z = 0.5 * (1 - size);
  const s = Math.sqrt(z);
  if (x < 0) return 2 * HALF_PI - 2 * (s + (asinExcess(z) * s - HALF_PI_LOW));
  const head = s * SPLITTER - (s * SPLITTER - s);
  const rest = z > 0 ? (z - head * head) / (s + head) : z;
  return 2 * (head + (asinExcess(z) * s + rest));
}

// asin(s) / s - 1 at z = s^2 <= 1/4.
function asinExcess(z: number): number {
  const w = z * z;
  const v = w * w;
  const first = 0.16666666666666669 + z * 0.0749999999999843 + w * (0.04464285714635991 + z * 0.030381944138170334);
  const second = 0.022372172957091412 + z * 0.0173523923576202 + w * (0.013971218548752051 + z * 0.011479121292946488);
  const third = 0.010323189996124416 + z * 0.005455850831324314 + w * (0.017405496291324245 + z * -0.014859264309819778);
  return z * (first + v * (second + v * (third + v * 0.028762997617254003)));
}
