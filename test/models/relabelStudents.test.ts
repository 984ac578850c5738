import { describe, expect, it } from 'vitest';
import { hiddenManifold } from '../../src/models/hiddenManifold/index.ts';
import { relabel } from '../../src/models/hiddenManifold/relabel.ts';
import { layoutOf } from '../../src/models/layout.ts';
import { makeStream, nextUniform } from '../../src/numerics/random/stream.ts';
import { paramsOf } from '../support/hiddenManifold/systems.ts';

/** A frame that tells every entry by its value: Q_kl = 100 k + l, Sigma and W the same plus a half and a quarter, v_k = 1000 k, R as given. */
const frameOf = (K: number, M: number, R: readonly number[]) => {
  const p = paramsOf({ hiddenUnits: K, teacherUnits: M });
  const layout = layoutOf(hiddenManifold.observables, p as never);
  const frame = new Float64Array(layout.size);
  const { Q, Sigma, W, R: from, v } = layout.offsets;
  frame.set([0.1, 0.3, 0.2]);
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) [[Q!, 0], [Sigma!, 0.5], [W!, 0.25]].forEach(([at, plus]) => (frame[at! + k * K + l] = 100 * (k + 1) + l + 1 + plus!));
    frame[v! + k] = 1000 * (k + 1);
  }
  frame.set(R, from!);
  const map = relabel(p, frame, layout);
  const part = (id: string): number[] => {
    const at = layout.offsets[id]!;
    const size = (layout.shapes[id] ?? []).reduce((a, b) => a * b, 1);
    return Array.from({ length: size }, (_, i) => frame[map[at + i]!]!);
  };
  return { map, part };
};

const permutationsOf = (n: number): number[][] =>
  n === 0 ? [[]] : permutationsOf(n - 1).flatMap((rest) => Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]));

describe('relabelling, the hidden manifold for all that have students and teachers', () => {
  it('pairs crosswise students, signs aside, and takes Q, Sigma, W and v along', () => {
    const { part } = frameOf(2, 2, [0.1, -0.9, 0.8, 0.2]);
    expect(part('R')).toEqual([0.8, 0.2, 0.1, -0.9]);
    expect(part('Q')).toEqual([202, 201, 102, 101]);
    expect(part('Sigma')).toEqual([202.5, 201.5, 102.5, 101.5]);
    expect(part('W')).toEqual([202.25, 201.25, 102.25, 101.25]);
    expect(part('v')).toEqual([2000, 1000]);
    expect([...part('generalisationError'), ...part('testError'), ...part('specialisation')]).toEqual([0.1, 0.3, 0.2]);
  });

  it('moves nothing that is in order', () => {
    expect([...frameOf(3, 3, [1, 0, 0, 0, 1, 0, 0, 0, 1]).map]).toEqual(Array.from({ length: 3 + 9 + 9 + 9 + 9 + 3 }, (_, i) => i));
  });

  it('puts students left over behind, in their order', () => {
    const { part } = frameOf(4, 2, [0, 0.2, 0, 0.9, 0.1, 0, 0.7, 0]);
    expect(part('v')).toEqual([4000, 2000, 1000, 3000]);
  });

  it('pairs as many teachers as there are students', () => {
    const { part } = frameOf(2, 3, [0, 0.8, 0.1, 0.6, 0.1, 0.9]);
    expect(part('v')).toEqual([2000, 1000]);
    expect(part('R')).toEqual([0.6, 0.1, 0.9, 0, 0.8, 0.1]);
  });

  it('weighs all pairs together: the largest single overlap may lose', () => {
    const { part } = frameOf(2, 2, [1, 0.9, 0.9, 0.1]);
    expect(part('v')).toEqual([2000, 1000]);
  });

  it.each([[2, 2], [3, 3], [4, 4], [4, 2], [6, 6], [5, 3]])('finds the best of all pairings: %i students, %i teachers', (K, M) => {
    const stream = makeStream('relabel', K, M);
    for (let round = 0; round < 5; round++) {
      const R = Array.from({ length: K * M }, () => 2 * nextUniform(stream) - 1);
      const { map, part } = frameOf(K, M, R);
      const sumOf = (rows: readonly number[]): number => Array.from({ length: M }, (_, m) => Math.abs(rows[m * M + m]!)).reduce((a, b) => a + b);
      const best = Math.max(...permutationsOf(K).map((order) => sumOf(order.flatMap((k) => R.slice(k * M, (k + 1) * M)))));
      expect(sumOf(part('R'))).toBeCloseTo(best, 12);
      expect([...map].sort((a, b) => a - b)).toEqual(Array.from(map, (_, i) => i));
    }
  });
});
