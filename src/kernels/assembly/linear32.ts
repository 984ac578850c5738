/**
 * Vectors and matrices of single precision numbers (f32x4).
 *
 * Layout: pointers are bytes at multiples of 4, sizes count numbers, any n >= 0; matrices are row-major without gaps; results may not overlap arguments.
 *
 * Long sums stay accurate because single precision never carries more than a short piece: `dot32` adds at most 8 products a lane, a row of `matvec32`
 * at most 16, then the piece goes to a sum in double precision. Errors, u = 2^-24, whatever n: `dot32` 11 u sum |x_i y_i|,
 * `matvec32` 18 u sum |a_ij x_j| and the rounding of the result.
 *
 * Order of summation:
 * - `dot32`: pieces of 8 groups of 16 numbers, the last piece shorter; lane l of accumulator m (of four) adds the numbers 16 g + 4 m + l of the piece in order
 *   of g; then (m_0 + m_1) + (m_2 + m_3) lane by lane, in single precision. In doubles: lanes 0 + 2 and lanes 1 + 3 are added to two sums; at the end their
 *   sum, and to it the last n mod 16 products, exact in double precision, one by one.
 * - `matvec32`: pieces of 16 groups of 4 columns; one accumulator; in doubles: (lane 0 + lane 2) + (lane 1 + lane 3) is added to the sum of the row;
 *   then the last cols mod 4 products, exact, one by one; rounded at the end.
 * - `matvecTransposed32`: all in single precision, as `matvecTransposed`; error (rows / 4 + 6) u sum |a_ij x_i|.
 */

/** Lanes 0 + 2 and 1 + 3, as doubles. */
@inline
function folded(x: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)));
}

@inline
function laneSum(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

@inline
function exactProduct(x: usize, y: usize): f64 {
  return <f64>load<f32>(x) * <f64>load<f32>(y);
}

/** sum_i x_i y_i, not yet rounded to single precision. */
export function dot32(x: usize, y: usize, n: i32): f64 {
  let sums = f64x2.splat(0);
  let left = n;
  while (left >= 16) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let groups = min(left >> 4, 8);
    left -= groups << 4;
    for (; groups > 0; groups--) {
      a = f32x4.add(a, f32x4.mul(v128.load(x), v128.load(y)));
      b = f32x4.add(b, f32x4.mul(v128.load(x, 16), v128.load(y, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(x, 32), v128.load(y, 32)));
      d = f32x4.add(d, f32x4.mul(v128.load(x, 48), v128.load(y, 48)));
      x += 64;
      y += 64;
    }
    sums = f64x2.add(sums, folded(f32x4.add(f32x4.add(a, b), f32x4.add(c, d))));
  }
  let sum = laneSum(sums);
  for (; left > 0; left--) {
    sum += exactProduct(x, y);
    x += 4;
    y += 4;
  }
  return sum;
}

/** y_i <- y_i + alpha x_i. */
export function axpy32(alpha: f32, x: usize, y: usize, n: i32): void {
  const factor = f32x4.splat(alpha);
  let left = n;
  for (; left >= 4; left -= 4) {
    v128.store(y, f32x4.add(v128.load(y), f32x4.mul(factor, v128.load(x))));
    x += 16;
    y += 16;
  }
  for (; left > 0; left--) {
    store<f32>(y, load<f32>(y) + alpha * load<f32>(x));
    x += 4;
    y += 4;
  }
}

/** `sum` and the last products of a row, rounded. */
@inline
function closed(sum: f64, a: usize, x: usize, left: i32): f32 {
  for (; left > 0; left--) {
    sum += exactProduct(a, x);
    a += 4;
    x += 4;
  }
  return <f32>sum;
}

function oneRow(a: usize, cols: i32, x: usize, out: usize): void {
  let sum: f64 = 0;
  let left = cols;
  while (left >= 4) {
    let lanes = f32x4.splat(0);
    let groups = min(left >> 2, 16);
    left -= groups << 2;
    for (; groups > 0; groups--) {
      lanes = f32x4.add(lanes, f32x4.mul(v128.load(x), v128.load(a)));
      a += 16;
      x += 16;
    }
    sum += laneSum(folded(lanes));
  }
  store<f32>(out, closed(sum, a, x, left));
}

function fourRows(a: usize, stride: usize, cols: i32, x: usize, out: usize): void {
  let b = a + stride;
  let c = b + stride;
  let d = c + stride;
  let sumA: f64 = 0;
  let sumB: f64 = 0;
  let sumC: f64 = 0;
  let sumD: f64 = 0;
  let left = cols;
  while (left >= 4) {
    let lanesA = f32x4.splat(0);
    let lanesB = f32x4.splat(0);
    let lanesC = f32x4.splat(0);
    let lanesD = f32x4.splat(0);
    let groups = min(left >> 2, 16);
    left -= groups << 2;
    for (; groups > 0; groups--) {
      const z = v128.load(x);
      lanesA = f32x4.add(lanesA, f32x4.mul(z, v128.load(a)));
      lanesB = f32x4.add(lanesB, f32x4.mul(z, v128.load(b)));
      lanesC = f32x4.add(lanesC, f32x4.mul(z, v128.load(c)));
      lanesD = f32x4.add(lanesD, f32x4.mul(z, v128.load(d)));
      a += 16;
      b += 16;
      c += 16;
      d += 16;
      x += 16;
    }
    sumA += laneSum(folded(lanesA));
    sumB += laneSum(folded(lanesB));
    sumC += laneSum(folded(lanesC));
    sumD += laneSum(folded(lanesD));
  }
  store<f32>(out, closed(sumA, a, x, left));
  store<f32>(out, closed(sumB, b, x, left), 4);
  store<f32>(out, closed(sumC, c, x, left), 8);
  store<f32>(out, closed(sumD, d, x, left), 12);
}

/** out_i = sum_j a_ij x_j, a: rows x cols. The last four rows may overlap those before, which get the same bits again. */
export function matvec32(a: usize, rows: i32, cols: i32, x: usize, out: usize): void {
  const stride = <usize>cols << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) fourRows(a + <usize>i * stride, stride, cols, x, out + (<usize>i << 2));
  if (i < rows && rows >= 4) {
    i = rows - 4;
    fourRows(a + <usize>i * stride, stride, cols, x, out + (<usize>i << 2));
  } else {
    for (; i < rows; i++) oneRow(a + <usize>i * stride, cols, x, out + (<usize>i << 2));
  }
}

