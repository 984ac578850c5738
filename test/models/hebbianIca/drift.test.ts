import { describe, expect, it } from 'vitest';
import { signalOf, writeFlow, type Order } from '../../../src/models/hebbianIca/equations.ts';
import { initialRate } from '../../../src/models/hebbianIca/rate.ts';
import { momentsOf } from '../../../src/models/hebbianIca/moments.ts';
import { hermiteOf, nonlinearityOf } from '../../../src/models/hebbianIca/nonlinearities.ts';
import type { P } from '../../../src/models/hebbianIca/params.ts';
import { sampleSource } from '../../../src/models/hebbianIca/sampleSource.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';

const root = Math.sqrt(2 * Math.PI);

describe('Hermite numbers', () => {
  it.each([
    ['cubic', 3, 0, 1, 15], ['hermite3', 0, 0, 1, 6], ['square', 0, 1, 0, 3], ['hermite2', 0, 1, 0, 2], ['rectifiedSquare', 2 / root, 0.5, 1 / (3 * root), 1.5],
    ['relu', 0.5, 1 / (2 * root), 0, 0.5], ['linear', 1, 0, 0, 1],
  ] as const)('%s', (nonlinearity, linear, quadratic, cubic, noise) => {
    const found = hermiteOf(paramsWith({ nonlinearity }));
    expect(Math.abs(found.linear - linear)).toBeLessThan(1e-13);
    expect(Math.abs(found.quadratic - quadratic)).toBeLessThan(1e-13);
    expect(Math.abs(found.cubic - cubic)).toBeLessThan(1e-13);
    expect(Math.abs(found.noise - noise)).toBeLessThan(1e-12);
  });

  it('tanh, and what is left without its linear part', () => {
    const whole = hermiteOf(paramsWith({ nonlinearity: 'tanh' }));
    const rest = hermiteOf(paramsWith({ nonlinearity: 'tanh', subtractLinear: true }));
    expect([whole.linear, whole.cubic, whole.noise].map((x) => Math.round(1e4 * x))).toEqual([6057, -606, 3943]);
    expect(rest.linear).toBe(0);
    expect(Math.abs(rest.cubic - whole.cubic)).toBeLessThan(1e-14);
    // Parseval: the linear part takes its square with it.
    expect(Math.abs(whole.noise - rest.noise - whole.linear * whole.linear)).toBeLessThan(1e-13);
  });

  it('no nonlinearity beats He3: B >= 6 a^2', () => {
    for (const nonlinearity of ['cubic', 'hermite3', 'rectifiedSquare', 'tanh'] as const) {
      for (const subtractLinear of [false, true]) {
        const { cubic, noise } = hermiteOf(paramsWith({ nonlinearity, subtractLinear }));
        expect(noise / (cubic * cubic)).toBeGreaterThan(6 - 1e-9);
      }
    }
  });
});

describe('order, drift and sign', () => {
  it.each([
    [{}, 4, 2, -1], [{ source: 'laplace' }, 4, 3, 1], [{ source: 'exponential' }, 4, 6, 1], [{ source: 'exponential', nonlinearity: 'square' }, 3, 2, 1],
    [{ source: 'exponential', nonlinearity: 'rectifiedSquare' }, 3, 1, 1], [{ nonlinearity: 'rectifiedSquare' }, 4, 2 / (3 * root), -1], [{ source: 'laplace', nonlinearity: 'tanh' }, 4, 3 * 0.060599229379662306, -1],
    [{ source: 'twoPoint', probability: 0.8, nonlinearity: 'hermite2' }, 3, 1.5, -1], [{ source: 'gaussian', nonlinearity: 'linear' }, 2, 1, 1],
    [{ source: 'gaussian', variance: 0.5, nonlinearity: 'cubic' }, 2, 1.5, -1], [{ source: 'gaussian', variance: 1 }, 0, 0, 1], [{ nonlinearity: 'relu' }, 0, 0, 1],
    [{ source: 'twoPoint', probability: 0.5 + Math.sqrt(1 / 12), nonlinearity: 'cubic' }, 0, 0, 1], [{ source: 'exponentialPower', exponent: 2 }, 0, 0, 1], [{ source: 'spikeSlab', density: 1 }, 0, 0, 1],
  ] as const)('%o', (given, order, drift, sign) => {
    const signal = signalOf(paramsWith(given as Partial<P>));
    expect([signal.order, signal.sign]).toEqual([order, sign]);
    expect(Math.abs(signal.drift - drift)).toBeLessThan(1e-6);
  });

  it('e = 3 for y^3 on +-1 is 3*4/(15 N^2), times the batch; on Gaussian sources the same', () => {
    for (const dimension of [16, 100]) {
      const p = paramsWith({ dimension, learningRate: 3 });
      expect(initialRate(p) * dimension * dimension).toBeCloseTo(0.8, 12);
      expect(initialRate({ ...p, batch: 10 }) * dimension * dimension).toBeCloseTo(8, 12);
      expect(initialRate({ ...p, source: 'gaussian', variance: 1 }) * dimension * dimension).toBeCloseTo(0.8, 12);
    }
  });
});

