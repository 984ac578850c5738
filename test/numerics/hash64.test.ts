import { describe, expect, test } from 'vitest';
import { makeHash64 } from '../../src/numerics/hash64.ts';
import { makeStream, nextUint32, nextUniform } from '../../src/numerics/random/stream.ts';

const hashOf = (...values: number[]): string => {
  const hash = makeHash64();
  hash.update(Float64Array.from(values));
  return hash.digest();
};

const uniforms = (count: number, key: string): Float64Array => {
  const stream = makeStream('hash', key);
  return Float64Array.from({ length: count }, () => nextUniform(stream) - 0.5);
};

// Also computed by a second implementation (Python, struct.pack('<d')).
test('frozen values: a change here changes every published fingerprint', () => {
  expect([hashOf(), hashOf(0), hashOf(1), hashOf(1, -2.5, 1e300), hashOf(Infinity, NaN)]).toEqual([
    'b2957e4e2aa74ae9', 'efe6db341c82938c', 'ba73e48c04024cfc', 'b59e21b7e53aa3f1', '3574fb9492be81a9',
  ]);
});

test('splitting into updates does not matter, nor does digesting between', () => {
  const values = uniforms(257, 'split');
  const whole = hashOf(...values);
  for (const size of [1, 2, 7, 64, 256]) {
    const hash = makeHash64();
    for (let i = 0; i < values.length; i += size) {
      hash.update(values.subarray(i, i + size));
      hash.digest();
    }
    hash.update(new Float64Array(0));
    expect(hash.digest()).toBe(whole);
  }
});

describe('what counts as different', () => {
  test('sign of zero, order, number of zeros, infinities', () => {
    const all = [hashOf(), hashOf(0), hashOf(-0), hashOf(0, 0), hashOf(0, -0), hashOf(-0, 0), hashOf(1, 2), hashOf(2, 1), hashOf(Infinity), hashOf(-Infinity), hashOf(NaN)];
    expect(new Set(all).size).toBe(all.length);
    for (const digest of all) expect(digest).toMatch(/^[0-9a-f]{16}$/);
  });

  test('not the payload or sign of a NaN', () => {
    const bits = new BigUint64Array([0x7ff8000000000000n, 0x7ff0000000000001n, 0xfff8000000000000n, 0xffffffffffffffffn]);
    const digests = Array.from(new Float64Array(bits.buffer), (_, i) => {
      const hash = makeHash64();
      hash.update(new Float64Array(bits.buffer, 8 * i, 1));
      return hash.digest();
    });
    expect(new Set(digests).size).toBe(1);
    expect(digests[0]).toBe(hashOf(NaN));
  });

  test('300,000 neighbouring inputs: no collision in 64 bits, and in each half only as many as chance has', () => {
    const digests = Array.from({ length: 100_000 }, (_, i) => [hashOf(i), hashOf(1 + i * 2 ** -52, 0), hashOf(0, i % 317, Math.floor(i / 317))]).flat();
    expect(new Set(digests).size).toBe(300_000);
    for (const half of [0, 8]) {
      const collisions = 300_000 - new Set(digests.map((digest) => digest.slice(half, half + 8))).size;
      // Chance: m^2 / 2^33 = 10.5, Poisson.
      expect(collisions).toBeLessThan(10.5 + 5 * Math.sqrt(10.5));
    }
  });
});

test('avalanche: each input bit flips each output bit half of the time', () => {
  const trials = 400;
  const stream = makeStream('hash', 'avalanche');
  const flips = new Int32Array(128 * 64);
  const words = new Uint32Array(4);
  const values = new Float64Array(words.buffer);
  const digest = () => {
    const hash = makeHash64();
    hash.update(values);
    const text = hash.digest();
    return [Number.parseInt(text.slice(0, 8), 16), Number.parseInt(text.slice(8), 16)] as const;
  };
  for (let trial = 0; trial < trials; trial++) {
    // Any bits but the exponents next to NaN, whose payload is ignored on purpose.
    for (let i = 0; i < 4; i++) words[i] = nextUint32(stream) & (i % 2 ? 0xbfefffff : 0xffffffff);
    const before = digest();
    for (let bit = 0; bit < 128; bit++) {
      words[bit >> 5]! ^= 1 << (bit & 31);
      const after = digest();
      words[bit >> 5]! ^= 1 << (bit & 31);
      for (let out = 0; out < 64; out++) flips[bit * 64 + out]! += ((before[out >> 5]! ^ after[out >> 5]!) >>> (out & 31)) & 1;
    }
  }
  const sigma = Math.sqrt(0.25 / trials);
  // Of 8192 frequencies the largest is about 3.9 sigma off by chance.
  for (const count of flips) expect(Math.abs(count / trials - 0.5)).toBeLessThan(5.5 * sigma);
});
