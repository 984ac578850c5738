/**
 * Products of the rows of two matrices, out <- out + sign a b^T, as `gram` and `choleskyFactor` need them.
 *
 * Layout: row-major doubles, the distance of rows in bytes. Order of summation of an entry: as `rowDot` (even places, odd places, their sum, the last
 * product of an odd length), then one addition to out: it does not depend on where in a tile the entry stands.
 */
import { rowDot } from './linear';

/** Length of the pieces into which callers cut long rows: two rows of a tile and their partners stay in the first cache. */
export const PIECE: i32 = 256;

/** Adds sign times the sum of the lanes, and of the product left over, to two neighbours in a row of out. */
@inline
function close(out: usize, sign: f64, first: v128, second: v128, x: usize, y: usize, z: usize, left: i32): void {
  let sums = f64x2.add(v128.shuffle<i64>(first, second, 0, 2), v128.shuffle<i64>(first, second, 1, 3));
  if (left > 0) sums = f64x2.add(sums, f64x2.mul(v128.load64_splat(x), v128.load64_lane(z, v128.load64_splat(y), 1)));
  v128.store(out, f64x2.add(v128.load(out), f64x2.mul(f64x2.splat(sign), sums)));
}

/** Four rows of a against two rows of b: eight accumulators, six loads. */
function tile(a: usize, aStride: usize, b: usize, bStride: usize, n: i32, sign: f64, out: usize, outStride: usize): void {
  let a1 = a + aStride;
  let a2 = a1 + aStride;
  let a3 = a2 + aStride;
  let b1 = b + bStride;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  let left = n;
  for (; left >= 2; left -= 2) {
    const y0 = v128.load(b);
    const y1 = v128.load(b1);
    let x = v128.load(a);
    s00 = f64x2.add(s00, f64x2.mul(x, y0));
    s01 = f64x2.add(s01, f64x2.mul(x, y1));
    x = v128.load(a1);
    s10 = f64x2.add(s10, f64x2.mul(x, y0));
    s11 = f64x2.add(s11, f64x2.mul(x, y1));
    x = v128.load(a2);
    s20 = f64x2.add(s20, f64x2.mul(x, y0));
    s21 = f64x2.add(s21, f64x2.mul(x, y1));
    x = v128.load(a3);
    s30 = f64x2.add(s30, f64x2.mul(x, y0));
    s31 = f64x2.add(s31, f64x2.mul(x, y1));
    a += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    b += 16;
    b1 += 16;
  }
  close(out, sign, s00, s01, a, b, b1, left);
  close(out + outStride, sign, s10, s11, a1, b, b1, left);
  close(out + 2 * outStride, sign, s20, s21, a2, b, b1, left);
  close(out + 3 * outStride, sign, s30, s31, a3, b, b1, left);
}

@inline
function cell(a: usize, b: usize, n: i32, sign: f64, out: usize): void {
  store<f64>(out, load<f64>(out) + sign * rowDot(a, b, n));
}

/** out_ij <- out_ij + sign sum_k a_ik b_jk; a: aRows rows, b: bRows rows, of n numbers each, n <= PIECE to be fast. */
export function addProducts(a: usize, aStride: usize, aRows: i32, b: usize, bStride: usize, bRows: i32, n: i32, sign: f64, out: usize, outStride: usize): void {
  for (; aRows >= 4; aRows -= 4) {
    let y = b;
    let o = out;
    let left = bRows;
    for (; left >= 2; left -= 2) {
      tile(a, aStride, y, bStride, n, sign, o, outStride);
      y += 2 * bStride;
      o += 16;
    }
    if (left > 0) {
      for (let i: usize = 0; i < 4; i++) cell(a + i * aStride, y, n, sign, o + i * outStride);
    }
    a += 4 * aStride;
    out += 4 * outStride;
  }
  for (; aRows > 0; aRows--) {
    for (let j = 0; j < bRows; j++) cell(a, b + <usize>j * bStride, n, sign, out + (<usize>j << 3));
    a += aStride;
    out += outStride;
  }
}
