import { exp } from '../../../numerics/exp.ts';
import { log1p } from '../../../numerics/log1p.ts';
import { cumulative } from '../../../numerics/quadrature/cumulative.ts';
import { smallPower, type Order } from '../equations.ts';
import { largestSize } from '../measure.ts';

/** Beyond this the largest overlap is 1 to the last bit. */
export const lastL = 600;

export interface FlowSolution {
  /** Writes the overlaps at L and returns the largest of their sizes. */
  readonly write: (L: number, out: Float64Array) => number;
  readonly overlap: (L: number) => number;
  /** tau(L), rising. */
  readonly tau: (L: number) => number;
  /** dtau/dL at L. */
  readonly speed: (L: number) => number;
  /** a (m^(k-1) - m sum v_j^k) for the largest overlap m, and m. */
  readonly lead: (L: number) => readonly [drift: number, m: number];
}

/**
 * Gradient flow dv_i/dtau = a (v_i^(k-1) - v_i sum_j v_j^k) with K features and a rest, in closed form.
 *
 * z_i = v_i(0) (1 - (k-2) a s v_i(0)^(k-2))^(-1/(k-2)), z_i = v_i(0) e^(a s) for k = 2, the rest z = r(0); v = z/|z|, dtau = |z|^(k-2) ds
 * parameter L = -ln(1 - (k-2) a s v_*^(k-2)) >= 0, v_* the overlap that wins (k = 3 with all v_i <= 0: L = ln(1 + a s |v_*|)); L = a s for k = 2
 * k = 4: tau = -sum_j ln(1 - 2 a s v_j(0)^2)/2a + s r(0)^2; k = 3: by quadrature
 *
 * `v` overlaps at the start, at least one not zero; `rest` length of the remainder. Neither is kept or changed.
 * Accuracy 1e-12. Cost O(K) an evaluation; tau for k = 3 eight of them.
 * Derived here; a replicator equation for k = 4.
 */
export const makeFlowSolution = (order: Order, a: number, v: Float64Array, rest: number): FlowSolution => {
  const K = v.length;
  const start = v.slice();
  let winner = 0;
  for (let i = 1; i < K; i++) {
    const better = order === 3 ? start[i]! > start[winner]! : Math.abs(start[i]!) > Math.abs(start[winner]!);
    if (better) winner = i;
  }
  const top = start[winner]!;
  const falling = order === 3 && !(top > 0);
  const ratio = start.map((x) => (order === 2 ? 0 : order === 3 ? x / top : (x * x) / (top * top)));
  const unit = order === 3 ? 1 / (a * Math.abs(top)) : order === 4 ? 1 / (2 * a * top * top) : 1 / a;

  /** z times a common factor that keeps it finite; returns its length and the sum of z_j^k over the features. */
  const scaled = (L: number, out: Float64Array): readonly [length: number, sum: number] => {
    const E = exp(-L);
    let squares = 0;
    let sum = 0;
    for (let i = 0; i < K; i++) {
      const w = ratio[i]!;
      const z = order === 2 ? start[i]! : falling ? (start[i]! * E) / (E + (1 - E) * w) : order === 3 ? (start[i]! * E) / (1 - w + E * w) : start[i]! * Math.sqrt(E / (1 - w + E * w));
      out[i] = z;
      squares += z * z;
      sum += smallPower(z, order);
    }
    const r = falling ? rest : order === 4 ? rest * Math.sqrt(E) : rest * E;
    return [Math.sqrt(squares + r * r), sum];
  };
  const scratch = new Float64Array(K);
  const speed = (L: number): number => {
    if (order === 2) return unit;
    const [length] = scaled(L, scratch);
    if (falling) return length * unit * exp(L);
    return unit * (order === 4 ? length * length : length);
  };
  const integral = order === 3 ? cumulative(speed, 0.25, 8) : null;
  const tau = (L: number): number => {
    if (integral !== null) return integral(L);
    if (order === 2) return unit * L;
    const spent = 1 - exp(-L);
    let sum = 0;
    // Log of 1 - w + E w = 1 - spent w; of the winner it is -L exactly.
    for (let i = 0; i < K; i++) sum += i === winner ? L : -log1p(-spent * ratio[i]!);
    return sum / (2 * a) + spent * unit * rest * rest;
  };
  return {
    write: (L, out) => {
      const [length] = scaled(L, out);
      for (let i = 0; i < K; i++) out[i]! /= length;
      return largestSize(out, 0, K);
    },
    overlap: (L) => {
      const [length] = scaled(L, scratch);
      return largestSize(scratch) / length;
    },
    tau,
    speed,
    lead: (L) => {
      const [length, sum] = scaled(L, scratch);
      const m = scratch[winner]! / length;
      const size = order === 3 ? m : Math.abs(m);
      return [a * (smallPower(size, order - 1) - (size * sum) / smallPower(length, order)), size];
    },
  };
};
