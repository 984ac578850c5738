import { clippedAsin } from '../asin.ts';
import { TWO_OVER_PI } from './erfIntegrals.ts';

/** Fields and the space to work in. */
export interface WeightedFields {
  readonly n: number;
  /** n x n covariance */
  readonly C: Float64Array;
  /** n weights */
  readonly e: Float64Array;
  /** scratch: n x n, n */
  readonly conditional: Float64Array;
  readonly scale: Float64Array;
}

/**
 * P_kl = <Delta^2 g'_k g'_l> = sum_ab e_a e_b I4(k, l; a, b), Delta = -sum_a e_a g(z_a), g(x) = erf(x / sqrt 2).
 *
 * The factor g'_k g'_l is a Gaussian weight: under it the fields have the covariance C' = C - C_.,kl (1 + C_kl,kl)^-1 C_kl,.
 * and I4(k, l; a, b) = (4 / pi^2) asin(C'_ab / sqrt((1 + C'_aa)(1 + C'_bb))) / sqrt(L4), L4 = d_k d_l - C_kl^2: the square
 * roots are shared by all pairs (a, b).
 *
 * Cost: n (n + 1) / 2 arcsines.
 */
export const squaredErrorSum = ({ n, C, e, conditional, scale }: WeightedFields, k: number, l: number): number => {
  const dk = 1 + C[k * n + k]!;
  const dl = 1 + C[l * n + l]!;
  const ckl = C[k * n + l]!;
  const l4 = dk * dl - ckl * ckl;
  const rk = dk / l4;
  const rl = dl / l4;
  const rkl = ckl / l4;
  for (let a = 0; a < n; a++) {
    const cka = C[k * n + a]!;
    const cla = C[l * n + a]!;
    const towardsK = rl * cka - rkl * cla;
    const towardsL = rk * cla - rkl * cka;
    for (let b = a; b < n; b++) conditional[a * n + b] = C[a * n + b]! - towardsK * C[k * n + b]! - towardsL * C[l * n + b]!;
    scale[a] = 1 / Math.sqrt(1 + conditional[a * n + a]!);
  }
  let sum = 0;
  for (let a = 0; a < n; a++) {
    const ea = e[a]!;
    const sa = scale[a]!;
    sum += ea * ea * clippedAsin(conditional[a * n + a]! * sa * sa);
    for (let b = a + 1; b < n; b++) sum += 2 * ea * e[b]! * clippedAsin(conditional[a * n + b]! * sa * scale[b]!);
  }
  return (TWO_OVER_PI * TWO_OVER_PI * sum) / Math.sqrt(l4);
};
