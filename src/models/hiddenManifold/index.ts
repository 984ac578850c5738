import { defineModel } from '../contract.ts';
import { concreteManifold } from './theory/concrete.ts';
import { criteria } from './criteria.ts';
import { givenStartProblems } from './givenStart.ts';
import { budgetOf, describe } from './learning.ts';
import { limit } from './theory/limit.ts';
import { opening } from './opening.ts';
import { observables } from './order.ts';
import { latentOf, params } from './params.ts';
import { pictures } from './pictures.ts';
import { makePerMode } from './theory/perMode.ts';
import { relabel } from './relabel.ts';
import { sgd } from './simulation/engines.ts';

const perMode = makePerMode(concreteManifold);

export const hiddenManifold = defineModel({
  id: 'hiddenManifold',
  name: 'Hidden manifold',
  params,
  first: ['dimension', 'latent', 'latentRatio', 'latentDimension', 'hiddenUnits', 'teacherUnits', 'learningRate', 'fold'],
  observables,
  headline: 'generalisationError',
  clocks: { t: { label: 'samples seen per input dimension', symbol: 't', unit: 'samples / N', scale: 'linear' } },
  otherClocks: {
    samples: { of: 't', label: 'samples', symbol: 'n', from: (time, p) => Math.round(time * p.dimension) },
    latentTime: { of: 't', label: 'samples seen per latent dimension', symbol: 'n/D', from: (time, p) => (time * p.dimension) / latentOf(p) },
  },
  learningAxes: {
    time: { label: () => 'Samples per input dimension until learned' },
    latentTime: { clock: 'latentTime', label: () => 'Samples per latent dimension until learned, $n/D$' },
    samples: { clock: 'samples', label: () => 'Total samples until learned' },
  },
  criteria,
  engines: { sgd, perMode, limit },
  headlinePair: { simulation: 'sgd', theory: 'perMode' },
  problems: givenStartProblems,
  budget: budgetOf,
  defaults: { replicas: 60, duration: 160, points: 401, starts: 100 },
  relabel,
  sweep: { over: 'dimension', values: [200, 300, 500, 700, 1000], from: 200 },
  scan: { over: 'latentRatio', values: [0.05, 0.1, 0.2, 0.4] },
  describe,
  pictures,
  opening,
  more: async () => {
    const [{ about }, { checks }] = await Promise.all([import('./about.ts'), import('./checks.ts')]);
    return { ...about, checks };
  },
});
