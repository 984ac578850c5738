import type { Instance } from './core.ts';
import { attention } from './instances/attention.ts';
import { committee } from './instances/committee.ts';
import { denoiser } from './instances/denoiser.ts';
import { logistic } from './instances/logistic.ts';
import { perceptron } from './instances/perceptron.ts';
import { phaseRetrieval } from './instances/phaseRetrieval.ts';
import { ridge } from './instances/ridge.ts';
import type { P } from './params.ts';

/** One line an instance. */
export const instances: Readonly<Record<P['instance'], Instance>> = { perceptron, phaseRetrieval, ridge, logistic, committee, attention, denoiser };

export const instanceOf = (p: P): Instance => instances[p.instance];
