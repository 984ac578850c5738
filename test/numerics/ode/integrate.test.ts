import { describe, expect, test } from 'vitest';
import { integrate } from '../../../src/numerics/ode/integrate.ts';
import { errorAt, escape, oscillator, startOf } from './problems.ts';

const control = { rtol: 1e-9, atol: 1e-11 };
const grid = (from: number, to: number, points: number) => Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
const run = (options: object) => integrate(oscillator.rhs, startOf(oscillator), { from: 0, to: 20, ...control, ...options });

describe('saved states', () => {
  const coarse = run({ saveAt: grid(0, 20, 5) });
  const fine = run({ saveAt: grid(0, 20, 401) });

  test('do not depend on the other save times, nor do steps and end', () => {
    for (let row = 0; row < 5; row++) expect(coarse.saved.slice(2 * row, 2 * row + 2)).toEqual(fine.saved.slice(200 * row, 200 * row + 2));
    const { saved: _, ...end } = coarse;
    expect(fine).toMatchObject(end);
    expect(run({})).toMatchObject({ ...end, saved: new Float64Array(0) });
  });

  test('are the solution, with both ends exact', () => {
    grid(0, 20, 401).forEach((t, row) => expect(errorAt(fine.saved.subarray(2 * row, 2 * row + 2), oscillator.exact(t))).toBeLessThan(1e-7));
    expect(fine.saved.slice(0, 2)).toEqual(startOf(oscillator));
    expect(fine.saved.slice(-2)).toEqual(fine.y);
  });

  test('repeated and coinciding times each get a row', () => {
    const { saved } = run({ saveAt: Float64Array.of(0, 0, 3, 3) });
    expect(saved.length).toBe(8);
    expect(saved.slice(4, 6)).toEqual(saved.slice(6, 8));
  });
});

describe('how it ends', () => {
  test('done at the very time asked for', () => {
    expect(run({})).toMatchObject({ end: 'done', t: 20 });
    expect(run({ to: 0 })).toMatchObject({ end: 'done', t: 0, steps: 0 });
  });

  test('event: state, time and saved rows stop there; steps before it are the same', () => {
    const saveAt = grid(0, 15, 16);
    const event = { read: (y: Float64Array) => y[0]!, level: 0.5, direction: 'above' as const };
    const options = { from: 0, to: Infinity, ...control };
    const result = integrate(escape.rhs, startOf(escape), { ...options, saveAt, event });
    expect(result.end).toBe('event');
    expect(result.eventTime).toBe(result.t);
    expect(Math.abs(result.t - Math.log(999))).toBeLessThan(1e-7);
    expect(Math.abs(result.y[0]! - 0.5)).toBeLessThan(1e-12);
    expect(result.saved.length).toBe(2 * 7);
    expect(result.saved).toEqual(integrate(escape.rhs, startOf(escape), { ...options, to: 15, saveAt }).saved.slice(0, 14));
  });

  test('event reached at the start', () => {
    const event = { read: (y: Float64Array) => y[1]!, level: 0.5, direction: 'above' as const };
    expect(run({ event, saveAt: grid(0, 1, 3) })).toMatchObject({ end: 'event', eventTime: 0, steps: 0, saved: startOf(oscillator) });
  });

  test('a stiff problem runs out of steps', () => {
    const result = integrate((t, y, out) => void (out[0] = -1e6 * (y[0]! - Math.cos(t))), Float64Array.of(0), { from: 0, to: 10, ...control, maxSteps: 500 });
    expect(result).toMatchObject({ end: 'maxSteps', steps: 500 });
    expect(result.t).toBeLessThan(0.01);
    expect(result.y[0]).toBeCloseTo(1, 4);
  });

  test('a blow-up ends at its singularity with the last good state', () => {
    const result = integrate((_, y, out) => void (out[0] = y[0]! * y[0]!), Float64Array.of(1), { from: 0, to: 2, ...control, saveAt: grid(0, 2, 5) });
    expect(result.end).toBe('stepTooSmall');
    expect(Math.abs(result.t - 1)).toBeLessThan(1e-7);
    expect(Number.isFinite(result.y[0])).toBe(true);
    expect(result.saved.length).toBe(2);
    expect(result.saved[1]).toBeCloseTo(2, 7);
  });

  test.each([
    ['a slope that stops being a number', (t: number) => (t > 1 ? NaN : 0), 1],
    ['a slope that is never a number', () => NaN, 0],
    ['an overflow', () => 1e308, 1.7976931348623157],
  ])('%s', (_, slope, time) => {
    const result = integrate((t, _, out) => void (out[0] = slope(t)), Float64Array.of(0), { from: 0, to: 5, ...control });
    expect(result.end).toBe('nonFinite');
    expect(Math.abs(result.t - time)).toBeLessThan(0.01);
    expect(Number.isFinite(result.y[0])).toBe(true);
    expect(result.steps).toBeLessThan(500);
  });

  test('a caller\'s mistake throws at the door', () => {
    expect(() => run({ to: -1 })).toThrow('to must be >= from = 0, got -1');
    expect(() => run({ saveAt: Float64Array.of(2, 1) })).toThrow('got 1 at 1');
    expect(() => run({ saveAt: Float64Array.of(21) })).toThrow(RangeError);
    expect(() => run({ saveAt: Float64Array.of(NaN) })).toThrow(RangeError);
  });
});
