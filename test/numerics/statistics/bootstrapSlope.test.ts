import { describe, expect, test } from 'vitest';
import { makeStream, nextUniform, type Stream } from '../../../src/numerics/random/stream.ts';
import { bootstrapSlope } from '../../../src/numerics/statistics/bootstrapSlope.ts';
import { censoredQuantile, type CensoredTime } from '../../../src/numerics/statistics/censoredQuantile.ts';
import { logLogFit, semiLogFit } from '../../../src/numerics/statistics/fits.ts';

const xs = [100, 200, 400, 800, 1600];
const normal = (stream: Stream) => Math.sqrt(-2 * Math.log(1 - nextUniform(stream))) * Math.cos(2 * Math.PI * nextUniform(stream));

/** T = 10 + 8 ln x + start_r + noise: starts are shared between x, noise is not. */
const experiment = (replicas: number, startSpread: number, noise: number, key: number | string): number[][] => {
  const stream = makeStream('experiment', replicas, startSpread, noise, key);
  const starts = Array.from({ length: replicas }, () => startSpread * normal(stream));
  return xs.map((x) => starts.map((start) => 10 + 8 * Math.log(x) + start + noise * normal(stream)));
};

const options = { form: 'log', resamples: 199, seedParts: ['test', 1] } as const;

test('agrees with plain resampling of the same draws, unequal counts and censored times included', () => {
  const budget = 75;
  const times: CensoredTime[][] = experiment(24, 5, 2, 'plain').map((row, i) => row.slice(0, 24 - 3 * i).map((time) => (time < budget ? time : null)));
  times[2] = [];
  for (const form of ['log', 'power'] as const) {
    const result = bootstrapSlope(times, xs, { ...options, form });
    const stream = makeStream(...options.seedParts);
    const fit = form === 'log' ? semiLogFit : logLogFit;
    const shared = 12;
    const slopes = Array.from({ length: 199 }, () => {
      const joint = Array.from({ length: shared }, () => Math.floor(nextUniform(stream) * shared));
      const medians = times.map((row) => {
        const further = Math.max(0, row.length - shared);
        const own = Array.from({ length: further }, () => shared + Math.floor(nextUniform(stream) * further));
        return row.length === 0 ? null : censoredQuantile([...joint, ...own].map((replica) => row[replica]!), 0.5);
      });
      return fit(xs, medians)!.slope;
    });
    const mean = slopes.reduce((a, b) => a + b) / 199;
    const deviation = Math.sqrt(slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / 198);
    expect(result).toEqual({
      slope: expect.closeTo(fit(xs, times.map((row) => censoredQuantile(row, 0.5)))!.slope, 12),
      low: expect.closeTo(censoredQuantile(slopes, 0.025)!, 12),
      high: expect.closeTo(censoredQuantile(slopes, 0.975)!, 12),
      standardError: expect.closeTo(deviation, 12),
      used: expect.any(Number),
      unusable: 0,
    });
  }
});

test('same key, same numbers; another key, others; more resamples extend', () => {
  const times = experiment(20, 5, 2, 'key');
  expect(bootstrapSlope(times, xs, options)).toEqual(bootstrapSlope(times, xs, options));
  expect(bootstrapSlope(times, xs, { ...options, seedParts: ['test', 2] })).not.toEqual(bootstrapSlope(times, xs, options));
});

test('an exact law for each replica gives an interval of no width', () => {
  const rows = xs.map((x) => Array.from({ length: 15 }, (_, r) => (1 + r) * x ** 1.5));
  const power = bootstrapSlope(rows, xs, { ...options, form: 'power' });
  expect([power.slope, (power as { low: number }).low, (power as { high: number }).high]).toEqual([1.5, 1.5, 1.5].map((v) => expect.closeTo(v, 12)));
});

describe('coverage and error over simulated experiments', () => {
  test.each([[30, 5, 2], [30, 0, 3], [61, 5, 2]])('%i replicas, starts spread by %f, noise %f', (replicas, startSpread, noise) => {
    const trials = 400;
    let [hits, sum, squares, errors] = [0, 0, 0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const result = bootstrapSlope(experiment(replicas, startSpread, noise, trial), xs, { ...options, seedParts: ['coverage', trial] });
      if (result.slope === null) throw new Error(result.reason);
      if (result.low <= 8 && 8 <= result.high) hits++;
      sum += result.slope;
      squares += result.slope ** 2;
      errors += result.standardError;
    }
    const scatter = Math.sqrt(squares / trials - (sum / trials) ** 2);
    // Resampled medians scatter more than medians do, so the interval may cover more than it says, never less: binomial error 0.011.
    expect(hits / trials).toBeGreaterThan(0.95 - 4 * 0.011);
    // The scatter over 400 experiments is known to 3.5 %.
    expect(errors / trials / scatter).toBeGreaterThan(1 - 4 * 0.035);
    expect(errors / trials / scatter).toBeLessThan(1.2 + 4 * 0.035);
  });

  test('joint resampling uses the shared starts: independent replicas would be read as far less certain', () => {
    const times = experiment(40, 10, 0.5, 'joint');
    const shuffled = times.map((row, i) => row.map((_, r) => row[(r * (2 * i + 3) + 7 * i) % 40]!));
    const [joint, broken] = [times, shuffled].map((rows) => bootstrapSlope(rows, xs, options) as { standardError: number });
    expect(joint!.standardError).toBeLessThan(0.3 * broken!.standardError);
  });
});

test('no slope, with the reason, when too few medians are uncensored', () => {
  const row = Array.from({ length: 9 }, (_, r) => 1 + r);
  const censored = row.map((time) => (time < 5 ? time : null));
  expect(bootstrapSlope([row, censored], [1, 2], options)).toEqual({ slope: null, reason: 'fewer than two of 2 values have an uncensored median' });
  expect(bootstrapSlope([row, []], [1, 2], options).slope).toBeNull();
  expect(bootstrapSlope([[], []], [1, 2], options).slope).toBeNull();
  // The median of the second value is its last uncensored time: about half of the resamples lose it.
  const barely = bootstrapSlope([row, row.map((time) => (time <= 5 ? time : null))], [1, 2], options);
  if (barely.slope === null) expect(barely.reason).toMatch(/of 199 resamples/);
  else expect(barely.unusable).toBeGreaterThan(40);
});

test('a caller\'s mistake throws at the door', () => {
  expect(() => bootstrapSlope([[1]], [1, 2], options)).toThrow('timesByValue must have 2 entries');
  expect(() => bootstrapSlope([], [], { ...options, resamples: 1 })).toThrow('got 1');
  expect(() => bootstrapSlope([], [], { ...options, level: 1 })).toThrow(RangeError);
});
