import { describe, expect, it } from 'vitest';
import { singleTime, writeFlow } from '../../../src/models/hebbianIca/equations.ts';
import { makeStart, type Start } from '../../../src/models/hebbianIca/start.ts';
import { makeFlowSolution } from '../../../src/models/hebbianIca/theory/flowSolution.ts';
import { findRoot } from '../../../src/numerics/findRoot.ts';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';
import reference from '../../fixtures/hebbianIca.json';

const sizeOf = (v: Float64Array): number => v.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);

/** Time of the cubic flow with drift 1 to overlap 0.9; 0 from beyond. */
const timeOf = ({ v, rest }: Start): number => {
  if (sizeOf(v) >= 0.9) return 0;
  const solution = makeFlowSolution(4, 1, v, rest);
  const gap = (L: number): number => solution.overlap(L) - 0.9;
  return solution.tau(findRoot(gap, 0, gap(0), 60, gap(60)));
};

describe('cubic flow of all sources to overlap 0.9', () => {
  it.each([2, 4, 8, 16, 32, 64, 128, 256])('N = %i: the exact time is that of the equations, integrated, to 1e-9', (N) => {
    let largest = 0;
    for (let replica = 0; replica < 6; replica++) {
      const start = makeStart(paramsWith({ dimension: N }), 12, replica);
      const tau = timeOf(start);
      if (tau === 0) continue;
      const solver = makeDormandPrince((_, y, out) => writeFlow(4, 1, N, y, out), start.v.slice(), 0, { rtol: 1e-13, atol: 1e-15 });
      while (solver.t < tau) expect(solver.step(tau)).toBe('ok');
      // Where the overlap stands at the exact time, as a difference of times.
      const m = sizeOf(solver.y);
      const speed = new Float64Array(N);
      writeFlow(4, 1, N, solver.y, speed);
      largest = Math.max(largest, Math.abs(m - 0.9) / sizeOf(speed) / tau);
    }
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThan(1e-9);
  });

  it('the times of one feature from the same overlaps in an independent program', () => {
    for (const { m0, tau_single } of reference.starts) expect(Math.abs(singleTime(4, 1, m0, 0.9) / tau_single - 1)).toBeLessThan(1e-6);
  });

  it('N = 2: the exact times of that program, which the overlap alone decides', () => {
    for (const { N, m0, tau } of reference.starts.filter((row) => row.N === 2)) {
      expect(Math.abs(timeOf({ v: Float64Array.of(m0, Math.sqrt(1 - m0 * m0)), rest: 0 }) - tau)).toBeLessThan(2e-7 * N);
    }
  });

  it('its other times are as typical of their overlap as ours: uniform ranks among starts of nearly the same overlap', () => {
    const near = 60;
    const ranks = reference.starts.filter(({ N, m0 }) => N > 2 && m0 < 0.9).map(({ N, m0, tau, tau_single }) => {
      // The other overlaps only hold the largest one back.
      expect(tau).toBeGreaterThan(tau_single);
      const p = paramsWith({ dimension: N });
      const starts = Array.from({ length: 1500 }, (_, replica) => makeStart(p, 13, replica)).map((start) => ({ start, distance: Math.abs(sizeOf(start.v) - m0) }));
      const ratios = starts.sort((a, b) => a.distance - b.distance).slice(0, near).map(({ start }) => timeOf(start) / singleTime(4, 1, sizeOf(start.v), 0.9));
      return (ratios.filter((ratio) => ratio < tau / tau_single).length + 0.5) / (near + 1);
    });
    expect(ranks).toHaveLength(20);
    expect(oneSampleKolmogorovSmirnov(ranks, (x) => x).p).toBeGreaterThan(1e-3);
  });
});
