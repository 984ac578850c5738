import { describe, expect, it } from 'vitest';
import { estimatedEscape } from '../../../src/models/hiddenManifold/escapeEstimate.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { plateauOf } from '../../../src/models/hiddenManifold/plateau.ts';
import { spectrumOf } from '../../../src/models/hiddenManifold/spectrum.ts';
import { taskOf } from '../../../src/models/hiddenManifold/task.ts';
import { paramsOf } from '../../support/hiddenManifold/systems.ts';

const ratioOf = (changes: Partial<P>): number => {
  const p = paramsOf(changes);
  return plateauOf(taskOf(p), spectrumOf(p, 16), p.initialNorm)!.escapeRate! / estimatedEscape(p);
};

const folds = ['sign', 'erf', 'relu', 'tanh', 'linear'] as const;
const sizes = [[2, 2], [3, 3], [3, 2]] as const;

describe('escape rate over its estimate', () => {
  it.each(folds)('%s, small rates: 1 as delta falls for a function of the latents, at any delta for one of the inputs', (fold) => {
    for (const [hiddenUnits, teacherUnits] of sizes) {
      const few = { fold, hiddenUnits, teacherUnits, learningRate: 0.01 } as const;
      expect(Math.abs(ratioOf({ ...few, latentRatio: 0.01 }) - 1)).toBeLessThan(0.02);
      for (const latentRatio of [0.05, 0.5, 2]) expect(Math.abs(ratioOf({ ...few, latentRatio, task: 'inputs' }) - 1)).toBeLessThan(0.01);
    }
  });

  it.each(folds)('%s, rates up to 0.7, delta up to 0.2: between 0.5 and 1.3', (fold) => {
    for (const [hiddenUnits, teacherUnits] of sizes) {
      for (const learningRate of [0.2, 0.7]) {
        for (const latentRatio of [0.01, 0.2]) {
          const ratio = ratioOf({ fold, hiddenUnits, teacherUnits, learningRate, latentRatio });
          expect(ratio).toBeGreaterThan(0.5);
          expect(ratio).toBeLessThan(1.3);
        }
      }
    }
  });
});
