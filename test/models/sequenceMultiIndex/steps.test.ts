import { describe, expect, it } from 'vitest';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { phaseRetrieval } from '../../../src/models/sequenceMultiIndex/instances/phaseRetrieval.ts';
import { describe as describeModel } from '../../../src/models/sequenceMultiIndex/learning.ts';
import { startNormals, startSquares } from '../../../src/models/sequenceMultiIndex/start.ts';
import { passageTime } from '../../../src/models/sequenceMultiIndex/theory/trajectory.ts';
import { finished, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

/** Iterations from a squared cosine to half of the fixed point. */
const steps = (sampleRatio: number, square: number): number =>
  finished(passageTime(paramsWith({ instance: 'phaseRetrieval', sampleRatio }), 'only', [square], 0.5, 1e4))!;

/** Whole steps from 1/d to half of the fixed point, d = 100 to 10^6, by an independent program. */
const table = [
  [0.6, [9, 23, 36, 49, 61]],
  [0.8, [8, 13, 18, 23, 28]],
  [1, [8, 11, 15, 18, 21]],
  [1.3, [8, 11, 13, 15, 18]],
  [2, [5, 6, 8, 10, 11]],
] as const;

describe('iterations against the dimension, phase retrieval', () => {
  it.each(table)('alpha = %d: the independent table', (alpha, expected) => {
    expected.forEach((count, i) => expect(Math.ceil(steps(alpha, 10 ** -(i + 2)) - 1e-9)).toBe(count));
  });

  it.each(table.map(([alpha]) => alpha))('alpha = %d: each decade of d adds ln 10/ln(2 alpha)', (alpha) => {
    const slope = (steps(alpha, 1e-6) - steps(alpha, 1e-2)) / 4;
    expect(Math.abs(slope / (Math.log(10) / Math.log(2 * alpha)) - 1)).toBeLessThan(0.1);
    // The tail alone: what is left of the first decade, where 1/d is not small, is gone.
    const tail = (steps(alpha, 1e-9) - steps(alpha, 1e-5)) / 4;
    expect(Math.abs(tail / (Math.log(10) / Math.log(2 * alpha)) - 1)).toBeLessThan(0.05);
  });

  it('diverges as 1/(alpha - 1/2) above weak recovery', () => {
    const near = [0.51, 0.505].map((alpha) => (steps(alpha, 1e-9) - steps(alpha, 1e-6)) / 3 / Math.log(10));
    expect(near[0]! * Math.log(2 * 0.51)).toBeCloseTo(1, 1);
    expect(near[1]! / near[0]!).toBeCloseTo(2, 1);
  });
});

it('where labels have a mean the iterations do not depend on d', () => {
  for (const instance of ['perceptron', 'ridge', 'logistic', 'committee'] as const) {
    const p = paramsWith({ instance, sampleRatio: 1.5 });
    const { units } = instanceOf(p);
    const times = [1e2, 1e4, 1e6].map((d) => finished(passageTime(p, 'only', startSquares(null, units, d), 0.5, 1000))!);
    expect(Math.abs(times[1]! - times[2]!)).toBeLessThan(1e-3);
    expect(Math.abs(times[0]! - times[2]!)).toBeLessThan(0.1);
  }
});

it('the committee parts later the larger d is: the law has the slope of its equations, and none while the neurons are one', () => {
  const xs = [1e3, 1e4, 1e5, 1e6];
  for (const [sampleRatio, threshold] of [[2.5, 0.9], [3, 0.8]] as const) {
    const { laws } = finished(describeModel(paramsWith({ instance: 'committee', sampleRatio }), 'dimension', xs, 'recovered', threshold));
    const { median, slopePerEfold } = laws[0]!;
    const measured = (median![3]! - median![1]!) / Math.log(100);
    expect(Math.abs(measured / slopePerEfold! - 1)).toBeLessThan(0.05);
    const early = finished(describeModel(paramsWith({ instance: 'committee', sampleRatio }), 'dimension', xs, 'recovered', 0.4)).laws[0]!;
    expect(early.slopePerEfold).toBe(0);
    expect(early.median![3]! - early.median![0]!).toBeLessThan(0.1);
  }
});

it('the law is the passage of the theory, with the quantiles of the start', () => {
  const xs = [100, 1000, 10_000];
  const { laws } = finished(describeModel(paramsWith({ start: 'replica', sampleRatio: 1.3 }), 'dimension', xs, 'recovered', 0.5));
  expect(laws).toHaveLength(1);
  const { median, low, high, slopePerEfold } = laws[0]!;
  expect(slopePerEfold).toBeCloseTo(1 / Math.log(2.6), 12);
  // Chi-square of one degree: 2.7055 is exceeded by a tenth, 0.4549 by half, 0.01579 by nine tenths.
  expect(median![1]!).toBeCloseTo(steps(1.3, 0.45494 / 1000), 3);
  expect(low![1]!).toBeCloseTo(steps(1.3, 2.70554 / 1000), 3);
  expect(high![1]!).toBeCloseTo(steps(1.3, 0.015791 / 1000), 3);
  expect(finished(describeModel(paramsWith({ sampleRatio: 0.45 }), 'dimension', xs, 'recovered', 0.5)).laws).toEqual([]);
});

describe('random starts', () => {
  it('squared cosines are chi-square over d', () => {
    const squares = Array.from({ length: 4000 }, (_, replica) => 50_000 * startSquares(startNormals(3, replica, 1), 1, 50_000)[0]!);
    const mean = squares.reduce((a, b) => a + b, 0) / squares.length;
    // Standard error of the mean: sqrt(2/4000).
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(2 / 4000));
  });

  it('two neurons start from a covariance of trace below 0.9, larger where the dimension is small', () => {
    for (let replica = 0; replica < 200; replica++) {
      for (const d of [10, 100]) {
        const [a, b, c, e] = startSquares(startNormals(5, replica, 2), 2, d);
        expect(b).toBe(c);
        expect(a! * e! - b! * c!).toBeGreaterThanOrEqual(0);
        expect(a! + e!).toBeLessThanOrEqual(0.9 + 1e-12);
      }
    }
  });

  it('the start obeys Bayes: q = theta, V = 1 - q', () => {
    const now = { q: new Float64Array(1), theta: new Float64Array(1), m: new Float64Array(1), V: new Float64Array(1) };
    phaseRetrieval.writeStart(paramsWith({}), 'only', [0.01], now);
    expect([now.q[0], now.theta[0], now.V[0]]).toEqual([0.01, 0.01, 0.99]);
  });
});
