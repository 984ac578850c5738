import { expect } from 'vitest';
import { overlapsOf } from '../../../src/models/sequenceMultiIndex/simulation/overlaps.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { makeStart } from '../../../src/models/sequenceMultiIndex/simulation/start.ts';
import { meanOf } from '../hebbianIca/tools.ts';
import { ampOf, arriveBy, dataOf, descentOf, dotOf, lossChannelOf, messageChannelOf } from './tools.ts';

export interface Reached {
  readonly q: number;
  readonly m: number;
  readonly theta: number;
  readonly testError: number;
  readonly trainError: number;
  readonly steps: number;
}

/** Where one replica ends. */
export const reach = (p: P, seed: number, replica: number, method: 'amp' | 'gd' | 'lbfgs', most: number): Reached => {
  const data = dataOf(p, lossChannelOf(p), seed, replica, method === 'amp' ? 32 : 64);
  const begin = makeStart(p, data.teachers, seed, replica)[0]!;
  const run = method === 'amp' ? ampOf(p, messageChannelOf(p), data, seed, replica) : descentOf(p, lossChannelOf(p), data, begin, method);
  const steps = arriveBy(run, most);
  const overlaps = overlapsOf(p, run.weights, data.teachers, run.response);
  const [w] = run.weights;
  const trainError = (run.risk() + 0.5 * p.regularisation * dotOf(w!, w!)) / p.dimension;
  run.release();
  data.release();
  return { q: overlaps.q[0]!, m: overlaps.m[0]!, theta: overlaps.theta[0]!, testError: instanceOf(p).testError(p, overlaps), trainError, steps };
};

export const text = ({ mean, error }: { mean: number; error: number }): string => `${mean.toPrecision(4)}(${error.toPrecision(1)})`;

/** Means within three combined standard errors of a table's; returns a line to print. */
export const expectTable = (values: readonly number[], expected: number, expectedError: number): string => {
  const own = meanOf(values);
  const error = Math.sqrt(own.error * own.error + expectedError * expectedError);
  expect(Math.abs(own.mean - expected)).toBeLessThan(3 * error);
  return `${text(own)} [${text({ mean: expected, error: expectedError })}; ${((own.mean - expected) / error).toFixed(1)}]`;
};
