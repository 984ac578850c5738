import { defineParams, type ParamsOf } from '../params.ts';
import { hiddenUnits, labelNoise, learningRate, teacherUnits } from '../teacherStudent.ts';

const starts = 'Start of the weights';
const second = 'Second layer';

export const params = defineParams({
  dimension: {
    kind: 'number', scale: 'logInteger', min: 4, max: 1e6, default: 500,
    symbol: 'N', label: 'Input dimension', help: 'Number of components of an input x = f(F c/√D).',
  },
  latent: {
    kind: 'choice', default: 'ratio', options: { ratio: 'δ = D/N fixed', dimension: 'D fixed' },
    symbol: '', label: 'Latent dimension', help: 'D follows N at a fixed ratio, or stays as it is.',
  },
  latentRatio: {
    kind: 'number', scale: 'log', min: 0.01, max: 2, default: 0.1,
    symbol: 'δ', label: 'Latent ratio', help: 'Latent over input dimension, D/N; D is rounded.', shownWhen: { key: 'latent', values: ['ratio'] },
  },
  latentDimension: {
    kind: 'number', scale: 'logInteger', min: 2, max: 1e5, default: 100,
    symbol: 'D', label: 'Latent dimension', help: 'Number of coordinates of the manifold.', shownWhen: { key: 'latent', values: ['dimension'] },
  },
  hiddenUnits,
  teacherUnits,
  learningRate: { ...learningRate, default: 0.2 },
  fold: {
    kind: 'choice', default: 'sign', options: { sign: 'sign', erf: 'erf', tanh: 'tanh', linear: 'linear', relu: 'ReLU, centred' },
    symbol: 'f', label: 'Fold', help: 'The function that bends the manifold: x = f(F c/√D), component by component; erf is that of u/√2.',
  },
  features: {
    kind: 'choice', default: 'gaussian', options: { gaussian: 'Gaussian', orthogonal: 'orthogonal', hadamard: 'Hadamard' }, group: 'Manifold',
    symbol: 'F', label: 'Feature matrix', help: 'N × D: independent normals, or orthogonal rows or columns, or rows of a randomly signed Hadamard matrix.',
  },
  task: {
    kind: 'choice', default: 'latent', options: { latent: 'a function of the latents', inputs: 'a function of the inputs', independent: 'independent inputs, no manifold' }, group: 'Manifold',
    symbol: '', label: 'The teacher sees', help: 'The latent coordinates, as on a manifold that carries meaning; the inputs themselves; or inputs without structure, as a control.',
  },
  labelNoise,
  secondLayerRate: {
    kind: 'number', scale: 'linear', min: 0, max: 4, default: 0, group: second,
    symbol: 'η_v', label: 'Second-layer rate', help: 'Step size of the output weights v; 0 keeps them fixed.',
  },
  start: {
    kind: 'choice', default: 'random', group: starts, options: { random: 'random', broken: 'one overlap set', custom: 'given overlaps' },
    symbol: '', label: 'Start', help: 'Random Gaussian weights; or one small overlap R11 and nothing else; or given overlaps.',
  },
  initialNorm: {
    kind: 'number', scale: 'log', min: 1e-6, max: 4, default: 0.5, group: starts,
    symbol: 'W₀', label: 'Initial variance', help: 'Variance of the initial weights: W_kk(0) for large N.',
  },
  initialOverlap: {
    kind: 'number', scale: 'log', min: 1e-12, max: 1, default: 0.005, group: starts,
    symbol: 'R₁₁', label: 'Initial overlap', help: 'Overlap of student 1 with teacher 1 at the start; all others are 0.', shownWhen: { key: 'start', values: ['broken'] },
  },
  overlaps: {
    kind: 'matrix', rows: 'hiddenUnits', columns: 'teacherUnits', diagonal: 0.005, off: 0, min: -10, max: 10, group: starts, shownWhen: { key: 'start', values: ['custom'] },
    symbol: 'R', label: 'Overlaps R', help: 'R_km at the start, a row for each student unit: r(ρ) = ρ R/b.',
  },
});

export type P = ParamsOf<typeof params>;

/** D in use. */
export const latentOf = (p: P): number => (p.latent === 'dimension' ? p.latentDimension : Math.max(2, Math.round(p.latentRatio * p.dimension)));