/** Polynomial nonlinearities, for which the cumulant expansion ends. */
const exactCases: readonly Partial<P>[] = [
  {}, { source: 'laplace' }, { source: 'uniform', nonlinearity: 'hermite3' }, { source: 'exponential', nonlinearity: 'square' },
  { source: 'twoPoint', probability: 0.3, nonlinearity: 'hermite2' }, { source: 'gaussian', nonlinearity: 'linear' },
];

describe.each(exactCases)('one step of %o', (given) => {
  // Four features and two Gaussian sources: v has large and small entries of both signs.
  const p = paramsWith({ dimension: 6, allFeatures: false, features: 4, ...given });
  const v = Float64Array.of(0.6, -0.5, 0.3, 0.2, 0.4, Math.sqrt(0.1));
  const { order, drift, sign } = signalOf(p);
  const f = nonlinearityOf(p);

  it('moves v on average by the flow, to first order in eta', () => {
    const expected = new Float64Array(6);
    writeFlow(order as Order, drift, 4, v, expected);
    const n = 600_000;
    const fill = sampleSource(p);
    const stream = makeStream('drift', JSON.stringify(given));
    const s = new Float64Array(6);
    const sum = new Float64Array(6);
    const squares = new Float64Array(6);
    for (let j = 0; j < n; j++) {
      fill(stream, s, 0, 4);
      fillNormals(stream, s.subarray(4), 2);
      const y = v.reduce((total, x, i) => total + x * s[i]!, 0);
      for (let i = 0; i < 6; i++) {
        const move = sign * f(y) * (s[i]! - y * v[i]!);
        sum[i]! += move;
        squares[i]! += move * move;
      }
    }
    for (let i = 0; i < 6; i++) {
      const mean = sum[i]! / n;
      expect(Math.abs(mean - expected[i]!)).toBeLessThan(4 * Math.sqrt((squares[i]! / n - mean * mean) / n));
    }
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.05);
  });
});

describe('moments of a sample at overlap m', () => {
  it.each(exactCases)('drift is sigma a m^(k-1) (1 - m^2), exactly: %o', (given) => {
    const p = paramsWith(given);
    const { order, drift, sign } = signalOf(p);
    const moments = momentsOf(p);
    for (const m of [-0.95, -0.3, 0, 0.1, 0.5, 0.9, 1]) expect(Math.abs(sign * moments.drift(m) - drift * m ** (order - 1) * (1 - m * m))).toBeLessThan(1e-7);
  });

  it('B falls from 15 to 1 for y^3 on +-1: 15 + 15 kappa m^4 + 16 m^6', () => {
    const { square } = momentsOf(paramsWith({}));
    for (const m of [0, 0.2, 0.6, 0.9, 1]) expect(Math.abs(square(m) - (15 - 30 * m ** 4 + 16 * m ** 6))).toBeLessThan(1e-9);
  });

  it.each(['relu', 'rectifiedSquare', 'tanh'] as const)('%s: agrees with draws', (nonlinearity) => {
    const p = paramsWith({ source: 'laplace', nonlinearity });
    const f = nonlinearityOf(p);
    const m = 0.6;
    const side = Math.sqrt(1 - m * m);
    const n = 400_000;
    const s = new Float64Array(n);
    const z = new Float64Array(n);
    sampleSource(p)(makeStream('moments', nonlinearity), s, 0, n);
    fillNormals(makeStream('moments z', nonlinearity), z, n);
    const check = (value: number, g: (y: number, q: number) => number): void => {
      let [sum, squares] = [0, 0];
      for (let i = 0; i < n; i++) {
        const x = g(m * s[i]! + side * z[i]!, side * s[i]! - m * z[i]!);
        sum += x;
        squares += x * x;
      }
      expect(Math.abs(sum / n - value)).toBeLessThan(4 * Math.sqrt((squares / n - (sum / n) ** 2) / n));
    };
    const { drift, square, spread } = momentsOf(p);
    check(drift(m), (y, q) => side * f(y) * q);
    check(square(m), (y) => f(y) ** 2);
    check(spread(m), (y, q) => (f(y) * q) ** 2);
  });
});
