import { describe, expect, it } from 'vitest';
import { params, type P } from '../../../src/models/hiddenManifold/params.ts';
import { pictures } from '../../../src/models/hiddenManifold/pictures.ts';
import { paramsWith } from '../../support/hiddenManifold/tools.ts';
import { arraysOf, drawn, pictureFaults, sharedArrays } from '../../support/pictureFaults.ts';

const choices = Object.entries(params).flatMap(([key, field]) =>
  field.kind === 'choice' ? Object.keys(field.options).filter((option) => option !== field.default).map((option) => [`${key} = ${option}`, paramsWith({ [key]: option } as Partial<P>)] as const) : [],
);
const further: readonly (readonly [string, P])[] = [
  ['D = 2', paramsWith({ latent: 'dimension', latentDimension: 2 })],
  ['D = N', paramsWith({ dimension: 128, latent: 'dimension', latentDimension: 128, features: 'hadamard' })],
  ['D > N, orthogonal', paramsWith({ latentRatio: 2, features: 'orthogonal' })],
  ['N = 4, D = 1e5', paramsWith({ dimension: 4, latent: 'dimension', latentDimension: 1e5 })],
  ['N = 1e6, D = 2', paramsWith({ dimension: 1e6, latent: 'dimension', latentDimension: 2 })],
  ['more students than teachers, both layers, noise', paramsWith({ hiddenUnits: 4, teacherUnits: 2, secondLayerRate: 1, labelNoise: 0.5 })],
  ['inputs, rectified', paramsWith({ task: 'inputs', fold: 'relu' })],
  ['one of each', paramsWith({ hiddenUnits: 1, teacherUnits: 1 })],
];

const shown = (p: P): string[] => Object.entries(pictures).flatMap(([id, { when }]) => (when?.(p) === false ? [] : [id]));

/** The ends of the sliders are tested with those of all models. */
describe('every picture can be drawn', () => {
  it.each([['defaults', paramsWith()] as const, ...further])('%s', (_, p) => {
    for (const id of shown(p)) expect({ id, faults: pictureFaults(drawn(pictures[id]!, p)) }).toEqual({ id, faults: [] });
  }, 60_000);

  // Frugal: a third of the pictures at each, in turn.
  it.each(choices.map(([name, p], i) => [name, p, i] as const))('%s', (_, p, i) => {
    for (const id of shown(p).filter((__, j) => j % 3 === i % 3)) expect({ id, faults: pictureFaults(drawn(pictures[id]!, p)) }).toEqual({ id, faults: [] });
  }, 60_000);

  it('the same seed draws the same numbers, in arrays of their own; another seed another run', () => {
    const p = paramsWith({ dimension: 60 });
    for (const id of shown(p)) {
      const [first, second] = [drawn(pictures[id]!, p, 5), drawn(pictures[id]!, p, 5)];
      expect(second).toEqual(first);
      expect(sharedArrays(first, second)).toBe(0);
      if (id !== 'floor') expect(arraysOf(drawn(pictures[id]!, p, 6))).not.toEqual(arraysOf(first));
    }
  }, 60_000);

  it('nothing is shown that makes no sense', () => {
    expect(shown(paramsWith()).join(' ')).toBe('fields joint equivalence latent structure hermite floor overlapModes sizeModes');
    expect(shown(paramsWith({ task: 'independent' })).join(' ')).toBe('structure hermite');
    expect(shown(paramsWith({ task: 'inputs' })).join(' ')).toBe('fields joint equivalence structure hermite overlapModes sizeModes');
    expect(shown(paramsWith({ features: 'orthogonal' })).join(' ')).not.toContain('Modes');
  });
});
