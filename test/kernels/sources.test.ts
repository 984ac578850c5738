import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { mixParts } from '../../src/numerics/random/mixParts.ts';
import { withDesk } from '../support/kernelDesk.ts';
import { oneSampleKolmogorovSmirnov } from '../support/kolmogorovSmirnov.ts';
import { fillSources, laplace, makeStreams, rademacher, uniform } from './twins/ica.ts';

const wordsOf = (...key: readonly (number | string)[]): Uint32Array => {
  const words = new Uint32Array(16);
  for (let lane = 0; lane < 4; lane++) {
    const four = new Uint32Array(4);
    mixParts(four, [...key, lane]);
    for (let i = 0; i < 4; i++) words[4 * i + lane] = four[i]!;
  }
  return words;
};

const names = { [rademacher]: 'fillRademachers', [uniform]: 'fillUniforms', [laplace]: 'fillLaplaces' } as const;
const kinds = [rademacher, uniform, laplace] as const;

/** The calls one after another on one state, and the state at the end. */
const drawn = (kind: (typeof kinds)[number], words: Uint32Array, calls: readonly number[]): { numbers: Float64Array; state: Uint32Array } => {
  const total = calls.reduce((sum, blocks) => sum + blocks, 0);
  return withDesk(32 * total + 512, (desk) => {
    const state = desk.put(new Float64Array(words.slice().buffer));
    const out = desk.put(new Float64Array(4 * total));
    let at = out;
    for (const blocks of calls) {
      kernels()[names[kind]](state, at, blocks);
      at += 32 * blocks;
    }
    return { numbers: desk.f64(out, 4 * total), state: new Uint32Array(desk.f64(state, 8).buffer) };
  });
};

describe.each(kinds)('sources of kind %i', (kind) => {
  it.each([0, 1, 2, 3, 5, 8, 17, 31, 32, 33, 100])('%i blocks: the bits of the twin, and its state', (blocks) => {
    const words = wordsOf('sources', kind);
    const streams = makeStreams(words);
    const { numbers, state } = drawn(kind, words, [blocks]);
    expect(numbers).toEqual(fillSources(streams, kind, blocks));
    expect([...state]).toEqual(Array.from({ length: 16 }, (_, i) => streams[i % 4]!.state[i >> 2]!));
  });

  // E s^2, s^4, s^6, ... s^12 of the three laws, variance 1; odd ones are 0.
  const even = {
    [rademacher]: [1, 1, 1, 1, 1, 1],
    [uniform]: [1, 2, 3, 4, 5, 6].map((k) => 3 ** k / (2 * k + 1)),
    [laplace]: [1, 6, 90, 2520, 113400, 7484400],
  }[kind];
  const n = 1_000_000;
  const { numbers } = drawn(kind, wordsOf('moments', kind), [n / 4]);

  it('has mean 0, variance 1 and the right moments to order 6', () => {
    for (let k = 1; k <= 6; k++) {
      const moment = k % 2 === 1 ? 0 : even[k / 2 - 1]!;
      const error = Math.sqrt((even[k - 1]! - moment ** 2) / n);
      const sum = numbers.reduce((total, s) => total + s ** k, 0);
      expect(Math.abs(sum / n - moment)).toBeLessThanOrEqual(4.5 * error + 1e-12);
    }
  });

  it('is uncorrelated between lanes, components and blocks', () => {
    for (const lag of [1, 2, 3, 4, 5, 8, 12, 16, 124, 128, 129, 512]) {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i + lag < n; i++) {
        sum += numbers[i]! * numbers[i + lag]!;
        squares += (numbers[i]! ** 2 - 1) * (numbers[i + lag]! ** 2 - 1);
      }
      expect(Math.abs(sum) / Math.sqrt(n - lag)).toBeLessThan(4.5);
      if (kind !== rademacher) expect(Math.abs(squares) / ((even[1]! - 1) * Math.sqrt(n - lag))).toBeLessThan(4.5);
    }
  });

  if (kind !== rademacher) {
    const law = kind === uniform ? (s: number): number => 0.5 + s / Math.sqrt(12) : (s: number): number => (s < 0 ? Math.exp(s * Math.SQRT2) / 2 : 1 - Math.exp(-s * Math.SQRT2) / 2);
    it('has the right law', () => {
      expect(oneSampleKolmogorovSmirnov(numbers.subarray(0, 100_000), law).p).toBeGreaterThan(1e-3);
      const shifted = numbers.slice(0, 100_000).map((s) => 1.02 * s);
      expect(oneSampleKolmogorovSmirnov(shifted, (s) => Math.min(1, Math.max(0, law(s)))).p).toBeLessThan(1e-3);
    });
  } else {
    it('is plus or minus one', () => expect([...new Set(numbers)].sort()).toEqual([-1, 1]));
  }
});
