import type { Observable } from '../contract.ts';
import { featuresOf, type P } from './params.ts';

/** Faint lines in a chart: more would not be told apart. */
const mostShown = 32;

export const observables = {
  overlap: { symbol: 'm', label: 'Largest overlap', scale: 'linear', behind: 'v' },
  v: { symbol: 'v', label: 'Overlaps', scale: 'linear', behind: 'v', shape: (p) => [Math.min(mostShown, featuresOf(p))] },
  tau: { symbol: 'τ', label: 'Gradient time', scale: 'linear' },
  leastOverlap: { symbol: 'm_M', label: 'Largest overlap of the last neuron', scale: 'linear' },
} as const satisfies Readonly<Record<string, Observable<P>>>;
