import type { Engine, Pause } from '../../contract.ts';
import { evaluationsOf, limitNodes } from './limit.ts';
import type { Manifold } from './manifold.ts';
import { latentOf, type P } from '../params.ts';
import { reduce, type Reduced } from './reduced.ts';
import { makeReducedSystem } from './reducedEquations.ts';
import { evaluationCost, runSystem } from './runSystem.ts';
import { spectrumOf } from '../spectrum.ts';
import { taskOf } from '../task.ts';

/** F, B and the start of a replica, the very ones that are simulated. */
export type MakeManifold = (p: P, seed: number, replica: number) => Generator<Pause, Manifold>;

const pause = { kind: 'pause' } as const;

/** Applications of F^T F to the block of weights and teachers: 12 leave an error of 1e-10, 6 one of 1e-5. */
export const levels = { rest: 12, drag: 6 } as const;

/** Numbers of a stored F. */
const mostFeatures = 1e7;

/** What the reduction of a replica depends on: a slider of anything else finds it here. */
const keyOf = (p: P, seed: number, replica: number, quality: keyof typeof levels): string =>
  JSON.stringify([p.dimension, latentOf(p), p.hiddenUnits, p.teacherUnits, p.features, p.task, p.fold, p.start, p.initialNorm, p.initialOverlap, p.overlaps, seed, replica, quality]);

const productsOf = ({ hiddenUnits: K, teacherUnits: M, task }: P): number =>
  task === 'independent' ? 0 : levels.rest * (K + M) * K * (1.5 * (K + M) + 0.5) + limitNodes * K * K * (K + 1);

const featureCost = (p: P): number => (p.task === 'independent' ? 0 : p.dimension * latentOf(p) * (10 + 2.5 * levels.rest * (p.hiddenUnits + p.teacherUnits)));

/**
 * The hidden manifold for the features, the teacher and the start of each replica: D and N finite in these, infinite in everything else.
 *
 * The features enter by the matrix-valued Gauss rule of `reduce`, exact up to 1e-10.
 */
export const makePerMode = (makeManifold: MakeManifold): Engine<P> => {
  const remembered = new Map<string, Reduced>();
  const reducedOf = function* (p: P, seed: number, replica: number, quality: keyof typeof levels): Generator<Pause, Reduced> {
    const key = keyOf(p, seed, replica, quality);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const manifold = yield* makeManifold(p, seed, replica);
    const work = reduce(taskOf(p), manifold, levels[quality], spectrumOf(p, limitNodes));
    for (;;) {
      const step = work.next();
      if (step.done !== true) {
        yield pause;
        continue;
      }
      if (remembered.size >= 16) remembered.delete(remembered.keys().next().value!);
      remembered.set(key, step.value);
      return step.value;
    }
  };
  return {
    side: 'theory',
    label: 'equations for these features',
    limit: 'Gaussian fields',
    clock: 't',
    version: 1,
    random: () => true,
    bounds: (p) => {
      if (p.task === 'independent') return { dimension: { max: 1e5, why: 'the theory takes the weights of each run, up to N = 100,000' } };
      const why = 'the theory takes the features of each run: N D ≤ 10⁷';
      if (p.latent === 'dimension') return { dimension: { max: Math.max(4, Math.floor(mostFeatures / p.latentDimension)), why }, latentDimension: { max: Math.floor(mostFeatures / p.dimension), why } };
      return { dimension: { max: Math.floor(Math.sqrt(mostFeatures / p.latentRatio)), why } };
    },
    cost: (p, time) => ({
      work: featureCost(p) + evaluationsOf(p, time) * evaluationCost(p.hiddenUnits, p.teacherUnits, productsOf(p)),
      bytes: 1e6 + (p.task === 'independent' ? 16 * p.dimension * (p.hiddenUnits + p.teacherUnits) : 6 * p.dimension * latentOf(p)),
    }),
    run: runSystem(function* (p, seed, replica, quality) {
      const reduced = yield* reducedOf(p, seed, replica, quality);
      const system = makeReducedSystem(taskOf(p), reduced);
      return { system, y0: system.y0, T: reduced.T };
    }, productsOf),
  };
};
