/**
 * Elementary functions of two doubles at once (f64x2), the operations of `src/numerics` in the same order: the same bits.
 * Multiplications and additions stay apart; nothing here is fused or relaxed.
 */

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const INVERSE_LN2: f64 = 1.4426950408889634;
const ROUNDER: f64 = 6755399441055744;

@inline
export function both(x: f64): v128 {
  return f64x2.splat(x);
}

@inline
function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

@inline
function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

@inline
function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

/** The words that hold lanes 2 and 3, moved to lanes 0 and 1. */
@inline
export function upperHalf(x: v128): v128 {
  return v128.shuffle<i64>(x, x, 1, 1);
}

/** log x for normal x > 0. */
@inline
export function log(x: v128): v128 {
  // Less the bits of sqrt(1/2): the exponent is k, the rest added to them again 1 + f.
  const bits = i64x2.sub(x, i64x2.splat(0x3fe6a09e00000000));
  const k32 = i32x4.shr_s(bits, 20);
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k32, k32, 1, 3, 1, 3));
  const f = sub(i64x2.add(v128.and(bits, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3fe6a09e00000000)), both(1));
  const half = mul(mul(both(0.5), f), f);
  const s = f64x2.div(f, add(both(2), f));
  const z = mul(s, s);
  const w = mul(z, z);
  const even = mul(w, add(both(0.3999999999989938), mul(w, add(both(0.2222221112572281), mul(w, both(0.15331699633543858))))));
  const odd = mul(z, add(both(0.666666666666667), mul(w, add(both(0.28571428626031065), mul(w, add(both(0.18182889786191042), mul(w, both(0.14616721179861816))))))));
  const inner = add(mul(s, add(add(half, even), odd)), mul(k, both(LN2_LOW)));
  return sub(mul(k, both(LN2_HIGH)), sub(sub(half, inner), f));
}

/** e^x for x <= 0; 0 below -707, where a double would be subnormal soon. */
@inline
export function expOfNegative(x: v128): v128 {
  const rounded = add(mul(x, both(INVERSE_LN2)), both(ROUNDER));
  const k = sub(rounded, both(ROUNDER));
  const high = sub(x, mul(k, both(LN2_HIGH)));
  const low = mul(k, both(LN2_LOW));
  const r = sub(high, low);
  const r2 = mul(r, r);
  const r4 = mul(r2, r2);
  const first = add(add(both(0.5), mul(r, both(0.16666666666666669))), mul(r2, add(both(0.041666666666666664), mul(r, both(0.008333333333330062)))));
  const second = add(add(both(0.0013888888888886567), mul(r, both(0.00019841269863054255))), mul(r2, add(both(2.480158731709216e-5), mul(r, both(2.755726845900634e-6)))));
  const third = add(add(both(2.755728303580833e-7), mul(r, both(2.5100385966749044e-8))), mul(r2, both(2.09112090965678e-9)));
  const excess = mul(r2, add(first, mul(r4, add(second, mul(r4, third)))));
  const value = add(both(1), add(high, sub(excess, low)));
  // The lowest bits of `rounded` are k: added to the exponent of the value.
  return v128.and(i64x2.add(value, i64x2.shl(rounded, 52)), f64x2.gt(x, both(-707)));
}

// Rows of ten doubles for i / 32, i = 0..192: erf, its low part, the slope less 1, then the powers 2 to 8.
const ROW_BYTES: usize = 80;
const LAST: i32 = 192;
const erfTable: usize = memory.data(15440, 16);

/** Scalar e^x for 0 >= x > -707, for the table. */
function scalarExp(x: f64): f64 {
  return f64x2.extract_lane(expOfNegative(both(x)), 0);
}

const before: usize = memory.data(120, 8);
const here: usize = memory.data(120, 8);

/** Taylor coefficients of erf about a centre, powers 1 to 14: the density g obeys g' = -2 x g, erf integrates its series. */
function writeTaylor(out: usize, centre: f64): void {
  let previous: f64 = 0;
  let current: f64 = 1.1283791670955126 * scalarExp(-centre * centre);
  for (let n = 0; n < 14; n++) {
    store<f64>(out + ((n + 1) << 3), current / <f64>(n + 1));
    const next = (-2 * (centre * current + previous)) / <f64>(n + 1);
    previous = current;
    current = next;
  }
}

function growth(series: usize, h: f64): f64 {
  let sum: f64 = 0;
  for (let n = 14; n >= 1; n--) sum = h * (load<f64>(series + (n << 3)) + sum);
  return sum;
}

/** Called once, before `erf`. */
export function prepareErf(): void {
  let value: f64 = 0;
  let low: f64 = 0;
  for (let i = 0; i <= LAST; i++) {
    writeTaylor(here, <f64>i / 32);
    if (i > 0) {
      const step = growth(before, 1.0 / 64) - growth(here, -1.0 / 64) + low;
      const sum = value + step;
      low = step - (sum - value);
      value = sum;
    }
    const row = erfTable + <usize>i * ROW_BYTES;
    store<f64>(row, value);
    store<f64>(row, low, 8);
    store<f64>(row, load<f64>(here, 8) - 1, 16);
    for (let power = 2; power <= 8; power++) store<f64>(row + ((1 + power) << 3), load<f64>(here + (power << 3)));
    memory.copy(before, here, 120);
  }
}

/** Columns `column` and the next of two rows, lane by lane. */
@inline
function first(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 0, 2);
}

@inline
function second(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 1, 3);
}

/** erf x; x must not be NaN. */
@inline
export function erf(x: v128): v128 {
  const rounded = add(mul(x, both(32)), both(ROUNDER));
  const centre = sub(rounded, both(ROUNDER));
  const signBit = v128.and(centre, i64x2.splat(i64.MIN_VALUE));
  // The lower word of `rounded` is the centre as an integer.
  const index = i32x4.min_u(i32x4.abs(rounded), i32x4.splat(LAST));
  const a = erfTable + <usize>i32x4.extract_lane(index, 0) * ROW_BYTES;
  const b = erfTable + <usize>i32x4.extract_lane(index, 2) * ROW_BYTES;
  const h = v128.xor(sub(x, mul(centre, both(0.03125))), signBit);
  const h2 = mul(h, h);
  const a0 = v128.load(a);
  const b0 = v128.load(b);
  const a2 = v128.load(a, 16);
  const b2 = v128.load(b, 16);
  const a4 = v128.load(a, 32);
  const b4 = v128.load(b, 32);
  const a6 = v128.load(a, 48);
  const b6 = v128.load(b, 48);
  const a8 = v128.load(a, 64);
  const b8 = v128.load(b, 64);
  const low = add(add(first(a2, b2), mul(h, second(a2, b2))), mul(h2, add(first(a4, b4), mul(h, second(a4, b4)))));
  const high = add(add(first(a6, b6), mul(h, second(a6, b6))), mul(h2, add(first(a8, b8), mul(h, second(a8, b8)))));
  const near = v128.xor(add(first(a0, b0), add(h, add(second(a0, b0), mul(h, add(low, mul(mul(h2, h2), high)))))), signBit);
  const beyond = v128.or(v128.and(x, i64x2.splat(i64.MIN_VALUE)), both(1));
  return v128.bitselect(near, beyond, f64x2.lt(f64x2.abs(x), both(6)));
}
