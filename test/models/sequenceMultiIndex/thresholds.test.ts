import { describe, expect, it } from 'vitest';
import { attentionThresholds, committeeThreshold, equalNeurons, phaseThresholds, positionalBaseline } from '../../../src/models/sequenceMultiIndex/thresholds.ts';
import { solved } from '../../support/sequenceMultiIndex/theory.ts';
import { finished, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

const phaseEnd = (sampleRatio: number): number => solved({ instance: 'phaseRetrieval', sampleRatio }).overlaps.q[0]!;

describe('phase retrieval', () => {
  const { weak, exact } = phaseThresholds();

  it('weak recovery at 1/2, exact recovery between 1.125 and 1.13', () => {
    expect(Math.abs(weak / 0.5 - 1)).toBeLessThan(1e-9);
    expect(exact).toBeGreaterThan(1.125);
    expect(exact).toBeLessThan(1.13);
  });

  it('the iteration changes its end there', () => {
    expect(phaseEnd(0.99 * weak)).toBeLessThan(1e-6);
    expect(phaseEnd(1.01 * weak)).toBeGreaterThan(1e-3);
    expect(phaseEnd(exact - 1e-4)).toBeLessThan(0.86);
    expect(phaseEnd(exact + 1e-4)).toBeGreaterThan(1 - 1e-9);
  });
});

describe('committee', () => {
  it('the neurons part at 2.0528 to 1 %', () => {
    // Without the finite size of its perturbation the reference's slopes give 2.0524.
    expect(Math.abs(finished(committeeThreshold(paramsWith({}))) / 2.0528 - 1)).toBeLessThan(0.01);
  });

  it('slopes about it, by two rules', () => {
    for (const [alpha, slope] of [[2.05, 0.99832], [2.06, 1.00423]] as const) {
      const p = paramsWith({ instance: 'committee', sampleRatio: alpha });
      // The reference perturbed by about 3e-4 of q, which lowers its slope by as much.
      expect(Math.abs(finished(equalNeurons(p, 'rest')).growth - slope)).toBeLessThan(4e-4);
      expect(Math.abs(finished(equalNeurons(p, 'rest')).growth - finished(equalNeurons(p, 'drag')).growth)).toBeLessThan(1e-6);
    }
  });

  it('the iteration ends with equal neurons below and different ones above', () => {
    const gap = (sampleRatio: number): number => {
      const { q } = solved({ instance: 'committee', sampleRatio }).overlaps;
      return q[0]! - q[1]!;
    };
    expect(gap(1.98)).toBeLessThan(1e-5);
    expect(gap(2.12)).toBeGreaterThan(0.01);
  });
});

describe('attention', () => {
  const p = paramsWith({ instance: 'attention', regularisation: 0.01 });

  it('the best use of positions, at three shares', () => {
    for (const [omega, error] of [[0.3, 0.003943], [0.1, 0.006518], [0.5, 0.002012]] as const) expect(Math.abs(positionalBaseline({ ...p, omega }) - error)).toBeLessThan(1e-6);
  });

  it('none where there is nothing but positions', () => {
    expect(finished(attentionThresholds({ ...p, omega: 1 }, 'drag'))).toEqual({ trains: null, beats: null });
  });
});
