import { describe, expect, test } from 'vitest';
import { inside, meet, placeLabels, type LabelRequest } from '../../src/charts/placeLabels.ts';

const bounds = { x: 0, y: 0, width: 200, height: 100 };
const at = (key: string, priority: number, places: [number, number][], width = 60, height = 16): LabelRequest => ({
  key,
  priority,
  variants: [{ width, height, places: places.map(([x, y]) => ({ x, y })) }],
});

describe('placeLabels', () => {
  test('takes the first place that is free', () => {
    const placed = placeLabels([at('a', 1, [[10, 10], [10, 40]])], bounds);
    expect(placed.get('a')?.rect).toEqual({ x: 10, y: 10, width: 60, height: 16 });
  });

  test('the higher priority goes first, whatever the order', () => {
    const requests = [at('low', 1, [[10, 10], [10, 40]]), at('high', 2, [[10, 10]])];
    for (const order of [requests, requests.toReversed()]) {
      const placed = placeLabels(order, bounds);
      expect(placed.get('high')?.rect.y).toBe(10);
      expect(placed.get('low')?.rect.y).toBe(40);
    }
  });

  test('drops what fits nowhere: outside the bounds, or on a label of higher priority', () => {
    const placed = placeLabels([at('clipped', 3, [[150, 10], [10, 90]]), at('high', 2, [[10, 10]]), at('low', 1, [[20, 12]])], bounds);
    expect([...placed.keys()]).toEqual(['high']);
  });

  test('prefers free ground to lines, and the longer wording to the shorter', () => {
    const line = { points: Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 5 * i : 18)), weight: 1 };
    const [free] = placeLabels([at('a', 1, [[10, 10], [10, 40]])], bounds, [line]).values();
    expect(free).toMatchObject({ place: 1, cost: 0 });
    const twoWordings: LabelRequest = {
      key: 'b',
      priority: 1,
      variants: [
        { width: 190, height: 16, places: [{ x: 5, y: 10 }] },
        { width: 40, height: 16, places: [{ x: 5, y: 60 }] },
      ],
    };
    expect(placeLabels([twoWordings], bounds).get('b')?.variant).toBe(0);
    expect(placeLabels([twoWordings], bounds, [line]).get('b')?.variant).toBe(1);
  });

  test('tolerance, limit and shyness decide about places on a line', () => {
    const line = { points: Float64Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 2.5 * i : 18)), weight: 1 };
    const request = at('a', 1, [[10, 10]]);
    const cost = placeLabels([{ ...request, limit: 100 }], bounds, [line]).get('a')!.cost;
    expect(cost).toBeGreaterThan(8);
    expect(placeLabels([request], bounds, [line]).size).toBe(0);
    expect(placeLabels([{ ...request, limit: 100, shy: true }], bounds, [line]).size).toBe(0);
    expect(placeLabels([{ ...request, limit: 100, shy: true, tolerance: cost }], bounds, [line]).size).toBe(1);
  });

  test('stays where it was while that place is free', () => {
    const request = at('a', 1, [[10, 10], [10, 40]]);
    const former = placeLabels([at('other', 2, [[10, 10]]), request], bounds);
    expect(former.get('a')?.place).toBe(1);
    expect(placeLabels([request], bounds, [], [], former).get('a')?.place).toBe(1);
    expect(placeLabels([request], bounds, [], [{ x: 0, y: 40, width: 50, height: 10 }], former).get('a')?.place).toBe(0);
  });

  test('no two labels meet and none is clipped, for 200 random crowds', () => {
    let state = 1;
    const random = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
    for (let crowd = 0; crowd < 200; crowd++) {
      const requests = Array.from({ length: 12 }, (_, i) =>
        at(String(i), random(), Array.from({ length: 5 }, () => [220 * random() - 10, 120 * random() - 10]), 10 + 80 * random(), 8 + 10 * random()),
      );
      const rects = [...placeLabels(requests, bounds).values()].map((placement) => placement.rect);
      for (const rect of rects) expect(inside(rect, bounds)).toBe(true);
      for (const [i, a] of rects.entries()) for (const b of rects.slice(i + 1)) expect(meet(a, b)).toBe(false);
    }
  });
});
