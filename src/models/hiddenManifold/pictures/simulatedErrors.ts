import type { Pause } from '../../contract.ts';
import { generalisationErrorOf, makeOrder, unitsOf } from '../order.ts';
import type { P } from '../params.ts';
import { startCost, stepCost } from '../simulation/cost.ts';
import { prepareSgd } from '../simulation/sgd.ts';
import { affordable } from './sampling.ts';
import { pause } from './shared.ts';

const mostEntries = 8e3;
const mostInputs = 500;
/** Nanoseconds of learning. */
const work = 1e8;
const slice = 2e6;

export interface SimulatedErrors {
  /** The parameters of the run: smaller than asked for where those are too dear. */
  readonly p: P;
  readonly times: readonly number[];
  readonly errors: readonly number[];
}

/** Error of one run at the ascending `times`, from its own order parameters; as far as a tenth of a second of learning goes, or the weights stay bounded. */
export function* simulateErrors(given: P, seed: number, replica: number, times: ArrayLike<number>): Generator<Pause, SimulatedErrors> {
  const p = affordable(given, mostEntries, mostInputs);
  const seen: { times: number[]; errors: number[] } = { times: [], errors: [] };
  if (startCost(p) > work) return { p, ...seen };
  const units = unitsOf(p);
  const order = makeOrder(units.K, units.M);
  const sgd = yield* prepareSgd(p, seed, replica);
  const every = Math.max(1, Math.floor(slice / stepCost(p)));
  const most = work / stepCost(p);
  try {
    for (let i = 0, done = 0; i < times.length; i++) {
      const target = Math.round(times[i]! * p.dimension);
      if (target > most) break;
      while (done < target) {
        const steps = Math.min(every, target - done);
        sgd.advance(steps);
        done += steps;
        yield pause;
      }
      sgd.writeOrder(order);
      if (!(order.Q[0]! < 1e6)) break;
      seen.times.push(times[i]!);
      seen.errors.push(generalisationErrorOf(units, order));
    }
  } finally {
    sgd.close();
  }
  return { p, ...seen };
}
