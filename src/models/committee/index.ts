import { defineModel } from '../contract.ts';
import { criteria } from './criteria.ts';
import { budgetOf, describe } from './learning.ts';
import { params } from './params.ts';
import { opening } from './opening.ts';
import { relabel } from './relabel.ts';
import { chain, direct } from './simulation/engines.ts';
import { givenStartProblems } from './givenStart.ts';
import { ode } from './theory.ts';

export const committee = defineModel({
  id: 'committee',
  name: 'Committee machine',
  params,
  first: ['dimension', 'hiddenUnits', 'teacherUnits', 'learningRate', 'labelNoise'],
  observables: {
    generalisationError: { symbol: 'ε', label: 'Generalisation error', scale: 'log' },
    specialisation: { symbol: 'S', label: 'Specialisation', scale: 'linear' },
    Q: { symbol: 'Q', label: 'Student overlaps', scale: 'linear', shape: (p) => [p.hiddenUnits, p.hiddenUnits] },
    R: { symbol: 'R', label: 'Student-teacher overlaps', scale: 'linear', shape: (p) => [p.hiddenUnits, p.teacherUnits] },
    v: { symbol: 'v', label: 'Output weights', scale: 'linear', shape: (p) => [p.hiddenUnits] },
  },
  headline: 'generalisationError',
  clocks: { t: { label: 'samples seen per input dimension', symbol: 't', unit: 'samples / N', scale: 'linear' } },
  otherClocks: { samples: { of: 't', label: 'samples', symbol: 'n', from: (time, p) => Math.round(time * p.dimension) } },
  learningAxes: { time: { label: () => 'Samples per dimension until learned' }, samples: { clock: 'samples', label: () => 'Total samples until learned' } },
  criteria,
  engines: { chain, direct, ode },
  headlinePair: { simulation: 'chain', theory: 'ode' },
  bounds: (p) => ({
    dimension: { min: p.hiddenUnits + p.teacherUnits + 1, why: 'N must be at least K + M + 1' },
    ...(p.start === 'broken' ? { initialOverlap: { max: Math.sqrt(p.initialNorm), why: 'an overlap cannot exceed the length of the weights, √Q₀' } } : {}),
  }),
  problems: givenStartProblems,
  budget: budgetOf,
  defaults: { replicas: 32, duration: 160, points: 401, starts: 200 },
  relabel,
  sweep: { over: 'dimension', values: [300, 1000, 3000, 10000, 30000], from: 300 },
  scan: { over: 'learningRate', values: [0.25, 0.5, 1, 1.5, 2, 2.5] },
  describe,
  opening,
  more: async () => {
    const [{ about }, { checks }] = await Promise.all([import('./about.ts'), import('./checks.ts')]);
    return { ...about, checks };
  },
});
