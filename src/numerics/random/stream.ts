import { mixParts } from './mixParts.ts';

/** A sequential generator: four words of xoshiro128++ and, in `spare[0]`, a normal drawn but not yet handed out (NaN: none). */
export interface Stream {
  readonly state: Uint32Array;
  readonly spare: Float64Array;
}

/** What a run's randomness depends on, and nothing else. */
export interface StreamKey {
  readonly seed: number;
  readonly model: string;
  readonly engine: string;
  readonly dimension: number;
  readonly replica: number;
  readonly purpose: string;
}

/**
 * A stream for a key; see `mixParts` for what counts as different keys.
 *
 * @param parts finite numbers and texts, in this order
 * @returns a new stream, independent for all practical purposes of that of any other key (collisions: 2^-128 a pair)
 */
export function makeStream(...parts: readonly (number | string)[]): Stream {
  const stream = { state: new Uint32Array(4), spare: new Float64Array([NaN]) };
  mixParts(stream.state, parts);
  return stream;
}

/** The stream of a run. */
export function runStream(key: StreamKey): Stream {
  return makeStream(key.seed, key.model, key.engine, key.dimension, key.replica, key.purpose);
}

/** The stream of a random start: the same for every engine and every dimension. */
export function startStream(key: Pick<StreamKey, 'seed' | 'model' | 'replica' | 'purpose'>): Stream {
  return makeStream(key.seed, key.model, 'start', key.replica, key.purpose);
}

/**
 * 32 random bits.
 *
 * xoshiro128++, period 2^128 - 1
 *
 * @returns an integer in [0, 2^32)
 * Cost: 2 ns.
 * Source: D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47 (2021) 36.
 */
export function nextUint32(stream: Stream): number {
  const state = stream.state;
  const s0 = state[0]! | 0;
  const s1 = state[1]! | 0;
  const s2 = state[2]! ^ s0;
  const s3 = state[3]! ^ s1;
  const sum = (s0 + state[3]!) | 0;
  state[0] = s0 ^ s3;
  state[1] = s1 ^ s2;
  state[2] = s2 ^ (s1 << 9);
  state[3] = (s3 << 11) | (s3 >>> 21);
  return (((sum << 7) | (sum >>> 25)) + s0) >>> 0;
}

/**
 * A uniform variable.
 *
 * j 2^-53, j = 1..2^53 - 1 equally likely: symmetric about 1/2, ends excluded
 *
 * Cost: two words; 4 ns.
 */
export function nextUniform(stream: Stream): number {
  for (;;) {
    const high = nextUint32(stream) >>> 5;
    const low = nextUint32(stream) >>> 6;
    const integer = high * 67108864 + low;
    if (integer > 0) return integer * 1.1102230246251565e-16;
  }
}
