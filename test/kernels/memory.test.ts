import { describe, expect, test } from 'vitest';
import { memoryInUse, reserve } from '../../src/kernels/memory.ts';

describe('memory of the kernels', () => {
  test('blocks do not overlap, start at zero and at multiples of 64, and are used again', () => {
    const before = memoryInUse().reserved;
    const blocks = [10, 64, 1000, 1].map(reserve);
    const ranges = blocks.map(({ pointer, bytes }) => [pointer, pointer + bytes] as const).sort(([a], [b]) => a - b);
    ranges.slice(1).forEach(([start], i) => expect(start).toBeGreaterThanOrEqual(ranges[i]![1]));
    for (const { pointer, f64, bytes } of blocks) {
      expect(pointer % 64).toBe(0);
      expect([...f64(0, bytes / 8)]).toEqual(Array(bytes / 8).fill(0));
      f64(0, bytes / 8).fill(7);
    }
    const second = blocks[1]!;
    second.release();
    second.release();
    const again = reserve(60);
    expect(again.pointer).toBe(second.pointer);
    expect([...again.f64(0, 8)]).toEqual(Array(8).fill(0));
    for (const block of [...blocks, again]) block.release();
    expect(memoryInUse().reserved).toBe(before);
  });

  test('it grows when it must, and gaps join', () => {
    const before = memoryInUse();
    const large = reserve(before.total + 1);
    expect(memoryInUse().total).toBeGreaterThan(before.total);
    large.f64(0, 10).fill(1);
    large.release();
    const grown = memoryInUse().total;
    for (let round = 0; round < 200; round++) {
      const blocks = [3, 1, 4, 1, 5, 9, 2, 6].map((size) => reserve(1000 * size + round));
      for (const i of [3, 0, 6, 1, 7, 2, 5, 4]) blocks[i]!.release();
    }
    const whole = reserve(before.total);
    whole.release();
    expect(memoryInUse()).toEqual({ total: grown, reserved: before.reserved });
  });

  test.each([0, -1, 1.5, NaN])('a size of %s is refused', (size) => expect(() => reserve(size)).toThrow(/size/));
});
