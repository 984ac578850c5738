import { expect, it } from 'vitest';
import { describeLink, testBand } from '../../support/committee/bandTests.ts';

testBand({ dimensions: [1e5, 1e6], starts: 100, rates: [1], report: () => {} });

it('rises by 1 / (2 kappa) per e-fold of N, kappa the escape rate of the mark', () => {
  for (const rate of [0.3, 1, 2]) {
    const { laws, marks } = describeLink(`committee?view=sweep&learningRate=${rate}&dimensions=1e5,1e6`);
    const [law] = laws;
    const kappa = marks.find(({ id }) => id === 'escapeRate')!.value;
    expect(law!.slopePerEfold! * 2 * kappa).toBeCloseTo(1, 12);
    expect(law!.prefactor).toBe(law!.slopePerEfold);
    for (const part of ['median', 'low', 'high'] as const) {
      expect((law![part]![1]! - law![part]![0]!) / Math.log(10) / law!.slopePerEfold!).toBeCloseTo(1, 9);
    }
    // ln of the quotient of the 90 % and 10 % quantiles of |g|: 1.6449 / 0.1257.
    expect((law!.high![0]! - law!.low![0]!) * kappa).toBeCloseTo(Math.log(1.6448536 / 0.1256613), 5);
  }
});

it('has no band, but a law, where several modes compete; none without a splitting; a constant for a fixed start', () => {
  const three = describeLink('committee?view=sweep&hiddenUnits=3&teacherUnits=3&dimensions=1e3,1e4').laws;
  expect(three.map(({ median, logPower }) => [median, logPower])).toEqual([[null, 1]]);
  expect(describeLink('committee?view=sweep&hiddenUnits=1&teacherUnits=1&dimensions=1e3,1e4').laws).toEqual([]);
  const [fixed] = describeLink('committee?view=sweep&start=broken&initialOverlap=0.1&dimensions=1e3,1e4').laws;
  expect([fixed!.logPower, fixed!.slopePerEfold]).toEqual([0, 0]);
  // From R11 = 0.1 alone: 58.138 in a run of its own (DOP853, rtol 1e-11).
  expect(fixed!.prefactor).toBeCloseTo(58.138, 2);
});
