import { cosineOf, exchange, restOfTurn, sineOf, singleRadius } from './singleNormals';

/** Inputs of a chunk, while those of the sample before are still needed. */
export const FRESH: usize = memory.data(2048, 16);

/**
 * Draws inputs `from` to `end` (multiples of 8, at most 512 of them) into FRESH; those from N on are 0.
 * `state`: four xoshiro128++ streams word by word; each eight inputs take two words of each, cosines first.
 */
export function drawInputs(state: usize, from: i32, end: i32, N: i32): void {
  let s0 = v128.load(state);
  let s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32);
  let s3 = v128.load(state, 48);
  let fresh = FRESH;
  for (let i = from; i < end; i += 8) {
    let sum = i32x4.add(s0, s3);
    const radius = singleRadius(i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0));
    let shifted = i32x4.shl(s1, 9);
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

    const r = restOfTurn(angle);
    const sine = sineOf(r);
    const cosine = cosineOf(r, angle);
    const change = exchange(sine, cosine, angle);
    v128.store(fresh, f32x4.mul(radius, v128.xor(cosine, change)));
    v128.store(fresh, f32x4.mul(radius, v128.xor(sine, change)), 16);
    fresh += 32;
  }
  for (let i = N; i < end; i++) store<f32>(FRESH + (<usize>(i - from) << 2), 0);
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}

/**
 * Eight normals for each of `count` rounds: four lanes' cosines, then their sines, in the order in which an input is drawn.
 * `state`: four xoshiro128++ streams, 64 bytes, as in `fillNormals`; number j goes to out + 4 j.
 */
export function fillSingleNormals(state: usize, out: usize, count: i32): void {
  const n = count << 3;
  for (let from = 0; from < n; from += 512) {
    const end = min(from + 512, n);
    drawInputs(state, from, end, n);
    memory.copy(out + (<usize>from << 2), FRESH, <usize>(end - from) << 2);
  }
}
