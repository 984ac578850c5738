/**
 * Independent sources of mean 0 and variance 1 from four xoshiro128++ streams side by side: Rademacher, uniform, Laplace (normals: `fillNormals`).
 *
 * Layout: `state` as in `fillNormals`, 64 bytes, word by word of the four lanes; `out` in blocks of four doubles, number l of a block from lane l.
 * So each lane is a stream of its own: its numbers do not depend on the other lanes.
 */
import { total } from './linear';
import { both, log, upperHalf } from './vectorMath';

export const RADEMACHER: i32 = 0;
export const UNIFORM: i32 = 1;
export const GAUSSIAN: i32 = 2;
export const LAPLACE: i32 = 3;

/** The next word of each lane; the streams stay in memory, so this is for words that serve long. */
@inline
function nextWord(state: usize): v128 {
  const s0 = v128.load(state);
  const s1 = v128.load(state, 16);
  const s3 = v128.load(state, 48);
  const sum = i32x4.add(s0, s3);
  const t2 = v128.xor(v128.load(state, 32), s0);
  const t3 = v128.xor(s3, s1);
  v128.store(state, v128.xor(s0, t3));
  v128.store(state, v128.xor(s1, t2), 16);
  v128.store(state, v128.xor(t2, i32x4.shl(s1, 9)), 32);
  v128.store(state, v128.or(i32x4.shl(t3, 11), i32x4.shr_u(t3, 21)), 48);
  return i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
}

/** Plus or minus one, a bit each: 32 blocks a word from its top bit down (1: minus); what is left of the last word is dropped. */
export function fillRademachers(state: usize, out: usize, blocks: i32): void {
  const zero = i32x4.splat(0);
  for (; blocks > 0; blocks -= 32) {
    let bits = nextWord(state);
    for (let left = min(blocks, 32); left > 0; left--) {
      const high = v128.or(v128.and(bits, i32x4.splat(0x80000000)), i32x4.splat(0x3ff00000));
      v128.store(out, v128.shuffle<i32>(zero, high, 0, 4, 1, 5));
      v128.store(out, v128.shuffle<i32>(zero, high, 2, 6, 3, 7), 16);
      bits = i32x4.shl(bits, 1);
      out += 32;
    }
  }
}

/** The n numbers of `fillRademachers`, n a multiple of 8, and their `dot` with w, in one pass. */
export function rademacherProduct(state: usize, w: usize, out: usize, n: i32): f64 {
  const zero = i32x4.splat(0);
  const one = f64x2.splat(1);
  const top = i32x4.splat(0x80000000);
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  for (; n > 0; n -= 128) {
    let bits = nextWord(state);
    for (let left = min(n, 128); left > 0; left -= 8) {
      let high = v128.and(bits, top);
      let sign = v128.shuffle<i32>(zero, high, 0, 4, 1, 5);
      v128.store(out, v128.or(sign, one));
      a = f64x2.add(a, v128.xor(v128.load(w), sign));
      sign = v128.shuffle<i32>(zero, high, 2, 6, 3, 7);
      v128.store(out, v128.or(sign, one), 16);
      b = f64x2.add(b, v128.xor(v128.load(w, 16), sign));
      high = v128.and(i32x4.shl(bits, 1), top);
      sign = v128.shuffle<i32>(zero, high, 0, 4, 1, 5);
      v128.store(out, v128.or(sign, one), 32);
      c = f64x2.add(c, v128.xor(v128.load(w, 32), sign));
      sign = v128.shuffle<i32>(zero, high, 2, 6, 3, 7);
      v128.store(out, v128.or(sign, one), 48);
      d = f64x2.add(d, v128.xor(v128.load(w, 48), sign));
      bits = i32x4.shl(bits, 2);
      w += 64;
      out += 64;
    }
  }
  return total(a, b, c, d);
}

/** sqrt(3) 2^-31 (j + 1/2), j a signed word of 32 bits. */
export function fillUniforms(state: usize, out: usize, blocks: i32): void {
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  for (; blocks > 0; blocks--) {
    const sum = i32x4.add(s0, s3);
    const word = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));
    v128.store(out, f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_s(word), both(0.5)), both(8.065490087349327e-10)));
    v128.store(out, f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_s(upperHalf(word)), both(0.5)), both(8.065490087349327e-10)), 16);
    out += 32;
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}

/** Two numbers -(+-) log(u) / sqrt 2, u = (2^20 coarse + fine + 1) 2^-52, fine the upper 20 bits of the second word and the sign its lowest. */
@inline
function laplace(coarse: v128, second: v128): v128 {
  const integer = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_u(coarse), both(1048576)), f64x2.add(f64x2.convert_low_i32x4_u(i32x4.shr_u(second, 12)), both(1)));
  const size = f64x2.mul(log(f64x2.mul(integer, both(2.220446049250313e-16))), both(-0.7071067811865476));
  return v128.xor(size, i64x2.shl(i64x2.extend_low_i32x4_u(second), 63));
}

/** Laplace variables by inversion: two words each, none beyond 25.5. */
export function fillLaplaces(state: usize, out: usize, blocks: i32): void {
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  for (; blocks > 0; blocks--) {
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
    const second = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    v128.store(out, laplace(coarse, second));
    v128.store(out, laplace(upperHalf(coarse), upperHalf(second)), 16);
    out += 32;
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}
