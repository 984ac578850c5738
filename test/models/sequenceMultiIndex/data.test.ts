import { describe, expect, it } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { dataBytes, dimensionBound, drawData, mostDataBytes } from '../../../src/models/sequenceMultiIndex/simulation/data.ts';
import { overlapsOf } from '../../../src/models/sequenceMultiIndex/simulation/overlaps.ts';
import { makeStart, makeTeachers } from '../../../src/models/sequenceMultiIndex/simulation/start.ts';
import { startNormals, startSquares } from '../../../src/models/sequenceMultiIndex/start.ts';
import { expectNormal } from '../../support/sequenceMultiIndex/normal.ts';
import { dataOf, dotOf, entriesOf, paramsWith, unitsOf } from '../../support/sequenceMultiIndex/tools.ts';

const drawn = (p: P, precision: 32 | 64, replica = 0) => dataOf(p, instanceOf(p).channel(p), 7, replica, precision);

describe('teachers and starts', () => {
  it.each([1, 2] as const)('%i teacher vectors have length sqrt d and are orthogonal', (units) => {
    for (const d of [10, 333]) {
      const teachers = makeTeachers(units, d, 7, 3);
      teachers.forEach((a, k) => teachers.forEach((b, l) => expect(Math.abs(dotOf(a, b) / d - (k === l ? 1 : 0))).toBeLessThan(1e-13)));
    }
  });
  it.each(['phaseRetrieval', 'committee', 'ridge'] as const)('%s starts with the overlaps that state evolution is given', (instance) => {
    for (const dimension of [10, 500]) {
      for (let replica = 0; replica < 5; replica++) {
        const p = paramsWith({ instance, dimension });
        const K = unitsOf(p);
        const teachers = makeTeachers(K, dimension, 7, replica);
        const start = makeStart(p, teachers, 7, replica);
        const squares = startSquares(startNormals(7, replica, K), K, dimension);
        for (let k = 0; k < K; k++) {
          for (let l = 0; l < K; l++) {
            expect(Math.abs(dotOf(start[k]!, start[l]!) / dimension - squares[k * K + l]!)).toBeLessThan(1e-13);
            expect(Math.abs(dotOf(start[k]!, teachers[l]!) / dimension - squares[k * K + l]!)).toBeLessThan(1e-13);
          }
        }
      }
    }
  });
  it('attention starts at the positions, at the teacher, or between', () => {
    const d = 4000;
    const teachers = makeTeachers(1, d, 7, 0);
    for (const basin of [0, 0.25, 1]) {
      const p = paramsWith({ instance: 'attention', dimension: d, basin });
      const { q, m, theta } = overlapsOf(p, makeStart(p, teachers, 7, 0), teachers, new Float64Array(1));
      const mean = teachers[0]!.reduce((sum, w) => sum + w, 0) / d;
      // Random part of standard deviation 0.01: five standard errors.
      const slack = (5 * 0.01) / Math.sqrt(d);
      expect(Math.abs(m[0]! - ((1 - basin) * 0.3 + basin * mean))).toBeLessThan(slack);
      expect(Math.abs(theta[0]! / 0.25 - ((1 - basin) * 0.3 * mean + basin))).toBeLessThan(slack);
      expect(q[0]).toBeGreaterThan(0);
    }
  });
  it('attention starts small and random on demand, wherever the mixture is set to', () => {
    const d = 4000;
    const teachers = makeTeachers(1, d, 7, 0);
    const starts = [0, 1].map((basin) => makeStart(paramsWith({ instance: 'attention', dimension: d, basin, weights: 'random' }), teachers, 7, 0)[0]!);
    expect(starts[0]).toEqual(starts[1]);
    expectNormal(starts[0]!, 0, 0.1);
  });
});

