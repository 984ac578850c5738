/**
 * One-pass SGD of a committee on a hidden manifold: x = f(F c / sqrt D) componentwise, the teacher a function of c or of x.
 *
 * Inputs do not depend on the weights: those of the next eight samples are made while the present eight are learned from, an eighth of the
 * rows of F in each step, so that F passes through the cache once for eight samples and every step costs the same. Weights, fields, errors,
 * label noise and second layer as in `direct.ts`, whose layout this one is. In place of the matrix L stand, in bytes,
 * i32 at 312: D, places of a latent (a multiple of 8), kind of F (0 dense, 1 Hadamard, 2 none: u = c), fold, teacher (0 of the latents, 1 of the
 * inputs), order of the Hadamard matrix, sample of the present block, which of the two blocks is present; pointers at 344: F or the rows of the
 * Hadamard matrix, its columns, teacher's weights (f64, M rows of as many places as a latent, or as x), latents (two blocks), inputs (two blocks), work;
 * f64 at 376: factor of the sums in a teacher's field, factor of the integer sums in u. The stream at 64 draws the latents.
 * The caller makes the first block by `manifoldLatents` and `manifoldPart`.
 */
import { CHUNK, clearFields, count, FIELDS, learn, passChunk, X } from './direct';
import { denseRows, hadamardRows, plainRow } from './featureMap';
import { tanh } from './features';
import { FRESH } from './inputs';
import { BLOCK, drawLatents } from './latents';
import { total } from './linear';
import { both, erf } from './vectorMath';

const DENSE: i32 = 0;
const HADAMARD: i32 = 1;

@inline
function latentsOf(p: usize, block: i32): usize {
  return <usize>load<i32>(p, 356) + (<usize>(block * BLOCK * load<i32>(p, 316)) << 1);
}

@inline
function inputsOf(p: usize, block: i32): usize {
  return <usize>load<i32>(p, 360) + (<usize>(block * BLOCK * load<i32>(p, 8)) << 2);
}

/** Draws the latents of a block from `state` into `out`. */
export function manifoldLatents(p: usize, state: usize, out: usize): void {
  drawLatents(state, out, load<i32>(p, 312), load<i32>(p, 316));
}

/** Part 0..7 of the pre-activations of a block: all eight parts make it whole. */
export function manifoldPart(p: usize, latents: usize, out: usize, part: i32): void {
  const padded = load<i32>(p, 8);
  const N = load<i32>(p, 12);
  const stride = load<i32>(p, 316);
  const kind = load<i32>(p, 320);
  const scale = f32x4.splat(<f32>load<f64>(p, 384));
  const apart = <usize>padded << 2;
  const features = <usize>load<i32>(p, 344);
  if (kind == DENSE) {
    const from = ((padded * part) >> 4) << 1;
    const to = min(((padded * (part + 1)) >> 4) << 1, (N + 1) & -2);
    denseRows(features, stride, from, to, latents, scale, out, apart);
  } else if (kind == HADAMARD) {
    if ((part & 3) == 0) {
      const c = latents + (<usize>(part * stride) << 1);
      hadamardRows(features, N, <usize>load<i32>(p, 348), load<i32>(p, 312), stride, c, <usize>load<i32>(p, 364), load<i32>(p, 332), scale, out + <usize>part * apart, apart);
    }
  } else plainRow(latents + (<usize>(part * stride) << 1), padded, scale, out + <usize>part * apart);
}

@inline
function wide(code: i32, u: v128): v128 {
  return code == 1 ? erf(f64x2.mul(both(0.7071067811865476), u)) : tanh(u);
}

@inline
function inDouble(code: i32, u: v128): v128 {
  const low = f32x4.demote_f64x2_zero(wide(code, f64x2.promote_low_f32x4(u)));
  const high = f32x4.demote_f64x2_zero(wide(code, f64x2.promote_low_f32x4(v128.shuffle<i64>(u, u, 1, 1))));
  return v128.shuffle<i64>(low, high, 0, 2);
}

/** f(u) by code: 0 sign (1 at 0), 1 erf(u / sqrt 2), 2 tanh, 3 u, 4 max(u, 0) - 1 / sqrt(2 pi); 1 and 2 in double precision. */
@inline
function folded(code: i32, u: v128): v128 {
  if (code == 0) return v128.or(f32x4.splat(1), v128.and(u, i32x4.splat(i32.MIN_VALUE)));
  if (code == 1) return inDouble(1, u);
  if (code == 2) return inDouble(2, u);
  if (code == 4) return f32x4.sub(f32x4.max(u, f32x4.splat(0)), f32x4.splat(0.3989422804014327));
  return u;
}

