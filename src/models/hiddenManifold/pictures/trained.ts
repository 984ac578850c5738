import { makeStream } from '../../../numerics/random/stream.ts';
import type { Pause } from '../../contract.ts';
import { makeOrder, type Order } from '../order.ts';
import { latentOf, type P } from '../params.ts';
import { stepCost } from '../simulation/cost.ts';
import { prepareSgd } from '../simulation/sgd.ts';
import { affordable, manifoldOf, sampleCost, sampleFields, type FieldSample } from './sampling.ts';
import { pause } from './shared.ts';

const mostEntries = 6e4;
const mostInputs = 2000;
/** Nanoseconds of learning, and of the samples of one state. */
const work = 2e8;
const samplingWork = 1e8;
const mostSamples = 16_000;
/** Samples a latent dimension by which students specialise. */
const samplesPerLatent = 1500;
/** Nanoseconds between two pauses. */
const slice = 2e6;

/** The fields of student 1 and of its teacher at some weights, and what their covariance should be. */
export interface State {
  readonly time: number;
  readonly sample: FieldSample;
  readonly variance: number;
  readonly covariance: number;
  readonly teacherVariance: number;
}

export interface Trained {
  /** The parameters of the run: smaller than asked for where those are too dear. */
  readonly p: P;
  readonly count: number;
  readonly start: State;
  /** Null where the weights diverged. */
  readonly end: State | null;
}

/** A simulated run, and fresh latents before and after it; the stream of the latents is of its own. */
export function* train(given: P, seed: number): Generator<Pause, Trained> {
  const p = affordable(given, mostEntries, mostInputs);
  const K = p.hiddenUnits;
  const M = p.teacherUnits;
  const manifold = yield* manifoldOf(p, seed, 0);
  const { N, D } = manifold;
  const count = Math.max(2000, Math.min(mostSamples, Math.floor(samplingWork / sampleCost(p))));
  const order: Order = makeOrder(K, M);
  const sgd = yield* prepareSgd(p, seed, 0);
  const total = Math.max(N, Math.min(Math.floor(work / stepCost(p)), samplesPerLatent * D));
  let weights: Float64Array[];
  let orders: Order[];
  try {
    sgd.writeOrder(order);
    orders = [{ ...order, Q: order.Q.slice(), R: order.R.slice() }];
    weights = [sgd.weights()];
    const every = Math.max(1, Math.floor(slice / stepCost(p)));
    for (let steps = 0; steps < total; steps += every) {
      sgd.advance(Math.min(every, total - steps));
      yield pause;
    }
    sgd.writeOrder(order);
    orders.push(order);
    weights.push(sgd.weights());
  } finally {
    sgd.close();
  }
  let teacher = 0;
  for (let m = 1; m < M; m++) if (Math.abs(order.R[m]!) > Math.abs(order.R[teacher]!)) teacher = m;
  const length = manifold.B.length / M;
  const B = manifold.B.subarray(teacher * length, (teacher + 1) * length);
  const states: State[] = [];
  for (const [i, { Q, R }] of orders.entries()) {
    if (!(Q[0]! > 0 && Q[0]! < 1e6)) continue;
    const sample = yield* sampleFields(p, manifold, weights[i]!.subarray(0, N), B, count, makeStream(seed, 'hiddenManifold', 'picture', 'fields', i));
    states.push({ time: i === 0 ? 0 : total / N, sample, variance: Q[0]!, covariance: R[teacher]!, teacherVariance: order.T[teacher * (M + 1)]! });
  }
  return { p, count, start: states[0]!, end: states[1] ?? null };
}

/** Sizes of the run, and that they are smaller than asked for. */
export const sizesOf = (given: P, { p }: Trained): string => `N = ${p.dimension}, D = ${latentOf(p)}${p === given ? '' : ', smaller than asked for'}`;
