import type { BayesChannel, Channel, ConvexChannel, TokenChannel } from '../../../src/models/sequenceMultiIndex/core.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { params, type P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { startAmp } from '../../../src/models/sequenceMultiIndex/simulation/amp.ts';
import { descentStep, startDescent, startQuasiNewton } from '../../../src/models/sequenceMultiIndex/simulation/descent.ts';
import { drawData, type Data } from '../../../src/models/sequenceMultiIndex/simulation/data.ts';
import type { Iteration } from '../../../src/models/sequenceMultiIndex/simulation/iteration.ts';
import type { Matrix, Precision } from '../../../src/models/sequenceMultiIndex/simulation/matrix.ts';
import { makeRisk } from '../../../src/models/sequenceMultiIndex/simulation/risk.ts';
import { makeStart, startResponse } from '../../../src/models/sequenceMultiIndex/simulation/start.ts';
import { completeParams, type Params } from '../../../src/models/params.ts';

export const paramsWith = (given: Partial<P>): P => completeParams(params, given as Params) as unknown as P;

/** What a generator returns; its pauses are passed over. */
export const finished = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
};

export const unitsOf = (p: P): number => (p.instance === 'committee' ? 2 : 1);

export const dataOf = (p: P, channel: Channel, seed: number, replica: number, precision: Precision): Data => finished(drawData(p, channel, unitsOf(p), seed, replica, precision));

/** Message passing of a replica on its own data, from the start of the engine or from nothing. */
export const ampOf = (p: P, channel: BayesChannel | ConvexChannel, data: Data, seed: number, replica: number, fromNothing = false): Iteration => {
  const bayes = channel.kind === 'bayes';
  const start = fromNothing ? data.teachers.map((w) => new Float64Array(w.length)) : makeStart(p, data.teachers, seed, replica);
  return finished(startAmp(channel, data, start, startResponse(start, bayes), bayes ? 1 : p.regularisation));
};

export const dotOf = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, j) => sum + x * b[j]!, 0);

/** Descent of a replica on its own data. */
export const descentOf = (p: P, channel: ConvexChannel | TokenChannel, data: Data, start: Float64Array, method: 'gd' | 'lbfgs'): Iteration => {
  const risk = makeRisk(channel, data, p.regularisation);
  return finished(method === 'gd' ? startDescent(risk, start, p.regularisation, descentStep(p)) : startQuasiNewton(risk, start, p.regularisation));
};

/** Steps until the iteration has arrived, `most` at most. */
export const arriveBy = (iteration: Iteration, most: number): number => {
  let steps = 0;
  while (steps < most) {
    steps++;
    if (finished(iteration.step())) break;
  }
  return steps;
};

/** All entries of a matrix, row by row. */
export const entriesOf = (matrix: Matrix): Float64Array => {
  const out = new Float64Array(matrix.rows * matrix.cols);
  for (let row = 0; row < matrix.rows; row++) out.set(matrix.view(row, 1), row * matrix.cols);
  return out;
};

/** Channel of an instance that message passing knows. */
export const messageChannelOf = (p: P): BayesChannel | ConvexChannel => {
  const channel = instanceOf(p).channel(p);
  if (channel.kind === 'tokens') throw new Error(`no message passing for ${p.instance}`);
  return channel;
};
/** Channel of an instance that has a loss. */
export const lossChannelOf = (p: P): ConvexChannel | TokenChannel => {
  const channel = instanceOf(p).channel(p);
  if (channel.kind === 'bayes') throw new Error(`no loss for ${p.instance}`);
  return channel;
};
