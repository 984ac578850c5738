/**
 * Standard normals in single precision, four pairs at a time: Box-Muller from a word for the radius and a word for the angle.
 *
 * Coefficients are read from memory: a broadcast load is cheaper than keeping twenty constants alive around the loop.
 */

/** P of `singleRadius`, 0..7, fitted to 3e-8 of the logarithm; then 1/2, 1, -2 log 2. */
const RADIUS: usize = memory.data<f32>([
  0.9999998211860657, -0.6666790246963501, 0.5000351071357727, -0.3992413878440857, 0.33141064643859863, -0.2983607053756714, 0.2861472964286804,
  -0.174689382314682, 0.5, 1, -1.3862943611,
]);
/** sin(2 pi r) / r in powers of r^2, to 4e-9. */
const SINE: usize = memory.data<f32>([6.2831854820251465, -41.3416633605957, 81.59236145019531, -75.39395904541016]);
/** cos(2 pi r) in powers of r^2, to 4e-8; then 2^-34. */
const COSINE: usize = memory.data<f32>([1, -19.739168167114258, 64.92322540283203, -83.66593933105469, 5.8207661e-11]);

@inline
function at(table: usize, index: usize): v128 {
  return v128.load32_splat(table + (index << 2));
}

@inline
function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** Coefficients i to i + 3 as a polynomial of x; z = x^2. */
@inline
function cubic(table: usize, i: usize, x: v128, z: v128): v128 {
  return add(add(at(table, i), mul(x, at(table, i + 1))), mul(z, add(at(table, i + 2), mul(x, at(table, i + 3)))));
}

/**
 * sqrt(-2 log u), u = (j + 1/2) 2^-31 rounded to single precision, j the upper 31 bits of the word: at most 6.7, and never NaN.
 *
 * -2 log u = -2 k log 2 - 2 f + f^2 P(f), u = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2)
 */
@inline
export function singleRadius(word: v128): v128 {
  const x = add(f32x4.convert_i32x4_s(i32x4.shr_u(word, 1)), at(RADIUS, 8));
  // Less the bits of sqrt(1/2) and 31 doublings: the exponent is k, the rest added to the bits of sqrt(1/2) is 1 + f.
  const bits = i32x4.sub(x, i32x4.splat(0x4eb504f3));
  const k = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const f = f32x4.sub(i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(0x3f3504f3)), at(RADIUS, 9));
  const z = mul(f, f);
  const line = f32x4.sub(mul(k, at(RADIUS, 10)), add(f, f));
  return f32x4.sqrt(add(line, mul(z, add(cubic(RADIUS, 0, f, z), mul(mul(z, z), cubic(RADIUS, 4, f, z))))));
}

/** Turns in [-1/8, 1/8) from the lower 30 bits of the angle; its upper two choose the quarter. */
@inline
export function restOfTurn(angle: v128): v128 {
  return mul(f32x4.convert_i32x4_s(i32x4.shl(angle, 2)), at(COSINE, 4));
}

@inline
export function sineOf(r: v128): v128 {
  const z = mul(r, r);
  return mul(r, cubic(SINE, 0, z, mul(z, z)));
}

/** With the sign of bit 31. */
@inline
export function cosineOf(r: v128, angle: v128): v128 {
  const z = mul(r, r);
  return v128.xor(cubic(COSINE, 0, z, mul(z, z)), v128.and(angle, i32x4.splat(i32.MIN_VALUE)));
}

/** What turns (xor) sine and cosine into each other where bit 30 is set; 0 elsewhere. */
@inline
export function exchange(sine: v128, cosine: v128, angle: v128): v128 {
  return v128.and(v128.xor(sine, cosine), i32x4.shr_s(i32x4.shl(angle, 1), 31));
}
