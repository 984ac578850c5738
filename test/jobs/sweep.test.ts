import { describe, expect, test } from 'vitest';
import { collect } from '../../src/jobs/collected.ts';
import { samplesAt, sweepFit, sweepSeries } from '../../src/jobs/sweep.ts';
import { makeResults, requestFor, type Made } from './sample.ts';

const seriesOf = (link: string, made: Made) => {
  const request = requestFor(link);
  const results = makeResults(request, made);
  const collected = request.tasks.filter(({ engine }) => engine === 'chain').map((task) => collect(request, task, results));
  const time = sweepSeries(collected);
  const samples = sweepSeries(collected, samplesAt(request.config, collected));
  return { request, time, samples, fit: sweepFit(request.config, request.over!, time, samples, 'simulation') };
};

const three = 'committee?view=sweep&dimensions=100,1000,10000&replicas=9&only=simulation';
/** T = 10 + 3 ln N + spread over runs that is alike at every N. */
const straight: Made['learned'] = (_, replica, index) => 10 + 3 * Math.log(10 ** (index + 2)) + (replica - 4);

describe('sweep', () => {
  test('quantiles, counts, budgets, samples', () => {
    const { request, time, samples } = seriesOf(`${three}&budget=500`, { learned: straight });
    expect(time.median).toEqual([0, 1, 2].map((i) => expect.closeTo(straight!('', 4, i)!, 12)));
    expect(time.low[0]).toBeCloseTo(straight!('', 0.8, 0)!, 12);
    expect(time.high[0]).toBeCloseTo(straight!('', 7.2, 0)!, 12);
    // Order statistics 2 and 8 of 9: 1 - 2 (1 + 9) / 512 = 0.961.
    expect([time.medianLow[0], time.medianHigh[0]]).toEqual([expect.closeTo(straight!('', 1, 0)!, 12), expect.closeTo(straight!('', 7, 0)!, 12)]);
    expect([time.learned, time.censored, time.budget]).toEqual([[9, 9, 9], [0, 0, 0], [500, 500, 500]]);
    expect(samples.median).toEqual([100, 1000, 10000].map((n, i) => Math.round(n * time.median[i]!)));
    expect(samples.budget).toEqual([5e4, 5e5, 5e6]);
    expect(samples.times[1]).toHaveLength(9);
    expect(request.over!.values).toEqual([100, 1000, 10000]);
  });

  test('a censored run ranks last and is never a number', () => {
    const { time, samples } = seriesOf(three, { learned: (e, r, i) => (r >= 9 - 3 * i ? null : straight!(e, r, i)) });
    expect(time.learned).toEqual([9, 6, 3]);
    expect(time.censored).toEqual([0, 3, 6]);
    expect(time.median).toEqual([expect.any(Number), expect.any(Number), null]);
    expect(time.high).toEqual([expect.any(Number), null, null]);
    expect(time.low.every((x) => x !== null)).toBe(true);
    expect(time.medianHigh).toEqual([expect.any(Number), null, null]);
    expect(samples.times[2]).toEqual([expect.any(Number), expect.any(Number), expect.any(Number), null, null, null, null, null, null]);
  });

  test('fits start at the model\'s smallest value, or where the link says', () => {
    const from = (keys: string) => seriesOf(`${three}${keys}`, { learned: straight }).fit.from;
    expect([from(''), from('&fitfrom=50'), from('&fitfrom=1001'), from('&fitfrom=1e6')]).toEqual([1000, 100, 10000, null]);
    // A bend below the first value must not enter.
    const bent: Made['learned'] = (e, r, i) => straight!(e, r, i)! * (i === 0 ? 100 : 1);
    const { fit } = seriesOf(`${three}&fitfrom=1000`, { learned: bent });
    expect(fit.log.slope).toBeCloseTo(3, 9);
    expect(fit.localSlopes).toHaveLength(2);
    expect(seriesOf('committee?view=sweep&over=learningRate&values=0.5,1&replicas=2&only=simulation', { learned: () => 1 }).fit.from).toBe(0.5);
  });

  test('slopes of a known law, per e-fold of time and as a power of samples', () => {
    const { fit, samples } = seriesOf(`${three}&fitfrom=1`, { learned: straight });
    expect(fit.log.slope).toBeCloseTo(3, 9);
    // The runs of one number are shifted alike at every N: the bootstrap over runs, taken jointly, sees one slope.
    expect(fit.log).toMatchObject({ low: expect.closeTo(3, 9), high: expect.closeTo(3, 9) });
    const [a, b, c] = samples.median.map((x) => Math.log10(x!));
    expect(fit.power.slope).toBeCloseTo((c! - a!) / 2, 9);
    expect(fit.localSlopes).toEqual([expect.closeTo(b! - a!, 9), expect.closeTo(c! - b!, 9)]);
  });

  test('without two medians there is a reason instead of a slope', () => {
    const { fit } = seriesOf(`${three}&fitfrom=1`, { learned: (e, r, i) => (i === 0 ? straight!(e, r, i) : null) });
    expect(fit.log).toEqual({ slope: null, reason: expect.stringMatching(/./) });
    expect(fit.power).toEqual({ slope: null, reason: expect.stringMatching(/./) });
    expect(fit.localSlopes).toEqual([null, null]);
  });

  test('the bootstrap is that of the seed, and another for each side', () => {
    const noisy: Made['learned'] = (_, r, i) => 10 + ((r * 7 + i * 3) % 9);
    const run = (seed: number) => seriesOf(`${three}&fitfrom=1&seed=${seed}`, { learned: noisy });
    expect(run(1).fit).toEqual(run(1).fit);
    expect(run(1).fit.log).not.toEqual(run(2).fit.log);
    const { request, time, samples, fit } = run(1);
    expect(sweepFit(request.config, request.over!, time, samples, 'theory').log).not.toEqual(fit.log);
  });
});
