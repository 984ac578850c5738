import { describe, expect, test } from 'vitest';
import { eigenvalues } from '../../../src/numerics/linear/eigenvalues.ts';
import { symmetricEigen, tridiagonalEigen, tridiagonalise } from '../../../src/numerics/linear/symmetricEigen.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

const EPSILON = 2 ** -52;

const symmetric = (n: number, entry: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => entry(Math.max(Math.floor(at / n), at % n), Math.min(Math.floor(at / n), at % n)));

const random = (n: number): Float64Array => {
  const normals = new Float64Array(n * n);
  fillNormals(makeStream('symmetric', n), normals, normals.length);
  return symmetric(n, (i, j) => normals[i * n + j]!);
};

const cases: readonly (readonly [name: string, matrix: Float64Array, n: number])[] = [
  ...[1, 2, 3, 10, 57].map((n) => [`random, n = ${n}`, random(n), n] as const),
  ['identity', symmetric(5, (i, j) => (i === j ? 1 : 0)), 5],
  ['zero', new Float64Array(16), 4],
  ['rank one', symmetric(6, (i, j) => (i + 1) * (j + 1)), 6],
  ['sizes from 1e-8 to 1e8', symmetric(5, (i, j) => 10 ** (4 * (i + j) - 16)), 5],
  ['diagonal out of order', symmetric(4, (i, j) => (i === j ? [3, -1, 7, 0][i]! : 0)), 4],
  ['already tridiagonal', symmetric(7, (i, j) => (i === j ? i : i === j + 1 ? 1 : 0)), 7],
];

describe.each(cases)('%s', (_, matrix, n) => {
  const { values, vectors } = symmetricEigen(matrix, n)!;
  const norm = Math.hypot(...matrix);

  test('residuals and orthonormality are rounding', () => {
    for (let i = 0; i < n; i++) {
      const vector = vectors.subarray(i * n, (i + 1) * n);
      for (let row = 0; row < n; row++) {
        const image = vector.reduce((sum, x, j) => sum + matrix[row * n + j]! * x, 0);
        expect(Math.abs(image - values[i]! * vector[row]!)).toBeLessThanOrEqual(4 * n * EPSILON * norm);
      }
      for (let k = 0; k <= i; k++) {
        const dot = vector.reduce((sum, x, j) => sum + x * vectors[k * n + j]!, 0);
        expect(Math.abs(dot - (i === k ? 1 : 0))).toBeLessThanOrEqual(4 * n * EPSILON);
      }
    }
  });

  test('values are those of the general solver', () => {
    const general = eigenvalues(matrix, n)!.real;
    const sorted = Float64Array.from(values).sort().reverse();
    sorted.forEach((x, i) => expect(Math.abs(x - general[i]!)).toBeLessThanOrEqual(100 * EPSILON * norm));
  });
});

test('second difference: 2 - 2 cos(k pi / (n + 1)), first components sqrt(2 / (n + 1)) sin(k pi / (n + 1))', () => {
  const n = 40;
  const [diagonal, off, first] = [new Float64Array(n).fill(2), new Float64Array(n).fill(-1), new Float64Array(n)];
  first[0] = 1;
  expect(tridiagonalEigen(diagonal, off, first, 1)).toBe(true);
  const found = Array.from(diagonal, (value, i) => [value, Math.abs(first[i]!)] as const).sort((a, b) => a[0] - b[0]);
  found.forEach(([value, component], i) => {
    const angle = ((i + 1) * Math.PI) / (n + 1);
    expect(Math.abs(value - (2 - 2 * Math.cos(angle)))).toBeLessThan(1e-14);
    expect(Math.abs(component - Math.sqrt(2 / (n + 1)) * Math.sin(angle))).toBeLessThan(1e-13);
  });
});

test('only the lower triangle is read, the input is kept, a long reduction yields', () => {
  const n = 120;
  const matrix = random(n);
  const spoilt = matrix.map((x, at) => (at % n > Math.floor(at / n) ? NaN : x));
  const copy = Float64Array.from(spoilt);
  expect(symmetricEigen(spoilt, n)!.values).toEqual(symmetricEigen(matrix, n)!.values);
  expect(spoilt).toEqual(copy);
  let yields = 0;
  for (const _ of tridiagonalise(Float64Array.from(matrix), n, new Float64Array(n), new Float64Array(n), new Float64Array(n))) yields += _ === undefined ? 1 : 0;
  expect(yields).toBeGreaterThan(0);
});

test('no numbers: null; a wrong size throws', () => {
  expect(symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toBeNull();
  expect(() => symmetricEigen(new Float64Array(5), 2)).toThrow('matrix must hold 4 numbers, got 5');
});
