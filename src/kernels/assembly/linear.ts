/**
 * Vectors and matrices of doubles: the products that read each entry of a matrix once.
 *
 * Layout: pointers are bytes at multiples of 8, sizes count numbers, any n >= 0; matrices are row-major without gaps. Results may not overlap
 * arguments unless a function says so. No product is fused with its addition.
 *
 * Order of summation:
 * - `dot`: eight partial sums s_0..s_7, s_l that of the numbers 8 j + l in order of j; ((s_0 + s_2) + (s_4 + s_6)) + ((s_1 + s_3) + (s_5 + s_7));
 *   then the last n mod 8 products one after another. Error below (n / 8 + 11) 2^-53 sum |x_i y_i|.
 * - `matvec`, `rowDot`: the sum over even places + the sum over odd places, then the last product when n is odd. An entry of `matvec` depends on its
 *   own row and on x alone, wherever the row stands. Error below (n / 2 + 3) 2^-53 sum |a_ij x_j|.
 * - `matvecTransposed`: see there.
 */

/** Lane 0 + lane 1 of (a + b) + (c + d). */
@inline
export function total(a: v128, b: v128, c: v128, d: v128): f64 {
  const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** sum_i x_i y_i; x and y may be the same. */
export function dot(x: usize, y: usize, n: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  let left = n;
  for (; left >= 8; left -= 8) {
    a = f64x2.add(a, f64x2.mul(v128.load(x), v128.load(y)));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    c = f64x2.add(c, f64x2.mul(v128.load(x, 32), v128.load(y, 32)));
    d = f64x2.add(d, f64x2.mul(v128.load(x, 48), v128.load(y, 48)));
    x += 64;
    y += 64;
  }
  let sum = total(a, b, c, d);
  for (; left > 0; left--) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** y_i <- y_i + alpha x_i. */
export function axpy(alpha: f64, x: usize, y: usize, n: i32): void {
  const factor = f64x2.splat(alpha);
  let left = n;
  for (; left >= 4; left -= 4) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factor, v128.load(x))));
    v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(factor, v128.load(x, 16))), 16);
    x += 32;
    y += 32;
  }
  for (; left > 0; left--) {
    store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
    x += 8;
    y += 8;
  }
}

/** x_i <- alpha x_i. */
export function scale(alpha: f64, x: usize, n: i32): void {
  const factor = f64x2.splat(alpha);
  let left = n;
  for (; left >= 2; left -= 2) {
    v128.store(x, f64x2.mul(factor, v128.load(x)));
    x += 16;
  }
  if (left > 0) store<f64>(x, alpha * load<f64>(x));
}

/** max_i |x_i|, 0 when n = 0; a NaN is passed over. */
export function largestSize(x: usize, n: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let left = n;
  for (; left >= 4; left -= 4) {
    a = f64x2.pmax(a, f64x2.abs(v128.load(x)));
    b = f64x2.pmax(b, f64x2.abs(v128.load(x, 16)));
    x += 32;
  }
  a = f64x2.pmax(a, b);
  for (; left > 0; left--) {
    a = f64x2.pmax(a, f64x2.abs(v128.load64_splat(x)));
    x += 8;
  }
  return f64x2.extract_lane(f64x2.pmax(a, v128.shuffle<i64>(a, a, 1, 0)), 0);
}

/** The numbers of `sum`'s lanes, and the product left over when `left` is 1. */
@inline
function closed(sum: v128, x: usize, y: usize, left: i32): f64 {
  const both = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  return left > 0 ? both + load<f64>(x) * load<f64>(y) : both;
}

/** sum_i x_i y_i in the order of `matvec`. One chain of additions: for sides of tiles, `dot` is the fast one. */
export function rowDot(x: usize, y: usize, n: i32): f64 {
  let sum = f64x2.splat(0);
  let left = n;
  for (; left >= 2; left -= 2) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(x), v128.load(y)));
    x += 16;
    y += 16;
  }
  return closed(sum, x, y, left);
}

