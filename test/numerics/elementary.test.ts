import { describe, expect, it } from 'vitest';
import { acos, asin } from '../../src/numerics/asin.ts';
import { atan } from '../../src/numerics/atan.ts';
import { erf } from '../../src/numerics/erf.ts';
import { erfc } from '../../src/numerics/erfc.ts';
import { exp, expSum } from '../../src/numerics/exp.ts';
import { expm1 } from '../../src/numerics/expm1.ts';
import { log } from '../../src/numerics/log.ts';
import { log1p } from '../../src/numerics/log1p.ts';
import { normalCdf } from '../../src/numerics/normalCdf.ts';
import { normalQuantile } from '../../src/numerics/normalQuantile.ts';
import { cosTwoPi, sinTwoPi } from '../../src/numerics/sinCos.ts';
import { tanh } from '../../src/numerics/tanh.ts';
import fixture from '../fixtures/elementary.json';

const functions = { exp, expm1, log, log1p, erf, erfc, asin, acos, atan, tanh, sinTwoPi, cosTwoPi, normalCdf, normalQuantile };

// The docstring's accuracy plus the half unit by which the fixture itself is rounded.
const limits: Record<keyof typeof functions, number> = {
  exp: 1.7, expm1: 1.8, log: 1.3, log1p: 1.7, erf: 1.6, erfc: 2.4, asin: 1.4, acos: 1.4, atan: 1.4, tanh: 1.6, sinTwoPi: 1.8, cosTwoPi: 1.7, normalCdf: 2.7, normalQuantile: 5.8,
};

const bits = new BigInt64Array(1);
const number = new Float64Array(bits.buffer);
function unitsApart(got: number, expected: number): number {
  number[0] = Math.abs(expected);
  bits[0]! += 1n;
  return Math.abs(got - expected) / (number[0]! - Math.abs(expected));
}

const names = Object.keys(functions) as (keyof typeof functions)[];
const spaced = (from: number, to: number, n: number): number[] => Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));

