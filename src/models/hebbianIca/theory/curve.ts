import { findRoot } from '../../../numerics/findRoot.ts';
import { cumulative } from '../../../numerics/quadrature/cumulative.ts';
import { signalOf } from '../equations.ts';
import { initialRate, isWarming, makeRate } from '../rate.ts';
import { largestSize } from '../measure.ts';
import type { P } from '../params.ts';
import type { Start } from '../start.ts';
import { lastL, makeFlowSolution, type FlowSolution } from './flowSolution.ts';

/** A start's way under the flow: time in samples and state as functions of L. */
export interface Curve {
  /** null where nothing moves: no signal, no rate. */
  readonly solution: FlowSolution | null;
  /** The rate at the start. */
  readonly eta: number;
  readonly samples: (L: number) => number;
  /** L at a time, sought from `from` on; the last one where nothing changes any more. */
  readonly placeOf: (time: number, from: number) => number;
  /** L at which the largest overlap reaches a level, sought from `from` on. */
  readonly crossing: (level: number, from: number) => number | null;
}

/** n = b tau / eta for a constant rate, the integral of b dtau / eta(L) for one that follows the overlap. */
export const makeCurve = (p: P, { v, rest }: Start): Curve => {
  const { order, drift } = signalOf(p);
  const eta = initialRate(p);
  const still = order === 0 || !(eta > 0) || largestSize(v) === 0;
  const solution = still ? null : makeFlowSolution(order, drift, v, rest);
  const rate = makeRate(p);
  const samples =
    solution === null
      ? () => Infinity
      : isWarming(p)
        ? cumulative((L) => (p.batch * solution.speed(L)) / rate(...solution.lead(L)), 0.25, 8)
        : (L: number) => (p.batch * solution.tau(L)) / eta;
  /** First L >= from at which `f`, below zero at `from`, is no longer so; null when it never is. */
  const first = (f: (L: number) => number, from: number): number | null => {
    const before = f(from);
    if (before >= 0) return from;
    let [low, fLow] = [from, before];
    for (let high = from + 0.5; ; high = from + 2 * (high - from)) {
      const end = Math.min(high, lastL);
      const value = f(end);
      if (value >= 0) return findRoot(f, low, fLow, end, value);
      if (end === lastL) return null;
      [low, fLow] = [end, value];
    }
  };
  return {
    solution,
    eta,
    samples,
    placeOf: (time, from) => (time <= 0 ? 0 : (first((L) => samples(L) - time, from) ?? lastL)),
    crossing: (level, from) =>
      largestSize(v) >= level ? 0 : solution === null ? null : first((L) => solution.overlap(L) - level, from),
  };
};
