import { describe, expect, it } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { applyFeatures, denseFeatures, prepareFeatures } from '../../../src/models/hiddenManifold/features.ts';
import { projectionOf } from '../../../src/models/hiddenManifold/manifoldStart.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { walshHadamard } from '../../../src/numerics/linear/walshHadamard.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { isOdd } from '../../kernels/twins/manifold.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';
import { normalCdf } from '../../../src/numerics/normalCdf.ts';
import { ended, paramsOf, projected } from './tools.ts';

const made = (features: P['features'], dimension: number, latentDimension: number, replica = 0) =>
  ended(prepareFeatures(paramsOf({ features, dimension, latent: 'dimension', latentDimension }), 3, replica));

const denseOf = (features: P['features'], N: number, D: number, replica = 0): Float32Array => {
  const F = made(features, N, D, replica);
  const dense = denseFeatures(F);
  F.block.release();
  return dense;
};

/** F^T F / N, D x D. */
const gramOf = (F: Float32Array, N: number, D: number): Float64Array => {
  const gram = new Float64Array(D * D);
  for (let i = 0; i < N; i++) for (let a = 0; a < D; a++) for (let b = 0; b < D; b++) gram[a * D + b]! += (F[i * D + a]! * F[i * D + b]!) / N;
  return gram;
};

/** (1/D) sum rho^2. */
const secondMoment = (gram: Float64Array, D: number): number => gram.reduce((sum, x) => sum + x * x, 0) / D;
const firstMoment = (gram: Float64Array, D: number): number => Array.from({ length: D }, (_, a) => gram[a * D + a]!).reduce((a, b) => a + b) / D;

describe('Gaussian features', () => {
  const [N, D] = [400, 150];
  const F = denseOf('gaussian', N, D);

  it('are normals, multiples of 2^-12', () => {
    expect(F.every((x) => Number.isInteger(4096 * x))).toBe(true);
    expect(oneSampleKolmogorovSmirnov(Float64Array.from(F), normalCdf).p).toBeGreaterThan(1e-3);
    const fourth = F.reduce((sum, x) => sum + x ** 4, 0) / F.length;
    expect(Math.abs(fourth - 3)).toBeLessThan(4.5 * Math.sqrt(96 / F.length));
  });

  it('have the spectrum of Marchenko and Pastur: mean 1, mean square 1 + delta', () => {
    const gram = gramOf(F, N, D);
    // The trace of F^T F is a chi-square of N D degrees; that of its square scatters as 2 (1 + delta) of the trace, and by 2 delta^(1/2) / D.
    const error = Math.sqrt(2 / (N * D));
    expect(Math.abs(firstMoment(gram, D) - 1)).toBeLessThan(4.5 * error);
    const delta = D / N;
    expect(Math.abs(secondMoment(gram, D) - (1 + delta + 1 / N))).toBeLessThan(4.5 * (2 * (1 + delta) * error + (2 * Math.sqrt(delta)) / D));
  });

  it('differ between replicas and seeds only', () => {
    expect(denseOf('gaussian', N, D)).toEqual(F);
    expect(denseOf('gaussian', N, D, 1)).not.toEqual(F);
  });
});

describe('orthogonal features', () => {
  it.each([[60, 24], [50, 50], [24, 60]])('%i x %i: orthogonal columns or rows up to the rounding of F', (N, D) => {
    const F = denseOf('orthogonal', N, D);
    const columns = D <= N;
    const [count, length] = columns ? [D, N] : [N, D];
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < length; i++) sum += (columns ? F[i * D + a]! * F[i * D + b]! : F[a * D + i]! * F[b * D + i]!) / length;
        // Each entry is off by at most 2^-13, by 2^-13 / sqrt 3 in the mean square: sums of two times length such errors.
        expect(Math.abs(sum - (a === b ? 1 : 0))).toBeLessThan((5 * 2 * 2 ** -13) / Math.sqrt(3 * length));
      }
    }
    expect(new Set(F).size).toBeGreaterThan(0.5 * F.length);
  });

  it('are not tied to the axes: entries scatter like normals', () => {
    const F = denseOf('orthogonal', 200, 80);
    // Fourth moment of an entry of a random unit vector of n components, times n^2: 3 n / (n + 2).
    expect(Math.abs(F.reduce((sum, x) => sum + x ** 4, 0) / F.length - (3 * 200) / 202)).toBeLessThan(4.5 * Math.sqrt(96 / F.length));
  });
});

describe('Hadamard features', () => {
  it.each([[64, 32], [64, 64], [32, 64]])('%i x %i: entries +-1, orthogonal where a side fills the order', (N, D) => {
    const F = denseOf('hadamard', N, D);
    expect(F.every((x) => Math.abs(x) === 1)).toBe(true);
    const gram = gramOf(F, N, D);
    if (N >= D) gram.forEach((x, i) => expect(x).toBe(i % (D + 1) === 0 ? 1 : 0));
    // N eigenvalues delta, else 0: mean 1, mean square delta.
    else expect([firstMoment(gram, D), secondMoment(gram, D)]).toEqual([1, D / N]);
  });

  it('a part of a larger one has the spectrum of a product of random projections', () => {
    // E tr (P Q P Q) / D for random projections of ranks D = q n and N = p n, times (n / N)^2: 1 + (1 - p) q / p.
    const [N, D, order] = [300, 100, 512];
    const expected = 1 + ((1 - N / order) * D) / N;
    const values = Array.from({ length: 12 }, (_, replica) => secondMoment(gramOf(denseOf('hadamard', N, D, replica), N, D), D));
    const mean = values.reduce((a, b) => a + b) / values.length;
    const error = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length * (values.length - 1)));
    expect(error).toBeLessThan(0.01);
    expect(Math.abs(mean - expected)).toBeLessThan(4.5 * error + 2 / order);
    expect(Math.abs(mean - (1 + D / N))).toBeGreaterThan(10 * error);
  });
});

describe('products', () => {
  it.each(['gaussian', 'orthogonal', 'hadamard'] as const)('%s: F z and F^T w / sqrt N are those of the full matrix', (kind) => {
    const [N, D] = [45, 22];
    const before = memoryInUse().reserved;
    const features = made(kind, N, D);
    const F = denseFeatures(features);
    const z = new Float64Array(D);
    const w = new Float64Array(N);
    fillNormals(makeStream('z'), z, D);
    fillNormals(makeStream('w'), w, N);
    const exact = w.map(Math.fround);
    applyFeatures(features, z).forEach((x, i) => expect(x).toBeCloseTo(z.reduce((sum, y, j) => sum + F[i * D + j]! * y, 0), 11));
    const expected = projected(F, N, D, exact);
    // Sums of four products in single precision.
    projectionOf(features, exact).forEach((x, j) => expect(Math.abs(x - expected[j]!)).toBeLessThan(kind === 'hadamard' ? 1e-13 : 1e-6));
    features.block.release();
    expect(memoryInUse().reserved).toBe(before);
  });

  it('the transform is the Hadamard matrix, and its own inverse', () => {
    const x = new Float64Array(32);
    fillNormals(makeStream('transform'), x, 32);
    const y = x.slice();
    walshHadamard(y);
    y.forEach((value, i) => expect(value).toBeCloseTo(x.reduce((sum, z, j) => sum + (isOdd(i & j) ? -z : z), 0), 12));
    walshHadamard(y);
    y.forEach((value, i) => expect(value / 32).toBeCloseTo(x[i]!, 13));
    expect(() => walshHadamard(new Float64Array(12))).toThrow(RangeError);
  });
});
