import { describe, expect, test } from 'vitest';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import { makeRungeKuttaChebyshev } from '../../../src/numerics/ode/rungeKuttaChebyshev.ts';
import type { RightHandSide } from '../../../src/numerics/ode/solver.ts';
import { errorAt, escape, type Problem } from './problems.ts';

const slopeOf = (xs: readonly number[], ys: readonly number[]): number => {
  const [lx, ly] = [xs.map(Math.log), ys.map(Math.log)];
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b) / v.length;
  const [mx, my] = [mean(lx), mean(ly)];
  return mean(lx.map((x, i) => (x - mx) * (ly[i]! - my))) / mean(lx.map((x) => (x - mx) * (x - mx)));
};

/** Rates from 1 to 3000 about a moving equilibrium: y_i' = -rate_i (y_i - cos t) - sin t. */
const rates = [1, 30, 900, 3000];
const stiff: Problem = {
  name: 'stiff relaxation',
  rhs: (t, y, out) => rates.forEach((rate, i) => (out[i] = -rate * (y[i]! - Math.cos(t)) - Math.sin(t))),
  from: 0,
  to: 6,
  exact: (t) => rates.map((rate) => Math.cos(t) + Math.exp(-rate * t)),
};

/** Three escapes at rates from 1 to 40. */
const logistic: Problem = {
  name: 'logistic modes',
  rhs: (_, y, out) => {
    for (let i = 0; i < 3; i++) out[i] = [1, 5, 40][i]! * y[i]! * (1 - y[i]!);
  },
  from: 0,
  to: 3,
  exact: (t) => [1, 5, 40].map((rate) => 1 / (1 + 9 * Math.exp(-rate * t))),
};

const solve = (problem: Problem, control: Parameters<typeof makeRungeKuttaChebyshev>[3]) => {
  const solver = makeRungeKuttaChebyshev(problem.rhs, Float64Array.from(problem.exact(problem.from)), problem.from, control);
  while (solver.t < problem.to) expect(solver.step(problem.to)).toBe('ok');
  return solver;
};

describe.each([escape, logistic])('$name', (problem) => {
  test('converges with order 2 in the step', () => {
    const steps = [0.04, 0.02, 0.01, 0.005].map((h) => (problem === logistic ? h / 8 : h));
    // At the end of the logistic problem everything rests: its middle tells the order.
    const to = problem === logistic ? 1.5 : problem.to;
    const errors = steps.map((h) => errorAt(solve({ ...problem, to }, { rtol: 0, atol: 1e9, maxStep: h }).y, problem.exact(to)));
    expect(Math.abs(slopeOf(steps, errors) - 2)).toBeLessThan(0.15);
  });
});

test('dense output is the cubic through both ends and their slopes', () => {
  const rhs: RightHandSide = (_, y, out) => void (out[0] = -y[0]!);
  const out = new Float64Array(1);
  const steps = [0.2, 0.1, 0.05];
  const errors = steps.map((h) => {
    const solver = makeRungeKuttaChebyshev(rhs, Float64Array.of(1), 0, { rtol: 0, atol: 1 });
    solver.step(h);
    expect(solver.t).toBe(h);
    const [p, end] = [0.5, solver.y[0]!];
    solver.interpolate(p * h, out);
    // The cubic through the numerical ends with the slopes -y there.
    const cubic = 0.5 * (1 + end) + (h / 8) * (-1 + end);
    expect(Math.abs(out[0]! - cubic)).toBeLessThan(1e-15);
    // Against the exact solution the step's own error, h^3, comes on top.
    return Math.abs(out[0]! - Math.exp(-p * h));
  });
  expect(Math.abs(slopeOf(steps, errors) - 3)).toBeLessThan(0.4);
});

