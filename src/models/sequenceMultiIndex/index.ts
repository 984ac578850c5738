import { defineModel } from '../contract.ts';
import { criteria } from './criteria.ts';
import { budgetOf, describe } from './learning.ts';
import { observables } from './observables.ts';
import { opening } from './opening.ts';
import { params } from './params.ts';
import { pictures } from './pictures.ts';
import { relabel } from './relabel.ts';
import { samplesOf } from './simulation/data.ts';
import { amp, gd, lbfgs, simulation } from './simulation/engines.ts';
import { positional, semantic, stateEvolution } from './theory/engines.ts';

export const sequenceMultiIndex = defineModel({
  id: 'sequenceMultiIndex',
  name: 'Sequence multi-index models',
  samples: 'Every iteration uses all $n$ = $αd$ samples',
  params,
  first: ['instance', 'dimension', 'sampleRatio', 'regularisation', 'start'],
  observables,
  headline: 'testError',
  clocks: { iterations: { label: 'iterations', symbol: 't', unit: 'iterations', scale: 'integers' } },
  // All samples are used in every iteration: their number does not depend on the time.
  otherClocks: { samples: { of: 'iterations', label: 'samples', symbol: 'n', from: (_time, p) => samplesOf(p) } },
  criteria,
  engines: { simulation, amp, gd, lbfgs, stateEvolution, semantic, positional },
  headlinePair: { simulation: 'simulation', theory: 'stateEvolution' },
  budget: budgetOf,
  defaults: { replicas: 16, duration: 40, points: 41, starts: 200 },
  relabel,
  sweep: { over: 'dimension', values: [500, 750, 1000, 1500, 2000, 3000], from: 500 },
  scan: { over: 'sampleRatio', values: [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] },
  describe,
  pictures,
  opening,
  more: async () => {
    const [{ about }, { checks }] = await Promise.all([import('./about.ts'), import('./checks.ts')]);
    return { ...about, checks };
  },
});
