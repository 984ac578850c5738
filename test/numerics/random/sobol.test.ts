import { describe, expect, it } from 'vitest';
import { sobolPoints } from '../../../src/numerics/random/sobol.ts';

const column = (points: Float64Array, dimensions: number, d: number): number[] => Array.from({ length: points.length / dimensions }, (_, i) => points[i * dimensions + d]!);

describe('scrambled Sobol points', () => {
  it.each([1, 4, 8])('%i dimensions: each coordinate of 2^k points once in each of 2^k intervals', (dimensions) => {
    for (const count of [1, 2, 64, 1024]) {
      const points = sobolPoints(count, dimensions, 3);
      for (let d = 0; d < dimensions; d++) expect(new Set(column(points, dimensions, d).map((x) => Math.floor(x * count))).size).toBe(count);
      for (const x of points) if (!(x > 0 && x < 1)) throw new Error(`outside: ${x}`);
    }
  });

  /** Quality of a net, measured: 2^k points fill every elementary box of area 2^(t-k) equally. */
  it.each([[0, 1, 0], [0, 2, 1], [1, 2, 1], [0, 3, 2], [1, 3, 2], [2, 3, 2]])('dimensions %i and %i: boxes of 2^%i points hold that many', (a, b, t) => {
    const k = 10;
    const points = sobolPoints(1 << k, 4, 7);
    const [x, y] = [column(points, 4, a), column(points, 4, b)];
    for (let i = 0; i <= k - t; i++) {
      const [nx, ny] = [1 << i, 1 << (k - t - i)];
      const held = new Float64Array(nx * ny);
      x.forEach((at, n) => (held[Math.floor(at * nx) * ny + Math.floor(y[n]! * ny)]! += 1));
      expect(new Set(held)).toEqual(new Set([1 << t]));
    }
  });

  it('the same key gives the same points, another seed others, more points begin with the fewer', () => {
    expect(sobolPoints(64, 3, 1)).toEqual(sobolPoints(64, 3, 1));
    expect(sobolPoints(64, 3, 1)).not.toEqual(sobolPoints(64, 3, 2));
    expect(sobolPoints(128, 3, 1).subarray(0, 192)).toEqual(sobolPoints(64, 3, 1));
  });

  it('scramblings are uniform: the first point over many seeds', () => {
    const seeds = 4000;
    const first = Array.from({ length: seeds }, (_, seed) => sobolPoints(1, 1, seed)[0]!);
    const mean = first.reduce((sum, x) => sum + x, 0) / seeds;
    const square = first.reduce((sum, x) => sum + (x - 0.5) ** 2, 0) / seeds;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * seeds));
    expect(Math.abs(square - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / seeds));
  });

  it('a smooth integral: error far below that of random points, and without bias over scramblings', () => {
    const count = 1024;
    const errors = Array.from({ length: 16 }, (_, seed) => {
      const points = sobolPoints(count, 4, seed);
      let sum = 0;
      for (let i = 0; i < count; i++) {
        let product = 1;
        for (let d = 0; d < 4; d++) product *= 1 + (points[4 * i + d]! - 0.5);
        sum += product;
      }
      return sum / count - 1;
    });
    const rms = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
    // Random points: sqrt(((1 + 1/12)^4 - 1)/1024) = 0.019.
    expect(rms).toBeLessThan(5e-4);
    expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(4 * rms / Math.sqrt(errors.length));
  });

  it.each([0, 9, 1.5])('%d dimensions are refused', (dimensions) => expect(() => sobolPoints(4, dimensions, 1)).toThrow(RangeError));
});
