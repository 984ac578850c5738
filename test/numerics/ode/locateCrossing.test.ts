import { describe, expect, test } from 'vitest';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import type { OdeSolver } from '../../../src/numerics/ode/solver.ts';
import { locateCrossing, type Crossing } from '../../../src/numerics/ode/locateCrossing.ts';
import { escape, oscillator, separatrix, startOf, type Problem } from './problems.ts';

const firstCrossing = (problem: Problem, crossing: Crossing): number | null => {
  const solver = makeDormandPrince(problem.rhs, startOf(problem), problem.from, { rtol: 1e-12, atol: 1e-13 });
  const scratch = new Float64Array(solver.y.length);
  while (solver.t < problem.to) {
    expect(solver.step(problem.to)).toBe('ok');
    const time = locateCrossing(solver, crossing, scratch);
    if (time !== null) return time;
  }
  return null;
};

/** A solver whose last step follows a given curve exactly. */
const lastStep = (curve: (t: number) => number, tPrevious: number, t: number): OdeSolver => ({
  t, tPrevious, y: Float64Array.of(curve(t)), steps: 1, rejected: 0, evaluations: 7,
  step: () => 'ok',
  interpolate: (time, out) => void (out[0] = curve(time)),
});

const onCurve = (curve: (t: number) => number, level: number, direction: Crossing['direction'] = 'above', from = 0, to = 1): number | null =>
  locateCrossing(lastStep(curve, from, to), { read: (y) => y[0]!, level, direction }, new Float64Array(1));

describe('against exact times', () => {
  test.each([
    ['sin t above 1/2', oscillator, 0, 0.5, 'above', Math.PI / 6],
    ['cos t below -0.3', oscillator, 1, -0.3, 'below', Math.acos(-0.3)],
    ['sin t below -1 + 1e-6', oscillator, 0, -1 + 1e-6, 'below', 1.5 * Math.PI - Math.acos(1 - 1e-6)],
    ['pendulum above the bottom', separatrix, 0, 0, 'above', 0],
    ['escape above 1/2', escape, 0, 0.5, 'above', Math.log(999)],
  ] as const)('%s', (_, problem, component, level, direction, exact) => {
    const time = firstCrossing(problem, { read: (y) => y[component]!, level, direction });
    // A crossing of slope s turns an error of the solution into one of the time: the third case has s = 1.4e-3.
    expect(Math.abs(time! - exact)).toBeLessThan(_.includes('1e-6') ? 1e-8 : 1e-10);
  });

  test('a level out of reach is not crossed', () => {
    expect(firstCrossing(oscillator, { read: (y) => y[0]!, level: 1.001, direction: 'above' })).toBeNull();
  });
});

describe('inside one step', () => {
  test('the root is good to 1e-12', () => {
    for (const power of [1, 3, 5, 9]) expect(Math.abs(onCurve((t) => (t / 7) ** power, 0.3 ** power, 'above', 1, 3)! - 2.1)).toBeLessThan(2e-12 * 2.1);
    expect(Math.abs(onCurve((t) => Math.tanh(1e3 * (t - 0.3)), 0)! - 0.3)).toBeLessThan(1e-12);
    expect(Math.abs(onCurve((t) => (t < 0.3 ? 0 : 1), 0.5)! - 0.3)).toBeLessThan(1e-12);
  });

  test('a visit and return is found, at its first crossing', () => {
    expect(onCurve((t) => Math.sin(Math.PI * t), 0.8)).toBeCloseTo(Math.asin(0.8) / Math.PI, 12);
    expect(onCurve((t) => -Math.sin(Math.PI * t), -0.8, 'below')).toBeCloseTo(Math.asin(0.8) / Math.PI, 12);
    expect(onCurve((t) => -((t - 0.4) ** 2), -1e-6)).toBeCloseTo(0.4 - 1e-3, 11);
    expect(onCurve((t) => -((t - 0.6) ** 2), -1e-6)).toBeCloseTo(0.6 - 1e-3, 11);
  });

  test('a level reached at the start counts from the start', () => {
    expect(onCurve((t) => 1 - t, 0.5, 'above', 0.25)).toBe(0.25);
    expect(onCurve((t) => 1 - t, 0.75, 'above', 0.25)).toBe(0.25);
  });

  test('the end of a step belongs to it', () => {
    expect(onCurve((t) => t, 1)).toBe(1);
  });

  test('what is not a number crosses nothing', () => {
    expect(onCurve(() => NaN, 0)).toBeNull();
    expect(onCurve(() => NaN, 0, 'below')).toBeNull();
  });
});
