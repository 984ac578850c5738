import { runCell } from '../../../src/jobs/cell.ts';
import { committee } from '../../../src/models/committee/index.ts';
import { makeOrder } from '../../../src/models/committee/equations.ts';
import { makeMeasure } from '../../../src/models/committee/measure.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { makeChain, makeDraws, type Draws } from '../../models/committee/twins/chain.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { twoSampleKolmogorovSmirnov } from '../kolmogorovSmirnov.ts';
import { requestOfLink } from '../runLink.ts';

export interface LawCase {
  readonly name: string;
  /** Parameters, as in a link. */
  readonly link: string;
  readonly times: readonly number[];
}

/** Everything on, teachers that overlap and differ in strength. */
const both =
  'labelNoise=0.3&weightDecay=0.1&start=custom&overlaps=0.3,0.1;-0.1,0.2&norms=0.6,0.1;0.1,0.4' +
  '&teacher=1,0.3;0.3,0.8&teacherOutput=1,0.6&studentOutput=0.7,0.4';

export const lawCases: readonly LawCase[] = [
  { name: 'plain, N = 50', link: 'committee?dimension=50', times: [1, 4, 16, 40] },
  { name: 'plain, N = 128', link: 'committee?dimension=128', times: [1, 4, 16, 40] },
  { name: 'second layer, noise, decay, N = 50', link: `committee?dimension=50&secondLayerRate=0.5&${both}`, times: [1, 4, 16, 40] },
  { name: 'second layer, noise, decay, N = 8', link: `committee?dimension=8&secondLayerRate=2&${both}`, times: [0.25, 1, 4, 16] },
  { name: 'K = 3, M = 2, N = 20', link: 'committee?dimension=20&hiddenUnits=3&learningRate=0.7', times: [1, 4, 16, 40] },
  { name: 'K = M = 1, N = 8', link: 'committee?dimension=8&hiddenUnits=1&teacherUnits=1&learningRate=1.5', times: [0.25, 1, 2, 8] },
];

/** One sample of a statistic at a time: a value for each seed. */
export type Samples = ReadonlyMap<string, Float64Array>;

const samplesOf = (names: readonly string[], { times }: LawCase, seeds: number, frame: (replica: number, index: number) => Float64Array): Samples => {
  const samples = new Map<string, Float64Array>();
  times.forEach((t, index) => names.forEach((name) => samples.set(`${name} at ${t}`, new Float64Array(seeds)) && index));
  for (let replica = 0; replica < seeds; replica++) {
    times.forEach((t, index) => {
      const values = frame(replica, index);
      names.forEach((name, column) => (samples.get(`${name} at ${t}`)![replica] = values[column]!));
    });
  }
  return samples;
};

/** Final numbers of an engine, every replica of which has its own seed for start and run. */
export const engineSamples = (law: LawCase, engine: string, seeds: number, seed: number): Samples => {
  const { params } = requestOfLink(law.link).config;
  const layout = layoutOf(committee.observables, params);
  const plan = { saveAt: Float64Array.from(law.times), questions: [], budget: law.times.at(-1)!, quality: 'rest' as const };
  const { frames } = runCell({ model: 'committee', engine, params, seed, firstReplica: 0, count: seeds, plan });
  return samplesOf(layout.names, law, seeds, (replica, index) => {
    const from = (replica * law.times.length + index) * layout.size;
    return frames.subarray(from, from + layout.size);
  });
};

export type Mutant = (p: P, seed: number, replica: number) => Draws;

/** rho = |zeta|^2: the part of an input outside all weight vectors is forgotten. */
export const withoutRest: Mutant = (p, seed, replica) => {
  const draws = makeDraws(p, seed, replica, 1);
  return { ...draws, refill: () => (draws.refill(), draws.rest.fill(0), undefined) };
};
export const withDegrees = (degreesOf: (p: P) => number): Mutant => (p, seed, replica) => makeDraws(p, seed, replica, degreesOf(p));

/** The chain with other draws than the engine's. */
export const mutantSamples = (law: LawCase, drawsOf: Mutant, seeds: number, seed: number): Samples => {
  const p = requestOfLink(law.link).config.params as unknown as P;
  const layout = layoutOf(committee.observables, p as never);
  const order = makeOrder(p.hiddenUnits, p.teacherUnits);
  const frames = Array.from({ length: seeds }, (_, replica) => {
    const chain = makeChain(p, seed, replica, drawsOf(p, seed, replica));
    const measure = makeMeasure(chain.start.task, layout);
    let step = 0;
    return law.times.map((t) => {
      const last = Math.round(t * p.dimension);
      chain.advance(last - step);
      step = last;
      const values = new Float64Array(layout.size);
      chain.writeOrder(order);
      measure.write(values, order);
      return values;
    });
  });
  return samplesOf(layout.names, law, seeds, (replica, index) => frames[replica]![index]!);
};

export interface LawComparison {
  readonly tests: number;
  readonly smallestP: number;
  readonly where: string;
}

/** Two-sample Kolmogorov-Smirnov over all statistics that vary: each of Q, R, v and the error, at each time. */
export const compareLaws = (first: Samples, second: Samples): LawComparison => {
  let [tests, smallestP, where] = [0, 1, ''];
  for (const [name, sample] of first) {
    if (/^(specialisation|Q21|Q31|Q32)/.test(name) || sample.every((x) => x === sample[0])) continue;
    tests++;
    const { p } = twoSampleKolmogorovSmirnov(sample, second.get(name)!);
    if (!(p >= smallestP)) [smallestP, where] = [p, name];
  }
  return { tests, smallestP, where };
};
