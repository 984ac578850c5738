import { makeDormandPrince } from '../../../numerics/ode/dormandPrince.ts';
import { makeRungeKuttaChebyshev } from '../../../numerics/ode/rungeKuttaChebyshev.ts';
import type { Pause, Plan } from '../../contract.ts';
import { integrated } from '../../integrated.ts';
import { criteria } from '../criteria.ts';
import type { System } from '../equations.ts';
import { makeMeasure, makeOrder, unitsOf } from '../order.ts';
import type { P } from '../params.ts';

/** While dragging, a method whose steps the fastest mode does not limit: errors of some 1e-4, in half to a third of the time. */
const solvers = {
  rest: { make: makeDormandPrince, control: { rtol: 1e-8, atol: 1e-10 } },
  drag: { make: makeRungeKuttaChebyshev, control: { rtol: 1e-4, atol: 1e-6 } },
} as const;

/** The equations of one replica, from its start. */
export interface Prepared {
  readonly system: System;
  readonly y0: Float64Array;
  readonly T: Float64Array;
}

/** Nanoseconds of one evaluation: the arcsines of the fourth-order integrals, and `products` multiply-adds over the modes. */
export const evaluationCost = (K: number, M: number, products: number): number =>
  150 + ((K * (K + 1)) / 2) * (((K + M) * (K + M + 1)) / 2) * 14 + 60 * K * (K + M) + 2.2 * products;

/**
 * An engine's run from the equations of each replica: frames and passages on the solver's dense output, so that the numbers do not depend on
 * the save times. Dormand-Prince with rtol 1e-8, atol 1e-10; while dragging `solvers.drag`.
 */
export const runSystem = (prepare: (p: P, seed: number, replica: number, quality: Plan['quality']) => Generator<Pause, Prepared>, products: (p: P) => number) =>
  integrated<P>({
    stepCost: (p) => 7 * evaluationCost(p.hiddenUnits, p.teacherUnits, products(p)),
    criteria,
    *prepare(p, seed, replica, quality, layout) {
      const { system, y0, T } = yield* prepare(p, seed, replica, quality);
      const K = p.hiddenUnits;
      const order = { ...makeOrder(K, p.teacherUnits), T };
      const measure = makeMeasure(unitsOf(p), layout);
      const { make, control } = solvers[quality];
      return {
        solver: make(system.flow, y0, 0, control),
        read: (criterion, y) => {
          system.read(y, order);
          return measure.read(criterion, order);
        },
        write: (out, y) => {
          system.read(y, order);
          measure.write(out, order);
        },
        largestNorm: (y) => {
          system.read(y, order);
          let norm = 0;
          for (let k = 0; k < K; k++) norm = Math.max(norm, order.Q[k * (K + 1)]!);
          return norm;
        },
      };
    },
  });
