import { describe, expect, test } from 'vitest';
import { makeStream, nextUniform } from '../../../src/numerics/random/stream.ts';
import { censoredQuantile, medianInterval, type CensoredTime } from '../../../src/numerics/statistics/censoredQuantile.ts';

const exponentials = (count: number, ...key: (number | string)[]): number[] => {
  const stream = makeStream('censored', ...key);
  return Array.from({ length: count }, () => -Math.log(1 - nextUniform(stream)));
};

const censor = (times: readonly number[], budget: number): CensoredTime[] => times.map((time) => (time < budget ? time : null));

/** Product-limit estimate from first principles: [time, survival after it] at each event. */
const kaplanMeier = (times: readonly CensoredTime[], budget: number): [number, number][] => {
  const events = [...new Set(times.filter((time) => time !== null))].sort((a, b) => a - b);
  let survival = 1;
  return events.map((event) => {
    const atRisk = times.filter((time) => (time ?? budget) >= event).length;
    survival *= 1 - times.filter((time) => time === event).length / atRisk;
    return [event, survival];
  });
};

describe('censoredQuantile', () => {
  test('type 7 on complete samples, as numpy.quantile gives', () => {
    const sample = [3.5, -1, 4, 1, 5.25];
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((q) => censoredQuantile(sample, q))).toEqual([-1, expect.closeTo(-0.2, 14), 1, 3.5, expect.closeTo(4.75, 14), 5.25]);
    expect(censoredQuantile([2, 1], 0.5)).toBe(1.5);
    expect(sample).toEqual([3.5, -1, 4, 1, 5.25]);
  });

  test('null as soon as a censored order statistic enters, not before', () => {
    const sample = [null, 7, 2, null, 5];
    expect(censoredQuantile(sample, 0.5)).toBe(7);
    expect(censoredQuantile(sample, 0.49)).toBeCloseTo(6.92, 12);
    expect(censoredQuantile(sample, 0.51)).toBeNull();
    expect(censoredQuantile([1, null], 0)).toBe(1);
    expect(censoredQuantile([1, null], 0.5)).toBeNull();
    expect(censoredQuantile([null, null], 0)).toBeNull();
    expect(censoredQuantile([], 0.5)).toBeNull();
    expect(() => censoredQuantile([1], 1.5)).toThrow('q must be in [0, 1], got 1.5');
  });

  test.each([20, 21, 40])('median of %i times equals Kaplan-Meier at a common budget', (count) => {
    let censoredMedians = 0;
    for (let trial = 0; trial < 200; trial++) {
      // Budgets about the median (0.69), and rounded times, so that ties and censored medians occur.
      const budget = 0.5 + (trial % 10) / 10;
      const times = censor(exponentials(count, count, trial).map((time) => (trial % 2 ? Math.round(20 * time) / 20 : time)), budget);
      const curve = kaplanMeier(times, budget);
      const first = curve.findIndex(([, survival]) => survival < 0.5 + 1e-9);
      const rests = first >= 0 && Math.abs(curve[first]![1] - 0.5) < 1e-9;
      const expected = first < 0 ? undefined : rests ? curve[first + 1] && 0.5 * (curve[first]![0] + curve[first + 1]![0]) : curve[first]![0];
      const median = censoredQuantile(times, 0.5);
      if (expected === undefined) expect(median).toBeNull();
      else expect(median).toBeCloseTo(expected, 12);
      if (median === null) censoredMedians++;
    }
    expect(censoredMedians).toBeGreaterThan(10);
    expect(censoredMedians).toBeLessThan(190);
  });

  test('the other quantiles interpolate the steps of the Kaplan-Meier curve', () => {
    const times = censor(exponentials(30, 'steps'), 1);
    const curve = kaplanMeier(times, 1);
    const step = (i: number) => curve.find(([, survival]) => 1 - survival > (i + 1) / 30 - 1e-9)?.[0];
    for (let q = 0; q <= 1; q += 0.05) {
      const place = 29 * q;
      const [low, high] = [step(Math.floor(place)), step(Math.ceil(place))];
      const found = censoredQuantile(times, q);
      if (low === undefined || high === undefined) expect(found).toBeNull();
      else expect(found).toBeCloseTo(low + (place - Math.floor(place)) * (high - low), 12);
    }
  });
});

describe('medianInterval', () => {
  const ranks = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

  test('ranks and coverages of published tables', () => {
    // David and Nagaraja: n = 6 [1, 6] .96875, 10 [2, 9] .9785, 20 [6, 15] .9586, 25 [8, 18] .9567, 50 [18, 33] .9672.
    for (const [n, low, high, coverage] of [[6, 1, 6, 0.96875], [10, 2, 9, 0.978516], [20, 6, 15, 0.958611], [25, 8, 18, 0.956715], [50, 18, 33, 0.967161]] as const) {
      expect(medianInterval(ranks(n))).toEqual({ low, high, coverage: expect.closeTo(coverage, 6) });
    }
    expect(medianInterval(ranks(20), 0.5)).toEqual({ low: 8, high: 13, coverage: expect.closeTo(0.736824, 6) });
  });

  test('five times or fewer bound nothing at 95 %', () => {
    for (let n = 0; n <= 5; n++) expect(medianInterval(ranks(n))).toEqual({ low: null, high: null, coverage: 0 });
    expect(medianInterval(ranks(5), 0.9)).toEqual({ low: 1, high: 5, coverage: expect.closeTo(0.9375, 12) });
  });

  test('large samples do not underflow: width 1.96 sqrt n', () => {
    const { low, high, coverage } = medianInterval(ranks(100_000));
    expect(high! - low!).toBeGreaterThan(1.955 * Math.sqrt(1e5));
    expect(high! - low!).toBeLessThan(1.97 * Math.sqrt(1e5) + 2);
    expect(coverage).toBeLessThan(0.951);
    expect(coverage).toBeGreaterThanOrEqual(0.95);
  });

  test('censored ends are null, the others as without censoring', () => {
    const times = exponentials(20, 'ends');
    const whole = medianInterval(times);
    expect(medianInterval(censor(times, whole.high! + 1e-9))).toEqual(whole);
    expect(medianInterval(censor(times, whole.high!))).toEqual({ ...whole, high: null });
    expect(medianInterval(censor(times, whole.low!))).toEqual({ ...whole, low: null, high: null });
  });

  test.each([[12, 3], [25, 0.9]])('covers the true median as often as it says: n = %i, budget %f', (n, budget) => {
    const trials = 6000;
    let [hits, coverage] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const interval = medianInterval(censor(exponentials(n, 'coverage', n, trial), budget));
      coverage = interval.coverage;
      if ((interval.low ?? budget) <= Math.LN2 && Math.LN2 <= (interval.high ?? Infinity)) hits++;
    }
    expect(Math.abs(hits / trials - coverage)).toBeLessThan(4 * Math.sqrt((coverage * (1 - coverage)) / trials));
  });
});
