import type { Observable } from '../contract.ts';
import type { P } from './params.ts';

/** A number, a matrix for the committee, nothing where the instance has no such overlap. */
const none = [0] as const;
const isCommittee = (p: P): boolean => p.instance === 'committee';
const isBayes = (p: P): boolean => p.instance === 'perceptron' || p.instance === 'phaseRetrieval' || p.instance === 'committee';
const hasMean = (p: P): boolean => p.instance === 'attention' || p.instance === 'denoiser';

export const observables = {
  testError: { symbol: 'ε', label: 'Test error', scale: 'linear' },
  progress: { symbol: 'p', label: 'Overlap over its fixed point', scale: 'linear' },
  cosine: { symbol: 'c', label: 'Cosine with the target', scale: 'linear' },
  q: { symbol: 'q', label: 'Self-overlap of the weights', scale: 'linear', shape: (p) => (isCommittee(p) ? [2, 2] : []) },
  theta: { symbol: 'θ', label: 'Overlap with the teacher', scale: 'linear', shape: (p) => (isCommittee(p) ? [2, 2] : p.instance === 'denoiser' ? none : []) },
  m: { symbol: 'm', label: 'Overlap with the cluster mean', scale: 'linear', shape: (p) => (hasMean(p) ? [] : none) },
  trainError: { symbol: 'ε_t', label: 'Training loss and penalty, per dimension', scale: 'linear', shape: (p) => (isBayes(p) ? none : []) },
} as const satisfies Readonly<Record<string, Observable<P>>>;
