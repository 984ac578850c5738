import { drawInputs, FRESH } from './inputs';
import { fillNormals } from './normals';
import { both, erf, expOfNegative } from './vectorMath';

/**
 * One-pass SGD of a committee over its weights in single precision; fields, errors and second layer in double.
 * One pass over the weights applies the last update, draws the next input and accumulates its fields.
 *
 * Layout, in bytes: i32 K, M, N rounded up to a multiple of 8, N; f64 at 16: eta/sqrt N, eta_v/N, 1 - kappa/N, the same for v, sigma, sqrt N;
 * at 64 and 128 the streams of inputs and noise, four sub-streams each; at 192 i32: label noises used up (256: none left), samples since the
 * last floor; at 208 f64: factor and a_k (6) of the update still to be applied, v (6), L (36), teacher's outputs (6), fields (12), g (12), g' (12);
 * at 1024 label noise (256); at 3072 f32: x, then K rows of weights.
 * Sums: lane by lane over 512 inputs in single precision, the lanes of the first and second four of each eight apart, then in double.
 * Weights below 1e-30 become 0 every 1024 samples.
 */
const PENDING: usize = 208;
const OUTPUTS: usize = 264;
const L: usize = 312;
const TEACHER: usize = 600;
export const FIELDS: usize = 648;
const HIDDEN: usize = 744;
const SLOPE: usize = 840;
const NOISE: usize = 1024;
export const X: usize = 3072;
export const CHUNK: i32 = 512;

export function directBytes(N: i32, K: i32): i32 {
  return <i32>X + 4 * (K + 1) * ((N + 7) & ~7);
}

@inline
function pendingOf(p: usize, k: i32): v128 {
  return f32x4.splat(<f32>load<f64>(p + PENDING + 8 + (<usize>k << 3)));
}

/** Updates four weights and returns them. */
@inline
function update(row: usize, s: v128, a: v128, x: v128): v128 {
  const w = f32x4.add(f32x4.mul(v128.load(row), s), f32x4.mul(a, x));
  v128.store(row, w);
  return w;
}

@inline
function accumulate(p: usize, k: i32, sum: v128): void {
  const wide = f64x2.add(f64x2.promote_low_f32x4(sum), f64x2.promote_low_f32x4(v128.shuffle<i64>(sum, sum, 1, 1)));
  const at = p + FIELDS + (<usize>k << 3);
  store<f64>(at, load<f64>(at) + (f64x2.extract_lane(wide, 0) + f64x2.extract_lane(wide, 1)));
}

/** One or two rows over a chunk of `bytes`: applies the update that waits, adds to the fields; the last rows put the fresh inputs in place. */
@inline
function rows(two: bool, last: bool, p: usize, k: i32, x: usize, bytes: usize): void {
  const rowBytes = <usize>load<i32>(p, 8) << 2;
  const s = f32x4.splat(<f32>load<f64>(p + PENDING));
  const a0 = pendingOf(p, k);
  const a1 = pendingOf(p, k + 1);
  let f0 = f32x4.splat(0);
  let f1 = f0;
  let g0 = f0;
  let g1 = f0;
  const ahead = rowBytes * <usize>(k + 1);
  const end = x + bytes;
  for (let fresh = FRESH; x < end; x += 32, fresh += 32) {
    const first = v128.load(fresh);
    const second = v128.load(fresh, 16);
    const before = v128.load(x);
    const beforeSecond = v128.load(x, 16);
    if (last) {
      v128.store(x, first);
      v128.store(x, second, 16);
    }
    let row = x + ahead;
    f0 = f32x4.add(f0, f32x4.mul(update(row, s, a0, before), first));
    g0 = f32x4.add(g0, f32x4.mul(update(row + 16, s, a0, beforeSecond), second));
    if (two) {
      row += rowBytes;
      f1 = f32x4.add(f1, f32x4.mul(update(row, s, a1, before), first));
      g1 = f32x4.add(g1, f32x4.mul(update(row + 16, s, a1, beforeSecond), second));
    }
  }
  accumulate(p, k, f32x4.add(f0, g0));
  if (two) accumulate(p, k + 1, f32x4.add(f1, g1));
}

/** Inputs `from` to `end` of the next sample stand in FRESH: applies the update to their weights, adds to the fields, puts them in place. */
export function passChunk(p: usize, from: i32, end: i32): void {
  const K = load<i32>(p);
  const x = p + X + (<usize>from << 2);
  const bytes = <usize>(end - from) << 2;
  let k = 0;
  for (; k + 2 < K; k += 2) rows(true, false, p, k, x, bytes);
  if (k + 2 == K) rows(true, true, p, k, x, bytes);
  else rows(false, true, p, k, x, bytes);
}

export function clearFields(p: usize): void {
  for (let k = 0; k < load<i32>(p); k++) store<f64>(p + FIELDS + (<usize>k << 3), 0);
}

/** Applies the update, draws x, leaves sum_i w_ki x_i in the fields. */
function pass(p: usize): void {
  const padded = load<i32>(p, 8);
  clearFields(p);
  for (let from = 0; from < padded; from += CHUNK) {
    const end = min(from + CHUNK, padded);
    drawInputs(p + 64, from, end, load<i32>(p, 12));
    passChunk(p, from, end);
  }
}

