import { defineParams, type ParamsOf } from '../params.ts';
import { hiddenUnits, labelNoise, learningRate, teacherUnits } from '../teacherStudent.ts';

const custom = { group: 'Start of the weights', shownWhen: { key: 'start', values: ['custom'] } } as const;

export const params = defineParams({
  dimension: {
    kind: 'number', scale: 'logInteger', min: 3, max: 1e7, default: 1000,
    symbol: 'N', label: 'Input dimension', help: 'Number of components of an input x, drawn from N(0, I).',
  },
  hiddenUnits,
  teacherUnits,
  learningRate,
  labelNoise,
  secondLayerRate: {
    kind: 'number', scale: 'linear', min: 0, max: 4, default: 0, group: 'Second layer, weight decay',
    symbol: 'η_v', label: 'Second-layer rate', help: 'Step size of the output weights v; 0 keeps them fixed.',
  },
  weightDecay: {
    kind: 'number', scale: 'linear', min: 0, max: 1, default: 0, group: 'Second layer, weight decay',
    symbol: 'κ', label: 'Weight decay', help: 'Each step shrinks the weights by κ/N; the output weights too when they are trained.',
  },
  start: {
    kind: 'choice', default: 'random', group: 'Start of the weights',
    options: { random: 'random', broken: 'one overlap set', custom: 'given matrices' },
    symbol: '', label: 'Start', help: 'Random Gaussian weights; or one small overlap R11 and nothing else; or any given start.',
  },
  initialNorm: {
    kind: 'number', scale: 'log', min: 1e-6, max: 4, default: 0.5, group: 'Start of the weights',
    symbol: 'Q₀', label: 'Initial variance', help: 'Variance of the initial weights: Q_kk(0) for large N.',
    shownWhen: { key: 'start', values: ['random', 'broken'] },
  },
  initialOverlap: {
    kind: 'number', scale: 'log', min: 1e-12, max: 1, default: 0.01, group: 'Start of the weights',
    symbol: 'R₁₁', label: 'Initial overlap', help: 'Overlap of student 1 with teacher 1 at the start; all others are 0.',
    shownWhen: { key: 'start', values: ['broken'] },
  },
  overlaps: {
    kind: 'matrix', rows: 'hiddenUnits', columns: 'teacherUnits', diagonal: 0.01, off: 0, min: -10, max: 10, ...custom,
    symbol: 'R', label: 'Overlaps R', help: 'R_km = w_k·B_m/N at the start, a row for each student unit.',
  },
  norms: {
    kind: 'matrix', rows: 'hiddenUnits', columns: 'hiddenUnits', diagonal: 0.5, off: 0, min: -10, max: 10, ...custom,
    symbol: 'Q', label: 'Student overlaps Q', help: 'Q_kl = w_k·w_l/N at the start.',
  },
  teacher: {
    kind: 'matrix', rows: 'teacherUnits', columns: 'teacherUnits', diagonal: 1, off: 0, min: -10, max: 10, ...custom,
    symbol: 'T', label: 'Teacher overlaps T', help: 'T_mn = B_m·B_n/N.',
  },
  teacherOutput: {
    kind: 'matrix', rows: 'teacherUnits', columns: 1, diagonal: 1, off: 1, min: -10, max: 10, ...custom,
    symbol: 'A', label: 'Teacher output weights A', help: 'One number for each teacher unit.',
  },
  studentOutput: {
    kind: 'matrix', rows: 'hiddenUnits', columns: 1, diagonal: 1, off: 1, min: -10, max: 10, ...custom,
    symbol: 'v', label: 'Student output weights v', help: 'Their start; they stay there when the second-layer rate is 0.',
  },
});

export type P = ParamsOf<typeof params>;
