import { describe, expect, it } from 'vitest';
import { hiddenManifold } from '../../../src/models/hiddenManifold/index.ts';
import { budgetOf, describe as describeModel } from '../../../src/models/hiddenManifold/learning.ts';
import { observables } from '../../../src/models/hiddenManifold/order.ts';
import { latentOf, type P } from '../../../src/models/hiddenManifold/params.ts';
import { limit } from '../../../src/models/hiddenManifold/theory/limit.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { finish, paramsOf } from '../../support/hiddenManifold/systems.ts';

/** Passage times of the equations in the limit, ascending; Infinity where not reached. */
const timesOf = (p: P, criterion: string, level: number, count: number, budget: number): number[] => {
  const times = Array.from({ length: count }, () => Infinity);
  const run = limit.run(p, { seed: 1, firstReplica: 0, count }, { saveAt: new Float64Array(0), questions: [{ criterion, levels: [level] }], budget, quality: 'rest' }, layoutOf(observables, p));
  for (let step = run.next(); step.done !== true; step = run.next()) if (step.value.kind === 'passage') times[step.value.replica] = step.value.time;
  return times.toSorted((a, b) => a - b);
};
const median = (sorted: readonly number[]): number => sorted[(sorted.length - 1) / 2]!;

describe('default budget', () => {
  const settings: readonly (readonly [string, Partial<P>, number, number])[] = [
    ['default', {}, 0.5, 0.03],
    ['a quarter as many latents', { latentRatio: 0.25 }, 0.5, 0.065],
    ['very few latents', { latentRatio: 0.02 }, 0.5, 0.01],
    ['as many latents as inputs', { latentRatio: 1 }, 0.3, 0.2005],
    ['more latents than inputs', { latentRatio: 2 }, 0.2, 0.2713],
    ['slow', { learningRate: 0.02 }, 0.5, 0.03],
    ['fast', { learningRate: 1 }, 0.5, 0.05],
    ['three units', { hiddenUnits: 3, teacherUnits: 3 }, 0.5, 0.05],
    ['teacher sees the inputs', { task: 'inputs' }, 0.5, 0.005],
    ['no manifold', { task: 'independent', learningRate: 1 }, 0.5, 0.001],
    ['gentle fold', { fold: 'erf' }, 0.5, 0.005],
    ['linear fold', { fold: 'linear' }, 0.5, 0.003],
    ['Hadamard', { features: 'hadamard' }, 0.5, 0.03],
    ['both layers and noise', { secondLayerRate: 0.2, labelNoise: 0.2 }, 0.5, 0.03],
  ];
  it.each(settings)('is at least twice the median of the equations: %s', (_, changes, specialised, error) => {
    for (const dimension of [100, 1000]) {
      const p = paramsOf({ ...changes, dimension });
      for (const [criterion, level] of [['specialised', specialised], ['errorBelow', error]] as const) {
        const budget = budgetOf(p, criterion, level);
        expect(budget, `${criterion}, N = ${dimension}`).toBeGreaterThan(2 * median(timesOf(p, criterion, level, 9, budget)));
      }
    }
  });

  it('grows with N at a fixed ratio, not with N at a fixed D', () => {
    const at = (dimension: number, changes: Partial<P> = {}) => budgetOf(paramsOf({ dimension, ...changes }), 'specialised', 0.5);
    const [a, b, c] = [100, 1000, 10_000].map((N) => at(N));
    expect(b! - a!).toBeGreaterThan(20);
    expect(Math.abs((c! - b!) / (b! - a!) - 1)).toBeLessThan(0.1);
    const samples = [1000, 10_000, 100_000].map((N) => N * at(N, { latent: 'dimension', latentDimension: 20 }));
    expect(samples[2]! / samples[0]!).toBeLessThan(2);
  });

  it('is finite at every corner', () => {
    for (const changes of [{ hiddenUnits: 1 }, { teacherUnits: 1 }, { learningRate: 10 }, { learningRate: 0.01, latentRatio: 2 }, { labelNoise: 2 }, { start: 'custom', overlaps: [0, 0, 0, 0] }, { start: 'broken', initialOverlap: 1e-12 }, { initialNorm: 1e-6 }] as Partial<P>[]) {
      for (const criterion of ['specialised', 'errorBelow']) {
        const budget = budgetOf(paramsOf(changes), criterion, 1e-9);
        expect(budget).toBeGreaterThan(0);
        expect(budget).toBeLessThan(1e8);
      }
    }
  });
});

