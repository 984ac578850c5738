/**
 * Pre-activations u = F c of eight latents at a time, F of 16-bit integers or a part of a Hadamard matrix, sums exact in 32-bit integers.
 *
 * Dense F: rows of `stride` places (a multiple of 8, zeros behind column D), an even number of them. Sums over at most 512 columns are exact
 * (entries and latents are normals in units of 2^-12 and 2^-11: the sum would have to go beyond 11 standard deviations to overflow); each such
 * sum is rounded to single precision and added to those before.
 */

const PIECE: i32 = 64;

@inline
function even(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
}

/** Lane s: the sum of the lanes of argument s, in single precision. */
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const x = even(a, b);
  const y = even(c, d);
  return f32x4.convert_i32x4_s(i32x4.add(v128.shuffle<i64>(x, y, 0, 2), v128.shuffle<i64>(x, y, 1, 3)));
}

@inline
function gain(sum: v128, x: v128, y: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(x, y));
}

/** Two rows of F against four latents; sample s of the first row goes to out + s apart, of the second row behind it. */
function tile(f: usize, c: usize, strideBytes: usize, scale: v128, out: usize, apart: usize): void {
  let first = f32x4.splat(0);
  let second = first;
  let left = <i32>(strideBytes >> 4);
  while (left > 0) {
    let groups = min(left, PIECE);
    left -= groups;
    let a = i32x4.splat(0);
    let b = a;
    let d = a;
    let e = a;
    let g = a;
    let h = a;
    let i = a;
    let j = a;
    for (; groups > 0; groups--) {
      const x = v128.load(f);
      const y = v128.load(f + strideBytes);
      let z = v128.load(c);
      a = gain(a, x, z);
      g = gain(g, y, z);
      z = v128.load(c + strideBytes);
      b = gain(b, x, z);
      h = gain(h, y, z);
      z = v128.load(c + 2 * strideBytes);
      d = gain(d, x, z);
      i = gain(i, y, z);
      z = v128.load(c + 3 * strideBytes);
      e = gain(e, x, z);
      j = gain(j, y, z);
      f += 16;
      c += 16;
    }
    first = f32x4.add(first, sums(a, b, d, e));
    second = f32x4.add(second, sums(g, h, i, j));
  }
  first = f32x4.mul(first, scale);
  second = f32x4.mul(second, scale);
  const low = v128.shuffle<i32>(first, second, 0, 4, 1, 5);
  const high = v128.shuffle<i32>(first, second, 2, 6, 3, 7);
  v128.store64_lane(out, low, 0);
  v128.store64_lane(out + apart, low, 1);
  v128.store64_lane(out + 2 * apart, high, 0);
  v128.store64_lane(out + 3 * apart, high, 1);
}

/** Rows `from` to `to` (even) of F against the eight latents of a block; `out`: a sample every `apart` bytes. */
export function denseRows(f: usize, stride: i32, from: i32, to: i32, c: usize, scale: v128, out: usize, apart: usize): void {
  const bytes = <usize>stride << 1;
  f += <usize>from * bytes;
  out += <usize>from << 2;
  for (; from < to; from += 2) {
    tile(f, c, bytes, scale, out, apart);
    tile(f, c + 4 * bytes, bytes, scale, out + 4 * apart, apart);
    f += 2 * bytes;
    out += 8;
  }
}

/** x_i <- sum_j (-1)^|i & j| x_j of four vectors at once, n a power of two, number i of the four in 16 bytes. */
function transform(x: usize, n: i32): void {
  const end = x + (<usize>n << 4);
  let h: usize = 16;
  if ((ctz(n) & 1) == 1) {
    for (let at = x; at < end; at += 32) {
      const a = v128.load(at);
      const b = v128.load(at, 16);
      v128.store(at, i32x4.add(a, b));
      v128.store(at, i32x4.sub(a, b), 16);
    }
    h = 32;
  }
  for (; h < <usize>n << 4; h <<= 2) {
    for (let group = x; group < end; group += h << 2) {
      for (let at = group; at < group + h; at += 16) {
        const a = v128.load(at);
        const b = v128.load(at + h);
        const c = v128.load(at + 2 * h);
        const d = v128.load(at + 3 * h);
        const ab = i32x4.add(a, b);
        const cd = i32x4.add(c, d);
        const ba = i32x4.sub(a, b);
        const dc = i32x4.sub(c, d);
        v128.store(at, i32x4.add(ab, cd));
        v128.store(at + h, i32x4.add(ba, dc));
        v128.store(at + 2 * h, i32x4.sub(ab, cd));
        v128.store(at + 3 * h, i32x4.sub(ba, dc));
      }
    }
  }
}

