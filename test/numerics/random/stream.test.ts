import { describe, expect, it } from 'vitest';
import { makeStream, nextUint32, nextUniform, runStream, startStream, type Stream } from '../../../src/numerics/random/stream.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';

const key = { seed: 1, model: 'committee', engine: 'chain', dimension: 100, replica: 0, purpose: 'data' };
const words = (stream: Stream): string => [...stream.state].join();
const uniforms = (stream: Stream, n: number): Float64Array => Float64Array.from({ length: n }, () => nextUniform(stream));

describe('xoshiro128++', () => {
  // A Python transcription of https://prng.di.unimi.it/xoshiro128plusplus.c from the state 1, 2, 3, 4.
  it('gives the reference outputs', () => {
    const stream = { state: Uint32Array.of(1, 2, 3, 4), spare: Float64Array.of(NaN) };
    const outputs = Array.from({ length: 100_000 }, () => nextUint32(stream));
    expect(outputs.slice(0, 10)).toEqual([641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420]);
    expect([outputs[999], outputs[99_999]]).toEqual([1453507453, 309016613]);
    expect([...stream.state]).toEqual([3373128030, 2899860542, 3072460953, 3346109078]);
  });
});

describe('nextUniform', () => {
  it('takes 53 bits, high ones first', () => {
    const stream = { state: Uint32Array.of(1, 2, 3, 4), spare: Float64Array.of(NaN) };
    expect(nextUniform(stream)).toBe((Math.floor(641 / 32) * 2 ** 26 + Math.floor(1573767 / 64)) / 2 ** 53);
  });

  it('steps over zero', () => {
    // The same transcription: the outputs from this state are 0, 0, 262273, 537135233.
    const stream = { state: Uint32Array.of(0, 0, 1, 0), spare: Float64Array.of(NaN) };
    expect(nextUniform(stream)).toBe((Math.floor(262273 / 32) * 2 ** 26 + Math.floor(537135233 / 64)) / 2 ** 53);
  });

  it('is uniform', () => {
    const sample = uniforms(makeStream('uniform test'), 400_000);
    expect(oneSampleKolmogorovSmirnov(sample, (x) => x).p).toBeGreaterThan(1e-3);
    expect(oneSampleKolmogorovSmirnov(sample, (x) => x ** 1.05).p).toBeLessThan(1e-6);
  });
});

describe('keys', () => {
  it('names a run by all six parts, a start by four', () => {
    expect(words(runStream(key))).toBe(words(makeStream(1, 'committee', 'chain', 100, 0, 'data')));
    expect(words(startStream({ ...key }))).toBe(words(makeStream(1, 'committee', 'start', 0, 'data')));
    expect(words(startStream({ ...key, dimension: 7, engine: 'x' } as typeof key))).toBe(words(startStream(key)));
    expect(words(makeStream(-0))).toBe(words(makeStream(0)));
  });

  it('tells parts apart by kind, order, number and boundary', () => {
    const keys = [['ab', 'c'], ['a', 'bc'], ['abc'], ['c', 'ab'], ['1'], [1], [1, 0], [0, 1], [], [''], ['', ''], ['', '\u0002\u0000'], ['\u0002\u0000', ''], ['\u0001'], [0], [2 ** 53], [5e-324], [-1], [1 + 2 ** -52]];
    expect(new Set(keys.map((parts) => words(makeStream(...parts)))).size).toBe(keys.length);
  });

  it('never meets the same state twice in 60,000 keys', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 20; seed++)
      for (let replica = 0; replica < 300; replica++) for (const dimension of [10, 11, 100, 1000, 1e4, 1e5, 1e6, 1e7, 12, 13]) seen.add(words(runStream({ ...key, seed, replica, dimension })));
    expect(seen.size).toBe(60_000);
  });

  it('refuses numbers that have no bits of their own', () => {
    for (const part of [NaN, Infinity, -Infinity]) expect(() => makeStream(part)).toThrow(RangeError);
  });

  const neighbours: [string, (i: number) => Stream][] = [
    ['seed', (i) => runStream({ ...key, seed: i })],
    ['dimension', (i) => runStream({ ...key, dimension: 100 + i })],
    ['replica', (i) => runStream({ ...key, replica: i })],
    ['purpose', (i) => runStream({ ...key, purpose: `data${i}` })],
    ['engine', (i) => runStream({ ...key, engine: `chain${i}` })],
  ];

  it.each(neighbours)('flips half of the bits from one %s to the next', (_, streamOf) => {
    let flipped = 0;
    for (let i = 0; i < 2000; i++) {
      const [a, b] = [streamOf(i).state, streamOf(i + 1).state];
      for (let w = 0; w < 4; w++) for (let rest = (a[w]! ^ b[w]!) >>> 0; rest > 0; rest = (rest & (rest - 1)) >>> 0) flipped++;
    }
    expect(Math.abs(flipped - 128_000) / Math.sqrt(2000 * 32)).toBeLessThan(4.5);
  });

  it.each(neighbours)('gives uncorrelated streams to one %s and the next', (_, streamOf) => {
    const n = 20_000;
    const samples = Array.from({ length: 6 }, (_unused, i) => uniforms(streamOf(i), n));
    for (let a = 0; a < 6; a++) {
      for (let b = a + 1; b < 6; b++) {
        for (const lag of [0, 1]) {
          let sum = 0;
          for (let t = 0; t + lag < n; t++) sum += (samples[a]![t]! - 0.5) * (samples[b]![t + lag]! - 0.5);
          expect(Math.abs((12 * sum) / Math.sqrt(n - lag))).toBeLessThan(4.5);
        }
      }
    }
    let self = 0;
    for (let t = 0; t < n; t++) self += (samples[0]![t]! - 0.5) ** 2;
    expect((12 * self) / Math.sqrt(n)).toBeGreaterThan(100);
  });

  it('spreads first outputs of successive seeds uniformly', () => {
    const first = Float64Array.from({ length: 20_000 }, (_, i) => nextUniform(runStream({ ...key, seed: i })));
    expect(oneSampleKolmogorovSmirnov(first, (x) => x).p).toBeGreaterThan(1e-3);
  });
});
