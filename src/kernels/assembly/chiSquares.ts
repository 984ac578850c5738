import { both, log, upperHalf } from './vectorMath';
import { normalPairs } from './normals';

/** Numbers that `fillChiSquares` has ready for each lane when it returns: these, and at most one more. */
export const BLOCK: i32 = 64;

/**
 * Where (x, u) is kept, by Marsaglia and Tsang; `cube` is (1 + c x)^3. Without logarithms where u < 1 - squeeze x^4: 0.0331 always does,
 * and 1 / (54 d) where |c x| <= 1/2, which holds for every x from d = 32 on.
 */
@inline
function accepted(x: v128, u: v128, root: v128, cube: v128, d: f64, squeeze: f64): v128 {
  const positive = f64x2.gt(root, both(0));
  const x2 = f64x2.mul(x, x);
  const quick = f64x2.lt(u, f64x2.sub(both(1), f64x2.mul(f64x2.mul(both(squeeze), x2), x2)));
  if (!v128.any_true(v128.andnot(positive, quick))) return v128.and(positive, quick);
  const bound = f64x2.add(f64x2.mul(both(0.5), x2), f64x2.mul(both(d), f64x2.add(f64x2.sub(both(1), cube), log(cube))));
  return v128.and(positive, v128.or(quick, f64x2.lt(log(u), bound)));
}

/** Appends the value of each lane whose mask is set; `counts` are the lanes' lengths. */
@inline
function append(values: v128, mask: v128, lane: i32, out: usize, counts: usize): void {
  const first = load<i32>(counts + (lane << 2));
  store<f64>(out + (((first << 2) + lane) << 3), f64x2.extract_lane(values, 0));
  store<i32>(counts + (lane << 2), first - <i32>i64x2.extract_lane(mask, 0));
}

@inline
function candidate(x: v128, words: v128, active: v128, lane: i32, d: f64, c: f64, squeeze: f64, out: usize, counts: usize): void {
  const u = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_u(words), both(0.5)), both(2.3283064365386963e-10));
  const root = f64x2.add(both(1), f64x2.mul(both(c), x));
  const cube = f64x2.mul(f64x2.mul(root, root), root);
  let mask = active;
  let values: v128;
  if (d > 0) {
    mask = v128.and(mask, accepted(x, u, root, cube, d, squeeze));
    values = f64x2.mul(both(2 * d), cube);
  } else values = f64x2.mul(x, x);
  append(values, mask, lane, out, counts);
  append(upperHalf(values), upperHalf(mask), lane + 1, out, counts);
}

/**
 * Chi-square numbers for each of four xoshiro128++ streams side by side, by Marsaglia and Tsang: d = degrees / 2 - 1/3,
 * c = 1 / sqrt(9 d); d = 0 stands for one degree, the square of a normal.
 * A round takes five words of a lane and gives up to two numbers; a lane that has its 64 rests, so that its numbers depend on its own stream
 * alone. Number j of lane i goes to out + 8 (4 j + i); `counts` holds four i32, the lanes' lengths, of which at most one is carried over.
 */
export function fillChiSquares(state: usize, counts: usize, d: f64, c: f64, out: usize): void {
  for (let lane = 0; lane < 4; lane++) {
    const carried = load<i32>(counts + (lane << 2)) > BLOCK ? 1 : 0;
    store<f64>(out + (lane << 3), load<f64>(out + (((BLOCK << 2) + lane) << 3)));
    store<i32>(counts + (lane << 2), carried);
  }
  const squeeze = d >= 32 ? 1 / (54 * d) : 0.0331;
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  for (;;) {
    const active = i32x4.lt_s(v128.load(counts), i32x4.splat(BLOCK));
    if (!v128.any_true(active)) break;
    const o0 = s0;
    const o1 = s1;
    const o2 = s2;
    const o3 = s3;
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

    sum = i32x4.add(s0, s3);
    const test1 = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    sum = i32x4.add(s0, s3);
    const test2 = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    s0 = v128.bitselect(s0, o0, active);
    s1 = v128.bitselect(s1, o1, active);
    s2 = v128.bitselect(s2, o2, active);
    s3 = v128.bitselect(s3, o3, active);

    const low = i64x2.extend_low_i32x4_s(active);
    normalPairs(coarse, fine, angle, pair, 16);
    candidate(v128.load(pair), test1, low, 0, d, c, squeeze, out, counts);
    candidate(v128.load(pair, 16), test2, low, 0, d, c, squeeze, out, counts);
    const high = i64x2.extend_high_i32x4_s(active);
    normalPairs(upperHalf(coarse), upperHalf(fine), upperHalf(angle), pair, 16);
    candidate(v128.load(pair), upperHalf(test1), high, 2, d, c, squeeze, out, counts);
    candidate(v128.load(pair, 16), upperHalf(test2), high, 2, d, c, squeeze, out, counts);
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}

const pair: usize = memory.data(32, 16);