describe('what the equations say about learning', () => {
  const fixed = (changes: Partial<P>): Partial<P> => ({ start: 'custom', overlaps: [0.005, 0, 0, 0.005], ...changes });

  it('samples go with D, whatever N: steps / D from the same overlaps differ by a fifth while N grows tenfold', () => {
    const perLatent = [400, 1000, 4000].map((dimension) => {
      const p = paramsOf(fixed({ dimension, latent: 'dimension', latentDimension: 40 }));
      return (timesOf(p, 'specialised', 0.4, 1, 2000)[0]! * dimension) / latentOf(p);
    });
    expect(Math.max(...perLatent) / Math.min(...perLatent)).toBeLessThan(1.25);
    // Were N what counts, they would differ tenfold.
    expect(Math.min(...perLatent)).toBeGreaterThan(500);
  });

  it('a tenth of the start overlap costs about ln 10 / kappa more, kappa being approached from below', () => {
    const times = [1e-2, 1e-4, 1e-6].map((overlap) => timesOf(paramsOf(fixed({ overlaps: [overlap, 0, 0, overlap] })), 'specialised', 0.5, 1, 3000)[0]!);
    const { marks } = finish(describeModel(paramsOf({}), 'dimension', [100], 'specialised', 0.5));
    const kappa = marks.find(({ id }) => id === 'escapeRate')!.value;
    const added = [times[1]! - times[0]!, times[2]! - times[1]!].map((time) => time / 2);
    expect(added[1]!).toBeLessThan(added[0]!);
    expect(added[1]!).toBeGreaterThan(Math.LN10 / kappa);
    expect(added[1]!).toBeLessThan((1.4 * Math.LN10) / kappa);
  });

  it('laws: N ln N where D follows N, nothing where it does not; D ln D', () => {
    const lawsOf = (changes: Partial<P>, over: string) => finish(describeModel(paramsOf(changes), over, [100], 'specialised', 0.5)).laws.map(({ exponent, logPower }) => [exponent, logPower]);
    expect(lawsOf({}, 'dimension')).toEqual([[1, 1]]);
    expect(lawsOf({ latent: 'dimension', latentDimension: 30 }, 'dimension')).toEqual([[0, 0]]);
    expect(lawsOf({ latent: 'dimension', latentDimension: 30 }, 'latentDimension')).toEqual([[1, 1]]);
    expect(lawsOf({ start: 'broken' }, 'dimension')).toEqual([[1, 0]]);
    expect(lawsOf({ task: 'independent', latent: 'dimension' }, 'dimension')).toEqual([[1, 1]]);
    expect(lawsOf({ hiddenUnits: 1, teacherUnits: 1 }, 'dimension')).toEqual([]);
    expect(lawsOf({}, 'learningRate')).toEqual([]);
  });

  it('marks: plateau, floor, and where the theory stops short', () => {
    const marksOf = (changes: Partial<P>, criterion = 'specialised', threshold = 0.5) =>
      Object.fromEntries(finish(describeModel(paramsOf(changes), 'dimension', [100], criterion, threshold)).marks.map(({ id, value }) => [id, value]));
    const usual = marksOf({});
    expect(usual['plateau']).toBeGreaterThan(usual['floor']!);
    expect(usual['saturation']).toBeUndefined();
    const short = marksOf({ latentRatio: 1 });
    expect(short['saturation']).toBeLessThan(0.5);
    expect(Math.abs(marksOf({}, 'errorBelow', 0.01)['saturation']! - usual['floor']!)).toBeLessThan(0.02 * usual['floor']!);
    expect(marksOf({ task: 'inputs' })['floor']).toBeUndefined();
  });
});

it('the defaults show plateau and escape: learned by the end for most starts', () => {
  const p = paramsOf({});
  const times = timesOf(p, 'specialised', 0.5, 41, hiddenManifold.defaults.duration);
  expect(times[35]!).toBeLessThan(hiddenManifold.defaults.duration);
  expect(median(times)).toBeGreaterThan(0.2 * hiddenManifold.defaults.duration);
});
