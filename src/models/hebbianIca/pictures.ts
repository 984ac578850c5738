import type { PictureSource } from '../contract.ts';
import type { P } from './params.ts';
import { budget, inputs } from './pictures/budget.ts';
import { collapse } from './pictures/collapse.ts';
import { distribution } from './pictures/distribution.ts';
import { found, neurons } from './pictures/neurons.ts';
import { nonlinearities } from './pictures/nonlinearities.ts';
import { order } from './pictures/orders.ts';
import { phases } from './pictures/phases.ts';
import { potential } from './pictures/potential.ts';
import { schedule } from './pictures/schedule.ts';
import { searching } from './pictures/searching.ts';
import { starts } from './pictures/starts.ts';

/** Further pictures of this model, in the order of the menu. */
export const pictures: Readonly<Record<string, PictureSource<P>>> = { collapse, starts, potential, phases, schedule, order, nonlinearities, budget, inputs, distribution, searching, neurons, found };
