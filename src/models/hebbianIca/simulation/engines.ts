import type { Bounds, Engine } from '../../contract.ts';
import { stepped } from '../../stepped.ts';
import { criteria } from '../criteria.ts';
import { signalOf } from '../equations.ts';
import { initialRate, isWarming } from '../rate.ts';
import { featuresOf, type P } from '../params.ts';
import { makeChain } from './chain.ts';
import { stepperOf, type Learner } from './learner.ts';
import { makeNetwork } from './network.ts';
import { isUnit, makeUnit } from './unit.ts';

/** Steps between two looks at the overlap: it rises by less than 0.01 in between, eta a steps <= 1/100. */
export const strideOf = (p: P): number => {
  const { scale, drift, noise } = signalOf(p);
  // The drift over m of the warm-up is a m^(k-2) (1 - m^2), at most a quarter of a for k = 4.
  const rate = isWarming(p) ? Math.max(initialRate(p), (p.batch * drift) / (p.dimension * noise)) : initialRate(p);
  const pace = rate * scale.drift;
  return pace > 0 ? Math.max(1, Math.min(1e6, Math.floor(0.01 / pace))) : 1000;
};

const drawCost: Readonly<Record<P['source'], number>> = {
  rademacher: 0.7, uniform: 5, laplace: 23, logistic: 20, exponentialPower: 83, spikeSlab: 12, exponential: 20, twoPoint: 11, gaussian: 10,
};

/** Nanoseconds of a sample of the plain loop; a source of its own law and a weight cost a few each. */
const sampleCost = (p: P, coordinates: number): number => {
  const K = featuresOf(p);
  const warming = isWarming(p) ? 3 * K + 20 : 0;
  return 25 + K * drawCost[p.source] + 10 * (coordinates - K) + 1.5 * coordinates + (p.dimension > coordinates ? 55 : 0) + warming;
};

const unitDrawCost: Readonly<Partial<Record<P['source'], number>>> = { rademacher: 0.1, uniform: 0.5, laplace: 4.1, gaussian: 3.5 };

/** The same by the kernels. */
const unitCost = (p: P): number => {
  const K = featuresOf(p);
  const draws = K * unitDrawCost[p.source]! + 3.5 * (p.dimension - K);
  return 22 + 0.42 * p.dimension + draws + (p.nonlinearity === 'tanh' ? 18 : 0) + (isWarming(p) ? 4 + 0.2 * K : 0);
};

const usesKernels = (p: P, coordinates: number): boolean => isUnit(p) && coordinates === p.dimension;
const neuronCost = (p: P, coordinates: number): number => (usesKernels(p, coordinates) ? unitCost(p) : sampleCost(p, coordinates));

const isPlain = (p: P): boolean => p.neurons === 1 && p.mixing === 'source';
const networkCost = (p: P): number =>
  sampleCost(p, p.dimension) + p.neurons * (p.dimension * (4 + 6 * p.neurons) + 100 * p.neurons) + (p.mixing === 'source' ? 0 : 1.5 * p.dimension * p.dimension);

/** Nanoseconds of a look at the overlap, one for each stride of steps: at large rates that is every step. */
const lookCost = (p: P, coordinates: number): number => (usesKernels(p, coordinates) ? 100 + 0.3 * coordinates : 80 + 2 * featuresOf(p));
const networkLookCost = (p: P): number => 1000 + p.neurons * p.dimension * (p.mixing === 'source' ? 20 : 20 + 3 * p.dimension);
/** Looks spread over the samples in between. */
const spread = (p: P, look: number): number => look / (strideOf(p) * p.batch);

const plainCost = (p: P, coordinates: number): number => neuronCost(p, coordinates) + spread(p, lookCost(p, coordinates));
const directCost = (p: P): number => (isPlain(p) ? plainCost(p, p.dimension) : networkCost(p) + spread(p, networkLookCost(p)));
const chainCost = (p: P): number => plainCost(p, featuresOf(p));

/** One neuron: by the kernels where they know the source and every weight is simulated. */
const learnerOf = (p: P, seed: number, replica: number, engine: string, coordinates: number): Learner =>
  usesKernels(p, coordinates) ? makeUnit(p, seed, replica, engine) : makeChain(p, seed, replica, engine, coordinates);

const oneNeuron = { neurons: { max: 1, why: 'several neurons are simulated over all N weights only' } } as const;

export const chain: Engine<P> = {
  side: 'simulation',
  label: 'Hebbian SGD, exact chain of the overlaps',
  clock: 'samples',
  version: 2,
  random: () => true,
  bounds: (p): Bounds => ({
    ...oneNeuron,
    ...(p.allFeatures
      ? { dimension: { max: 4096, why: 'with all sources non-Gaussian every weight is simulated' } }
      : { features: { max: 4096, why: 'every overlap is simulated' } }),
  }),
  cost: (p, time) => ({ work: chainCost(p) * time, bytes: 1e5 + 40 * featuresOf(p) }),
  run: stepped({
    stepsPerUnit: (p: P) => 1 / p.batch,
    stride: strideOf,
    stepCost: (p) => p.batch * chainCost(p),
    criteria,
    make: (p, seed, replica, _count, layout) => stepperOf(learnerOf(p, seed, replica, 'chain', featuresOf(p)), layout),
  }),
};

export const direct: Engine<P> = {
  side: 'simulation',
  label: 'Hebbian SGD over all N weights',
  clock: 'samples',
  version: 2,
  random: () => true,
  bounds: (p): Bounds => ({
    neurons: { max: p.dimension, why: 'the weights of M neurons are orthogonal: M ≤ N' },
    dimension: p.mixing === 'source' ? { max: 4096, why: 'every weight is simulated' } : { max: 256, why: 'a mixing matrix costs N² a sample' },
  }),
  cost: (p, time) => ({ work: directCost(p) * time, bytes: 1e5 + 8 * p.dimension * (4 * p.neurons + 4 + (p.mixing === 'source' ? 0 : p.dimension)) }),
  run: stepped({
    stepsPerUnit: (p: P) => 1 / p.batch,
    stride: strideOf,
    stepCost: (p) => p.batch * directCost(p),
    criteria,
    make: (p, seed, replica, _count, layout) =>
      stepperOf(isPlain(p) ? learnerOf(p, seed, replica, 'direct', p.dimension) : makeNetwork(p, seed, replica, 'direct'), layout),
  }),
};
