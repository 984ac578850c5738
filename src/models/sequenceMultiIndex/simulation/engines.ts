import type { Bounds, Engine, Layout, Pause, Problem } from '../../contract.ts';
import type { BayesChannel, ConvexChannel, TokenChannel } from '../core.ts';
import { criteria } from '../criteria.ts';
import { progressOf } from '../fixedPoint.ts';
import { instanceOf } from '../instances.ts';
import type { P } from '../params.ts';
import { startAmp } from './amp.ts';
import { dataBytes, dimensionBound, drawData, samplesOf, tokensOf, type Data } from './data.ts';
import { descentStep, startDescent, startQuasiNewton } from './descent.ts';
import { iterated, type Runner } from './iterated.ts';
import { orRelease, type Iteration } from './iteration.ts';
import type { Precision } from './matrix.ts';
import { makeRunner } from './observe.ts';
import { makeRisk } from './risk.ts';
import { makeStart, startResponse } from './start.ts';

type Method = 'amp' | 'gd' | 'lbfgs';

/** Nanoseconds to draw an entry of the inputs. */
const drawCost = 4;

const precisionOf = (method: Method): Precision => (method === 'amp' ? 32 : 64);

const boundsOf = (p: P, method: Method): Bounds =>
  method === 'amp'
    ? dimensionBound(p, 32, 4000, 'message passing is simulated up to d = 4000')
    : dimensionBound(p, 64, 1000, 'descent is simulated up to d = 1000');

/** Why a method is not offered for an instance. Ridge regression has all of them. */
const problemsOf = (p: P, method: Method): readonly Problem[] => {
  const { kind } = instanceOf(p).channel(p);
  const fault = (why: string): readonly Problem[] => [{ key: 'instance', why, use: { instance: 'ridge' } }];
  if (method === 'amp' && kind === 'tokens') return fault(`message passing is not offered for ${p.instance}: take gd or lbfgs`);
  if (method !== 'amp' && kind === 'bayes') return fault(`${p.instance} has no loss to go down: take amp`);
  return [];
};

/** Refuses before anything is drawn. */
function check(p: P, method: Method): void {
  for (const { why } of problemsOf(p, method)) throw new RangeError(why);
  const { max, why } = boundsOf(p, method)['dimension']!;
  if (p.dimension > max!) throw new RangeError(`dimension must be at most ${max}, got ${p.dimension}: ${why}`);
}

const startIteration = function* (p: P, method: Method, data: Data, start: Float64Array[]): Generator<Pause, Iteration> {
  const channel = instanceOf(p).channel(p);
  const lambda = p.regularisation;
  if (method === 'amp') {
    const bayes = channel.kind === 'bayes';
    return yield* startAmp(channel as BayesChannel | ConvexChannel, data, start, startResponse(start, bayes), bayes ? 1 : lambda);
  }
  const risk = makeRisk(channel as ConvexChannel | TokenChannel, data, lambda);
  return yield* method === 'gd' ? startDescent(risk, start[0]!, lambda, descentStep(p)) : startQuasiNewton(risk, start[0]!, lambda);
};

const startRunner = function* (p: P, method: Method, seed: number, replica: number, layout: Layout): Generator<Pause, Runner> {
  check(p, method);
  const { channel, units } = instanceOf(p);
  const progress = yield* progressOf(p);
  const data = yield* drawData(p, channel(p), units, seed, replica, precisionOf(method));
  const start = makeStart(p, data.teachers, seed, replica);
  const iteration = yield* orRelease(startIteration(p, method, data, start), data.release);
  return makeRunner(p, iteration, data.teachers, progress, layout, () => {
    iteration.release();
    data.release();
  });
};

/** Passes over the inputs in an iteration: a line search takes 1.1 to 1.4. Nanoseconds of an entry in a pass: forth and back. */
const passes = { amp: 1, gd: 1, lbfgs: 1.2 } as const;
const entryCost = { amp: 0.4, gd: 0.65, lbfgs: 0.65 } as const;

/** Nanoseconds of one iteration. */
const iterationCost = (p: P, method: Method): number => {
  const { channel: channelOf, units } = instanceOf(p);
  const channel = channelOf(p);
  const sample = channel.kind !== 'convex' ? channel.cost : method === 'amp' ? channel.cost.prox : channel.cost.loss;
  return passes[method] * samplesOf(p) * (entryCost[method] * tokensOf(p) * units * p.dimension + sample);
};

/** The clock counts iterations, each with all samples. */
const engineOf = (label: string, methodOf: (p: P) => Method): Engine<P> => ({
  side: 'simulation',
  label,
  clock: 'iterations',
  version: 1,
  random: () => true,
  bounds: (p) => boundsOf(p, methodOf(p)),
  problems: (p) => problemsOf(p, methodOf(p)),
  cost: (p, time) => {
    const method = methodOf(p);
    return { work: drawCost * tokensOf(p) * samplesOf(p) * p.dimension + iterationCost(p, method) * (time + 1), bytes: dataBytes(p, precisionOf(method)) };
  },
  run: iterated(criteria, (p: P, seed, replica, layout) => startRunner(p, methodOf(p), seed, replica, layout)),
});

/** For every instance: message passing, or L-BFGS for attention and denoiser, which have none here. */
export const simulation = engineOf('message passing, or L-BFGS', (p) => (tokensOf(p) === 2 ? 'lbfgs' : 'amp'));
export const amp = engineOf('approximate message passing', () => 'amp');
/** Steps of a fixed size. */
export const gd = engineOf('gradient descent', () => 'gd');
/** An iteration is a direction and its line search. */
export const lbfgs = engineOf('L-BFGS', () => 'lbfgs');
