import type { Check } from '../contract.ts';
import { completeParams } from '../params.ts';
import type { FixedPoint } from './fixedPoint.ts';
import { fixedPoint } from './fixedPoint.ts';
import { instanceOf } from './instances.ts';
import { ridgeFixedPoint } from './instances/ridge.ts';
import { params, type P } from './params.ts';
import { committeeThreshold, phaseThresholds, positionalBaseline } from './thresholds.ts';

const paramsWith = (given: Partial<P>): P => completeParams(params, given) as unknown as P;

const ended = <T>(run: Generator<unknown, T>): T => {
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
};

const solved = (given: Partial<P>): { readonly p: P; readonly found: FixedPoint } => {
  const p = paramsWith(given);
  return { p, found: ended(fixedPoint(p, instanceOf(p).branches[0]!, 'rest')) };
};
const errorAt = (given: Partial<P>): number => {
  const { p, found } = solved(given);
  return instanceOf(p).testError(p, found.overlaps);
};
const qAt = (given: Partial<P>): number => solved(given).found.overlaps.q[0]!;

const independent = 'independent state evolution, other quadrature';

export const checks: readonly Check[] = [
  ...([[0.5, 0.322395], [1, 0.254373], [2, 0.174534], [4, 0.10228], [10, 0.0435732]] as const).map(
    ([sampleRatio, expected]): Check => ({ label: `best error of a perceptron, α = ${sampleRatio}`, expected, tolerance: 1e-6, source: independent, compute: () => errorAt({ instance: 'perceptron', sampleRatio }) }),
  ),
  ...([[0.55, 0.023142], [0.7, 0.12412], [1, 0.476262], [1.1, 0.690671]] as const).map(
    ([sampleRatio, expected]): Check => ({ label: `phase retrieval, overlap at α = ${sampleRatio}`, expected, tolerance: 2e-4 * expected, source: independent, compute: () => qAt({ instance: 'phaseRetrieval', sampleRatio }) }),
  ),
  { label: 'phase retrieval: weak recovery', expected: 0.5, tolerance: 1e-9, source: '1/α = E[(E[z²|y] − 1)²]', compute: () => phaseThresholds().weak },
  { label: 'phase retrieval: exact recovery', expected: 1.1275, tolerance: 0.0025, source: 'independent state evolution between 1.125 and 1.13', compute: () => phaseThresholds().exact },
  ...([[1, 1, 0.27117], [3, 0.1, 0.138298], [5, 1, 0.124055]] as const).map(
    ([sampleRatio, regularisation, expected]): Check => ({ label: `logistic regression, error at α = ${sampleRatio}, λ = ${regularisation}`, expected, tolerance: 1e-6, source: independent, compute: () => errorAt({ instance: 'logistic', sampleRatio, regularisation }) }),
  ),
  { label: 'ridge regression: excess error without penalty, α = 2', expected: 0.5, tolerance: 1e-6, source: 'Δ/(α − 1)', compute: () => { const { q, theta } = ridgeFixedPoint(2, 1e-7, 0.5); return 1 + q - 2 * theta; } },
  { label: 'ridge regression, error at α = 3, λ = 1, Δ = 0.5', expected: 0.206088, tolerance: 1e-6, source: independent, compute: () => errorAt({ instance: 'ridge', sampleRatio: 3, regularisation: 1, noise: 0.5 }) },
  ...([[1, 0.239949], [2.5, 0.500516], [3, 0.652916]] as const).map(
    ([sampleRatio, expected]): Check => ({ label: `committee of two, overlap at α = ${sampleRatio}`, expected, tolerance: 2e-6, source: independent, compute: () => qAt({ instance: 'committee', sampleRatio }) }),
  ),
  { label: 'committee of two: the neurons part', expected: 2.0528, tolerance: 0.02, source: 'independent stability of the plateau', compute: () => ended(committeeThreshold(paramsWith({}))) },
  { label: 'attention: error of the best use of positions', expected: 0.003943, tolerance: 1e-6, source: 'independent quadrature', compute: () => positionalBaseline(paramsWith({ instance: 'attention' })) },
  ...([[0.1, -0.201679], [0.3, -0.379079]] as const).map(
    ([corruption, expected]): Check => ({ label: `denoiser: gain over the skip connection, Δ = ${corruption}`, expected, tolerance: 1e-5, source: independent, compute: () => errorAt({ instance: 'denoiser', sampleRatio: 1, regularisation: 0.1, corruption }) }),
  ),
];
