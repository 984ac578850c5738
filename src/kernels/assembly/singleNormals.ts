/** Standard normals in single precision, four at a time: Box-Muller from a word for the radius and a word for the angle. */

@inline
function splat(x: f32): v128 {
  return f32x4.splat(x);
}

@inline
function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** log x of normal x > 0, to one unit in the last place; polynomial of S. Moshier's Cephes (logf). */
@inline
function log(x: v128): v128 {
  const k = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(mul(x, i32x4.shl(i32x4.sub(i32x4.splat(127), k), 23)), splat(1));
  const exponent = f32x4.convert_i32x4_s(k);
  const z = mul(f, f);
  let y = add(mul(f, splat(7.0376836292e-2)), splat(-1.151461031e-1));
  y = add(mul(y, f), splat(1.167699874e-1));
  y = add(mul(y, f), splat(-1.2420140846e-1));
  y = add(mul(y, f), splat(1.4249322787e-1));
  y = add(mul(y, f), splat(-1.6668057665e-1));
  y = add(mul(y, f), splat(2.0000714765e-1));
  y = add(mul(y, f), splat(-2.4999993993e-1));
  y = add(mul(y, f), splat(3.3333331174e-1));
  y = mul(mul(y, f), z);
  y = add(y, mul(exponent, splat(-2.12194440e-4)));
  y = add(y, mul(z, splat(-0.5)));
  return add(add(f, y), mul(exponent, splat(0.693359375)));
}

/** sqrt(-2 log u), u = (word + 1/2) 2^-32 rounded to single precision: at most 6.8, and never NaN. */
@inline
export function singleRadius(word: v128): v128 {
  const u = mul(add(f32x4.convert_i32x4_u(word), splat(0.5)), splat(2.3283064e-10));
  return f32x4.sqrt(f32x4.max(mul(splat(-2), log(u)), splat(0)));
}

/** Turns in [-1/8, 1/8) left after the nearest quarter, squared polynomials as below. */
@inline
function restOfTurn(angle: v128): v128 {
  return mul(f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(angle, 2), 2)), splat(2.3283064e-10));
}

@inline
function sineOf(r: v128, z: v128): v128 {
  const series = add(splat(-41.3417022), mul(z, add(splat(81.6052493), mul(z, add(splat(-76.7058597), mul(z, splat(42.0586892)))))));
  return mul(r, add(splat(6.28318531), mul(z, series)));
}

@inline
function cosineOf(z: v128): v128 {
  const series = add(splat(64.939394), mul(z, add(splat(-85.4568172), mul(z, splat(60.2446414)))));
  return add(splat(1), mul(z, add(splat(-19.7392088), mul(z, series))));
}

/** radius * cos(2 pi angle / 2^32). */
@inline
export function singleCosine(radius: v128, angle: v128): v128 {
  const r = restOfTurn(angle);
  const z = mul(r, r);
  const turned = i32x4.add(angle, i32x4.splat(0x20000000));
  const swap = i32x4.shr_s(i32x4.shl(turned, 1), 31);
  const value = v128.bitselect(sineOf(r, z), cosineOf(z), swap);
  return mul(radius, v128.xor(value, v128.and(v128.xor(turned, swap), i32x4.splat(i32.MIN_VALUE))));
}

/** radius * sin(2 pi angle / 2^32). */
@inline
export function singleSine(radius: v128, angle: v128): v128 {
  const r = restOfTurn(angle);
  const z = mul(r, r);
  const turned = i32x4.add(angle, i32x4.splat(0x20000000));
  const swap = i32x4.shr_s(i32x4.shl(turned, 1), 31);
  const value = v128.bitselect(cosineOf(z), sineOf(r, z), swap);
  return mul(radius, v128.xor(value, v128.and(turned, i32x4.splat(i32.MIN_VALUE))));
}

/**
 * Eight normals for each of `count` rounds: four lanes' cosines, then their sines, in the order in which `direct` draws an input.
 * `state`: four xoshiro128++ streams, 64 bytes, as in `fillNormals`; number j goes to out + 4 j.
 */
export function fillSingleNormals(state: usize, out: usize, count: i32): void {
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  for (let i = 0; i < count; i++) {
    let sum = i32x4.add(s0, s3);
    const radius = singleRadius(i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0));
    let shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    sum = i32x4.add(s0, s3);
    const angle = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    v128.store(out, singleCosine(radius, angle));
    v128.store(out, singleSine(radius, angle), 16);
    out += 32;
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}
