import { erf } from '../../numerics/erf.ts';
import { tanh } from '../../numerics/tanh.ts';
import type { P } from './params.ts';

/** The function that bends the manifold, and what the theory knows of it: b = <u f(u)>, c = <f(u)^2> for u ~ N(0, 1); <f(u)> = 0. */
export interface Fold {
  readonly f: (u: number) => number;
  readonly b: number;
  readonly c: number;
}

const rootHalf = Math.sqrt(0.5);
/** 1 / sqrt(2 pi), the mean of the rectified normal. */
const reluMean = 0.3989422804014327;

/**
 * The folds.
 *
 * sign: b = sqrt(2/pi), c = 1; erf(u/sqrt 2): b = 1/sqrt(pi), c = 1/3; linear: b = c = 1; max(0, u) - 1/sqrt(2 pi): b = 1/2,
 * c = 1/2 - 1/(2 pi); tanh: b + c = 1 by parts, c by quadrature. To the last digit of a double.
 */
export const folds: Readonly<Record<P['fold'], Fold>> = {
  sign: { f: (u) => (u < 0 ? -1 : 1), b: 0.7978845608028654, c: 1 },
  erf: { f: (u) => erf(u * rootHalf), b: 0.5641895835477563, c: 1 / 3 },
  tanh: { f: tanh, b: 0.6057055096021589, c: 0.3942944903978412 },
  linear: { f: (u) => u, b: 1, c: 1 },
  relu: { f: (u) => (u > 0 ? u - reluMean : -reluMean), b: 0.5, c: 0.3408450569081046 },
};
