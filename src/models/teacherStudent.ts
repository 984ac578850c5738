import type { Field } from './params.ts';

/** Parameters that every student with hidden units and a teacher of its kind has. */
export const hiddenUnits = {
  kind: 'number', scale: 'integer', min: 1, max: 6, default: 2,
  symbol: 'K', label: 'Student units', help: 'Hidden units of the network that learns.',
} as const satisfies Field;

export const teacherUnits = {
  kind: 'number', scale: 'integer', min: 1, max: 6, default: 2,
  symbol: 'M', label: 'Teacher units', help: 'Hidden units of the network that labels the inputs.',
} as const satisfies Field;

export const learningRate = {
  kind: 'number', scale: 'log', min: 0.01, max: 10, default: 1,
  symbol: 'η', label: 'Learning rate', help: 'Step size of the first layer; a step moves a weight by η/√N times the gradient.',
} as const satisfies Field;

export const labelNoise = {
  kind: 'number', scale: 'linear', min: 0, max: 2, default: 0,
  symbol: 'σ', label: 'Label noise', help: 'Standard deviation of the Gaussian noise on each label. The error shown leaves σ²/2 out.',
} as const satisfies Field;
