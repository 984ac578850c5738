import { makeDormandPrince } from '../../numerics/ode/dormandPrince.ts';
import type { Engine } from '../contract.ts';
import { integrated } from '../integrated.ts';
import { criteria } from './criteria.ts';
import { makeOrder } from './equations.ts';
import { makeMeasure } from './measure.ts';
import { makePackedFlow, pack, packedLength, unpack } from './packed.ts';
import type { P } from './params.ts';
import { makeStart, orderOf } from './start.ts';

const pause = { kind: 'pause' } as const;

/** Nanoseconds of one evaluation of the right-hand side: the arcsines of the integrals I4 carry it. */
export const flowCost = (K: number, M: number): number => 150 + ((K * (K + 1)) / 2) * (((K + M) * (K + M + 1)) / 2) * 12;

const tolerances = { rest: { rtol: 1e-8, atol: 1e-10 }, drag: { rtol: 1e-5, atol: 1e-7 } } as const;

/**
 * The Saad-Solla equations from the start of each replica, N -> infinity but for that start.
 *
 * Dormand-Prince 5(4) with rtol 1e-8, atol 1e-10 (1e-5, 1e-7 while dragging); frames and passages on its dense output,
 * so the numbers do not depend on the save times.
 */
const runOde = integrated<P>({
  stepCost: (p) => 7 * flowCost(p.hiddenUnits, p.teacherUnits),
  criteria,
  *prepare(p, seed, replica, quality, layout) {
    const start = makeStart(p, seed, replica);
    const { task } = start;
    const order = makeOrder(task.K, task.M);
    const y0 = new Float64Array(packedLength(task));
    pack(y0, orderOf(start));
    const measure = makeMeasure(task, layout);
    yield pause;
    return {
      solver: makeDormandPrince(makePackedFlow(task), y0, 0, tolerances[quality]),
      read: (criterion, y) => {
        unpack(order, y);
        return measure.read(criterion, order);
      },
      write: (out, y) => {
        unpack(order, y);
        measure.write(out, order);
      },
      largestNorm: (y) => {
        unpack(order, y);
        let norm = 0;
        for (let k = 0; k < task.K; k++) norm = Math.max(norm, order.Q[k * (task.K + 1)]!);
        return norm;
      },
    };
  },
});

export const ode: Engine<P> = {
  side: 'theory',
  label: 'Saad-Solla equations',
  limit: '$N$ → ∞',
  clock: 't',
  version: 1,
  random: (p) => p.start === 'random',
  cost: (p, time) => ({ work: flowCost(p.hiddenUnits, p.teacherUnits) * 12 * (30 + time * Math.max(1, p.learningRate)), bytes: 1e5 }),
  run: runOde,
};
