import { defineParams, type ParamsOf } from '../params.ts';

const sources = 'Sources';
const rule = 'Learning rule';

export const params = defineParams({
  dimension: {
    kind: 'number', scale: 'logInteger', min: 1, max: 1e7, default: 64,
    symbol: 'N', label: 'Input dimension', help: 'Number of sources, and of components of an input x = A s.',
  },
  allFeatures: {
    kind: 'flag', default: true,
    symbol: '', label: 'All sources non-Gaussian', help: 'Every source has the law below (K = N). Otherwise K of them have it and the rest are Gaussian.',
  },
  features: {
    kind: 'number', scale: 'logInteger', min: 1, max: 1e5, default: 1,
    symbol: 'K', label: 'Non-Gaussian sources', help: 'The other N − K sources are standard Gaussian.', shownWhen: { key: 'allFeatures', values: [false] },
  },
  source: {
    kind: 'choice', default: 'rademacher',
    options: {
      rademacher: '±1', uniform: 'uniform', laplace: 'Laplace', logistic: 'logistic', exponentialPower: 'exponential power', spikeSlab: 'spike and slab',
      exponential: 'exponential, centred', twoPoint: 'two points', gaussian: 'Gaussian',
    },
    symbol: '', label: 'Law of a source', help: 'Mean 0 and variance 1, but for a Gaussian source of another variance.',
  },
  exponent: {
    kind: 'number', scale: 'log', min: 0.5, max: 16, default: 4, group: sources,
    symbol: 'p', label: 'Exponent', help: 'Density ∝ exp(−|s/α|^p): 1 is Laplace, 2 is Gaussian.', shownWhen: { key: 'source', values: ['exponentialPower'] },
  },
  density: {
    kind: 'number', scale: 'log', min: 0.01, max: 1, default: 0.2, group: sources,
    symbol: 'ρ', label: 'Density', help: 'Probability that the source is not zero; 1 is Gaussian.', shownWhen: { key: 'source', values: ['spikeSlab'] },
  },
  probability: {
    kind: 'number', scale: 'linear', min: 0.01, max: 0.99, default: 0.2, group: sources,
    symbol: 'p', label: 'Probability of the upper point', help: 'The skewness vanishes at 1/2, the excess kurtosis at 1/2 ± 1/√12.', shownWhen: { key: 'source', values: ['twoPoint'] },
  },
  variance: {
    kind: 'number', scale: 'log', min: 0.1, max: 10, default: 2, group: sources,
    symbol: '1 + λ', label: 'Variance', help: '1 leaves nothing to learn; any other value can be found by second-order statistics.', shownWhen: { key: 'source', values: ['gaussian'] },
  },
  nonlinearity: {
    kind: 'choice', default: 'cubic',
    options: {
      cubic: 'y³', hermite3: 'y³ − 3y', square: 'y²', hermite2: 'y² − 1', rectifiedSquare: 'max(y, 0)²', relu: 'max(y, 0)', tanh: 'tanh y', linear: 'y',
    },
    symbol: 'f', label: 'Nonlinearity', help: 'The neuron moves along f(y)(x − y w), y = w·x.',
  },
  subtractLinear: {
    kind: 'flag', default: false, group: rule,
    symbol: '', label: 'Subtract the linear part', help: 'f(y) − E[f(z) z] y: on white data the same signal with less noise.',
  },
  rateRule: {
    kind: 'choice', default: 'scaled', group: rule,
    options: { scaled: 'scaled with N', best: 'best constant', fixed: 'fixed', warmUp: 'warm-up' },
    symbol: '', label: 'Rate rule',
    help: 'Scaled: η = e·(2|a|/B)·N^(−k/2). Best constant: scaled, with the e that reaches m = 0.9 soonest. Fixed: η itself. Warm-up: scaled at the start, then rising with the overlap as its drift over N B m.',
  },
  learningRate: {
    kind: 'number', scale: 'log', min: 1e-9, max: 100, default: 1,
    symbol: 'e', label: 'Learning rate', help: 'The rate η itself when it is fixed, else the factor e of the scaled rate.', shownWhen: { key: 'rateRule', values: ['scaled', 'fixed', 'warmUp'] },
  },
  batch: {
    kind: 'number', scale: 'logInteger', min: 1, max: 1000, default: 1, group: rule,
    symbol: 'b', label: 'Batch', help: 'Samples averaged in a step; the scaled rates grow with it.',
  },
  mixing: {
    kind: 'choice', default: 'source', group: sources, options: { source: 'none: the basis of the sources', orthogonal: 'a random orthogonal matrix' },
    symbol: 'A', label: 'Mixing', help: 'The rule is equivariant: a mixing matrix changes nothing but the work. Used by the simulation over all N weights alone.',
  },
  start: {
    kind: 'choice', default: 'random', group: 'Start', options: { random: 'random', given: 'overlap set' },
    symbol: '', label: 'Start', help: 'Uniform on the sphere; or with a given overlap with source 1.',
  },
  initialOverlap: {
    kind: 'number', scale: 'log', min: 1e-6, max: 1, default: 0.3, group: 'Start',
    symbol: 'm₀', label: 'Initial overlap', help: 'Overlap with source 1; the direction of the rest is random.', shownWhen: { key: 'start', values: ['given'] },
  },
  neurons: {
    kind: 'number', scale: 'integer', min: 1, max: 8, default: 1, group: 'Several neurons',
    symbol: 'M', label: 'Neurons', help: 'More than one: in the simulation over all N weights alone.',
  },
  decorrelation: {
    kind: 'choice', default: 'symmetric', group: 'Several neurons', options: { symmetric: 'symmetric', deflation: 'one after the other' },
    symbol: '', label: 'Decorrelation', help: 'After each step: W ← (W Wᵀ)^(−1/2) W, or Gram and Schmidt in the order of the neurons.',
  },
});

export type P = ParamsOf<typeof params>;

/** K in use. */
export const featuresOf = (p: P): number => (p.allFeatures ? p.dimension : Math.min(p.features, p.dimension));
