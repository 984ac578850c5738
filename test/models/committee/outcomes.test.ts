import { describe, expect, it } from 'vitest';
import { isComplete, learningTimes } from '../../../src/jobs/collected.ts';
import { sweepSeries } from '../../../src/jobs/sweep.ts';
import { describeLink } from '../../support/committee/bandTests.ts';
import { runLink } from '../../support/runLink.ts';

const plateauOfRateOne = 0.020657;
const specialised = 'criterion=specialised&threshold=0.5';
const small = 'criterion=errorBelow&threshold=0.001';

/** Learning times of the equations from 16 random starts at N = 1000, null where not learned by t = 1000. */
const times = (setting: string): (number | null)[] =>
  learningTimes(runLink(`committee?view=sweep&only=theory&starts=16&dimensions=1000&budget=1000&${setting}`).of('ode')[0]!);

describe('at large rates', () => {
  it('rate 2 specialises sooner than rate 1.5 from every start, and reaches error 0.001 later', () => {
    const [fast, slow] = [times(`learningRate=2&${specialised}`), times(`learningRate=1.5&${specialised}`)];
    const [fastError, slowError] = [times(`learningRate=2&${small}`), times(`learningRate=1.5&${small}`)];
    for (let i = 0; i < 16; i++) {
      expect(fast[i]!).toBeLessThan(slow[i]!);
      expect(fastError[i]!).toBeGreaterThan(slowError[i]!);
      expect(fastError[i]!).toBeGreaterThan(fast[i]!);
    }
  });

  it('rate 2.6, above the largest stable one, specialises but stops at an error of .039, above the plateau of rate 1', () => {
    expect(times(`learningRate=2.6&${specialised}`)).not.toContain(null);
    expect(times(`learningRate=2.6&${small}`).every((t) => t === null)).toBe(true);
    const run = runLink('committee?dimension=300&learningRate=2.6&duration=300&points=301&replicas=4');
    const [chain, ode] = [run.of('chain')[0]!, run.of('ode')[0]!];
    const floor = ode.value(0, 300, ode.layout.offsets['generalisationError']!);
    expect(Math.abs(floor - 0.039)).toBeLessThan(5e-4);
    const [floorMark] = describeLink(`committee?learningRate=2.6&${small}`).marks.filter(({ id }) => id === 'saturation');
    expect(Math.abs(floorMark!.value - floor)).toBeLessThan(1e-6);
    for (let replica = 0; replica < 4; replica++) {
      let mean = 0;
      for (let i = 201; i <= 300; i++) mean += chain.value(replica, i, 0) / 100;
      expect(mean).toBeGreaterThan(plateauOfRateOne);
      expect(mean).toBeLessThan(2 * floor);
    }
    expect(learningTimes(chain)).not.toContain(null);
  });

  it.each([5, 10])('rate %i: the norms grow without end, ever more slowly, and the error stays high', (learningRate) => {
    const run = runLink(`committee?dimension=100&learningRate=${learningRate}&duration=400&points=5&replicas=2&criterion=errorBelow&threshold=0.1`);
    for (const engine of ['chain', 'ode']) {
      const c = run.of(engine)[0]!;
      const norms = [0, 1, 2, 3, 4].map((i) => c.value(0, i, c.layout.offsets['Q']!));
      expect(norms[1]!).toBeGreaterThan(10);
      for (let i = 2; i < 5; i++) expect(norms[i]!).toBeGreaterThan(norms[i - 1]!);
      expect(norms[4]! - norms[3]!).toBeLessThan(norms[1]! - norms[0]!);
      expect(c.value(0, 4, 0)).toBeGreaterThan(0.2);
      expect(c.outcome(0)).toMatchObject({ end: 'done', time: 400 });
    }
  });

  it('a norm beyond every bound ends a run as diverged; the frames after it are missing', () => {
    const strong = 'learningRate=10&hiddenUnits=1&teacherUnits=1&start=custom&studentOutput=10&teacherOutput=-10&overlaps=0';
    const run = runLink(`committee?dimension=50&${strong}&duration=8000&points=5&replicas=2&criterion=errorBelow&threshold=0.1`);
    for (const engine of ['chain', 'ode']) {
      const c = run.of(engine)[0]!;
      const { end, time, reason } = c.outcome(0);
      expect([end, reason]).toEqual(['diverged', 'a squared norm went above 1000000']);
      expect(time).toBeGreaterThan(4000);
      expect(time).toBeLessThan(6000);
      const norms = [0, 1, 2, 3, 4].map((i) => c.value(0, i, c.layout.offsets['Q']!));
      expect(norms.map((x) => x < 1e6)).toEqual([true, true, true, false, false]);
      expect(norms.slice(3)).toEqual([NaN, NaN]);
    }
  });
});

describe('without enough units or time', () => {
  // The levels: the same equations solved independently (DOP853, rtol 1e-11) up to t = 2000.
  it.each([['hiddenUnits=2&teacherUnits=3', 0.02305], ['hiddenUnits=1&teacherUnits=2', 0.03115974]])('%s saturates', (setting, level) => {
    const run = runLink(`committee?dimension=200&${setting}&duration=400&points=3&replicas=3&${small}`);
    for (const engine of ['chain', 'ode']) {
      const c = run.of(engine)[0]!;
      for (let replica = 0; replica < c.whole; replica++) {
        expect(c.value(replica, 2, 0)).toBeGreaterThan(0.8 * level);
        expect(c.outcome(replica)).toMatchObject({ end: 'done', time: 400 });
      }
      expect(learningTimes(c).every((t) => t === null)).toBe(true);
    }
    const ode = run.of('ode')[0]!;
    const { laws, marks } = describeLink(`committee?view=sweep&dimensions=100,200&${setting}&${small}`);
    const [mark] = marks.filter(({ id }) => id === 'saturation');
    expect(laws).toEqual([]);
    expect(mark!.on).toBe('generalisationError');
    // A slow mode is left where three teachers share two students.
    for (const value of [mark!.value, ode.value(0, 2, 0)]) expect(Math.abs(value / level - 1)).toBeLessThan(0.01);
  });

  it('a budget too short censors every run, and says so', () => {
    const run = runLink('committee?view=sweep&dimensions=100,400&replicas=4&starts=12&budget=20');
    for (const engine of ['chain', 'ode']) {
      const sides = run.of(engine);
      const { censored, learned, median, times, budget } = sweepSeries(sides);
      const runs = engine === 'chain' ? 4 : 12;
      expect([censored, learned, median, budget]).toEqual([[runs, runs], [0, 0], [null, null], [20, 20]]);
      expect(times.flat().every((t) => t === null)).toBe(true);
      for (const c of sides) {
        expect(isComplete(c)).toBe(true);
        for (let r = 0; r < runs; r++) expect(c.outcome(r)).toEqual({ replica: r, end: 'budget', time: 20, reason: 'not learned by 20' });
      }
    }
  });

  it('a budget in between censors some: exactly those that learn later', () => {
    const of = (budget: number): (number | null)[] => learningTimes(runLink(`committee?view=sweep&only=simulation&dimensions=100&replicas=12&budget=${budget}`).of('chain')[0]!);
    const all = of(1000) as number[];
    const middle = [...all].sort((a, b) => a - b)[5]!;
    expect(of(middle)).toEqual(all.map((t) => (t <= middle ? t : null)));
  });
});
