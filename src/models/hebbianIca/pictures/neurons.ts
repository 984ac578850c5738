import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { predictedSamples } from '../predict.ts';
import { initialRate, isWarming } from '../rate.ts';
import { largestSize } from '../measure.ts';
import { featuresOf, type P } from '../params.ts';
import { direct, strideOf } from '../simulation/engines.ts';
import { makeNetwork } from '../simulation/network.ts';
import { hasWinner, levelOf, pause, said } from './shared.ts';

/** Nanoseconds of predicted work for all runs of a picture. */
const work = 4e8;
const mostInputs = 32;
const slice = 1.5e6;
const wantedRuns = 8;

/** One run of all neurons, looked at now and then. */
export interface Watched {
  readonly samples: Float64Array;
  /** Largest overlap of neuron a at look j: sizes[a][j]. */
  readonly sizes: readonly Float64Array[];
  /** Samples at which each neuron first had learned; Infinity for not. */
  readonly times: Float64Array;
}

/** How many can find a source: no more than there are. */
const findable = (p: P): number => Math.min(p.neurons, featuresOf(p));

/**
 * Samples after which neuron 1, 2, ... has learned when each waits for the one before: the predicted medians in dimension N, N - 1, ... added up.
 *
 * All at the rate that holds for N; null for a rate that follows the overlap.
 */
export const oneByOne = (p: P, level: number): number[] | null => {
  if (isWarming(p)) return null;
  const times: number[] = [];
  let sum = 0;
  for (let found = 0; found < findable(p); found++) {
    const [dimension, features] = [p.dimension - found, featuresOf(p) - found];
    const rest: P = { ...p, neurons: 1, dimension, features, rateRule: 'fixed', learningRate: initialRate(p), start: found === 0 ? p.start : 'random' };
    const time = dimension === 1 ? 0 : predictedSamples(rest, level, 0.5);
    if (time === null || !(time < Infinity)) return null;
    sum += time;
    times.push(sum);
  }
  return times;
};

/** Samples given to a run: four times as long as one by one would take. */
const budgetOf = (p: P, level: number): number => Math.ceil(4 * (oneByOne(p, level)?.at(-1) ?? findable(p) * (predictedSamples({ ...p, neurons: 1 }, level, 0.5) ?? Infinity)));

/** Fewer inputs where runs are too dear (they end after about a seventh of the budget): N is halved, down to twice the neurons. */
const affordable = (p: P, runs: number): P => {
  for (let dimension = Math.min(mostInputs, p.dimension); ; dimension = Math.max(Math.min(p.dimension, 2 * p.neurons), Math.floor(dimension / 2))) {
    const q: P = { ...p, dimension, features: Math.min(p.features, dimension), mixing: 'source' };
    if (dimension <= 2 * p.neurons || direct.cost(q, 0.15 * runs * budgetOf(q, levelOf(q))).work <= work) return q;
  }
};

/** Runs until every neuron that can has learned, or to the budget. */
export function* watch(p: P, seed: number, replica: number, level: number, budget: number): Generator<Pause, Watched> {
  const network = makeNetwork(p, seed, replica, 'direct');
  const every = strideOf(p);
  const chunk = Math.max(1, Math.floor(slice / (p.batch * direct.cost(p, 1).work)));
  const times = new Float64Array(p.neurons).fill(Infinity);
  const samples: number[] = [];
  const sizes = Array.from(times, (): number[] => []);
  const last = Math.ceil(budget / p.batch);
  let sincePause = 0;
  for (let step = 0; ; ) {
    const V = network.overlaps();
    samples.push(step * p.batch);
    let learned = 0;
    for (let a = 0; a < p.neurons; a++) {
      const size = largestSize(V, a * p.dimension, a * p.dimension + featuresOf(p));
      sizes[a]!.push(size);
      if (size >= level && times[a] === Infinity) times[a] = step * p.batch;
      if (times[a]! < Infinity) learned++;
    }
    if (learned >= findable(p) || step >= last) break;
    for (let left = Math.min(every, last - step); left > 0; ) {
      const now = Math.min(left, Math.max(1, chunk - sincePause));
      network.advance(now);
      left -= now;
      step += now;
      sincePause += now;
      if (sincePause < chunk) continue;
      sincePause = 0;
      yield pause;
    }
  }
  return { samples: Float64Array.from(samples), sizes: sizes.map((list) => Float64Array.from(list)), times };
}

/** Every so many of a list, its last one too. */
const thinned = (xs: Float64Array, most: number): Float64Array => {
  if (xs.length <= most) return xs.slice();
  return Float64Array.from(linearGrid(0, xs.length - 1, most), (i) => xs[Math.round(i)]!);
};

const names = { symmetric: 'all at once', deflation: 'in order' } as const;
const wording = { symmetric: 'kept orthogonal all at once', deflation: 'each kept orthogonal to those before it' } as const;

