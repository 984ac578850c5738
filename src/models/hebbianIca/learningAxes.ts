import type { LearningAxis } from '../contract.ts';
import { signalOf } from './equations.ts';
import type { P } from './params.ts';

const rates: Readonly<Record<P['rateRule'], string>> = { scaled: 'scaled rate', best: 'scaled rate', fixed: 'fixed rate', warmUp: 'warm-up' };

/** Does noise bring a lone overlap out of a poor start? For k = 2 the start counts by its logarithm only. */
const isRedrawn = (p: P): boolean => !p.allFeatures && signalOf(p).order !== 2;

/** The vertical axes of learning times: without the rate, and at two rules for it. */
export const learningAxes: Readonly<Record<string, LearningAxis<P>>> = {
  gradientTime: {
    clock: 'gradientTime',
    label: () => 'Gradient time until learned, $τ = η n$',
    // A rate that changes on the way has no such factor.
    when: (p) => p.rateRule !== 'warmUp',
    note: (p) => `Theory is the gradient flow, without the noise of the samples: it ${isRedrawn(p) ? 'helps poor starts and hinders good ones' : 'makes runs at a finite rate take longer'}.`,
  },
  samples: { label: (p) => `Samples until learned, ${rates[p.rateRule]}` },
  best: {
    params: { rateRule: 'best' },
    label: () => 'Samples until learned, best constant rate',
    note: (p) =>
      isRedrawn(p)
        ? 'Theory, the gradient flow from the random start, leaves noise out; at this rate noise redraws the start, so that of theory only the exponent holds.'
        : `Theory, the gradient flow, leaves noise out: at this rate runs need up to twice as many samples${p.allFeatures ? ', and noise redraws many starts' : ''}.`,
  },
};
