import { describe, expect, it } from 'vitest';
import { linearGrid } from '../../src/numerics/linearGrid.ts';
import { logGrid } from '../../src/numerics/logGrid.ts';

describe('grids', () => {
  it('spaces points evenly and keeps both ends', () => {
    expect([...linearGrid(-1, 1, 5)]).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(linearGrid(0.1, 0.7, 7)[6]).toBe(0.7);
    expect([...linearGrid(3, 9, 1)]).toEqual([3]);
    expect([...linearGrid(2, -2, 3)]).toEqual([2, 0, -2]);
  });

  it('spaces logarithms evenly and keeps both ends', () => {
    const grid = logGrid(100, 1e7, 6);
    [1e2, 1e3, 1e4, 1e5, 1e6, 1e7].forEach((decade, i) => expect(Math.abs(grid[i]! / decade - 1)).toBeLessThan(1.4e-15));
    expect([grid[0], grid[5]]).toEqual([100, 1e7]);
    expect([...logGrid(8, 0.125, 3)].map((x) => Math.round(x * 1e12) / 1e12)).toEqual([8, 1, 0.125]);
    expect([...logGrid(3, 9, 1)]).toEqual([3]);
  });

  it('refuses what has no grid', () => {
    for (const n of [0, 1.5, NaN]) {
      expect(() => linearGrid(0, 1, n)).toThrow(RangeError);
      expect(() => logGrid(1, 2, n)).toThrow(RangeError);
    }
    for (const [from, to] of [[0, 1], [1, 0], [-1, -2], [1, Infinity], [NaN, 1]] as const) expect(() => logGrid(from, to, 3)).toThrow(RangeError);
  });
});
