import type { Engine } from '../../contract.ts';
import { makeModeSystem } from '../equations.ts';
import { limitStart, limitTeacher } from './limitStart.ts';
import type { P } from '../params.ts';
import { evaluationCost, runSystem } from './runSystem.ts';
import { limitModes } from '../spectrum.ts';
import { taskOf } from '../task.ts';

const pause = { kind: 'pause' } as const;

/** Nodes of the spectrum; 32 in place of 16 change the error by 2e-11 at most. */
export const limitNodes = 16;

const timesFaster = (p: P): number => {
  const { b, c, delta } = taskOf(p);
  const edge = p.task === 'independent' ? 1 : c - b * b + b * b * (1 + 1 / Math.sqrt(delta)) * (1 + 1 / Math.sqrt(delta));
  return Math.max(1, p.learningRate * edge * p.hiddenUnits);
};

const productsOf = ({ hiddenUnits: K, teacherUnits: M, task }: P): number => (task === 'independent' ? 0 : limitNodes * K * (K + M) * (K + M));

/** Evaluations up to `time`: the steps are as long as the fastest mode allows; what is read along the way counts too. */
export const evaluationsOf = (p: P, time: number): number => 1500 + 4 * time * timesFaster(p);

/**
 * The hidden manifold for N, D -> infinity at delta = D/N: the equations on the Gauss nodes of the limiting spectrum, from a random start of the
 * size that finite D gives it.
 */
export const limit: Engine<P> = {
  side: 'theory',
  label: 'equations in the limit',
  limit: '$N, D$ → ∞',
  clock: 't',
  version: 1,
  random: (p) => p.start === 'random',
  cost: (p, time) => ({ work: evaluationsOf(p, time) * evaluationCost(p.hiddenUnits, p.teacherUnits, productsOf(p)), bytes: 1e5 }),
  run: runSystem(function* (p, seed, replica) {
    const task = taskOf(p);
    const modes = limitModes(p, limitNodes);
    const T = limitTeacher(task);
    const system = makeModeSystem(task, modes, T);
    yield pause;
    return { system, y0: limitStart(p, task, modes, system, seed, replica), T };
  }, productsOf),
};
