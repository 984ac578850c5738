import type { Engine, Layout } from '../../contract.ts';
import { stepped, type Stepper } from '../../stepped.ts';
import { criteria } from '../criteria.ts';
import { makeOrder } from '../equations.ts';
import { makeMeasure } from '../measure.ts';
import type { P } from '../params.ts';
import { chainLanes, makeChain } from './chain.ts';
import { makeDirect } from './direct.ts';
import type { Lanes } from './lanes.ts';

/** Criteria are tested a hundred times a unit of time, and at every step below N = 200. */
export const strideOf = (p: P): number => Math.max(1, Math.floor(p.dimension / 100));

/** A squared norm beyond this counts as diverged; the plateau and the solution have norms of order one. */
const largestNorm = 1e6;

const stepperOf = ({ task, advance, writeOrder, close }: Lanes, layout: Layout): Stepper => {
  const order = makeOrder(task.K, task.M);
  const measure = makeMeasure(task, layout);
  /** The lane whose order parameters `order` holds; -1: none. */
  let held = -1;
  const fresh = (lane: number) => {
    if (held !== lane) writeOrder(order, lane);
    held = lane;
    return order;
  };
  return {
    advance: (n) => {
      advance(n);
      held = -1;
    },
    close,
    read: (criterion, lane) => measure.read(criterion, fresh(lane)),
    write: (out, lane) => measure.write(out, fresh(lane)),
    trouble: (lane) => {
      const { Q } = fresh(lane);
      for (let k = 0; k < task.K; k++) if (!(Q[k * task.K + k]! < largestNorm)) return `a squared norm went above ${largestNorm}`;
      return null;
    },
  };
};

const chainCost = (p: P): number => 20 + 14 * (p.hiddenUnits + p.teacherUnits) + 1.2 * p.hiddenUnits * (p.hiddenUnits + p.teacherUnits);
const directCost = (p: P): number => p.dimension * (2.2 + 0.35 * p.hiddenUnits) + 200;

export const chain: Engine<P> = {
  side: 'simulation',
  label: 'SGD, exact chain of the order parameters',
  clock: 't',
  version: 2,
  random: () => true,
  lanes: chainLanes,
  cost: (p, time) => ({ work: chainCost(p) * p.dimension * time, bytes: 1e5 }),
  run: stepped({
    stepsPerUnit: (p: P) => p.dimension,
    stride: strideOf,
    stepCost: (p) => chainLanes * chainCost(p),
    criteria,
    lanes: chainLanes,
    make: (p, seed, first, count, layout) => stepperOf(makeChain(p, seed, first, count), layout),
  }),
};

export const direct: Engine<P> = {
  side: 'simulation',
  label: 'SGD over all N weights',
  clock: 't',
  version: 3,
  random: () => true,
  bounds: () => ({ dimension: { max: 1e4, why: 'brute force over all weights is offered up to N = 10,000' } }),
  cost: (p, time) => ({ work: directCost(p) * p.dimension * time, bytes: 4 * p.dimension * (p.hiddenUnits + 1) + 1e5 }),
  run: stepped({
    stepsPerUnit: (p: P) => p.dimension,
    stride: strideOf,
    stepCost: directCost,
    criteria,
    make: (p, seed, first, _, layout) => stepperOf(makeDirect(p, seed, first), layout),
  }),
};
