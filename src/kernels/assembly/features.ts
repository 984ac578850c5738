/**
 * Elementwise functions of arrays of doubles: the bits of `src/numerics`, number by number, whatever the neighbours are.
 *
 * Layout: `x` and `out` are bytes at multiples of 8, n >= 0 numbers; out may be x itself.
 */
import { both, erf, expOfNegative } from './vectorMath';

@inline
function orNaN(x: v128, value: v128): v128 {
  return v128.bitselect(value, x, f64x2.eq(x, x));
}

/** e^x: the bits of `src/numerics/exp.ts` for |x| < 707; beyond, Infinity and 0 (there subnormal or within e^3 of overflow); NaN stays. */
@inline
function exp(x: v128): v128 {
  // The polynomial and the scaling of `expOfNegative` hold on both sides up to 707.
  return orNaN(x, v128.bitselect(expOfNegative(x), both(Infinity), f64x2.lt(x, both(707))));
}

/** tanh x; -0 and NaN stay. */
@inline
export function tanh(x: v128): v128 {
  const size = f64x2.abs(x);
  const small = f64x2.lt(size, both(1));
  const z = f64x2.mul(x, x);
  const top = f64x2.add(both(218243025), f64x2.mul(z, f64x2.add(both(16081065), f64x2.mul(z, f64x2.add(both(289575), f64x2.mul(z, f64x2.add(both(1430), z)))))));
  const bottom = f64x2.add(
    both(654729075),
    f64x2.mul(z, f64x2.add(both(310134825), f64x2.mul(z, f64x2.add(both(18918900), f64x2.mul(z, f64x2.add(both(315315), f64x2.mul(z, f64x2.add(both(1485), z)))))))),
  );
  const fraction = f64x2.sub(x, f64x2.mul(x, f64x2.mul(z, f64x2.div(top, bottom))));
  const near = v128.bitselect(x, fraction, f64x2.lt(size, both(1e-8)));
  if (i64x2.all_true(small)) return near;
  const power = expOfNegative(f64x2.add(size, size));
  const beyond = f64x2.sub(both(1), f64x2.div(both(2), f64x2.add(power, both(1))));
  const far = v128.bitselect(beyond, both(1), f64x2.lt(size, both(20)));
  return orNaN(x, v128.bitselect(near, v128.or(far, v128.and(x, i64x2.splat(i64.MIN_VALUE))), small));
}

/** Sign as Math.sign has it: 0 at 0, which keeps its own sign; NaN stays. */
@inline
function sign(x: v128): v128 {
  return v128.bitselect(v128.or(both(1), v128.and(x, i64x2.splat(i64.MIN_VALUE))), x, f64x2.gt(f64x2.abs(x), both(0)));
}

/** out_i = tanh x_i. */
export function tanhMap(x: usize, out: usize, n: i32): void {
  for (; n >= 2; n -= 2) {
    v128.store(out, tanh(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (n > 0) v128.store64_lane(out, tanh(v128.load64_splat(x)), 0);
}

/** out_i = sign x_i. */
export function signMap(x: usize, out: usize, n: i32): void {
  for (; n >= 2; n -= 2) {
    v128.store(out, sign(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (n > 0) v128.store64_lane(out, sign(v128.load64_splat(x)), 0);
}

/** out_i = erf x_i; NaN stays. */
export function erfMap(x: usize, out: usize, n: i32): void {
  for (; n >= 2; n -= 2) {
    const value = v128.load(x);
    v128.store(out, orNaN(value, erf(value)));
    x += 16;
    out += 16;
  }
  if (n > 0) {
    const value = v128.load64_splat(x);
    v128.store64_lane(out, orNaN(value, erf(value)), 0);
  }
}

/** out_i = e^x_i. */
export function expMap(x: usize, out: usize, n: i32): void {
  for (; n >= 2; n -= 2) {
    v128.store(out, exp(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (n > 0) v128.store64_lane(out, exp(v128.load64_splat(x)), 0);
}
