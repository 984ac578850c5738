import { describe, expect, it } from 'vitest';
import { makeOverlaps, takeStep, type Branch, type Overlaps } from '../../../src/models/sequenceMultiIndex/core.ts';
import { leastOverlap } from '../../../src/models/sequenceMultiIndex/fixedPoint.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { iterate, mix } from '../../../src/models/sequenceMultiIndex/iterate.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { attentionCoordinates, coordinatesOf, sharpen } from '../../../src/models/sequenceMultiIndex/sharpen.ts';
import { startSquares } from '../../../src/models/sequenceMultiIndex/start.ts';
import { solved } from '../../support/sequenceMultiIndex/theory.ts';
import { finished, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

/** Plain iteration of the coarse map from a small start: what the search for a fixed point has to agree with. */
const plainly = (given: Partial<P>, steps: number): { readonly overlaps: Overlaps; readonly trainError: number } => {
  const p = paramsWith(given);
  const { units, evolution, writeStart } = instanceOf(p);
  const overlaps = makeOverlaps(units);
  writeStart(p, 'only', startSquares(null, units, 1000), overlaps);
  const map = evolution(p, 'only', 'drag');
  finished(iterate(map, overlaps, 1e-11, steps));
  return { overlaps, trainError: map.trainError() };
};

/** Largest relative change of the overlaps in one more undamped step. */
const moved = (given: Partial<P>, overlaps: Overlaps): number => {
  const p = paramsWith(given);
  const next = makeOverlaps(instanceOf(p).units);
  expect(finished(takeStep(instanceOf(p).evolution(p, 'only', 'drag'), overlaps, next))).toBe('ok');
  return mix(structuredClone(overlaps), next, 0);
};

describe("Broyden's method ends where plain iteration from a small start does", () => {
  // Plain iteration stops at 1e-11 a step; the slowest here loses 1 in 90 a step of what is left.
  it.each([0.3, 1, 1.9, 2.2, 3, 6, 20])('committee, alpha = %d', (sampleRatio) => {
    const [found, plain] = [solved({ instance: 'committee', sampleRatio }, 'only', 'drag'), plainly({ instance: 'committee', sampleRatio }, 3000)];
    expect(found.status).toBe('converged');
    for (let i = 0; i < 4; i++) expect(Math.abs(found.overlaps.q[i]! - plain.overlaps.q[i]!)).toBeLessThan(2e-8);
  });
  it.each([[20, 1e-4], [20, 0.01], [1, 1e-4], [3, 1], [0.05, 1e-4]])('logistic regression, alpha = %d, lambda = %d', (sampleRatio, regularisation) => {
    const given = { instance: 'logistic', sampleRatio, regularisation } as const;
    const [found, plain] = [solved(given, 'only', 'drag'), plainly(given, 5000)];
    expect(found.status).toBe('converged');
    for (const part of ['q', 'theta', 'V'] as const) expect(Math.abs(found.overlaps[part][0]! / plain.overlaps[part][0]! - 1)).toBeLessThan(1e-8);
  });
  it.each([{}, { sampleRatio: 20 }, { skip: false }, { sampleRatio: 0.2 }])('denoiser, %o', (more) => {
    const given = { instance: 'denoiser', sampleRatio: 1, ...more } as const;
    const [found, plain] = [solved(given, 'only', 'drag'), plainly(given, 500)];
    for (const part of ['q', 'V'] as const) expect(Math.abs(found.overlaps[part][0]! / plain.overlaps[part][0]! - 1)).toBeLessThan(1e-8);
    expect(Math.abs(found.overlaps.m[0]!) - Math.abs(plain.overlaps.m[0]!)).toBeCloseTo(0, 8);
  });
});

it('the committee near its transition: a fixed point, with different neurons above it alone', () => {
  for (const [sampleRatio, part] of [[2.04, false], [2.05, false], [2.055, true], [2.06, true]] as const) {
    const given = { instance: 'committee', sampleRatio } as const;
    const { overlaps, status } = solved(given, 'only', 'drag');
    expect(status).toBe('converged');
    expect(moved(given, overlaps)).toBeLessThan(1e-8);
    expect(overlaps.q[0]! - overlaps.q[1]! > 1e-4).toBe(part);
  }
});

it('the denoiser with few samples: of two minima the lower one', () => {
  const given = { instance: 'denoiser', sampleRatio: 0.05 } as const;
  const [found, plain] = [solved(given, 'only', 'drag'), plainly(given, 500)];
  expect(moved(given, found.overlaps)).toBeLessThan(1e-8);
  expect(moved(given, plain.overlaps)).toBeLessThan(1e-8);
  expect(plain.overlaps.m[0]!).toBeLessThan(1e-6);
  expect(found.overlaps.m[0]!).toBeGreaterThan(0.2);
  expect(found.trainError).toBeLessThan(0.9 * plain.trainError);
});

it('phase retrieval at weak recovery and below: nothing', () => {
  for (const sampleRatio of [0.05, 0.4, 0.5]) expect(solved({ instance: 'phaseRetrieval', sampleRatio })).toMatchObject({ overlap: 0, status: 'converged', testError: 1 - 2 / Math.PI });
  // 2 alpha = 1.0002: the fixed point q = 4e-5 is small but there.
  expect(solved({ instance: 'phaseRetrieval', sampleRatio: 0.5001 }).overlap).toBeGreaterThan(leastOverlap);
});

it('a branch of attention that shrinks to nothing is no goal, though it creeps', () => {
  const given = { instance: 'attention', sampleRatio: 1, regularisation: 0.1 } as const;
  for (const branch of ['positional', 'semantic'] as const) expect(solved(given, branch, 'drag').overlap).toBe(0);
  expect(solved({ ...given, sampleRatio: 1.5 }, 'positional', 'drag').overlap).toBeGreaterThan(0.1);
});

describe('coordinates', () => {
  it.each([['committee', 'only'], ['logistic', 'only'], ['denoiser', 'only'], ['attention', 'semantic'], ['attention', 'positional']] as const)('%s, %s: packed and unpacked again they are the same overlaps', (instance, branch: Branch) => {
    const p = paramsWith({ instance, sampleRatio: 2.5, regularisation: 0.01 });
    const { overlaps } = solved(p, branch, 'drag');
    const { pack, unpack } = instance === 'attention' ? attentionCoordinates(branch, false) : coordinatesOf[instance]!;
    const again = makeOverlaps(instanceOf(p).units);
    unpack(pack(overlaps), again);
    for (const part of ['q', 'theta', 'm', 'V'] as const) overlaps[part].forEach((x, i) => expect(Math.abs(again[part][i]! - x)).toBeLessThan(1e-12 * (1 + Math.abs(x))));
  });

  it('without a fixed point in reach the overlaps stay as they were', () => {
    const p = paramsWith({ instance: 'logistic', sampleRatio: 1 });
    const overlaps = makeOverlaps(1);
    instanceOf(p).writeStart(p, 'only', [0.01], overlaps);
    finished(iterate(instanceOf(p).evolution(p, 'only', 'drag'), overlaps, 0, 2));
    const before = structuredClone(overlaps);
    expect(finished(sharpen(instanceOf(p).evolution(p, 'only', 'drag'), null, coordinatesOf.logistic!, overlaps, 1e-6, 1e-9))).toBe(false);
    expect(overlaps).toEqual(before);
  });
});
