import type { Pause } from '../../contract.ts';
import { layoutOf } from '../../layout.ts';
import { budgetOf, predictedSamples } from '../predict.ts';
import { observables } from '../observables.ts';
import { featuresOf, type P } from '../params.ts';
import { chain } from '../simulation/engines.ts';
import { levelOf, pause } from './shared.ts';

/** Nanoseconds of predicted work for all runs of a picture. */
const work = 1.8e8;
const mostInputs = 64;
const leastInputs = 8;

/** A run that learned: its number, and the samples until half the overlap and until learned. */
export interface Learned {
  readonly replica: number;
  readonly half: number;
  readonly time: number;
}

export interface Runs {
  /** The parameters of the runs: fewer inputs than asked for where those are too dear. */
  readonly p: P;
  readonly level: number;
  readonly runs: number;
  readonly learned: readonly Learned[];
  readonly budget: number;
}

/** Predicted work of some runs, as a share of what a picture may spend. */
export const costOfRuns = (q: P, runs: number): number => {
  const level = levelOf(q);
  const typical = predictedSamples(q, level, 0.5) ?? budgetOf(q, '', level) / 8;
  // One feature: a heavy tail of late runs.
  return (runs * chain.cost(q, (featuresOf(q) === 1 ? 3 : 1.5) * typical).work) / work;
};

/** Parameters whose N, at most 64, is halved until `wanted` runs are cheap. */
export const affordable = (p: P, wanted: number): P => {
  for (let dimension = Math.min(mostInputs, p.dimension); ; dimension = Math.floor(dimension / 2)) {
    const q: P = { ...p, dimension, neurons: 1, mixing: 'source' };
    if (dimension < 2 * leastInputs) return q;
    if (costOfRuns(q, wanted) <= 1) return q;
  }
};

/** Runs of the chain one after the other, until `wanted` are done or their work is spent. None where a single one would spend it. */
export function* simulate(p: P, seed: number, wanted: number): Generator<Pause, Runs> {
  const q = affordable(p, wanted);
  yield pause;
  return yield* runsAt(q, seed, wanted);
}

/** The same at the N asked for. */
export function* runsAt(q: P, seed: number, wanted: number): Generator<Pause, Runs> {
  const level = levelOf(q);
  const budget = budgetOf(q, 'learned', level);
  const layout = layoutOf(observables, q);
  const plan = { saveAt: new Float64Array(0), questions: [{ criterion: 'learned', levels: [0.5, level] }], budget, quality: 'rest' } as const;
  const learned: Learned[] = [];
  let runs = 0;
  if (chain.cost(q, budget).work > 0.5 * work) return { p: q, level, runs, learned, budget };
  for (let spent = 0; runs < wanted && spent < work; runs++) {
    const run = chain.run(q, { seed, firstReplica: runs, count: 1 }, plan, layout);
    const times: number[] = [];
    let end = budget;
    for (;;) {
      const { done, value } = run.next();
      if (done === true) {
        end = value[0]!.time;
        break;
      }
      if (value.kind === 'passage') times[value.level] = value.time;
      else if (value.kind === 'pause') yield pause;
    }
    if (times[1] !== undefined) learned.push({ replica: runs, half: times[0]!, time: times[1] });
    spent += chain.cost(q, end).work + 2e4;
  }
  return { p: q, level, runs, learned, budget };
}

/** How many runs there were, and how many of them are not drawn. */
export const countsOf = ({ p, level, runs, learned, budget }: Runs, said: (x: number) => string): string => {
  const inputs = `N = ${p.dimension}`;
  if (runs === 0) return `no simulation: even at ${inputs} a run of ${said(budget)} samples is too long for this picture`;
  const late = runs - learned.length;
  return `${runs} runs at ${inputs} to m = ${level}, ${late === 0 ? 'all of which learned' : late === runs ? `none of which learned by ${said(budget)} samples` : `${late} of them not learned by ${said(budget)} samples and not drawn`}`;
};
