import { latentOf, type P } from '../params.ts';
import { testSizeOf } from './testSet.ts';

const foldCost: Readonly<Record<P['fold'], number>> = { sign: 0.3, linear: 0.2, relu: 0.3, erf: 2, tanh: 5 };

const isFree = (p: P): boolean => p.task === 'independent';
const sideOf = (p: P): number => (isFree(p) ? p.dimension : latentOf(p));

/** Order of the Hadamard matrix, 0 without one. */
const orderOf = (p: P): number => {
  if (isFree(p) || p.features !== 'hadamard') return 0;
  let n = 1;
  while (n < Math.max(p.dimension, latentOf(p))) n *= 2;
  return n;
};

/** F in the cache, or too large for it. */
const entryCost = (p: P, near: number, far: number): number => (2 * p.dimension * latentOf(p) < 1.6e7 ? near : far);

/** Nanoseconds of making the inputs of one sample. */
const inputCost = (p: P): number => {
  const N = p.dimension;
  const D = sideOf(p);
  const n = orderOf(p);
  const product = isFree(p) ? 0.1 * N : n > 0 ? 0.2 * (n + D + N) : entryCost(p, 0.025, 0.055) * N * D;
  return product + 1.4 * D + (isFree(p) ? 0 : foldCost[p.fold] * N);
};

/** Nanoseconds of a sample. */
export const stepCost = (p: P): number => inputCost(p) + p.dimension * (0.2 + 0.25 * p.hiddenUnits) + 0.15 * p.teacherUnits * (p.task === 'latent' ? sideOf(p) : p.dimension) + 100;

/** Nanoseconds of reading the order parameters, K products with F^T. */
export const readCost = (p: P): number => {
  const N = p.dimension;
  const n = orderOf(p);
  const product = isFree(p) ? 0 : n > 0 ? 15 * n : entryCost(p, 0.12, 0.22) * N * latentOf(p);
  return p.hiddenUnits * (product + 2 * (N + latentOf(p)) * (p.hiddenUnits + p.teacherUnits)) + 1000;
};

/** Nanoseconds before the first sample: features, and the inputs of the test set. */
export const startCost = (p: P): number => {
  const N = p.dimension;
  const D = sideOf(p);
  const orthogonal = !isFree(p) && p.features === 'orthogonal' ? 0.5 * N * D * Math.min(N, D) : 0;
  return (isFree(p) || orderOf(p) > 0 ? 0 : 2 * N * D) + orthogonal + testSizeOf(N) * inputCost(p);
};

/** Criteria are tested ten times a unit of time, for reading them costs as much as many steps. */
export const strideOf = (p: P): number => Math.max(1, Math.floor(p.dimension / 10));

/** Bytes of a replica: features, two blocks of inputs, weights, teacher, test set; an orthogonal F is made in double precision. */
export const bytesOf = (p: P): number => {
  const N = p.dimension + 8;
  const D = sideOf(p) + 8;
  const dense = !isFree(p) && orderOf(p) === 0;
  const features = dense ? 2 * N * D + (p.features === 'orthogonal' ? 8 * N * D : 0) : 8 * (N + D);
  return features + 4 * N * (testSizeOf(p.dimension) + 17 + 4 * p.hiddenUnits) + 8 * (N + D) * (p.hiddenUnits + 2 * p.teacherUnits) + 40 * D + 16 * orderOf(p) + 5e6;
};
