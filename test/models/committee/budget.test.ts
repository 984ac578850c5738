import { describe, expect, it } from 'vitest';
import { plateauFor } from '../../../src/models/committee/learning.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { runSweep } from '../../support/committee/medians.ts';
import { requestOfLink } from '../../support/runLink.ts';

const criteria = ['criterion=specialised&threshold=0.5', 'criterion=errorBelow&threshold=0.001'];
const budgetsOf = (link: string): number[] => requestOfLink(`committee?view=sweep&only=theory&${link}`).tasks.map(({ budget }) => budget);

describe('default budget', () => {
  it.each(
    ['learningRate=0.1', 'learningRate=1', 'learningRate=2', 'hiddenUnits=3&teacherUnits=3', 'hiddenUnits=3&teacherUnits=3&learningRate=0.1'].flatMap((setting) =>
      criteria.map((criterion) => [setting, criterion] as const),
    ),
  )('is at least three times the median of the equations: %s, %s', (setting, criterion) => {
    const link = `${setting}&${criterion}&dimensions=300,10000&starts=15`;
    const medians = runSweep(`committee?view=sweep&only=theory&${link}&budget=1e5`).of('ode').medians;
    const budgets = budgetsOf(link);
    medians.forEach(({ value }, i) => {
      expect(value).toBeLessThan(Infinity);
      expect(budgets[i]!).toBeGreaterThan(3 * value);
    });
  });

  it('grows with the dimension, and as the start gets more symmetric', () => {
    for (const criterion of criteria) {
      const random = budgetsOf(`${criterion}&dimensions=10,100,1000,10000,100000,1000000,10000000`);
      for (let i = 1; i < random.length; i++) expect(random[i]!).toBeGreaterThan(random[i - 1]! + 50);
      const [near] = budgetsOf(`${criterion}&start=broken&initialOverlap=0.1&dimensions=1000`);
      const [far] = budgetsOf(`${criterion}&start=broken&initialOverlap=1e-9&dimensions=1000`);
      expect(far!).toBeGreaterThan(near! + 500);
    }
  });
});

/** Escape rate at small rates over the rate, for 2, 3 and 4 units. */
const smallRate: Readonly<Record<number, number>> = { 2: 0.06575, 3: 0.04612, 4: 0.03565 };

describe('without a plateau to escape from', () => {
  const custom = 'start=custom&teacher=1,0.2;0.2,1&overlaps=0.01,0;0,0';
  it.each([
    ['one student', 'hiddenUnits=1', 2], ['one teacher', 'hiddenUnits=3&teacherUnits=1', 3], ['one of each', 'hiddenUnits=1&teacherUnits=1', 2],
    ['one of four', 'hiddenUnits=1&teacherUnits=4', 4], ['overlapping teachers', custom, 2],
    ['teachers of different strength', 'start=custom&teacherOutput=1,0.5&overlaps=0.01,0;0,0', 2],
  ])('%s: the budget takes the escape rate of small rates', (_, setting, units) => {
    const p = requestOfLink(`committee?${setting}`).config.params as unknown as P;
    expect(plateauFor(p)?.escapeRate ?? null).toBeNull();
    const [budget] = budgetsOf(`${setting}&dimensions=1000`);
    const asymmetry = p.start === 'custom' ? 0.01 / 4 : 0.67449 * Math.sqrt(0.5 / 1000);
    const expected = 4 * (15 + Math.log(1 / asymmetry) / smallRate[units]!);
    // The rates are known to four digits; the budget is rounded up.
    expect(Math.abs(budget! - expected - 0.5)).toBeLessThan(0.5 + 2e-4 * expected);
  });

  it.each([
    'hiddenUnits=3', 'teacherUnits=3', 'hiddenUnits=6&teacherUnits=6', 'learningRate=10', 'learningRate=10&hiddenUnits=6&teacherUnits=6', 'learningRate=0.01', 'labelNoise=2',
    'labelNoise=2&learningRate=10', 'secondLayerRate=4', 'secondLayerRate=4&learningRate=10', 'weightDecay=1', 'initialNorm=1e-6', 'initialNorm=4',
    'start=custom&overlaps=0,0;0,0', 'start=custom&studentOutput=0,0', 'start=custom&norms=0,0;0,0&overlaps=0,0;0,0', 'start=custom&teacherOutput=0,0', custom,
  ])('%s: a finite budget for either criterion', (setting) => {
    for (const criterion of [...criteria, 'criterion=errorBelow&threshold=1e-9', 'criterion=errorBelow&threshold=1']) {
      for (const budget of budgetsOf(`${setting}&${criterion}&dimensions=13,10000000`)) {
        expect(Number.isInteger(budget)).toBe(true);
        expect(budget).toBeGreaterThan(0);
        expect(budget).toBeLessThan(1e7);
      }
    }
  });
});
