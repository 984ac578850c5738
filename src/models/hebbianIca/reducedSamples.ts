import { exp } from '../../numerics/exp.ts';
import { log } from '../../numerics/log.ts';
import { panelNodes } from '../../numerics/quadrature/gaussLegendre.ts';
import { reducedDrift, type Order } from './equations.ts';
import type { P } from './params.ts';
import { makeRate } from './rate.ts';

const panels = Array.from({ length: 25 }, (_, i) => i / 24);
const { x: shares, weight } = panelNodes(panels, 6);

/**
 * Samples from m0 to m1 by the one-dimensional reduction: integral of b dm / (eta D), D = a (m^(k-1)(1-m^2) - rho m (1-m^2)^(k/2)); null where D <= 0 on the way.
 *
 * Panels in ln m and, at the top, in the distance to 1. Accuracy 1e-7 away from a zero of D.
 */
export const reducedSamples = (p: P, order: Order, a: number, rho: number, m0: number, m1: number): number | null => {
  if (!(m0 > 0)) return null;
  if (m0 >= m1) return 0;
  const rate = makeRate(p);
  // x = ln(m^2/(1-m^2)): plateau and end at comparable widths; dm = m (1-m^2) dx / 2.
  const logit = (m: number): number => log((m * m) / (1 - m * m));
  const from = logit(m0);
  const span = logit(m1) - from;
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    const e = exp(-(from + span * shares[i]!));
    const m = Math.sqrt(1 / (1 + e));
    const speed = reducedDrift(order, a, rho, m);
    if (!(speed > 0)) return null;
    sum += (weight[i]! * m * (e / (1 + e))) / (speed * rate(speed, m));
  }
  return 0.5 * p.batch * span * sum;
};