@inline
function foldAll(code: i32, u: usize, n: i32): void {
  for (let i: usize = 0; i < <usize>n << 2; i += 16) v128.store(FRESH + i, folded(code, v128.load(u + i)));
}

/** Inputs `from` to `end` of a sample into FRESH; those from N on are 0. */
function foldChunk(p: usize, u: usize, from: i32, end: i32): void {
  const code = load<i32>(p, 324);
  const n = end - from;
  u += <usize>from << 2;
  if (code == 0) foldAll(0, u, n);
  else if (code == 1) foldAll(1, u, n);
  else if (code == 2) foldAll(2, u, n);
  else if (code == 4) foldAll(4, u, n);
  else foldAll(3, u, n);
  for (let i = load<i32>(p, 12); i < end; i++) store<f32>(FRESH + (<usize>(i - from) << 2), 0);
}

/** u becomes f(u), for one sample. */
export function manifoldFold(p: usize, u: usize): void {
  const padded = load<i32>(p, 8);
  for (let from = 0; from < padded; from += CHUNK) {
    const end = min(from + CHUNK, padded);
    foldChunk(p, u, from, end);
    memory.copy(u + (<usize>from << 2), FRESH, <usize>(end - from) << 2);
  }
}

/** Four f64x2 of the numbers from x on. */
@inline
function ofLatents(b: usize, c: usize, n: i32): f64 {
  let s0 = both(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; n > 0; n -= 8) {
    const x = v128.load(c);
    const low = i32x4.extend_low_i16x8_s(x);
    const high = i32x4.extend_high_i16x8_s(x);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(b), f64x2.convert_low_i32x4_s(low)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(b, 16), f64x2.convert_low_i32x4_s(v128.shuffle<i64>(low, low, 1, 1))));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(b, 32), f64x2.convert_low_i32x4_s(high)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(b, 48), f64x2.convert_low_i32x4_s(v128.shuffle<i64>(high, high, 1, 1))));
    b += 64;
    c += 16;
  }
  return total(s0, s1, s2, s3);
}

@inline
function ofInputs(b: usize, x: usize, n: i32): f64 {
  let s0 = both(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; n > 0; n -= 8) {
    const low = v128.load(x);
    const high = v128.load(x, 16);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(b), f64x2.promote_low_f32x4(low)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(b, 16), f64x2.promote_low_f32x4(v128.shuffle<i64>(low, low, 1, 1))));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(b, 32), f64x2.promote_low_f32x4(high)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(b, 48), f64x2.promote_low_f32x4(v128.shuffle<i64>(high, high, 1, 1))));
    b += 64;
    x += 32;
  }
  return total(s0, s1, s2, s3);
}

/** Field of teacher m: sums over the numbers 8 j + l in order of j, then as `dot`. */
export function manifoldTeacher(p: usize, m: i32, latents: usize, x: usize): f64 {
  const weights = <usize>load<i32>(p, 352);
  const factor = load<f64>(p, 376);
  if (load<i32>(p, 328) == 0) {
    const stride = load<i32>(p, 316);
    return factor * ofLatents(weights + (<usize>(m * stride) << 3), latents, stride);
  }
  const padded = load<i32>(p, 8);
  return factor * ofInputs(weights + (<usize>(m * padded) << 3), x, padded);
}

/** `n` samples. */
export function manifoldSteps(p: usize, n: i32): void {
  const padded = load<i32>(p, 8);
  const K = load<i32>(p);
  const M = load<i32>(p, 4);
  for (; n > 0; n--) {
    const sample = load<i32>(p, 336);
    const block = load<i32>(p, 340);
    const u = inputsOf(p, block) + (<usize>(sample * padded) << 2);
    const c = latentsOf(p, block) + (<usize>(sample * load<i32>(p, 316)) << 1);
    clearFields(p);
    for (let from = 0; from < padded; from += CHUNK) {
      const end = min(from + CHUNK, padded);
      foldChunk(p, u, from, end);
      passChunk(p, from, end);
    }
    for (let m = 0; m < M; m++) store<f64>(p + FIELDS + (<usize>(K + m) << 3), manifoldTeacher(p, m, c, p + X));
    learn(p);
    count(p);
    if (sample == 0) manifoldLatents(p, p + 64, latentsOf(p, 1 - block));
    manifoldPart(p, latentsOf(p, 1 - block), inputsOf(p, 1 - block), sample);
    store<i32>(p, (sample + 1) & (BLOCK - 1), 336);
    if (sample == BLOCK - 1) store<i32>(p, 1 - block, 340);
  }
}
