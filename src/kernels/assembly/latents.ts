import { drawInputs, FRESH } from './inputs';

/** Samples whose inputs are made together. */
export const BLOCK: i32 = 8;

/** Numbers of `x` times `scale`, rounded to integers of 16 bits, halves to even; `count` a multiple of 8. */
export function roundSingles(x: usize, scale: f32, out: usize, count: i32): void {
  const factor = f32x4.splat(scale);
  for (; count > 0; count -= 8) {
    const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), factor)));
    const high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x, 16), factor)));
    v128.store(out, i16x8.narrow_i32x4_s(low, high));
    x += 32;
    out += 16;
  }
}

/** Latents of a block in units of 2^-11, D a sample, `stride` places apart (a multiple of 8, those from D on are 0). */
export function drawLatents(state: usize, out: usize, D: i32, stride: i32): void {
  for (let sample = 0; sample < BLOCK; sample++) {
    for (let from = 0; from < stride; from += 512) {
      const end = min(from + 512, stride);
      drawInputs(state, from, end, D);
      roundSingles(FRESH, 2048, out + (<usize>from << 1), end - from);
    }
    out += <usize>stride << 1;
  }
}
