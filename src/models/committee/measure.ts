import type { Layout } from '../contract.ts';
import { makeGeneralisationError, specialisationOf, type Order, type Task } from './equations.ts';

/** What both simulations and the theory report: criteria and frames as functions of the order parameters. */
export interface Measure {
  readonly read: (criterion: string, order: Order) => number;
  readonly write: (out: Float64Array, order: Order) => void;
}

export const makeMeasure = (task: Task, layout: Layout): Measure => {
  const generalisationError = makeGeneralisationError(task);
  const { offsets } = layout;
  return {
    read: (criterion, order) => (criterion === 'specialised' ? specialisationOf(task, order.R) : generalisationError(order)),
    write: (out, order) => {
      out[offsets['generalisationError']!] = generalisationError(order);
      out[offsets['specialisation']!] = specialisationOf(task, order.R);
      out.set(order.Q, offsets['Q']!);
      out.set(order.R, offsets['R']!);
      out.set(order.v, offsets['v']!);
    },
  };
};