test.each([escape, stiff])('$name: error follows the tolerance', (problem) => {
  const tolerances = [1e-3, 1e-4, 1e-5, 1e-6];
  const errors = tolerances.map((tolerance) => errorAt(solve(problem, { rtol: tolerance, atol: tolerance }).y, problem.exact(problem.to)));
  errors.forEach((error, i) => expect(error).toBeLessThan(100 * tolerances[i]!));
  expect(errors[3]! / errors[0]!).toBeLessThan(0.05);
});

test('stages follow the step: a tenth of the evaluations of a method whose steps the fastest mode limits', () => {
  const control = { rtol: 1e-4, atol: 1e-4 };
  const ordinary = makeDormandPrince(stiff.rhs, Float64Array.from(stiff.exact(0)), 0, control);
  while (ordinary.t < stiff.to) ordinary.step(stiff.to);
  expect(ordinary.evaluations).toBeGreaterThan((6 * 3000 * stiff.to) / 3.5);
  expect(solve(stiff, control).evaluations).toBeLessThan(0.1 * ordinary.evaluations);
});

test('interpolates what it steps through, copies the start, counts evaluations', () => {
  let calls = 0;
  const start = Float64Array.from(stiff.exact(0));
  const solver = makeRungeKuttaChebyshev((t, y, out) => (calls++, stiff.rhs(t, y, out)), start, 0, { rtol: 1e-4, atol: 1e-4 });
  const out = new Float64Array(4);
  let worst = 0;
  while (solver.t < 6) {
    const before = Float64Array.from(solver.y);
    solver.step(6);
    solver.interpolate(solver.tPrevious, out);
    expect(out).toEqual(before);
    solver.interpolate(solver.t, out);
    expect(out).toEqual(solver.y);
    const middle = 0.5 * (solver.t + solver.tPrevious);
    solver.interpolate(middle, out);
    // Fast modes bend within a step once they have died out only by what is left of them.
    if (middle > 0.1) worst = Math.max(worst, Math.abs(out[0]! - stiff.exact(middle)[0]!));
  }
  expect(solver.t).toBe(6);
  expect(calls).toBe(solver.evaluations);
  expect(worst).toBeLessThan(1e-2);
  expect(Array.from(start)).toEqual([...stiff.exact(0)]);
});

test('a step cut short by tEnd does not shorten those after it; saving changes no step', () => {
  const make = () => makeRungeKuttaChebyshev(escape.rhs, Float64Array.from(escape.exact(0)), 0, { rtol: 1e-5, atol: 1e-5 });
  const [plain, watched] = [make(), make()];
  const out = new Float64Array(2);
  for (let i = 0; i < 40; i++) {
    plain.step(Infinity);
    watched.step(Infinity);
    watched.interpolate(0.5 * (watched.t + watched.tPrevious), out);
    expect([watched.t, ...watched.y]).toEqual([plain.t, ...plain.y]);
  }
  const usual = plain.t - plain.tPrevious;
  const stop = plain.t + 1e-6;
  plain.step(stop);
  expect(plain.t).toBe(stop);
  plain.step(Infinity);
  expect(plain.t - plain.tPrevious).toBeGreaterThan(0.9 * usual);
});

test('a singularity and a start without numbers end as values', () => {
  const blowUp = makeRungeKuttaChebyshev((_, y, out) => void (out[0] = y[0]! * y[0]!), Float64Array.of(1), 0, { rtol: 1e-5, atol: 1e-8 });
  let result = 'ok';
  for (let i = 0; i < 1e5 && result === 'ok'; i++) result = blowUp.step(2);
  expect(result).not.toBe('ok');
  expect(Math.abs(blowUp.t - 1)).toBeLessThan(0.02);
  const none = makeRungeKuttaChebyshev((_, __, out) => void out.fill(NaN), Float64Array.of(1), 0, { rtol: 1e-5, atol: 1e-8 });
  expect(none.step(1)).toBe('nonFinite');
  expect(() => makeRungeKuttaChebyshev(escape.rhs, Float64Array.of(1, 1), 0, { rtol: 1e-3, atol: 0 })).toThrow('atol must be > 0, got 0');
});
