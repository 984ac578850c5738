import type { Engine, Layout } from '../../contract.ts';
import { stepped, type Stepper } from '../../stepped.ts';
import { criteria } from '../criteria.ts';
import { makeOrder } from '../equations.ts';
import { makeMeasure } from '../measure.ts';
import type { P } from '../params.ts';
import { makeChain, makeDraws, type Chain } from './chain.ts';
import { makeDirect } from './direct.ts';

/** Criteria are tested a hundred times a unit of time, and at every step below N = 200. */
export const strideOf = (p: P): number => Math.max(1, Math.floor(p.dimension / 100));

/** A squared norm beyond this counts as diverged; the plateau and the solution have norms of order one. */
const largestNorm = 1e6;

const stepperOf = (chain: Chain, layout: Layout): Stepper => {
  const { task } = chain.start;
  const order = makeOrder(task.K, task.M);
  const measure = makeMeasure(task, layout);
  const fresh = () => {
    chain.writeOrder(order);
    return order;
  };
  return {
    advance: chain.advance,
    read: (criterion) => measure.read(criterion, fresh()),
    write: (out) => measure.write(out, fresh()),
    trouble: () => {
      const { Q } = fresh();
      for (let k = 0; k < task.K; k++) if (!(Q[k * task.K + k]! < largestNorm)) return `a squared norm went above ${largestNorm}`;
      return null;
    },
  };
};

const chainCost = (p: P): number => 40 + 38 * (p.hiddenUnits + p.teacherUnits) + 5 * p.hiddenUnits * (p.hiddenUnits + p.teacherUnits);
const directCost = (p: P): number => p.dimension * (10 + 2 * p.hiddenUnits) + 300;

export const chain: Engine<P> = {
  side: 'simulation',
  label: 'SGD, exact chain of the order parameters',
  clock: 't',
  version: 1,
  random: () => true,
  cost: (p, time) => ({ work: chainCost(p) * p.dimension * time, bytes: 1e5 }),
  run: stepped({
    stepsPerUnit: (p: P) => p.dimension,
    stride: strideOf,
    stepCost: chainCost,
    criteria,
    make: (p, seed, replica, layout) => {
      const draws = makeDraws(p, seed, replica, p.dimension - p.hiddenUnits - p.teacherUnits);
      return stepperOf(makeChain(p, seed, replica, draws), layout);
    },
  }),
};

export const direct: Engine<P> = {
  side: 'simulation',
  label: 'SGD over all N weights',
  clock: 't',
  version: 1,
  random: () => true,
  bounds: () => ({ dimension: { max: 1e4, why: 'brute force over all weights is offered up to N = 10,000' } }),
  cost: (p, time) => ({ work: directCost(p) * p.dimension * time, bytes: 8 * p.dimension * (p.hiddenUnits + 1) + 1e5 }),
  run: stepped({
    stepsPerUnit: (p: P) => p.dimension,
    stride: strideOf,
    stepCost: directCost,
    criteria,
    make: (p, seed, replica, layout) => stepperOf(makeDirect(p, seed, replica), layout),
  }),
};