describe('samples', () => {
  it('hold the same numbers in both precisions, whatever the blocks', () => {
    // 1000 x 1300 entries are ten blocks and more, and the last row of none is a multiple of eight numbers.
    for (const [dimension, sampleRatio] of [[1000, 1.3], [37, 2.5]] as const) {
      const p = paramsWith({ instance: 'ridge', dimension, sampleRatio, noise: 0.3 });
      const [single, double] = [drawn(p, 32), drawn(p, 64)];
      const [x, y] = [entriesOf(single.inputs[0]!), entriesOf(double.inputs[0]!)];
      expect(x.every((entry, i) => entry === y[i])).toBe(true);
      for (let i = 0; i < single.samples; i++) expect(Math.abs(single.labels[i]! - double.labels[i]!)).toBeLessThan(1e-5);
      single.release();
      double.release();
    }
  });
  it('are independent standard normals, others for each replica, purpose and dimension', () => {
    const p = paramsWith({ instance: 'perceptron', dimension: 400, sampleRatio: 2 });
    const data = drawn(p, 32);
    const x = entriesOf(data.inputs[0]!);
    expectNormal(x, 0, 1);
    const other = drawn(p, 32, 1);
    const y = entriesOf(other.inputs[0]!);
    // Correlation of n numbers: 5 standard errors.
    expect(Math.abs(dotOf(x, y) / x.length)).toBeLessThan(5 / Math.sqrt(x.length));
    const teacher = data.teachers[0]!;
    data.labels.forEach((label, i) => expect(label).toBe(dotOf(teacher, x.subarray(400 * i, 400 * (i + 1))) < 0 ? -1 : 1));
    data.release();
    other.release();
  });
  it('of attention have the two positions as means, targets of the centred tokens, and the pairs that its loss needs', () => {
    const d = 300;
    const p = paramsWith({ instance: 'attention', dimension: d, sampleRatio: 2, tokenSpread: 0.5, omega: 0.3 });
    const data = drawn(p, 64);
    const [x1, x2] = data.inputs.map(entriesOf) as [Float64Array, Float64Array];
    const mean = 1 / Math.sqrt(d);
    expectNormal(x1, mean, 0.5);
    expectNormal(x2, -mean, 0.5);
    const share = (a: number, b: number): number => 1 / (1 + Math.exp(-a * (a - b)));
    for (let i = 0; i < data.samples; i++) {
      let [h1, h2, squares, along] = [0, 0, 0, 0];
      for (let j = 0; j < d; j++) {
        const [a, b] = [x1[i * d + j]! - mean, x2[i * d + j]! + mean];
        h1 += (a * data.teachers[0]![j]!) / Math.sqrt(d);
        h2 += (b * data.teachers[0]![j]!) / Math.sqrt(d);
        squares += ((a - b) * (a - b)) / d;
        along += ((a - b) * mean) / d;
      }
      const expected = [0.7 * share(h1, h2) + 0.18, 0.7 * share(h2, h1) + 0.18, squares, along];
      expected.forEach((value, k) => expect(Math.abs(data.targets[4 * i + k]! - value)).toBeLessThan(1e-12));
    }
    data.release();
  });
  it('of the denoiser lie about two centres and have noise of their own', () => {
    const d = 300;
    const p = paramsWith({ instance: 'denoiser', dimension: d, sampleRatio: 2, clusterVariance: 0.1, corruption: 0.3 });
    const data = drawn(p, 64);
    const [clean, noise] = data.inputs.map(entriesOf) as [Float64Array, Float64Array];
    expectNormal(noise, 0, Math.sqrt(0.3));
    let positive = 0;
    for (let i = 0; i < data.samples; i++) {
      const centre = clean.subarray(i * d, (i + 1) * d).reduce((sum, x) => sum + x, 0) / Math.sqrt(d);
      // N(+-1, 0.1)
      expect(Math.abs(Math.abs(centre) - 1)).toBeLessThan(5 * Math.sqrt(0.1));
      if (centre > 0) positive++;
    }
    expect(Math.abs(positive / data.samples - 0.5)).toBeLessThan(2.5 / Math.sqrt(data.samples));
    data.release();
  });
  it('give their memory back, also when they are given up half drawn', () => {
    const before = memoryInUse().reserved;
    const p = paramsWith({ instance: 'attention', dimension: 800, sampleRatio: 2 });
    drawn(p, 64).release();
    expect(memoryInUse().reserved).toBe(before);
    for (const stop of [1, 4, 6, 8]) {
      const half = drawData(p, instanceOf(p).channel(p), 1, 7, 0, 64);
      for (let i = 0; i < stop; i++) expect(half.next().done).toBe(false);
      expect(memoryInUse().reserved).toBeGreaterThan(before);
      half.return(undefined as never);
      expect(memoryInUse().reserved).toBe(before);
    }
  });
});

describe('memory', () => {
  it.each(['perceptron', 'attention', 'denoiser', 'committee'] as const)('%s: a run reserves no more than was announced, and no less than 0.7 of it', (instance) => {
    const p = paramsWith({ instance, dimension: 700, sampleRatio: 8 });
    const precision = instance === 'attention' || instance === 'denoiser' ? 64 : 32;
    const before = memoryInUse().reserved;
    const data = drawn(p, precision);
    const used = memoryInUse().reserved - before;
    data.release();
    expect(used).toBeLessThanOrEqual(dataBytes(p, precision));
    expect(used).toBeGreaterThan(0.7 * dataBytes(p, precision));
  });
  it('bounds d so that the samples fit, at every ratio of the slider', () => {
    for (const sampleRatio of [0.05, 1, 3.4, 3.6, 20]) {
      const p = paramsWith({ instance: 'phaseRetrieval', sampleRatio });
      const { max } = dimensionBound(p, 32, 4000, 'most')['dimension']!;
      expect(dataBytes({ ...p, dimension: max! }, 32)).toBeLessThanOrEqual(mostDataBytes);
      if (max! < 4000) expect(dataBytes({ ...p, dimension: max! + 1 }, 32)).toBeGreaterThan(mostDataBytes);
      else expect(max).toBe(4000);
    }
  });
});
