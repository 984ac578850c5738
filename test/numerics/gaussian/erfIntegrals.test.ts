import { describe, expect, test } from 'vitest';
import { integralH, integralI2, integralI3, integralI4, integralJ2 } from '../../../src/numerics/gaussian/erfIntegrals.ts';
import fixture from '../../fixtures/gaussianIntegrals.json';

const [K, L, A, B] = [0, 1, 2, 3];

const fromCovariance = (covariance: ArrayLike<number>) => {
  const c = (i: number, j: number) => covariance[4 * i + j]!;
  return {
    I2: integralI2(c(A, A), c(B, B), c(A, B)),
    J2: integralJ2(c(A, A), c(B, B), c(A, B)),
    H: integralH(c(A, A), c(B, B), c(A, B)),
    I3: integralI3(c(A, A), c(B, B), c(A, B), c(A, K), c(K, B)),
    I4: integralI4(c(K, K), c(L, L), c(A, A), c(B, B), c(K, L), c(K, A), c(K, B), c(L, A), c(L, B), c(A, B)),
  };
};

describe.each(fixture.cases)('against quadrature, covariance $covariance', (expected) => {
  test.each(['I2', 'J2', 'H', 'I3', 'I4'] as const)('%s', (name) => {
    // The rule's own uncertainty, and the rounding of its sums.
    expect(Math.abs(fromCovariance(expected.covariance)[name] - expected[name])).toBeLessThan(3 * expected.uncertainty + 1e-14);
  });
});

test('I3 equals the classic form with a division', () => {
  for (const { covariance: c } of fixture.cases) {
    const [daa, dbb, cab, cak, ckb] = [1 + c[10]!, 1 + c[15]!, c[11]!, c[2]!, c[3]!];
    const classic = ((2 / Math.PI) * (ckb * daa - cak * cab)) / (Math.sqrt(daa * dbb - cab * cab) * daa);
    expect(Math.abs(fromCovariance(c).I3 - classic)).toBeLessThan(1e-15);
  }
});

test('I4 equals the form of one asin and four determinants', () => {
  for (const { covariance } of fixture.cases) {
    const c = (i: number, j: number) => covariance[4 * i + j]!;
    const [dk, dl] = [1 + c(K, K), 1 + c(L, L)];
    const l4 = dk * dl - c(K, L) ** 2;
    const lower = (i: number, j: number, d: number) => l4 * d - c(L, i) * c(L, j) * dk - c(K, i) * c(K, j) * dl + c(K, L) * (c(K, i) * c(L, j) + c(K, j) * c(L, i));
    const angle = Math.asin(lower(A, B, c(A, B)) / Math.sqrt(lower(A, A, 1 + c(A, A)) * lower(B, B, 1 + c(B, B))));
    expect(Math.abs(fromCovariance(covariance).I4 - ((2 / Math.PI) ** 2 * angle) / Math.sqrt(l4))).toBeLessThan(1e-15);
  }
});

describe('collinear fields', () => {
  test.each([1e-12, 1, 1e3, 1e8])('all four the same, variance %f: finite and of the known value', (q) => {
    const { I2, J2, H, I3, I4 } = fromCovariance(new Float64Array(16).fill(q));
    const root = Math.sqrt(1 + 2 * q);
    const known = {
      I2: (2 / Math.PI) * Math.asin(q / (1 + q)),
      J2: 2 / Math.PI / root,
      H: -(q / (1 + q)) * (2 / Math.PI / root),
      I3: (q / (1 + q)) * (2 / Math.PI / root),
      // <g'^2 g^2>: the tilt by g'^2 leaves variance q / (1 + 2q), and then <g^2> of that.
      I4: ((2 / Math.PI) * ((2 / Math.PI) * Math.asin(q / (1 + 3 * q)))) / root,
    };
    for (const [name, value] of Object.entries({ I2, J2, H, I3, I4 })) {
      const expected = known[name as keyof typeof known];
      expect(Math.abs(value - expected), name).toBeLessThan(1e-15 + 1e-15 * q * Math.abs(expected));
    }
  });

  test('variances so large that rounding makes the covariance indefinite stay finite', () => {
    for (const excess of [1, 1 + 4e-16, 1 + 1e-12]) {
      const c = new Float64Array(16).fill(excess);
      for (let i = 0; i < 16; i += 5) c[i] = 1;
      for (const value of Object.values(fromCovariance(c))) expect(Number.isFinite(value)).toBe(true);
    }
    expect(integralI2(0, 0, 1.5)).toBe(1);
    expect(integralI2(0, 0, -1.5)).toBe(-1);
  });
});

test('symmetries: exchange of fields, sign flips', () => {
  const { covariance: c } = fixture.cases[1]!;
  const permute = (order: readonly number[], sign: readonly number[]) =>
    Float64Array.from(c, (_, i) => sign[i >> 2]! * sign[i & 3]! * c[4 * order[i >> 2]! + order[i & 3]!]!);
  const { I4 } = fromCovariance(c);
  expect(fromCovariance(permute([L, K, A, B], [1, 1, 1, 1])).I4).toBeCloseTo(I4, 15);
  expect(fromCovariance(permute([K, L, B, A], [1, 1, 1, 1])).I4).toBeCloseTo(I4, 15);
  expect(fromCovariance(permute([K, L, A, B], [-1, 1, 1, 1])).I4).toBeCloseTo(I4, 15);
  expect(fromCovariance(permute([K, L, A, B], [1, 1, -1, 1])).I4).toBeCloseTo(-I4, 15);
});
