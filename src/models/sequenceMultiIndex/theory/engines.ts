import type { Engine } from '../../contract.ts';
import { cautionOf } from '../caution.ts';
import type { Branch } from '../core.ts';
import { instanceOf } from '../instances.ts';
import type { P } from '../params.ts';
import { isStartRandom, runBranch } from './trajectory.ts';

/** Nanoseconds of a step at rest, and steps that the fixed point takes. */
const stepCost = {
  perceptron: [2e3, 50], phaseRetrieval: [2e3, 500], ridge: [1e2, 100], logistic: [5e4, 30], committee: [2e6, 40], attention: [2.5e7, 15], denoiser: [8e5, 30],
} as const;

/** The branch that gradient descent is started near: that of the positions below one half; from a small random start most runs end there too. */
export const nearerBranch = (p: P): Branch => (p.instance !== 'attention' ? 'only' : p.weights === 'random' || p.basin < 0.5 ? 'positional' : 'semantic');

const engineOf = (label: string, branchOf: (p: P) => Branch): Engine<P> => ({
  side: 'theory',
  label,
  limit: '$d$ → ∞',
  clock: 'iterations',
  version: 1,
  random: isStartRandom,
  sameStart: isStartRandom,
  caution: cautionOf,
  cost: (p, time) => {
    const [step, fixed] = stepCost[p.instance];
    return { work: step * (time + fixed), bytes: p.instance === 'attention' ? 2e6 : 1e6 };
  },
  run: (p, batch, plan, layout) => runBranch(branchOf(p), p, batch, plan, layout),
});

/** The only branch of an instance that has no two. */
const branchIn = (branch: Branch) => (p: P): Branch => (instanceOf(p).branches.includes(branch) ? branch : 'only');

export const stateEvolution = engineOf('state evolution', nearerBranch);
export const semantic = engineOf('state evolution, semantic branch', branchIn('semantic'));
export const positional = engineOf('state evolution, positional branch', branchIn('positional'));