/** Six entries of `matvec`. One accumulator a row: with more of them V8 runs out of registers. */
function sixRows(a: usize, stride: usize, cols: i32, x: usize, out: usize): void {
  let b = a + stride;
  let c = b + stride;
  let d = c + stride;
  let e = d + stride;
  let f = e + stride;
  let sumA = f64x2.splat(0);
  let sumB = f64x2.splat(0);
  let sumC = f64x2.splat(0);
  let sumD = f64x2.splat(0);
  let sumE = f64x2.splat(0);
  let sumF = f64x2.splat(0);
  let left = cols;
  for (; left >= 2; left -= 2) {
    const z = v128.load(x);
    sumA = f64x2.add(sumA, f64x2.mul(z, v128.load(a)));
    sumB = f64x2.add(sumB, f64x2.mul(z, v128.load(b)));
    sumC = f64x2.add(sumC, f64x2.mul(z, v128.load(c)));
    sumD = f64x2.add(sumD, f64x2.mul(z, v128.load(d)));
    sumE = f64x2.add(sumE, f64x2.mul(z, v128.load(e)));
    sumF = f64x2.add(sumF, f64x2.mul(z, v128.load(f)));
    a += 16;
    b += 16;
    c += 16;
    d += 16;
    e += 16;
    f += 16;
    x += 16;
  }
  store<f64>(out, closed(sumA, x, a, left));
  store<f64>(out, closed(sumB, x, b, left), 8);
  store<f64>(out, closed(sumC, x, c, left), 16);
  store<f64>(out, closed(sumD, x, d, left), 24);
  store<f64>(out, closed(sumE, x, e, left), 32);
  store<f64>(out, closed(sumF, x, f, left), 40);
}

/** out_i = sum_j a_ij x_j, a: rows x cols. Six rows at a time; the last six may overlap those before, which get the same bits again. */
export function matvec(a: usize, rows: i32, cols: i32, x: usize, out: usize): void {
  const stride = <usize>cols << 3;
  let i = 0;
  for (; i + 6 <= rows; i += 6) sixRows(a + <usize>i * stride, stride, cols, x, out + (<usize>i << 3));
  if (i < rows && rows >= 6) {
    i = rows - 6;
    sixRows(a + <usize>i * stride, stride, cols, x, out + (<usize>i << 3));
  } else {
    for (; i < rows; i++) store<f64>(out + (<usize>i << 3), rowDot(a + <usize>i * stride, x, cols));
  }
}

/**
 * out_j = sum_i a_ij x_i, a: rows x cols, one pass over a.
 * Order: from 0 on, out_j + ((a_0j x_0 + a_1j x_1) + (a_2j x_2 + a_3j x_3)) for four rows after four rows, then the last rows one by one.
 */
export function matvecTransposed(a: usize, rows: i32, cols: i32, x: usize, out: usize): void {
  const stride = <usize>cols << 3;
  memory.fill(out, 0, stride);
  for (; rows >= 4; rows -= 4) {
    const x0 = v128.load64_splat(x);
    const x1 = v128.load64_splat(x, 8);
    const x2 = v128.load64_splat(x, 16);
    const x3 = v128.load64_splat(x, 24);
    let p = a;
    let q = p + stride;
    let r = q + stride;
    let s = r + stride;
    let o = out;
    let left = cols;
    for (; left >= 2; left -= 2) {
      const first = f64x2.add(f64x2.mul(x0, v128.load(p)), f64x2.mul(x1, v128.load(q)));
      const second = f64x2.add(f64x2.mul(x2, v128.load(r)), f64x2.mul(x3, v128.load(s)));
      v128.store(o, f64x2.add(v128.load(o), f64x2.add(first, second)));
      p += 16;
      q += 16;
      r += 16;
      s += 16;
      o += 16;
    }
    if (left > 0) {
      const first = load<f64>(x) * load<f64>(p) + load<f64>(x, 8) * load<f64>(q);
      store<f64>(o, load<f64>(o) + (first + (load<f64>(x, 16) * load<f64>(r) + load<f64>(x, 24) * load<f64>(s))));
      s += 8;
    }
    a = s;
    x += 32;
  }
  for (; rows > 0; rows--) {
    axpy(load<f64>(x), a, out, cols);
    a += stride;
    x += 8;
  }
}

/** a_ij <- a_ij + (alpha x_i) y_j, a: rows x cols. */
export function rankOne(alpha: f64, x: usize, y: usize, a: usize, rows: i32, cols: i32): void {
  for (; rows > 0; rows--) {
    axpy(alpha * load<f64>(x), y, a, cols);
    x += 8;
    a += <usize>cols << 3;
  }
}
