import { describe, expect, test } from 'vitest';
import { bandPath } from '../../src/charts/bandPath.ts';
import { linePath } from '../../src/charts/linePath.ts';
import { curvePath } from '../../src/charts/pictures/curvePath.ts';
import { pixelScale } from '../../src/charts/pixelScale.ts';
import { valueAt } from '../../src/charts/valueAt.ts';

const points = (d: string): [number, number][] => [...d.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);
const xs = pixelScale('linear', [0, 100], 0, 100);
const ys = pixelScale('linear', [-1, 1], 200, 0);

describe('linePath', () => {
  test('few points are all drawn, to a tenth of a pixel', () => {
    expect(linePath(Float64Array.of(0, 1, 2.54), Float64Array.of(0, 0.5, -1), 3, xs, ys)).toBe('M0,100L1,50L2.5,200');
  });

  test('many points: at most two a pixel, spikes kept, extremes kept', () => {
    const n = 100_000;
    const x = Float64Array.from({ length: n }, (_, i) => (100 * i) / n);
    const y = Float64Array.from(x, (t, i) => 0.3 * Math.sin(t) + 0.1 * Math.sin(12.3 * i));
    y[31_111] = 0.98;
    y[70_000] = -0.99;
    const drawn = points(linePath(x, y, n, xs, ys));
    expect(drawn.length).toBeLessThanOrEqual(201);
    const heights = drawn.map(([, height]) => height);
    expect(Math.min(...heights)).toBeCloseTo(100 - 98, 1);
    expect(Math.max(...heights)).toBeCloseTo(100 + 99, 1);
    for (const [i, [px]] of drawn.slice(1).entries()) expect(px).toBeGreaterThanOrEqual(drawn[i]![0]);
  });

  test('each pixel column shows its own lowest and highest value', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i / 10);
    const y = Float64Array.from(x, (_, i) => Math.sin(i * i));
    const drawn = points(linePath(x, y, 1000, xs, ys));
    for (let column = 0; column < 100; column++) {
      const here = drawn.filter(([px]) => px >= column - 0.01 && px < column + 0.96).map(([, py]) => py);
      const values = Array.from(y.slice(10 * column, 10 * column + 10), (v) => 100 - 100 * v);
      expect(Math.min(...here)).toBeCloseTo(Math.min(...values), 0);
      expect(Math.max(...here)).toBeCloseTo(Math.max(...values), 0);
    }
  });

  test('values at or below 0 on a log axis, and NaN, break the line', () => {
    const log = pixelScale('log', [1e-4, 1], 200, 0);
    const d = linePath(Float64Array.of(0, 10, 20, 30, 40, 50, 60), Float64Array.of(0.1, 0.01, 0, -1, 0.01, NaN, 0.1), 7, xs, log);
    expect(d).toBe('M0,50L10,100M40,100M60,50');
  });

  test('only the first `count` points, and nothing far outside the domain', () => {
    const x = Float64Array.from({ length: 50 }, (_, i) => 10 * i - 100);
    const y = new Float64Array(50);
    const drawn = points(linePath(x, y, 50, xs, ys));
    expect(drawn[0]![0]).toBe(-10);
    expect(drawn.at(-1)![0]).toBe(110);
    expect(points(linePath(x, y, 12, xs, ys)).at(-1)![0]).toBe(10);
    expect(linePath(x, y, 0, xs, ys)).toBe('');
  });

  test('huge values stay within what renderers can draw', () => {
    expect(linePath(Float64Array.of(0, 1, 2), Float64Array.of(0, 1e300, -1e300), 3, xs, ys)).toBe('M0,100L1,-100000L2,100000');
  });

  test('401 points take less than a millisecond', () => {
    const x = Float64Array.from({ length: 401 }, (_, i) => i / 4);
    const y = x.map((t) => Math.exp(-t / 10));
    const log = pixelScale('log', [1e-5, 1], 174, 0);
    for (let i = 0; i < 50; i++) linePath(x, y, 401, xs, log);
    const start = performance.now();
    for (let i = 0; i < 50; i++) linePath(x, y, 401, xs, log);
    expect((performance.now() - start) / 50).toBeLessThan(1);
  });
});

describe('bandPath', () => {
  test('goes forth on the upper edge and back on the lower', () => {
    expect(bandPath(Float64Array.of(0, 10), Float64Array.of(-1, 0), Float64Array.of(0, 1), 2, xs, ys)).toBe('M0,100L10,0L10,100L0,200Z');
  });

  test('a low end at 0 stands on the foot of a log axis; where nothing is known the band is parted', () => {
    const log = pixelScale('log', [0.01, 1], 200, 0);
    const d = bandPath(Float64Array.of(0, 10, 20, 30), Float64Array.of(0.1, 0, NaN, 0.1), Float64Array.of(1, 1, NaN, 1), 4, xs, log);
    expect(d).toBe('M0,0L10,0L10,200L0,100ZM30,0L30,100Z');
  });

  test('keeps the extremes of each column', () => {
    const n = 20_000;
    const x = Float64Array.from({ length: n }, (_, i) => (100 * i) / n);
    const high = x.map((_, i) => (i === 7777 ? 0.9 : 0.5));
    const low = x.map((_, i) => (i === 5555 ? -0.9 : -0.5));
    const heights = points(bandPath(x, low, high, n, xs, ys)).map(([, py]) => py);
    expect(Math.min(...heights)).toBe(10);
    expect(Math.max(...heights)).toBe(190);
    expect(heights.length).toBeLessThanOrEqual(202);
  });
});

test('valueAt interpolates between valid points only', () => {
  const x = Float64Array.of(0, 10, 20);
  const y = Float64Array.of(0, 1, NaN);
  expect(valueAt(x, y, 3, 5)).toBeCloseTo(0.5);
  expect(valueAt(x, y, 3, 10)).toBeNull();
  expect(valueAt(x, y, 2, 10)).toBe(1);
  expect(valueAt(x, y, 2, 15)).toBeNull();
  expect(valueAt(x, y, 0, 5)).toBeNull();
});

test('a staircase keeps its corners in their order', () => {
  expect(curvePath(Float64Array.of(0, 40, 40, 100), Float64Array.of(-1, -1, 1, 1), xs, ys)).toBe('M0,200L40,200L40,0L100,0');
});
