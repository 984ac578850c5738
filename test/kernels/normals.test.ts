import { describe, expect, test } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { reserve } from '../../src/kernels/memory.ts';
import { writeStreams } from '../../src/kernels/streams.ts';
import { chiSquareConstants } from '../../src/numerics/random/chiSquare.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';
import { makeChiSquares } from '../models/committee/twins/chain.ts';

const keys = ['a', 'b', 'c', 'd'];

describe('four streams side by side', () => {
  test('normals: each lane gets the numbers of its own stream, however many at a time', () => {
    const expected = keys.map((key) => {
      const out = new Float64Array(6000);
      fillNormals(makeStream(key), out, out.length);
      return out;
    });
    const block = reserve(64 + 4 * 6000 * 8);
    writeStreams(block, 0, keys.map((key) => makeStream(key).state));
    let at = 0;
    for (const pairs of [1, 0, 999, 2000]) {
      kernels().fillNormals(block.pointer, block.pointer + 64 + at * 8, pairs);
      at += 8 * pairs;
    }
    const numbers = block.f64(64, 4 * 6000);
    expected.forEach((out, lane) => expect(Array.from(out, (_, i) => numbers[4 * i + lane])).toEqual([...out]));
    block.release();
  });

  test.each([1, 2, 3, 10, 996, 9_999_996])('chi-squares of %i degrees: the numbers of the plain loop, in each lane', (degrees) => {
    const { d, c } = chiSquareConstants(degrees);
    const [state, counts, out] = [0, 64, 128];
    const block = reserve(128 + 66 * 32);
    writeStreams(block, state, keys.map((key) => makeStream(key).state));
    const plain = keys.map((key) => makeChiSquares(makeStream(key), degrees));
    for (let round = 0; round < 40; round++) {
      kernels().fillChiSquares(block.pointer, block.pointer + counts, d, c, block.pointer + out);
      const numbers = block.f64(out, 256);
      for (const [lane, fill] of plain.entries()) {
        const expected = new Float64Array(64);
        fill(expected);
        expect(Array.from(expected, (_, i) => numbers[4 * i + lane])).toEqual([...expected]);
      }
    }
    block.release();
  });
});
