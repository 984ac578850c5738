import { describe, expect, test } from 'vitest';
import { bottomTicks, leftTicks } from '../../src/charts/fitTicks.ts';
import { pixelScale, toPixel } from '../../src/charts/pixelScale.ts';
import { textWidth } from '../../src/charts/textWidth.ts';
import { axisTicks, decadeTicks, linearTicks, type Tick } from '../../src/charts/ticks.ts';

const named = (ticks: readonly Tick[]): string[] => ticks.map((tick) => tick.label).filter((label) => label !== '');

describe('decades', () => {
  test('powers of ten with raised exponents and a true minus', () => {
    expect(named(decadeTicks([1e-4, 0.3], 6, 'power').major)).toEqual(['10^{−4}', '10^{−3}', '10^{−2}', '10^{−1}']);
    expect(named(decadeTicks([0.1, 1000], 6, 'power').major)).toEqual(['10^{−1}', '1', '10', '10^{2}', '10^{3}']);
  });

  test('input dimensions are grouped, until they are too many digits', () => {
    expect(named(decadeTicks([20, 50000], 6, 'grouped').major)).toEqual(['100', '1,000', '10,000']);
    expect(named(decadeTicks([1000, 1e7], 6, 'grouped').major)).toEqual(['10^{3}', '10^{4}', '10^{5}', '10^{6}', '10^{7}']);
  });

  test('every decade has a tick; above six, every second or third is named, evenly', () => {
    const { major } = decadeTicks([1e-12, 1], 6, 'power');
    expect(major).toHaveLength(13);
    expect(named(major)).toEqual(['10^{−12}', '10^{−9}', '10^{−6}', '10^{−3}', '1']);
  });

  test('for all domains and sizes there are between two and six names', () => {
    for (let low = -12; low <= 6; low += 0.37) {
      for (let span = 0.05; span < 16; span *= 1.7) {
        for (let most = 2; most <= 6; most++) {
          const domain = [10 ** low, 10 ** (low + span)] as const;
          const names = named(axisTicks('log', domain, most, 'power').major);
          expect(names.length, `${domain} ${most}`).toBeGreaterThanOrEqual(1);
          expect(names.length, `${domain} ${most}`).toBeLessThanOrEqual(6);
          expect(new Set(names).size, `${domain} ${most}: ${names}`).toBe(names.length);
        }
      }
    }
  });

  test('below two decades, the axis is not left blank', () => {
    expect(named(decadeTicks([0.015, 0.08], 6, 'power').major)).toEqual(['0.02', '0.05']);
    expect(named(decadeTicks([0.041, 0.046], 6, 'power').major).length).toBeGreaterThanOrEqual(2);
  });

  test('a domain at or below 0 has no ticks and does not throw', () => {
    expect(decadeTicks([0, 1], 6, 'power').major).toEqual([]);
    expect(axisTicks('linear', [1, 1], 6, 'power').major).toEqual([]);
  });
});

describe('round steps', () => {
  test('at most six, to the ends of the domain where they are round', () => {
    expect(named(linearTicks([0, 160], 6).major)).toEqual(['0', '40', '80', '120', '160']);
    expect(named(linearTicks([0, 150], 6).major)).toEqual(['0', '50', '100', '150']);
    expect(named(linearTicks([0, 1], 3).major)).toEqual(['0', '0.5', '1']);
    expect(named(linearTicks([-1, 1], 6).major)).toEqual(['−1', '−0.5', '0', '0.5', '1']);
    expect(named(linearTicks([0, 12000], 6).major)).toEqual(['0', '4,000', '8,000', '12,000']);
  });

  test('for all spans the names are right and at most six', () => {
    for (let span = 1e-3; span < 1e8; span *= 1.31) {
      const { major } = linearTicks([0.1 * span, 1.1 * span], 6);
      expect(major.length).toBeLessThanOrEqual(6);
      expect(major.length).toBeGreaterThanOrEqual(3);
      expect(new Set(named(major)).size).toBe(major.length);
      if (span < 1e5) for (const tick of major) expect(Math.abs(Number(tick.label.replaceAll(',', '')) - tick.value)).toBeLessThan(1e-6 * span);
    }
  });
});

describe('names that fit', () => {
  for (const width of [250, 288, 460, 900]) {
    test(`on a horizontal axis of a chart ${width} px wide no two names touch`, () => {
      for (const [kind, domain] of [['log', [20, 50000]], ['log', [1, 1e9]], ['log', [1e-3, 1e6]], ['linear', [0, 160]], ['linear', [0, 3_000_000]]] as const) {
        for (const fontSize of [12, 13.5, 22]) {
          const scale = pixelScale(kind, domain, 44, width - 14);
          const ticks = bottomTicks(scale, fontSize, 'grouped').major.filter((tick) => tick.label !== '');
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          for (const [i, tick] of ticks.slice(1).entries()) {
            const before = ticks[i]!;
            const distance = toPixel(scale, tick.value) - toPixel(scale, before.value);
            const room = (textWidth(tick.label, fontSize) + textWidth(before.label, fontSize)) / 2;
            expect(distance, `${before.label} ${tick.label} at ${fontSize}`).toBeGreaterThan(room);
          }
        }
      }
    });
  }

  test('on a vertical axis there are at least two, and lines of text between them', () => {
    for (let height = 50; height < 400; height += 35) {
      const scale = pixelScale('log', [1e-7, 1], height, 0);
      const ticks = leftTicks(scale, 13.5, 'power').major.filter((tick) => tick.label !== '');
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (const [i, tick] of ticks.slice(1).entries()) expect(toPixel(scale, ticks[i]!.value) - toPixel(scale, tick.value)).toBeGreaterThan(13.5);
    }
  });
});