function* drawOverlaps(p: P, seed: number): Generator<Pause, LinesPicture> {
  const q = affordable(p, 1);
  yield pause;
  const level = levelOf(q);
  const budget = budgetOf(q, level);
  if (direct.cost(q, budget).work > 4 * work) return tooDear(q, level, budget);
  const run = yield* watch(q, seed, 0, level, budget);
  const xs = thinned(run.samples, 400);
  const found = [...run.times].filter((time) => time < Infinity).sort((a, b) => a - b);
  const unfound = findable(q) - found.length;
  return {
    kind: 'lines',
    x: { label: 'samples $n$', scale: 'linear' },
    y: { label: 'largest overlap of each neuron', scale: 'linear' },
    lines: run.sizes.map((ys, a): PictureLine => ({ label: `neuron ${a + 1}`, tone: 'simulation', xs: xs.slice(), ys: thinned(ys, 400) })),
    marks: [{ axis: 'y', value: level, label: 'learned' }],
    note:
      `One run of ${q.neurons} neurons at N = ${q.dimension}, ${wording[q.decorrelation]}: ` +
      (found.length === 0 ? `none has learned by ${said(budget)} samples` : `the first has learned after ${said(found[0]!)} samples, ${unfound === 0 ? `the last after ${said(found.at(-1)!)}` : `${unfound} of them not by ${said(budget)}`}`) +
      `${q.neurons > findable(q) ? `; there are only ${findable(q)} sources to find` : ''}. Orthogonal neurons cannot share a source: one that meets a taken source has to turn away and starts again on a plateau.`,
  };
}

/** No run, but a reason. */
const tooDear = (q: P, level: number, budget: number): LinesPicture => ({
  kind: 'lines',
  x: { label: 'samples $n$', scale: 'linear' },
  y: { label: 'neurons that have learned', scale: 'linear' },
  lines: staircase(q, level),
  points: [{ label: '', tone: 'faint', xs: Float64Array.of(0), ys: Float64Array.of(0) }],
  note: `No simulation: even at N = ${q.dimension} a run of ${said(budget)} samples is too long for this picture.`,
});

/** The number that has learned, as a line of steps, from the times of the neurons in any order. */
const stepsOf = (times: readonly number[], share: number, end: number): { xs: Float64Array; ys: Float64Array } => {
  const [xs, ys] = [[0], [0]];
  let count = 0;
  for (const time of times.filter((t) => t < Infinity).sort((a, b) => a - b)) {
    xs.push(time, time);
    ys.push(count * share, ++count * share);
  }
  xs.push(Math.max(end, xs.at(-1)!));
  ys.push(count * share);
  return { xs: Float64Array.from(xs), ys: Float64Array.from(ys) };
};

const staircase = (q: P, level: number): PictureLine[] => {
  const times = oneByOne(q, level);
  return times === null ? [] : [{ label: 'each waits for the one before', tone: 'theory', ...stepsOf(times, 1, 1.15 * times.at(-1)!) }];
};

function* drawFound(p: P, seed: number): Generator<Pause, LinesPicture> {
  const q = affordable(p, 2 * wantedRuns);
  yield pause;
  const level = levelOf(q);
  const budget = budgetOf(q, level);
  const theory = staircase(q, level);
  // Runs end long before their budget.
  if (direct.cost(q, 0.3 * budget).work > work) return tooDear(q, level, budget);
  const kinds = [q.decorrelation, q.decorrelation === 'symmetric' ? 'deflation' : 'symmetric'] as const;
  const times: Record<(typeof kinds)[number], number[][]> = { symmetric: [], deflation: [] };
  let spent = 0;
  for (let replica = 0; replica < wantedRuns && spent < work; replica++) {
    for (const decorrelation of kinds) {
      const run = yield* watch({ ...q, decorrelation }, seed, replica, level, budget);
      times[decorrelation].push([...run.times]);
      spent += direct.cost(q, run.samples.at(-1)!).work;
    }
  }
  const runs = times.symmetric.length;
  const ends = [...times.symmetric, ...times.deflation].flat().filter((time) => time < Infinity);
  const end = 1.05 * Math.max(1, ...ends, theory[0]?.xs.at(-2) ?? 0);
  const lines = kinds.map((kind): PictureLine => ({ label: names[kind], tone: 'simulation', ...stepsOf(times[kind].flat(), 1 / runs, end) }));
  const last = (kind: 'symmetric' | 'deflation'): number => middle(times[kind].map((all) => all.toSorted((a, b) => a - b)[findable(q) - 1]!));
  const told = (kind: 'symmetric' | 'deflation'): string => (last(kind) < Infinity ? said(last(kind)) : `more than ${said(budget)}`);
  const sum = theory.length > 0 ? oneByOne(q, level)!.at(-1)! : null;
  return {
    kind: 'lines',
    x: { label: 'samples $n$', scale: 'linear' },
    y: { label: 'sources found', scale: 'linear' },
    lines: [...theory, ...lines],
    note:
      `Mean of ${runs} runs of ${q.neurons} neurons at N = ${q.dimension} to m = ${level}; median samples until all ${findable(q)} sources are found: ` +
      `${told('symmetric')} kept orthogonal all at once, ${told('deflation')} in order, each to those before it` +
      (sum === null ? '.' : `, ${said(sum)} predicted by the flow if each waited for the one before, which then has one input less.`),
  };
}

const middle = (xs: readonly number[]): number => {
  const sorted = xs.toSorted((a, b) => a - b);
  return sorted.length % 2 === 1 ? sorted[sorted.length >> 1]! : 0.5 * (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!);
};

const when = (p: P): boolean => p.neurons > 1 && p.neurons <= p.dimension && hasWinner({ ...p, neurons: 1 });

export const neurons: PictureSource<P> = { title: 'Several neurons: their overlaps', when, draw: drawOverlaps };
export const found: PictureSource<P> = { title: 'Several neurons: sources found', when, draw: drawFound };
