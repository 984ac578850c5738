/**
 * Inverse tangent.
 *
 * atan(x) = atan(c) + atan((x - c) / (1 + c x)), c the nearest of 0, 1/2, 1, 3/2, infinity; atan(t) by a polynomial on |t| < 7/16
 *
 * @param x any double
 * Accuracy: 0.9 units in the last place. 5 ns.
 */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (size < 0.4375) return size < 1e-8 ? x : x - x * atanDeficit(x * x);
  let t = -1 / size;
  let high = 1.5707963267948966;
  let low = 6.123233995736766e-17;
  if (size < 0.6875) {
    t = (2 * size - 1) / (2 + size);
    high = 0.4636476090008061;
    low = 2.2698777452961687e-17;
  } else if (size < 1.1875) {
    t = (size - 1) / (size + 1);
    high = 0.7853981633974483;
    low = 3.061616997868383e-17;
  } else if (size < 2.4375) {
    t = (size - 1.5) / (1 + 1.5 * size);
    high = 0.982793723247329;
    low = 1.3903311031230998e-17;
  }
  const y = high - (t * atanDeficit(t * t) - low - t);
  return x < 0 ? -y : y;
}

// 1 - atan(t) / t at z = t^2.
function atanDeficit(z: number): number {
  const w = z * z;
  const v = w * w;
  const first = 0.33333333333333326 + z * -0.19999999999987758 + w * (0.14285714283146547 + z * -0.11111110900409805);
  const second = 0.09090900190075156 + z * -0.07692087234595789 + w * (0.06663237858076355 + z * -0.05847713503311183);
  const third = 0.050338901748429754 + z * -0.037823856862431886 + w * 0.017545740588500107;
  return z * (first + v * (second + v * third));
}
