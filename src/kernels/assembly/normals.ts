import { both, log, upperHalf } from './vectorMath';

// Series of cos(2 pi r) and sin(2 pi r) for |r| <= 1/8, after their first terms; z = r^2, w = r^4.

@inline
function evenSeries(z: v128, w: v128): v128 {
  return f64x2.add(
    f64x2.add(both(64.93939402266824), f64x2.mul(z, both(-85.45681720664378))),
    f64x2.mul(w, f64x2.add(f64x2.add(both(60.24464135269435), f64x2.mul(z, both(-26.426253274804587))), f64x2.mul(w, f64x2.add(both(7.903206845861561), f64x2.mul(z, both(-1.6990328650055457)))))),
  );
}

@inline
function oddSeries(z: v128, w: v128): v128 {
  return f64x2.add(
    f64x2.add(both(-41.341702240399755), f64x2.mul(z, both(81.6052492760517))),
    f64x2.mul(w, f64x2.add(f64x2.add(both(-76.70585973561397), f64x2.mul(z, both(42.05868917945876))), f64x2.mul(w, f64x2.add(both(-15.094054064726203), f64x2.mul(z, both(3.786430011879243)))))),
  );
}

/** The radius sqrt(-2 log u), u = (2^20 coarse + fine + 1) 2^-52, of the words in lanes 0 and 1. */
@inline
function radiusOf(coarse: v128, fine: v128): v128 {
  const integer = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_u(coarse), both(1048576)), f64x2.add(f64x2.convert_low_i32x4_u(fine), both(1)));
  return f64x2.sqrt(f64x2.mul(both(-2), log(f64x2.mul(integer, both(2.220446049250313e-16)))));
}

/** Two pairs of normals from the words in lanes 0 and 1: cosines at `out`, sines at `out + apart`. */
@inline
export function normalPairs(coarse: v128, fine: v128, angle: v128, out: usize, apart: usize): void {
  const radius = radiusOf(coarse, fine);
  const turned = i32x4.add(angle, i32x4.splat(0x20000000));
  const r = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_s(i32x4.shr_s(i32x4.shl(angle, 2), 2)), both(0.5)), both(2.3283064365386963e-10));
  const z = f64x2.mul(r, r);
  const w = f64x2.mul(z, z);
  const sine = f64x2.mul(radius, f64x2.add(f64x2.mul(r, both(6.283185307179586)), f64x2.mul(r, f64x2.mul(z, oddSeries(z, w)))));
  const cosine = f64x2.mul(radius, f64x2.add(both(1), f64x2.mul(z, f64x2.add(both(-19.739208802178716), f64x2.mul(z, evenSeries(z, w))))));
  // Quarters of a turn: bit 0 swaps, bit 1 changes the sine's sign, their difference the cosine's.
  const bit1 = i64x2.extend_low_i32x4_s(turned);
  const swap = i64x2.extend_low_i32x4_s(i32x4.shr_s(i32x4.shl(turned, 1), 31));
  const signs = i64x2.splat(i64.MIN_VALUE);
  const change = v128.and(v128.xor(sine, cosine), swap);
  v128.store(out, v128.xor(v128.xor(cosine, change), v128.and(v128.xor(bit1, swap), signs)));
  v128.store(out + apart, v128.xor(v128.xor(sine, change), v128.and(bit1, signs)));
}

/**
 * `pairs` pairs of standard normals for each of four xoshiro128++ streams side by side.
 * `state`: 64 bytes, word by word of the four lanes; number j of lane i goes to out + 8 (4 j + i).
 * Each lane gets the numbers of `fillNormals` of its own stream.
 */
export function fillNormals(state: usize, out: usize, pairs: i32): void {
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  for (let i = 0; i < pairs; i++) {
    let sum = i32x4.add(s0, s3);
    const coarse = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    let shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    sum = i32x4.add(s0, s3);
    const fine = i32x4.shr_u(i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0), 12);
    shifted = i32x4.shl(s1, 9);
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

    normalPairs(coarse, fine, angle, out, 32);
    normalPairs(upperHalf(coarse), upperHalf(fine), upperHalf(angle), out + 16, 32);
    out += 64;
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}