/**
 * Four samples through rows of a signed Hadamard matrix. `columns`: an i32 a latent, twice its place and 1 for a minus; `rows`: an i32 an input;
 * `work`: 16 n bytes.
 */
export function hadamardRows(rows: usize, N: i32, columns: usize, D: i32, stride: i32, c: usize, work: usize, n: i32, scale: v128, out: usize, apart: usize): void {
  memory.fill(work, 0, <usize>n << 4);
  const sample = <usize>stride << 1;
  for (let j = 0; j < D; j++) {
    const column = load<i32>(columns);
    const at = work + (<usize>(column >> 1) << 4);
    const minus = -(column & 1);
    store<i32>(at, (<i32>load<i16>(c) ^ minus) - minus);
    store<i32>(at, (<i32>load<i16>(c + sample) ^ minus) - minus, 4);
    store<i32>(at, (<i32>load<i16>(c + 2 * sample) ^ minus) - minus, 8);
    store<i32>(at, (<i32>load<i16>(c + 3 * sample) ^ minus) - minus, 12);
    columns += 4;
    c += 2;
  }
  transform(work, n);
  for (let i = 0; i < N; i++) {
    const u = f32x4.mul(f32x4.convert_i32x4_s(v128.load(work + (<usize>load<i32>(rows) << 4))), scale);
    v128.store32_lane(out, u, 0);
    v128.store32_lane(out + apart, u, 1);
    v128.store32_lane(out + 2 * apart, u, 2);
    v128.store32_lane(out + 3 * apart, u, 3);
    rows += 4;
    out += 4;
  }
}

/** Eight latents of one sample after the other as they are. */
export function plainRow(c: usize, count: i32, scale: v128, out: usize): void {
  for (; count > 0; count -= 8) {
    const x = v128.load(c);
    v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(x)), scale));
    v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(x)), scale), 16);
    c += 16;
    out += 32;
  }
}

@inline
function addWide(out: usize, low: v128): void {
  v128.store(out, f64x2.add(v128.load(out), f64x2.promote_low_f32x4(low)));
  v128.store(out, f64x2.add(v128.load(out, 16), f64x2.promote_low_f32x4(v128.shuffle<i64>(low, low, 1, 1))), 16);
}

@inline
function lowHalf(f: usize, w: v128): v128 {
  return f32x4.mul(w, f32x4.convert_i32x4_s(v128.load16x4_s(f)));
}

/**
 * out_j <- sum_i F_ij w_i of a dense F, w in single precision, out `stride` doubles. Four rows in single precision, (0 + 1) + (2 + 3), then added in double;
 * `w` is read up to the next multiple of 4 behind `rows`, as is F.
 */
export function featuresTransposed(f: usize, rows: i32, stride: i32, w: usize, out: usize): void {
  const bytes = <usize>stride << 1;
  memory.fill(out, 0, <usize>stride << 3);
  for (; rows > 0; rows -= 4) {
    const a = v128.load32_splat(w);
    const b = v128.load32_splat(w, 4);
    const c = v128.load32_splat(w, 8);
    const d = v128.load32_splat(w, 12);
    let o = out;
    const end = f + bytes;
    for (let at = f; at < end; at += 8) {
      const first = f32x4.add(lowHalf(at, a), lowHalf(at + bytes, b));
      const second = f32x4.add(lowHalf(at + 2 * bytes, c), lowHalf(at + 3 * bytes, d));
      addWide(o, f32x4.add(first, second));
      o += 32;
    }
    f += 4 * bytes;
    w += 16;
  }
}

