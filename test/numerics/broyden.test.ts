import { expect, it } from 'vitest';
import { broyden } from '../../src/numerics/broyden.ts';

const ended = <T>(run: Generator<unknown, T>): T => {
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
};

it('finds the zero of two curved equations from a rough Jacobian', () => {
  let calls = 0;
  const residual = function* (x: Float64Array): Generator<void, Float64Array> {
    calls++;
    yield;
    return Float64Array.of(x[0]! * x[0]! + x[1]! - 3, x[0]! * x[1]! - 2);
  };
  const found = ended(broyden(residual, Float64Array.of(1.1, 1.8), Float64Array.of(2.5, 1, 2, 1.5), 1e-12, 40));
  expect(found.converged).toBe(true);
  expect(found.calls).toBe(calls);
  expect(found.x[0]! * found.x[1]!).toBeCloseTo(2, 10);
  expect(found.x[0]! ** 2 + found.x[1]!).toBeCloseTo(3, 10);
  expect(found.residual).toBeLessThanOrEqual(1e-12);
});

it('a linear map in as many steps as unknowns, and some', () => {
  const residual = function* (x: Float64Array): Generator<void, Float64Array> {
    yield;
    return Float64Array.of(3 * x[0]! + x[1]! - 5, x[0]! - 2 * x[1]! + 3);
  };
  // Broyden's method ends after at most 2 n steps on linear equations.
  expect(ended(broyden(residual, Float64Array.of(5, 5), Float64Array.of(1, 0, 0, 1), 1e-9, 6)).converged).toBe(true);
});

it('gives the best point and says so where there is no value, no step or no time', () => {
  const nowhere = function* (): Generator<void, null> {
    yield;
    return null;
  };
  expect(ended(broyden(nowhere, Float64Array.of(1), Float64Array.of(1), 1e-9, 9))).toMatchObject({ converged: false, calls: 1 });
  const square = function* (x: Float64Array): Generator<void, Float64Array> {
    yield;
    return Float64Array.of(x[0]! * x[0]! + 1);
  };
  const failed = ended(broyden(square, Float64Array.of(2), Float64Array.of(1), 1e-9, 9));
  expect(failed.converged).toBe(false);
  expect(failed.residual).toBeGreaterThan(0);
  expect(ended(broyden(square, Float64Array.of(2), Float64Array.of(0), 1e-9, 9))).toMatchObject({ converged: false, calls: 1 });
});