describe('elementary functions', () => {
  it.each(names)('%s agrees with 60-digit values to its stated accuracy', (name) => {
    const rows = fixture.points[name] as [number, number][];
    expect(rows.length).toBeGreaterThan(40);
    for (const [x, y] of rows) expect(unitsApart(functions[name](x), y), `${name}(${x})`).toBeLessThan(limits[name]);
  });

  it.each(names)('%s turns NaN into NaN', (name) => {
    expect(functions[name](NaN)).toBeNaN();
  });

  it.each([
    ['exp', exp, [[-Infinity, 0], [Infinity, Infinity], [0, 1], [709.79, Infinity], [-745.14, 0], [-745.13, 5e-324]]],
    ['expm1', expm1, [[-Infinity, -1], [Infinity, Infinity], [-0, -0], [5e-324, 5e-324], [-1000, -1]]],
    ['log', log, [[0, -Infinity], [-0, -Infinity], [-1, NaN], [-Infinity, NaN], [Infinity, Infinity], [1, 0]]],
    ['log1p', log1p, [[-1, -Infinity], [-2, NaN], [Infinity, Infinity], [-0, -0], [5e-324, 5e-324]]],
    ['erf', erf, [[Infinity, 1], [-Infinity, -1], [0, 0], [6, 1], [-7, -1]]],
    ['erfc', erfc, [[Infinity, 0], [-Infinity, 2], [0, 1], [30, 0], [-30, 2]]],
    ['asin', asin, [[1, Math.PI / 2], [-1, -Math.PI / 2], [1.0000001, NaN], [-Infinity, NaN], [-0, -0]]],
    ['acos', acos, [[1, 0], [-1, Math.PI], [-1.0000001, NaN], [Infinity, NaN], [0, Math.PI / 2]]],
    ['atan', atan, [[Infinity, Math.PI / 2], [-Infinity, -Math.PI / 2], [-0, -0]]],
    ['tanh', tanh, [[Infinity, 1], [-Infinity, -1], [-0, -0], [400, 1]]],
    ['sinTwoPi', sinTwoPi, [[0, 0], [0.25, 1], [0.5, 0], [0.75, -1], [1, 0], [Infinity, NaN]]],
    ['cosTwoPi', cosTwoPi, [[0, 1], [0.25, 0], [0.5, -1], [0.75, 0], [1, 1], [-Infinity, NaN]]],
    ['normalCdf', normalCdf, [[Infinity, 1], [-Infinity, 0], [0, 0.5], [-40, 0], [9, 1]]],
    ['normalQuantile', normalQuantile, [[0, -Infinity], [1, Infinity], [0.5, 0], [-0.1, NaN], [1.1, NaN]]],
  ] as [string, (x: number) => number, [number, number][]][])('%s has its exact values', (_, f, rows) => {
    for (const [x, y] of rows) expect(f(x) + 0 === y + 0 || Object.is(f(x), y), `f(${x}) = ${f(x)}`).toBe(true);
  });

  it.each([expm1, log1p, asin, atan, tanh])('%o keeps the sign of zero', (f) => {
    expect(f(-0)).toBe(-0);
  });

  it.each([erf, tanh, asin, atan])('%o is odd to the last bit', (f) => {
    for (const x of spaced(0.001, 0.999, 333)) expect(f(-x)).toBe(-f(x));
  });

  it('keeps order across the seams of the approximations', () => {
    const seams: [(x: number) => number, number, 1 | -1][] = [
      [exp, Math.LN2 / 2, 1], [exp, -707, 1], [log, Math.SQRT1_2, 1], [erf, 1 / 64, 1], [erf, 1.515625, 1], [erfc, 0.875, -1], [erfc, 2, -1],
      [asin, 0.5, 1], [acos, -0.5, -1], [atan, 0.4375, 1], [atan, 2.4375, 1], [tanh, 1, 1], [normalCdf, -1.2374368670764582, 1], [normalQuantile, 0.075, 1], [normalQuantile, 0.925, 1],
    ];
    for (const [f, seam, direction] of seams) {
      for (let i = -50; i < 50; i++) {
        const x = seam + 4e-15 * Math.abs(seam) * i;
        expect(direction * f(x + 4e-15 * Math.abs(seam)), `${f.name} at ${x}`).toBeGreaterThanOrEqual(direction * f(x));
      }
    }
  });

  it('satisfies the identities that tie the functions together', () => {
    for (const x of spaced(-5, 5, 401)) {
      expect(exp(x) * exp(-x)).toBeCloseTo(1, 14);
      expect(erf(x) + erfc(x)).toBeCloseTo(1, 15);
      expect(log(exp(x))).toBeCloseTo(x, 14);
      expect(tanh(x)).toBeCloseTo(expm1(2 * x) / (expm1(2 * x) + 2), 14);
      expect(normalQuantile(normalCdf(-Math.abs(x)))).toBeCloseTo(-Math.abs(x), 13);
      expect(sinTwoPi(x) ** 2 + cosTwoPi(x) ** 2).toBeCloseTo(1, 14);
      expect(log1p(expm1(x))).toBeCloseTo(x, 13);
      expect(asin(x / 5) + acos(x / 5)).toBeCloseTo(Math.PI / 2, 14);
      expect(atan(x) + atan(1 / x)).toBeCloseTo((x < 0 ? -1 : 1) * (Math.PI / 2), 14);
    }
  });

  it('adds a tail to an exponent without rounding the sum', () => {
    expect(expSum(30, 1e-16)).toBeGreaterThanOrEqual(exp(30));
    expect(expSum(700, 5e-14) / exp(700) - 1).toBeCloseTo(5e-14, 15);
    expect(expSum(-720, 0.25) / exp(-719.75)).toBeCloseTo(1, 11);
    expect(expSum(-0.5, 0.75)).toBeCloseTo(exp(0.25), 15);
  });
});
