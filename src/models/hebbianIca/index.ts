import { defineModel } from '../contract.ts';
import { criteria } from './criteria.ts';
import { gradientTimeOf } from './laws.ts';
import { describe } from './learning.ts';
import { learningAxes } from './learningAxes.ts';
import { budgetOf } from './predict.ts';
import { observables } from './observables.ts';
import { opening } from './opening.ts';
import { params } from './params.ts';
import { pictures } from './pictures.ts';
import { chain, direct } from './simulation/engines.ts';
import { flow } from './theory/flow.ts';
import { noisy, reduced, single } from './theory/oneDimensional.ts';

export const hebbianIca = defineModel({
  id: 'hebbianIca',
  name: 'Hebbian ICA',
  params,
  first: ['dimension', 'source', 'nonlinearity', 'learningRate', 'allFeatures', 'features'],
  observables,
  headline: 'overlap',
  clocks: { samples: { label: 'samples', symbol: 'n', unit: 'samples', scale: 'integers' } },
  otherClocks: { gradientTime: { of: 'samples', label: 'units of gradient time', symbol: 'τ', from: gradientTimeOf } },
  learningAxes,
  criteria,
  engines: { chain, direct, flow, reduced, single, noisy },
  headlinePair: { simulation: 'chain', theory: 'flow' },
  bounds: (p) => (p.allFeatures ? {} : { features: { max: p.dimension, why: 'K is at most N' } }),
  budget: budgetOf,
  defaults: { replicas: 32, duration: 120_000, points: 401, starts: 200 },
  sweep: { over: 'dimension', values: [8, 16, 32, 64, 128], from: 16 },
  scan: { over: 'learningRate', values: [0.25, 0.5, 1, 2, 4, 6, 8] },
  describe,
  pictures,
  opening,
  more: async () => {
    const [{ about }, { checks }] = await Promise.all([import('./about.ts'), import('./checks.ts')]);
    return { ...about, checks };
  },
});
