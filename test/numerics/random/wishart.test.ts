import { describe, expect, it } from 'vitest';
import { fillChiSquares } from '../../../src/numerics/random/chiSquare.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { writeBartlett } from '../../../src/numerics/random/wishart.ts';
import { twoSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';

const size = 3;
const columns = 8;
const draws = 20_000;

type Statistic = (g: Float64Array) => number;
const statistics: Record<string, Statistic> = {
  g00: (g) => g[0]!,
  g11: (g) => g[4]!,
  g22: (g) => g[8]!,
  g10: (g) => g[3]!,
  g20: (g) => g[6]!,
  g21: (g) => g[7]!,
  cosine: (g) => g[7]! / Math.sqrt(g[4]! * g[8]!),
  trace: (g) => g[0]! + g[4]! + g[8]!,
  determinant: (g) => g[0]! * (g[4]! * g[8]! - g[7]! * g[5]!) - g[1]! * (g[3]! * g[8]! - g[5]! * g[6]!) + g[2]! * (g[3]! * g[7]! - g[4]! * g[6]!),
};

function gram(factor: Float64Array, width: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) for (let m = 0; m < width; m++) out[i * size + j]! += factor[i * width + m]! * factor[j * width + m]!;
  return out;
}

function realGrams(): Float64Array[] {
  const stream = makeStream('wishart test', 'vectors');
  const factor = new Float64Array(size * columns);
  return Array.from({ length: draws }, () => {
    fillNormals(stream, factor, factor.length);
    return gram(factor, columns);
  });
}

function bartlettGrams(degreesOf: (row: number) => number): Float64Array[] {
  const normalStream = makeStream('wishart test', 'normals');
  const chiStream = makeStream('wishart test', 'chi-squares');
  const normals = new Float64Array(3);
  const chiSquares = new Float64Array(3);
  const factor = new Float64Array(9);
  return Array.from({ length: draws }, () => {
    fillNormals(normalStream, normals, 3);
    for (let i = 0; i < size; i++) fillChiSquares(chiStream, degreesOf(i), chiSquares.subarray(i), 1);
    writeBartlett(factor, size, columns, normals, chiSquares);
    return gram(factor, size);
  });
}

describe('writeBartlett', () => {
  const real = realGrams();
  const compare = (other: Float64Array[], statistic: Statistic): number => twoSampleKolmogorovSmirnov(real.map(statistic), other.map(statistic)).p;

  it('lays out the factor row by row', () => {
    const out = new Float64Array(9).fill(7);
    writeBartlett(out, 3, 3, Float64Array.of(1, 2, 3), Float64Array.of(4, 9, 16));
    expect([...out]).toEqual([2, 0, 0, 1, 3, 0, 2, 3, 4]);
  });

  it('refuses fewer degrees than rows', () => {
    for (const degrees of [2, NaN]) expect(() => writeBartlett(new Float64Array(9), 3, degrees, new Float64Array(3), new Float64Array(3))).toThrow(RangeError);
  });

  it.each(Object.entries(statistics))('agrees with Gram matrices of Gaussian vectors in %s', (_, statistic) => {
    expect(compare(bartlettGrams((row) => columns - row), statistic)).toBeGreaterThan(1e-3);
  });

  it('does not agree with one degree less, or with the same degrees in every row', () => {
    expect(compare(bartlettGrams((row) => columns - 1 - row), statistics.g00!)).toBeLessThan(1e-6);
    expect(compare(bartlettGrams((row) => columns - 1 - row), statistics.determinant!)).toBeLessThan(1e-6);
    expect(compare(bartlettGrams(() => columns), statistics.determinant!)).toBeLessThan(1e-6);
    expect(compare(bartlettGrams(() => columns), statistics.g22!)).toBeLessThan(1e-6);
  });
});
