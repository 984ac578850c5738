// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { keyedValue, linearStep, parseNumber, placeOf, stepFrom, valueAtPlace, type SliderRange } from '../../src/ui/controls/sliderScale.ts';
import { fieldText } from '../../src/ui/controls/numberText.ts';
import { committee } from '../../src/models/committee/index.ts';

const ranges = Object.entries(committee.params).flatMap(([key, field]) => (field.kind === 'number' ? [[key, field] as const] : []));
const log: SliderRange = { scale: 'log', min: 0.01, max: 10 };
const logInteger: SliderRange = { scale: 'logInteger', min: 3, max: 1e7 };
const linear: SliderRange = { scale: 'linear', min: 0, max: 2 };

describe('slider scales', () => {
  it.each(ranges)('%s: ends are exact, places rise with values, every thumb value is in range', (_, range) => {
    expect(valueAtPlace(0, range)).toBe(range.min);
    expect(valueAtPlace(1, range)).toBe(range.max);
    let last = -Infinity;
    for (let i = 0; i <= 200; i++) {
      const value = valueAtPlace(i / 200, range);
      expect(value).toBeGreaterThanOrEqual(last);
      expect(value).toBeLessThanOrEqual(range.max);
      expect(value).toBeGreaterThanOrEqual(range.min);
      expect(Math.abs(placeOf(value, range) - i / 200)).toBeLessThan(range.scale === 'integer' ? 0.51 / (range.max - range.min) : 0.06);
      last = value;
    }
  });

  it.each(ranges)('%s: arrows walk from one end to the other and never stand still', (_, range) => {
    let value = range.min;
    for (let steps = 0; value < range.max && steps < 5000; steps++) {
      const next = stepFrom(value, 1, range);
      expect(next).toBeGreaterThan(value);
      expect(stepFrom(next, -1, range)).toBeLessThan(next);
      value = next;
    }
    expect(value).toBe(range.max);
  });

  it('runs over the logarithm, in two digits', () => {
    expect(placeOf(Math.sqrt(0.1), log)).toBeCloseTo(0.5, 12);
    expect(valueAtPlace(placeOf(0.6872, log), log)).toBe(0.69);
    expect(valueAtPlace(placeOf(12345, logInteger), logInteger)).toBe(12000);
    expect(Number.isInteger(valueAtPlace(0.04, logInteger))).toBe(true);
  });

  it('takes linear steps of 1, 2 or 5', () => {
    expect(linearStep(linear)).toBeCloseTo(0.02, 12);
    expect(valueAtPlace(0.333, linear)).toBe(0.66);
  });

  it('knows the keys of a slider', () => {
    expect(keyedValue('ArrowRight', 1, log)).toBe(1.1);
    expect(keyedValue('ArrowLeft', 1, log)).toBe(0.99);
    expect(keyedValue('ArrowUp', 1000, logInteger)).toBe(1100);
    expect(keyedValue('PageUp', 0, linear)).toBeCloseTo(0.2, 12);
    expect(keyedValue('Home', 1, log)).toBe(0.01);
    expect(keyedValue('End', 1, log)).toBe(10);
    expect(keyedValue('a', 1, log)).toBeNull();
  });

  it('reads numbers as people type them', () => {
    expect(['1,000', '1 000', '1e4', '10^4', '2·10^-3', '−2', ' 0.5 '].map(parseNumber)).toEqual([1000, 1000, 1e4, 1e4, 2e-3, -2, 0.5]);
    expect(['', 'abc', '1/2', '10^'].map(parseNumber)).toEqual([null, null, null, null]);
    for (const x of [1000, 0.333, 1e7, 1e-12, -2.5, 123456.789]) expect(parseNumber(fieldText(x))).toBe(x);
  });
});
