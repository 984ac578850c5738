import { describe, expect, test } from 'vitest';
import { blockLanczos, type Measure } from '../../../src/numerics/linear/blockLanczos.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

const size = 60;
const diagonal = Float64Array.from({ length: size }, (_, i) => 0.2 + (i * i) / 1800);

const normals = (name: string): Float64Array => {
  const out = new Float64Array(size);
  fillNormals(makeStream('block', name), out, size);
  return out;
};
const start = ['a', 'b', 'c'].map(normals);

const measureOf = (values: Float64Array, vectors: readonly Float64Array[], levels: number): Measure => {
  const run = blockLanczos(
    function* (block, out) {
      block.forEach((x, a) => x.forEach((entry, i) => (out[a]![i] = values[i]! * entry)));
      yield;
    },
    vectors, levels,
  );
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
};

const bilinear = ({ values, components }: Measure, a: number, b: number, f: (x: number) => number): number =>
  values.reduce((sum, x, i) => sum + f(x) * components[a * values.length + i]! * components[b * values.length + i]!, 0);

const exact = (values: Float64Array, x: Float64Array, y: Float64Array, f: (x: number) => number): number => x.reduce((sum, entry, i) => sum + f(values[i]!) * entry * y[i]!, 0);

const pairs = [[0, 0], [0, 1], [1, 2], [2, 2]] as const;

describe.each([1, 2, 4, 8])('%i levels', (levels) => {
  const measure = measureOf(diagonal, start, levels);
  const error = (degree: number): number =>
    Math.max(...pairs.map(([a, b]) => Math.abs(bilinear(measure, a, b, (x) => (x - 1.2) ** degree) - exact(diagonal, start[a]!, start[b]!, (x) => (x - 1.2) ** degree))));

  test('exact for degree 2 levels - 1 and not beyond', () => {
    for (let degree = 0; degree < 2 * levels; degree++) expect(error(degree)).toBeLessThan(1e-11 * size);
    expect(error(2 * levels)).toBeGreaterThan(1e-7);
    expect(measure.values.length).toBe(3 * levels);
  });
});

test('exact for any function once the space is exhausted, and no node more', () => {
  const measure = measureOf(diagonal, start, 40);
  expect(measure.values.length).toBe(size);
  for (const [a, b] of pairs) expect(Math.abs(bilinear(measure, a, b, (x) => 1 / x) - exact(diagonal, start[a]!, start[b]!, (x) => 1 / x))).toBeLessThan(1e-10 * size);
});

test('equal eigenvalues and dependent vectors: the dimensions that are there', () => {
  const three = diagonal.map((_, i) => [0, 1, 4][i % 3]!);
  const measure = measureOf(three, [start[0]!, start[0]!.map((x) => 2 * x), new Float64Array(size)], 10);
  expect(measure.values.length).toBe(3);
  expect(Array.from(measure.values).sort().map((x) => Math.round(x * 1e10) / 1e10 + 0)).toEqual([0, 1, 4]);
  expect(Math.abs(bilinear(measure, 0, 1, (x) => x) - 2 * exact(three, start[0]!, start[0]!, (x) => x))).toBeLessThan(1e-10);
  expect(bilinear(measure, 2, 2, () => 1)).toBe(0);
});

test('start vectors are kept; an operator without numbers throws', () => {
  const copy = Float64Array.from(start[0]!);
  measureOf(diagonal, [start[0]!], 3);
  expect(start[0]).toEqual(copy);
  expect(() => measureOf(diagonal.map(() => NaN), [start[0]!], 2)).toThrow(RangeError);
});
