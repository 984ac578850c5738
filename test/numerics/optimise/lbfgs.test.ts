import { describe, expect, it } from 'vitest';
import { dotOf, startLbfgs } from '../../../src/numerics/optimise/lbfgs.ts';
import { cubicStep, strongWolfe, type Trial } from '../../../src/numerics/optimise/strongWolfe.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';

type Plain = (x: Float64Array, gradient: Float64Array) => number;

const finished = <T>(work: Generator<'pause', T>): T => {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
};

const minimise = (f: Plain, x0: ArrayLike<number>, most: number) => {
  const evaluate = function* (x: Float64Array, gradient: Float64Array): Generator<'pause', number> {
    yield 'pause';
    return f(x, gradient);
  };
  const search = finished(startLbfgs(evaluate, Float64Array.from(x0)));
  const values = [search.value()];
  let iterations = 0;
  while (iterations < most && finished(search.iterate())) {
    iterations++;
    values.push(search.value());
  }
  return { ...search, iterations, values, size: () => Math.sqrt(dotOf(search.gradient, search.gradient)) };
};

const rosenbrock: Plain = (x, gradient) => {
  let value = 0;
  gradient.fill(0);
  for (let i = 0; i + 1 < x.length; i++) {
    const a = x[i + 1]! - x[i]! * x[i]!;
    const b = 1 - x[i]!;
    value += 100 * a * a + b * b;
    gradient[i]! += -400 * x[i]! * a - 2 * b;
    gradient[i + 1]! += 200 * a;
  }
  return value;
};

describe('minimisation by L-BFGS', () => {
  it.each([2, 10, 100])('finds the minimum of the Rosenbrock function in %i dimensions, the value never rising', (n) => {
    const start = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const { x, values, evaluations, iterations } = minimise(rosenbrock, start, 2000);
    for (const entry of x) expect(Math.abs(entry - 1)).toBeLessThan(1e-7);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]! * (1 + 1e-14));
    expect(iterations).toBeLessThan(2000);
    expect(evaluations()).toBeLessThan(2 * iterations + 50);
  });
  it('solves a quadratic of condition 1e4 to the accuracy of the gradient, and then says that it is at the end', () => {
    const n = 60;
    const weights = Float64Array.from({ length: n }, (_, i) => 10 ** ((4 * i) / (n - 1)));
    const target = new Float64Array(n);
    fillNormals(makeStream('quadratic'), target, n);
    const quadratic: Plain = (x, gradient) => {
      let value = 0;
      for (let i = 0; i < n; i++) {
        gradient[i] = weights[i]! * (x[i]! - target[i]!);
        value += 0.5 * gradient[i]! * (x[i]! - target[i]!);
      }
      return value;
    };
    const { x, iterations } = minimise(quadratic, new Float64Array(n), 5000);
    expect(iterations).toBeLessThan(5000);
    for (let i = 0; i < n; i++) expect(Math.abs(x[i]! - target[i]!)).toBeLessThan(1e-8);
  });
  it('goes through a pause at every evaluation', () => {
    let pauses = 0;
    const evaluate = function* (x: Float64Array, gradient: Float64Array): Generator<'pause', number> {
      yield 'pause';
      return rosenbrock(x, gradient);
    };
    const work = (function* () {
      const search = yield* startLbfgs(evaluate, Float64Array.of(-1.2, 1));
      for (let i = 0; i < 5; i++) yield* search.iterate();
      return search;
    })();
    for (;;) {
      const { done, value } = work.next();
      if (done === true) {
        expect(pauses).toBe(value.evaluations());
        break;
      }
      pauses++;
    }
    expect(pauses).toBeGreaterThan(5);
  });
});

describe('line search', () => {
  // Functions 1, 2 and 4 of More and Thuente, ACM TOMS 20 (1994) 286.
  const functions: readonly [string, (s: number) => readonly [number, number]][] = [
    ['one minimum', (s) => [-s / (s * s + 2), (s * s - 2) / (s * s + 2) ** 2]],
    ['a steep valley', (s) => [(s + 0.004) ** 5 - 2 * (s + 0.004) ** 4, 5 * (s + 0.004) ** 4 - 8 * (s + 0.004) ** 3]],
    ['long slopes', (s) => {
      const part = (b: number, x: number): number => Math.sqrt((1 - x) ** 2 + b * b);
      const slope = (b: number, x: number): number => (x - 1) / part(b, x);
      const gamma = Math.sqrt(1 + 1e-6) - 1e-3;
      return [gamma * part(1e-3, s) + gamma * Math.sqrt(s * s + 1e-6), gamma * slope(1e-3, s) + (gamma * s) / Math.sqrt(s * s + 1e-6)];
    }],
  ];
  it.each(functions.flatMap(([name, f]) => [1e-3, 0.1, 10, 1e3].map((first) => [name, first, f] as const)))('meets both conditions: %s from a first step of %f', (_name, first, f) => {
    const at = function* (step: number): Generator<'pause', Trial> {
      yield 'pause';
      const [value, slope] = f(step);
      return { step, value, slope };
    };
    const start = finished(at(0));
    const found = finished(strongWolfe(start, first, at, 0.1, 0))!;
    expect(found.value).toBeLessThanOrEqual(start.value + 1e-4 * found.step * start.slope);
    expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.1 * Math.abs(start.slope));
  });
  it('finds the minimum of a cubic exactly', () => {
    // x^3 - 3 x: minimum at 1.
    const trial = (step: number): Trial => ({ step, value: step ** 3 - 3 * step, slope: 3 * step * step - 3 });
    expect(cubicStep(trial(0), trial(2))).toBeCloseTo(1, 12);
    expect(cubicStep(trial(2), trial(0))).toBeCloseTo(1, 12);
  });
});
