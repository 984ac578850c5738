import { gaussRule } from '../../numerics/quadrature/gaussRule.ts';
import { marchenkoPastur } from '../../numerics/marchenkoPastur.ts';
import { latentOf, type P } from './params.ts';
import { folds } from './fold.ts';
import type { Modes } from './equations.ts';

/** Eigenvalues of F^T F / N as a quadrature rule; weights of sum 1. */
export interface Spectrum {
  readonly rho: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Gauss rule of the eigenvalues of F^T F / N for N random rows and D random columns of a Hadamard matrix of order n, for N, D, n -> infinity:
 * those of the product of two free projections (Jacobi law), a = N/n, b = D/n. Jacobi matrix over a: diagonal a, then a + b - 2ab; beside it
 * sqrt(ab(1 - a)), then sqrt(ab(1 - a)(1 - b)); atoms at 1/a for a + b > 1 and at 0 for b > a come out as nodes.
 */
const hadamardRule = (N: number, D: number, nodes: number): Spectrum => {
  let order = 1;
  while (order < Math.max(N, D)) order *= 2;
  const [a, b] = [N / order, D / order];
  // With all rows or all columns the law has one or two atoms.
  const count = a === 1 ? 1 : b === 1 ? 2 : nodes;
  const diagonal = Float64Array.from({ length: count }, (_, i) => (i === 0 ? a : a + b - 2 * a * b) / a);
  const off = Float64Array.from({ length: count - 1 }, (_, i) => Math.sqrt(a * b * (1 - a) * (i === 0 ? 1 : 1 - b)) / a);
  const { x, weight } = gaussRule(diagonal, off);
  return { rho: x.map((value) => (value < 1e-15 * (1 + 1 / a) ? 0 : value)), weight };
};

/**
 * Spectrum of the features for D, N -> infinity at delta = D/N, mean 1.
 *
 * Gaussian: the Marchenko-Pastur law in `nodes` Gauss nodes. Orthogonal: F has orthogonal columns (delta <= 1, all rho = 1) or
 * orthogonal rows (delta > 1: rho = delta for a share 1/delta of the modes, 0 for the others). Hadamard: `hadamardRule`.
 */
export const spectrumOf = (p: P, nodes: number): Spectrum => {
  const [N, D] = [p.dimension, latentOf(p)];
  const delta = D / N;
  if (p.task === 'independent') return { rho: new Float64Array(0), weight: new Float64Array(0) };
  if (p.features === 'hadamard') return hadamardRule(N, D, nodes);
  if (p.features === 'gaussian') {
    const { x, weight } = marchenkoPastur(delta, nodes);
    return { rho: x, weight };
  }
  if (delta <= 1) return { rho: Float64Array.of(1), weight: Float64Array.of(1) };
  return { rho: Float64Array.of(0, delta), weight: Float64Array.of(1 - 1 / delta, 1 / delta) };
};

/** The modes with the teacher's overlaps of the limit: t_mn = delta_mn of a function of the latents, delta_mn rho / c of the inputs. */
export const limitModes = (p: P, nodes: number): Modes => {
  const { rho, weight } = spectrumOf(p, nodes);
  const M = p.teacherUnits;
  const teacher = new Float64Array(rho.length * M * M);
  for (let i = 0; i < rho.length; i++) for (let m = 0; m < M; m++) teacher[(i * M + m) * M + m] = p.task === 'inputs' ? rho[i]! / folds[p.fold].c : 1;
  return { rho, weight, teacher };
};
