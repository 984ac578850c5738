import { describe, expect, it } from 'vitest';
import { cautionOf } from '../../../src/models/sequenceMultiIndex/caution.ts';
import { fixedPoint } from '../../../src/models/sequenceMultiIndex/fixedPoint.ts';
import { describe as describeModel } from '../../../src/models/sequenceMultiIndex/learning.ts';
import { branchRunsOf } from '../../../src/models/sequenceMultiIndex/pictures/branchRuns.ts';
import { descend } from '../../../src/models/sequenceMultiIndex/pictures/descents.ts';
import { finished, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

const attention = { instance: 'attention', regularisation: 0.01, sampleRatio: 1.5, dimension: 300 } as const;
const marksOf = (given: Parameters<typeof paramsWith>[0]): string[] => finished(describeModel(paramsWith(given), 'dimension', [200, 400], 'recovered', 0.5)).marks.map(({ id }) => id);

describe('what is not claimed', () => {
  it('of the positions at a small penalty: descent ends at an overlap, the theory at none, and no mark says otherwise', () => {
    const p = paramsWith({ ...attention, regularisation: 0.005 });
    const ends = finished(descend(p, 7, 6)).map(({ overlaps }) => Math.abs(overlaps.m[0]!));
    expect(ends.toSorted((a, b) => a - b)[2]).toBeGreaterThan(0.15);
    expect(finished(fixedPoint(p, 'positional', 'drag', true)).overlap).toBe(0);
    expect(cautionOf(p)).not.toBe('');
    expect(marksOf({ ...attention, regularisation: 0.005 })).toEqual([]);
  });

  it('where it was compared with runs there is no caution; below as many samples as inputs, or with a larger spread, there is', () => {
    expect(cautionOf(paramsWith(attention))).toBe('');
    expect(cautionOf(paramsWith({ ...attention, sampleRatio: 0.9 }))).not.toBe('');
    expect(cautionOf(paramsWith({ ...attention, tokenSpread: 1 }))).not.toBe('');
    expect(cautionOf(paramsWith({ instance: 'denoiser', sampleRatio: 0.5 }))).toBe('');
  });

  it('of where the theory ends that starts at the truth', () => {
    expect(marksOf({ sampleRatio: 1.05 })).toContain('fixedPoint');
    expect(marksOf({ sampleRatio: 1.05, start: 'informed' })).not.toContain('fixedPoint');
  });
});

it('descents of a picture start at their targets, whatever start the page has, and do not depend on what was drawn before', () => {
  const small = { ...attention, dimension: 60 } as const;
  const drawn = (weights: 'directed' | 'random', seed: number) => finished(branchRunsOf(paramsWith({ ...small, weights }), seed)).ends.map(({ trainError }) => trainError);
  const first = drawn('random', 2);
  expect(drawn('directed', 2)).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(first.length / 2);
});