/** out_j = sum_i a_ij x_i, a: rows x cols, one pass over a. */
export function matvecTransposed32(a: usize, rows: i32, cols: i32, x: usize, out: usize): void {
  const stride = <usize>cols << 2;
  memory.fill(out, 0, stride);
  for (; rows >= 4; rows -= 4) {
    const x0 = v128.load32_splat(x);
    const x1 = v128.load32_splat(x, 4);
    const x2 = v128.load32_splat(x, 8);
    const x3 = v128.load32_splat(x, 12);
    let p = a;
    let q = p + stride;
    let r = q + stride;
    let s = r + stride;
    let o = out;
    let left = cols;
    for (; left >= 4; left -= 4) {
      const first = f32x4.add(f32x4.mul(x0, v128.load(p)), f32x4.mul(x1, v128.load(q)));
      const second = f32x4.add(f32x4.mul(x2, v128.load(r)), f32x4.mul(x3, v128.load(s)));
      v128.store(o, f32x4.add(v128.load(o), f32x4.add(first, second)));
      p += 16;
      q += 16;
      r += 16;
      s += 16;
      o += 16;
    }
    for (; left > 0; left--) {
      const first: f32 = load<f32>(x) * load<f32>(p) + load<f32>(x, 4) * load<f32>(q);
      const second: f32 = load<f32>(x, 8) * load<f32>(r) + load<f32>(x, 12) * load<f32>(s);
      store<f32>(o, load<f32>(o) + (first + second));
      p += 4;
      q += 4;
      r += 4;
      s += 4;
      o += 4;
    }
    a = s;
    x += 16;
  }
  for (; rows > 0; rows--) {
    axpy32(load<f32>(x), a, out, cols);
    a += stride;
    x += 4;
  }
}
