import { describe, expect, it } from 'vitest';
import { limitModes, spectrumOf } from '../../../src/models/hiddenManifold/spectrum.ts';
import { symmetricEigen } from '../../../src/numerics/linear/symmetricEigen.ts';
import { makeStream, nextUniform } from '../../../src/numerics/random/stream.ts';
import { paramsOf } from '../../support/hiddenManifold/systems.ts';

const moment = ({ rho, weight }: { rho: ArrayLike<number>; weight: ArrayLike<number> }, k: number): number => Array.from(rho).reduce((sum, x, i) => sum + weight[i]! * x ** k, 0);

/** Eigenvalues of F^T F / N for N random rows and D random columns of the Hadamard matrix of order n. */
const drawn = (N: number, D: number, n: number) => {
  const stream = makeStream('hadamard', N, D);
  const choose = (count: number): number[] => {
    const all = Array.from({ length: n }, (_, i) => i);
    return Array.from({ length: count }, (_, i) => {
      const j = i + Math.floor(nextUniform(stream) * (n - i));
      [all[i], all[j]] = [all[j]!, all[i]!];
      return all[i]!;
    });
  };
  const [rows, columns] = [choose(N), choose(D)];
  const entry = (i: number, j: number): number => {
    let bits = i & j;
    let sign = 1;
    for (; bits > 0; bits &= bits - 1) sign = -sign;
    return sign;
  };
  const gram = new Float64Array(D * D);
  for (let a = 0; a < D; a++) for (let b = 0; b <= a; b++) gram[a * D + b] = rows.reduce((sum, i) => sum + entry(i, columns[a]!) * entry(i, columns[b]!), 0) / N;
  return { rho: symmetricEigen(gram, D)!.values, weight: new Float64Array(D).fill(1 / D) };
};

describe('Hadamard features', () => {
  it.each([[300, 60], [300, 200], [200, 250], [90, 100]])('N = %i, D = %i: the law of the drawn matrices', (N, D) => {
    let n = 1;
    while (n < Math.max(N, D)) n *= 2;
    const law = spectrumOf(paramsOf({ dimension: N, latent: 'dimension', latentDimension: D, features: 'hadamard' }), 16);
    const found = drawn(N, D, n);
    // Traces of powers vary by a number of order one, so moments by a few over D, times the largest eigenvalue's power.
    const largest = Math.max(...law.rho);
    for (const k of [1, 2, 3, 4]) expect(Math.abs(moment(found, k) - moment(law, k))).toBeLessThan((4 * largest ** (k - 1)) / D);
    expect(Math.max(...found.rho)).toBeLessThan(1.1 * Math.max(...law.rho) + 0.1);
    // The law is none of the others.
    expect(Math.abs(moment(law, 2) - 1 - D / N)).toBeGreaterThan(0.05 * (D / N));
  });

  it('all rows of a power of two: one eigenvalue; all columns: two', () => {
    const all = spectrumOf(paramsOf({ dimension: 256, latent: 'dimension', latentDimension: 100, features: 'hadamard' }), 16);
    expect([...all.rho, ...all.weight]).toEqual([1, 1]);
    const wide = spectrumOf(paramsOf({ dimension: 100, latent: 'dimension', latentDimension: 128, features: 'hadamard' }), 16);
    expect(wide.rho.length).toBe(2);
    expect(Math.abs(wide.rho[0]!)).toBeLessThan(1e-15);
    expect(Math.abs(wide.rho[1]! - 1.28)).toBeLessThan(1e-14);
    expect(Math.abs(wide.weight[1]! - 100 / 128)).toBeLessThan(1e-14);
  });
});

describe('any features', () => {
  it.each(['gaussian', 'orthogonal', 'hadamard'] as const)('%s: weights of sum 1, mean 1, nothing below 0', (features) => {
    for (const latentRatio of [0.01, 0.3, 1, 1.7]) {
      const { rho, weight } = spectrumOf(paramsOf({ features, latentRatio, dimension: 700 }), 16);
      expect(Math.abs(weight.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-14);
      expect(Math.abs(moment({ rho, weight }, 1) - 1)).toBeLessThan(1e-13);
      expect(Math.min(...rho)).toBeGreaterThanOrEqual(0);
    }
  });

  it('orthogonal: all 1 up to delta = 1, beyond it delta for as many latents as inputs', () => {
    expect(spectrumOf(paramsOf({ features: 'orthogonal', latentRatio: 0.5 }), 16)).toEqual({ rho: Float64Array.of(1), weight: Float64Array.of(1) });
    const wide = spectrumOf(paramsOf({ features: 'orthogonal', latentRatio: 2 }), 16);
    expect([...wide.rho, ...wide.weight]).toEqual([0, 2, 0.5, 0.5]);
  });

  it('teacher fields have variance 1 whatever they are made of', () => {
    for (const task of ['latent', 'inputs'] as const) {
      const p = paramsOf({ task, fold: 'erf', latentRatio: 0.4, teacherUnits: 3 });
      const { rho, weight, teacher } = limitModes(p, 16);
      const [b2, c] = [1 / Math.PI, 1 / 3];
      const mean = rho.reduce((sum, _, i) => sum + weight[i]! * teacher[9 * i]!, 0);
      // Of the inputs: (c - b^2) B.B / N + b^2 <t>, with B of variance 1/c.
      expect(Math.abs((task === 'latent' ? mean : (c - b2) / c + b2 * mean) - 1)).toBeLessThan(1e-13);
      expect(teacher[1]).toBe(0);
    }
    expect(limitModes(paramsOf({ task: 'independent' }), 16).rho.length).toBe(0);
  });
});