/** One label noise of variance 1. */
function nextNoise(p: usize): f64 {
  let next = load<i32>(p, 192);
  if (next == 256) {
    fillNormals(p + 128, p + NOISE, 32);
    next = 0;
  }
  store<i32>(p, next + 1, 192);
  return load<f64>(p + NOISE + (<usize>next << 3));
}

/** The teacher's fields, from the first inputs. */
function teach(p: usize): void {
  const K = load<i32>(p);
  const M = load<i32>(p, 4);
  for (let m = 0; m < M; m++) {
    let nu: f64 = 0;
    for (let j = 0; j <= m; j++) nu += load<f64>(p + L + (<usize>(m * M + j) << 3)) * <f64>load<f32>(p + X + (<usize>j << 2));
    store<f64>(p + FIELDS + (<usize>(K + m) << 3), nu);
  }
}

/** Error of the sample, the next update and the second layer, from the sums of `passChunk` and the teacher's fields. */
export function learn(p: usize): void {
  const K = load<i32>(p);
  const M = load<i32>(p, 4);
  const root = load<f64>(p, 56);
  for (let k = 0; k < K; k++) {
    const field = p + FIELDS + (<usize>k << 3);
    store<f64>(field, load<f64>(field) / root);
  }
  for (let i = 0; i < K + M; i += 2) {
    const field = v128.load(p + FIELDS + (<usize>i << 3));
    v128.store(p + HIDDEN + (<usize>i << 3), erf(f64x2.mul(both(0.7071067811865476), field)));
    if (i < K) v128.store(p + SLOPE + (<usize>i << 3), f64x2.mul(both(0.7978845608028654), expOfNegative(f64x2.mul(f64x2.mul(both(-0.5), field), field))));
  }
  const sigma = load<f64>(p, 48);
  let error: f64 = sigma > 0 ? sigma * nextNoise(p) : 0;
  for (let m = 0; m < M; m++) error += load<f64>(p + TEACHER + (<usize>m << 3)) * load<f64>(p + HIDDEN + (<usize>(K + m) << 3));
  for (let k = 0; k < K; k++) error -= load<f64>(p + OUTPUTS + (<usize>k << 3)) * load<f64>(p + HIDDEN + (<usize>k << 3));
  store<f64>(p + PENDING, load<f64>(p, 32));
  for (let k = 0; k < K; k++) {
    const at = <usize>k << 3;
    const v = load<f64>(p + OUTPUTS + at);
    const a = load<f64>(p, 16) * v * error * load<f64>(p + SLOPE + at);
    store<f64>(p + PENDING + 8 + at, abs(a) < 1e-30 ? 0 : a);
    store<f64>(p + OUTPUTS + at, load<f64>(p, 40) * v + load<f64>(p, 24) * error * load<f64>(p + HIDDEN + at));
  }
}

function floor(p: usize): void {
  const first = p + X + (<usize>load<i32>(p, 8) << 2);
  const end = first + (<usize>(load<i32>(p) * load<i32>(p, 8)) << 2);
  for (let at = first; at < end; at += 16) {
    const w = v128.load(at);
    v128.store(at, v128.andnot(w, f32x4.lt(f32x4.abs(w), f32x4.splat(1e-30))));
  }
}

/** Counts a sample; every 1024 of them small weights become 0. */
export function count(p: usize): void {
  const samples = load<i32>(p, 196) + 1;
  if (samples == 1024) floor(p);
  store<i32>(p, samples & 1023, 196);
}

/** `n` samples. */
export function directSteps(p: usize, n: i32): void {
  for (let done = 0; done < n; done++) {
    pass(p);
    teach(p);
    learn(p);
    count(p);
  }
}

/** Applies the update that waits; further steps give the same numbers with or without it. */
export function directFlush(p: usize): void {
  const K = load<i32>(p);
  const padded = load<i32>(p, 8);
  const s = f32x4.splat(<f32>load<f64>(p + PENDING));
  for (let k = 0; k < K; k++) {
    const a = pendingOf(p, k);
    const row = p + X + (<usize>((k + 1) * padded) << 2);
    for (let i: usize = 0; i < <usize>padded << 2; i += 16) update(row + i, s, a, v128.load(p + X + i));
    store<f64>(p + PENDING + 8 + (<usize>k << 3), 0);
  }
  store<f64>(p + PENDING, 1);
}

/** Products w_k.w_l of the weights in double precision, K x K, into `out`. */
export function directGram(p: usize, out: usize): void {
  const K = load<i32>(p);
  const rowBytes = <usize>load<i32>(p, 8) << 2;
  for (let k = 0; k < K; k++) {
    for (let l = 0; l <= k; l++) {
      const a = p + X + (<usize>k + 1) * rowBytes;
      const b = p + X + (<usize>l + 1) * rowBytes;
      let low = f64x2.splat(0);
      let high = f64x2.splat(0);
      for (let i: usize = 0; i < rowBytes; i += 16) {
        const x = v128.load(a + i);
        const y = v128.load(b + i);
        low = f64x2.add(low, f64x2.mul(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y)));
        high = f64x2.add(high, f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1)), f64x2.promote_low_f32x4(v128.shuffle<i64>(y, y, 1, 1))));
      }
      const sum = f64x2.add(low, high);
      const value = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
      store<f64>(out + (<usize>(k * K + l) << 3), value);
      store<f64>(out + (<usize>(l * K + k) << 3), value);
    }
  }
}
