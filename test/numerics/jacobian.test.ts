import { expect, test } from 'vitest';
import { jacobian } from '../../src/numerics/jacobian.ts';

test('of a map from three to two dimensions, against derivatives by hand', () => {
  const f = (x: Float64Array, out: Float64Array) => {
    out[0] = Math.sin(x[0]! * x[1]!) + x[2]!;
    out[1] = Math.exp(x[1]!) / (1 + x[2]! * x[2]!);
  };
  const x = Float64Array.of(0.7, -1.2, 0.4);
  const [cos, e, d] = [Math.cos(0.7 * -1.2), Math.exp(-1.2), 1 + 0.4 * 0.4];
  const exact = [-1.2 * cos, 0.7 * cos, 1, 0, e / d, (-2 * 0.4 * e) / (d * d)];
  const found = jacobian(f, x, 2);
  expect(found.length).toBe(6);
  exact.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(3e-10));
  expect(Array.from(x)).toEqual([0.7, -1.2, 0.4]);
});

test('exact for quadratics, whatever the scale of x', () => {
  const x = Float64Array.of(1e6, -3, 0);
  const found = jacobian((y, out) => void y.forEach((value, i) => (out[i] = value * value)), x);
  for (let i = 0; i < 9; i++) {
    const exact = i % 4 === 0 ? 2 * x[i / 4]! : 0;
    expect(Math.abs(found[i]! - exact)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(exact)));
  }
});
