import type { Batch, Engine, Layout, Outcome, Plan, Run } from '../../contract.ts';
import { stepped, type Stepper } from '../../stepped.ts';
import { criteria } from '../criteria.ts';
import { simulationBounds } from '../limits.ts';
import { makeMeasure, makeOrder, unitsOf } from '../order.ts';
import type { P } from '../params.ts';
import { bytesOf, readCost, startCost, stepCost, strideOf } from './cost.ts';
import { prepareSgd, type Sgd } from './sgd.ts';

/** A squared norm beyond this counts as diverged; the plateau and the solution have norms of order one. */
const largestNorm = 1e6;

const stepperOf = (p: P, sgd: Sgd, layout: Layout): Stepper => {
  const units = unitsOf(p);
  const { K } = units;
  const order = makeOrder(K, units.M);
  const measure = makeMeasure(units, layout);
  let held = false;
  const fresh = () => {
    if (!held) sgd.writeOrder(order);
    held = true;
    return order;
  };
  return {
    advance: (n) => {
      sgd.advance(n);
      held = false;
    },
    close: sgd.close,
    read: (criterion) => measure.read(criterion, fresh()),
    write: (out) => measure.write(out, fresh(), sgd.testError().mean),
    trouble: () => {
      const { W } = fresh();
      for (let k = 0; k < K; k++) if (!(W[k * K + k]! < largestNorm)) return `a squared norm went above ${largestNorm}`;
      return null;
    },
  };
};

/** The features of each replica are made with pauses before its run begins. */
const run = function* (p: P, batch: Batch, plan: Plan, layout: Layout): Run {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < batch.count; i++) {
    const replica = batch.firstReplica + i;
    const sgd = yield* prepareSgd(p, batch.seed, replica);
    const one = stepped({
      stepsPerUnit: (of: P) => of.dimension,
      stride: strideOf,
      // What is read along the way counts as part of the steps.
      stepCost: (of) => stepCost(of) + readCost(of) / strideOf(of),
      criteria,
      make: () => stepperOf(p, sgd, layout),
    });
    try {
      outcomes.push(...(yield* one(p, { ...batch, firstReplica: replica, count: 1 }, plan, layout)));
    } finally {
      sgd.close();
    }
  }
  return outcomes;
};

export const sgd: Engine<P> = {
  side: 'simulation',
  label: 'SGD over all N weights, features stored',
  clock: 't',
  version: 1,
  random: () => true,
  bounds: simulationBounds,
  cost: (p, time) => ({ work: startCost(p) + (stepCost(p) + readCost(p) / strideOf(p)) * p.dimension * time, bytes: bytesOf(p) }),
  run,
};
