import { describe, expect, it } from 'vitest';
import { writeFlow, type Order } from '../../../src/models/hebbianIca/equations.ts';
import { makeFlowSolution } from '../../../src/models/hebbianIca/theory/flowSolution.ts';
import { makeStart } from '../../../src/models/hebbianIca/start.ts';
import { findRoot } from '../../../src/numerics/findRoot.ts';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import { runLink } from '../../support/runLink.ts';
import { paramsWith, timesOf } from '../../support/hebbianIca/tools.ts';
import reference from '../../fixtures/hebbianIca.json';

const startOf = (dimension: number, features: number, replica: number) => makeStart(paramsWith({ dimension, allFeatures: features === dimension, features }), 3, replica);

const placeOf = (f: (L: number) => number): number => findRoot(f, 0, f(0), 60, f(60));

describe('closed form of the flow', () => {
  const cases = ([4, 3, 2] as const).flatMap((order) => ([[2, 2], [8, 8], [64, 64], [9, 3], [100, 1]] as const).map(([N, K]) => [order, N, K] as const));

  it.each(cases)('k = %i, N = %i, K = %i: is the solution of the equations', (order, N, K) => {
    for (let replica = 0; replica < 4; replica++) {
      const { v, rest } = startOf(N, K, replica);
      const a = 1.3;
      const solution = makeFlowSolution(order, a, v, rest);
      const y0 = Float64Array.from(K < N ? [...v, rest] : v);
      const solver = makeDormandPrince((_, y, out) => writeFlow(order, a, K, y, out), y0, 0, { rtol: 1e-13, atol: 1e-15 });
      const out = new Float64Array(K);
      for (const L of [0.2, 1, 3, 8]) {
        const tau = solution.tau(L);
        solver.step(tau);
        for (let steps = 0; solver.t < tau && steps < 1e5; steps++) solver.step(tau);
        solution.write(L, out);
        // The length of v is unstable where sum v^k < 0: the solver's rounding in it says nothing.
        const length = Math.sqrt(solver.y.reduce((sum, x) => sum + x * x, 0));
        for (let i = 0; i < K; i++) expect(Math.abs(out[i]! - solver.y[i]! / length)).toBeLessThan(1e-9);
        // dtau/dL and the speed of the largest overlap belong to the same curve.
        const h = 1e-4;
        expect(Math.abs((solution.tau(L + h) - solution.tau(L - h)) / (2 * h) / solution.speed(L) - 1)).toBeLessThan(1e-6);
        if (order !== 3 || Math.max(...v) > 0) {
          const rise = (solution.lead(L + h)[1] - solution.lead(L - h)[1]) / (2 * h) / solution.speed(L);
          expect(Math.abs(rise - solution.lead(L)[0])).toBeLessThan(1e-6);
        }
      }
    }
  });

  it.each(reference.flow)('N = %i, to %f: %f', (N, level, tau) => {
    const v = Float64Array.from({ length: N! }, (_, i) => Math.sqrt((2 * (i + 1)) / (N! * (N! + 1))));
    const solution = makeFlowSolution(4, 1, v, 0);
    expect(Math.abs(solution.tau(placeOf((L) => solution.overlap(L) - level!)) / tau! - 1)).toBeLessThan(1e-10);
  });

  it.each(reference.single)('one feature, k = %i, from %f to %f: %f', (order, m0, m1, tau) => {
    const solution = makeFlowSolution(order as Order, 1, Float64Array.of(m0!), Math.sqrt(1 - m0! * m0!));
    expect(Math.abs(solution.tau(placeOf((L) => solution.overlap(L) - m1!)) / tau! - 1)).toBeLessThan(1e-9);
  });

  it('N = 2: tan 2 phi decays like exp(-kappa tau)', () => {
    for (const phi of [0.05, 0.3, 0.7, 0.78]) {
      const solution = makeFlowSolution(4, 1, Float64Array.of(Math.cos(phi), Math.sin(phi)), 0);
      const out = new Float64Array(2);
      for (const L of [0.1, 1, 5]) {
        solution.write(L, out);
        expect(Math.tan(2 * Math.atan2(out[1]!, out[0]!)) / (Math.tan(2 * phi) * Math.exp(-solution.tau(L)))).toBeCloseTo(1, 9);
      }
    }
  });

  it('keeps the order of the sizes and the length 1; the largest only grows', () => {
    const { v } = startOf(50, 50, 1);
    const solution = makeFlowSolution(4, 2, v, 0);
    const out = new Float64Array(50);
    const order = Array.from(v.keys()).sort((i, j) => Math.abs(v[j]!) - Math.abs(v[i]!));
    let last = 0;
    for (const L of [0, 0.5, 1, 2, 4]) {
      const largest = solution.write(L, out);
      expect(Math.abs(out.reduce((sum, x) => sum + x * x, 0) - 1)).toBeLessThan(1e-12);
      for (let j = 1; j < 50; j++) expect(Math.abs(out[order[j]!]!)).toBeLessThan(Math.abs(out[order[j - 1]!]!));
      expect(largest).toBeGreaterThan(last);
      last = largest;
    }
  });

  it('k = 3: a negative overlap alone goes to zero and never learns', () => {
    const solution = makeFlowSolution(3, 1, Float64Array.of(-0.3), Math.sqrt(0.91));
    const out = new Float64Array(1);
    let last = 0.3;
    for (const L of [0.5, 2, 5, 9]) {
      solution.write(L, out);
      expect(out[0]!).toBeLessThan(0);
      expect(-out[0]!).toBeLessThan(last);
      last = -out[0]!;
    }
    expect(solution.tau(9)).toBeGreaterThan(1000);
  });
});

describe('engine', () => {
  it('learns at once from a start beyond the threshold; m = 1 stays; N = 1 is learned', () => {
    for (const engine of ['flow', 'reduced', 'single', 'chain', 'direct']) {
      expect(timesOf(engine, 'dimensions=1&replicas=2&starts=2')).toEqual([0, 0]);
      expect(timesOf(engine, 'start=given&initialOverlap=0.95&dimensions=30&replicas=2&starts=2')).toEqual([0, 0]);
    }
    const [still] = runLink('hebbianIca?only=theory&start=given&initialOverlap=1&dimension=30&duration=1000&points=5').of('flow');
    for (let index = 0; index < 5; index++) expect(still!.frame(0, index)[0]).toBe(1);
  });

  it('does not move Gaussian sources, nor Gaussian sources that all have another variance', () => {
    for (const link of ['source=gaussian&variance=1', 'source=gaussian&variance=3&nonlinearity=linear']) {
      const [run] = runLink(`hebbianIca?only=theory&${link}&duration=1000000&points=3`).of('flow');
      expect(Math.abs(run!.frame(0, 2)[0]! - run!.frame(0, 0)[0]!)).toBeLessThan(1e-12);
    }
  });

  it.each(['', 'rateRule=warmUp', 'source=exponential&nonlinearity=square', 'allFeatures=false&features=3&source=gaussian&nonlinearity=linear&threshold=0.5', 'batch=10'])('%s: frames do not depend on the other save times; tau is eta n or rises faster', (link) => {
    const of = (points: number) => runLink(`hebbianIca?only=theory&dimension=40&duration=4000&points=${points}&${link}`).of('flow')[0]!;
    const [many, few] = [of(401), of(5)];
    for (let j = 0; j < 5; j++) {
      const [a, b] = [many.frame(0, 100 * j), few.frame(0, j)];
      for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(b[i]!)));
    }
  });
});
