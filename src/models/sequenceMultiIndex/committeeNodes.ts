import { gaussHermite } from '../../numerics/quadrature/gaussHermite.ts';
import type { Nodes } from '../../numerics/quadrature/gaussLegendre.ts';
import { normalMeanNodes } from '../../numerics/quadrature/normalMean.ts';
import { exp } from '../../numerics/exp.ts';
import type { Quality } from './core.ts';

/** Beyond this correlation of the two fields their plane is nearly a line, and the axes are turned to it. */
const mostCorrelated = 0.7;
const fineness = { drag: { nodes: 32, step: 0.4 }, rest: { nodes: 80, step: 0.18 } } as const;

export interface PlaneNodes {
  readonly count: number;
  readonly omega1: Float64Array;
  readonly omega2: Float64Array;
  readonly weight: Float64Array;
}

const known = new Map<number, Nodes>();
const hermite = (n: number): Nodes => {
  const rule = known.get(n) ?? gaussHermite(n);
  known.set(n, rule);
  return rule;
};

/**
 * Nodes for means over omega ~ N(0, q) of functions that vary on the scale of s_1, s_2 near the axes and do not change under omega -> -omega (half of the
 * plane is kept).
 *
 * Fields nearly parallel (before specialisation, where s is large): Gauss-Hermite along the eigenvectors of q. Else a product of rules that are dense near
 * zero, times the ratio of the densities (1 - c^2)^(-1/2) exp(-(c^2 (x^2 + y^2) - 2 c x y)/(2 (1 - c^2))), c the correlation.
 */
export const committeeNodes = (q: ArrayLike<number>, s1: number, s2: number, quality: Quality): PlaneNodes => {
  const [q11, q12, q22] = [Math.max(0, q[0]!), q[1]!, Math.max(0, q[3]!)];
  const [r1, r2] = [Math.sqrt(q11), Math.sqrt(q22)];
  const product = r1 * r2;
  const c = product > 0 ? q12 / product : 1;
  const { nodes, step } = fineness[quality];
  const turned = !(Math.abs(c) < mostCorrelated);
  const scale = (s: number, r: number): number => Math.min(1, s / Math.max(s, r));
  const first = turned ? hermite(nodes) : normalMeanNodes(scale(s1, r1), step);
  const second = turned ? first : normalMeanNodes(scale(s2, r2), step);
  const half = 0.5 * (q11 - q22);
  const spread = Math.sqrt(half * half + q12 * q12);
  const middle = 0.5 * (q11 + q22);
  const [e1, e2] = [Math.sqrt(middle + spread), Math.sqrt(Math.max(0, middle - spread))];
  // Direction of the larger eigenvalue, without cancellation.
  let [u, v] = half >= 0 ? [half + spread, q12] : [q12, spread - half];
  const length = Math.sqrt(u * u + v * v);
  if (length > 0) {
    u /= length;
    v /= length;
  } else [u, v] = [1, 0];
  const size = Math.ceil(first.x.length / 2) * second.x.length;
  const omega1 = new Float64Array(size);
  const omega2 = new Float64Array(size);
  const weight = new Float64Array(size);
  const rest = 1 - c * c;
  let count = 0;
  for (let i = first.x.length >> 1; i < first.x.length; i++) {
    const x = first.x[i]!;
    const mass = (x > 0 ? 2 : 1) * first.weight[i]!;
    for (let j = 0; j < second.x.length; j++) {
      const y = second.x[j]!;
      let w = mass * second.weight[j]!;
      if (!turned) w *= exp((-0.5 * c * (c * (x * x + y * y) - 2 * x * y)) / rest) / Math.sqrt(rest);
      if (w < 1e-18) continue;
      omega1[count] = turned ? u * e1 * x - v * e2 * y : r1 * x;
      omega2[count] = turned ? v * e1 * x + u * e2 * y : r2 * y;
      weight[count] = w;
      count++;
    }
  }
  return { count, omega1, omega2, weight };
};
