import { describe, expect, test } from 'vitest';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import { errorAt, oscillator, problems, startOf, type Problem } from './problems.ts';

const slopeOf = (xs: readonly number[], ys: readonly number[]): number => {
  const [lx, ly] = [xs.map(Math.log), ys.map(Math.log)];
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b) / v.length;
  const [mx, my] = [mean(lx), mean(ly)];
  return mean(lx.map((x, i) => (x - mx) * (ly[i]! - my))) / mean(lx.map((x) => (x - mx) * (x - mx)));
};

/** Every step is accepted and as long as maxStep allows. */
const loose = (maxStep: number) => ({ rtol: 0, atol: 1e9, maxStep });

const finalError = (problem: Problem, control: Parameters<typeof makeDormandPrince>[3]): number => {
  const solver = makeDormandPrince(problem.rhs, startOf(problem), problem.from, control);
  while (solver.t < problem.to) expect(solver.step(problem.to)).toBe('ok');
  return errorAt(solver.y, problem.exact(problem.to));
};

describe.each(problems)('$name', (problem) => {
  test('converges with order 5 in the step', () => {
    const steps = [0.04, 0.02, 0.01].map((h) => (problem.name.startsWith('harmonic') ? 2 * h : h));
    expect(Math.abs(slopeOf(steps, steps.map((h) => finalError(problem, loose(h)))) - 5)).toBeLessThan(0.2);
  });

  test('error follows the tolerance', () => {
    const tolerances = [1e-4, 1e-6, 1e-8, 1e-10];
    const errors = tolerances.map((tolerance) => finalError(problem, { rtol: tolerance, atol: tolerance }));
    errors.forEach((error, i) => expect(error).toBeLessThan(500 * tolerances[i]!));
    expect(slopeOf(tolerances, errors)).toBeGreaterThan(0.8);
    expect(slopeOf(tolerances, errors)).toBeLessThan(1.2);
  });

  test('one step errs as h^6 at its end and as h^5 inside', () => {
    const from = problem.from + 1.5;
    const inside = new Float64Array(2);
    const steps = [0.2, 0.1, 0.05];
    const errors = steps.map((h) => {
      const solver = makeDormandPrince(problem.rhs, Float64Array.from(problem.exact(from)), from, { rtol: 0, atol: 1 });
      expect(solver.step(from + h)).toBe('ok');
      expect(solver.t).toBe(from + h);
      solver.interpolate(from + 0.4 * h, inside);
      return [errorAt(solver.y, problem.exact(from + h)), errorAt(inside, problem.exact(from + 0.4 * h))];
    });
    expect(Math.abs(slopeOf(steps, errors.map(([end]) => end!)) - 6)).toBeLessThan(0.45);
    expect(Math.abs(slopeOf(steps, errors.map(([, middle]) => middle!)) - 5)).toBeLessThan(0.45);
  });
});

describe('solver', () => {
  const control = { rtol: 1e-8, atol: 1e-10 };

  test('dense output joins the steps exactly and is as good as the steps', () => {
    const solver = makeDormandPrince(oscillator.rhs, startOf(oscillator), 0, control);
    const out = new Float64Array(2);
    let worst = 0;
    for (let before = Float64Array.from(solver.y); solver.t < 20; before = Float64Array.from(solver.y)) {
      solver.step(20);
      solver.interpolate(solver.tPrevious, out);
      expect(out).toEqual(before);
      for (let share = 0.1; share < 1; share += 0.1) {
        const t = solver.tPrevious + share * (solver.t - solver.tPrevious);
        solver.interpolate(t, out);
        worst = Math.max(worst, errorAt(out, oscillator.exact(t)));
      }
      solver.interpolate(solver.t, out);
      expect(out).toEqual(solver.y);
    }
    const end = errorAt(solver.y, oscillator.exact(20));
    expect(worst).toBeLessThan(3 * end);
  });

  test('interpolating changes no step', () => {
    const make = () => makeDormandPrince(oscillator.rhs, startOf(oscillator), 0, control);
    const [plain, watched] = [make(), make()];
    const out = new Float64Array(2);
    for (let i = 0; i < 50; i++) {
      plain.step(Infinity);
      watched.step(Infinity);
      watched.interpolate(0.5 * (watched.t + watched.tPrevious), out);
      expect([watched.t, ...watched.y]).toEqual([plain.t, ...plain.y]);
    }
  });

  test('a step cut short by tEnd does not shorten those after it', () => {
    const solver = makeDormandPrince(oscillator.rhs, startOf(oscillator), 0, control);
    for (let i = 0; i < 20; i++) solver.step(Infinity);
    const usual = solver.t - solver.tPrevious;
    const stop = solver.t + 1e-6;
    solver.step(stop);
    expect(solver.t).toBe(stop);
    solver.step(Infinity);
    expect(solver.t - solver.tPrevious).toBeGreaterThan(0.9 * usual);
    const { steps } = solver;
    expect(solver.step(solver.t)).toBe('ok');
    expect(solver.steps).toBe(steps);
  });

  test('keeps to maxStep, counts evaluations, copies the start', () => {
    const start = startOf(oscillator);
    let calls = 0;
    const solver = makeDormandPrince((t, y, out) => (calls++, oscillator.rhs(t, y, out)), start, 0, { rtol: 1e-3, atol: 1e-3, maxStep: 0.25 });
    while (solver.t < 10) {
      solver.step(10);
      expect(solver.t - solver.tPrevious).toBeLessThanOrEqual(0.2525);
    }
    expect(calls).toBe(solver.evaluations);
    expect(solver.evaluations).toBe(2 + 6 * (solver.steps + solver.rejected));
    expect(Array.from(start)).toEqual([0, 1]);
  });

  test('rejects and recovers where the scale changes suddenly', () => {
    const solver = makeDormandPrince((t, y, out) => void (out[0] = t < 1 ? 0 : Math.cos(300 * (t - 1)) * y[0]!), Float64Array.of(1), 0, control);
    while (solver.t < 2) expect(solver.step(2)).toBe('ok');
    expect(solver.rejected).toBeGreaterThan(0);
    expect(solver.y[0]).toBeCloseTo(Math.exp(Math.sin(300) / 300), 6);
  });

  test('a caller\'s mistake throws at the door', () => {
    const make = (bad: object) => () => makeDormandPrince(oscillator.rhs, startOf(oscillator), 0, { ...control, ...bad });
    expect(make({ atol: 0 })).toThrow('atol must be > 0, got 0');
    expect(make({ rtol: -1 })).toThrow(RangeError);
    expect(make({ maxStep: NaN })).toThrow(RangeError);
  });
});
