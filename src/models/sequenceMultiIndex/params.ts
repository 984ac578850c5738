import { defineParams, type ParamsOf } from '../params.ts';

const erm = ['ridge', 'logistic', 'attention', 'denoiser'] as const;
/** Attention has two solutions, and its theory starts at one of them. */
const alone = ['perceptron', 'phaseRetrieval', 'ridge', 'logistic', 'committee', 'denoiser'] as const;
const task = 'Task';

export const params = defineParams({
  instance: {
    kind: 'choice', default: 'phaseRetrieval',
    options: { perceptron: 'perceptron', phaseRetrieval: 'phase retrieval', ridge: 'ridge regression', logistic: 'logistic regression', committee: 'committee of two', attention: 'attention', denoiser: 'denoiser' },
    symbol: '', label: 'Instance', help: 'Which narrow network learns. Perceptron, phase retrieval and committee take the mean of all weights that fit, the best estimate there is; the others minimise a loss with a penalty.',
  },
  dimension: {
    kind: 'number', scale: 'logInteger', min: 10, max: 1e6, default: 1000,
    symbol: 'd', label: 'Input dimension', help: 'Number of components of an input, or of each of its tokens.',
  },
  sampleRatio: {
    kind: 'number', scale: 'log', min: 0.05, max: 20, default: 1.3,
    symbol: 'α', label: 'Sample ratio', help: 'Samples per input dimension: n = α d, all of them used in every iteration.',
  },
  regularisation: {
    kind: 'number', scale: 'log', min: 1e-4, max: 100, default: 0.1, shownWhen: { key: 'instance', values: erm },
    symbol: 'λ', label: 'Regularisation', help: 'Weight of the penalty |w|²/2 beside the sum of the losses.',
  },
  noise: {
    kind: 'number', scale: 'linear', min: 0, max: 2, default: 0, group: task, shownWhen: { key: 'instance', values: ['ridge'] },
    symbol: 'Δ', label: 'Label noise', help: 'Variance of the Gaussian noise on each label.',
  },
  omega: {
    kind: 'number', scale: 'linear', min: 0, max: 1, default: 0.3, group: task, shownWhen: { key: 'instance', values: ['attention'] },
    symbol: 'ω', label: 'Positional share of the target', help: '0: the target depends on the meaning of the tokens alone; 1: on their positions alone.',
  },
  tokenSpread: {
    kind: 'number', scale: 'log', min: 0.05, max: 2, default: 0.5, group: task, shownWhen: { key: 'instance', values: ['attention'] },
    symbol: 'σ', label: 'Spread of a token', help: 'Standard deviation of a token about its position vector.',
  },
  corruption: {
    kind: 'number', scale: 'linear', min: 0.02, max: 0.98, default: 0.3, group: task, shownWhen: { key: 'instance', values: ['denoiser'] },
    symbol: 'Δ', label: 'Corruption', help: 'Variance share of the noise: an input is √(1−Δ) x + √Δ noise.',
  },
  clusterVariance: {
    kind: 'number', scale: 'log', min: 0.01, max: 2, default: 0.1, group: task, shownWhen: { key: 'instance', values: ['denoiser'] },
    symbol: 'σ²', label: 'Variance of a cluster', help: 'Variance of the clean data about their two centres.',
  },
  skip: {
    kind: 'flag', default: true, group: task, shownWhen: { key: 'instance', values: ['denoiser'] },
    symbol: 'b', label: 'Skip connection', help: 'The output contains b times the input, b at its best value.',
  },
  start: {
    kind: 'choice', default: 'typical', group: 'Start', options: { typical: 'typical: 1/d', replica: 'as each run', informed: 'the truth' }, shownWhen: { key: 'instance', values: alone },
    symbol: '', label: 'Theory starts at', help: 'Overlap at which the theory starts: 1/d; that of each run; or the teacher.',
  },
  weights: {
    kind: 'choice', default: 'directed', group: 'Start', options: { directed: 'along positions or teacher', random: 'small and random' }, shownWhen: { key: 'instance', values: ['attention'] },
    symbol: '', label: 'Start of descent', help: 'A start along positions or teacher has about the overlap that is learned in the end, or more: it mostly counts as learned at once. Small and random: standard deviation 0.1 of each weight.',
  },
  basin: {
    kind: 'number', scale: 'linear', min: 0, max: 1, default: 0, group: 'Start', shownWhen: { key: 'instance', values: ['attention'] },
    symbol: '', label: 'Between positions and teacher', help: '0: descent starts along the positions; 1: along the teacher; between: along a mixture. Of no effect on a small random start.',
  },
});

export type P = ParamsOf<typeof params>;
