import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from '../../../src/jobs/link.ts';
import { bestFactor } from '../../../src/models/hebbianIca/bestRate.ts';
import { constantTime } from '../../../src/models/hebbianIca/equations.ts';
import { bestEscape, factorOf } from '../../../src/models/hebbianIca/escape.ts';
import { params, type P } from '../../../src/models/hebbianIca/params.ts';
import { initialRate } from '../../../src/models/hebbianIca/rate.ts';
import { typicalStart } from '../../../src/models/hebbianIca/typicalStart.ts';
import { isShown, type Params } from '../../../src/models/params.ts';
import { medianOf, paramsWith, timesOf } from '../../support/hebbianIca/tools.ts';

const skewed = { source: 'exponential', nonlinearity: 'square' } as const;
const second = { source: 'gaussian', nonlinearity: 'linear' } as const;
const one = { allFeatures: false } as const;

/** Median and its standard error from the quartiles, of runs that need not all learn. */
const medianWithError = (times: readonly (number | null)[]): { readonly median: number; readonly error: number } => {
  const sorted = times.map((time) => time ?? Infinity).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)]!;
  return { median: medianOf(times), error: (0.93 * (at(0.75) - at(0.25))) / Math.sqrt(sorted.length) };
};

const textOf = (given: Partial<P>): string => Object.entries(given).map(([key, value]) => `&${key}=${String(value)}`).join('');

describe('the best constant rate', () => {
  // Factors around the least, found by wider scans of 120 to 600 runs.
  it.each([
    ['all sources, k = 4', {}, 16, 300, [2, 2.5, 3, 3.5, 4, 5]], ['all sources, k = 4', {}, 32, 200, [3, 4, 5, 6, 7]], ['all sources, k = 4', {}, 64, 120, [4, 5, 6, 7, 8]],
    ['one source, k = 4', one, 16, 300, [2, 3, 4, 5]], ['one source, k = 4', one, 32, 100, [3, 4, 5]],
    ['four sources, k = 4', { ...one, features: 4 }, 32, 150, [2, 3, 4, 5, 6]],
    ['all sources, k = 3', skewed, 32, 120, [0.3, 0.5, 0.75]], ['one source, k = 3', { ...one, ...skewed }, 16, 200, [0.25, 0.5, 0.75, 1]],
    ['one source, k = 2', { ...one, ...second }, 64, 200, [0.08, 0.1, 0.12, 0.15]], ['one source, k = 2', { ...one, ...second }, 256, 150, [0.06, 0.08, 0.1, 0.12]],
  ] as const)('%s, %o, N = %i: at most a quarter above the least of a scan', (_, given, N, replicas, factors) => {
    const of = (more: string) => medianWithError(timesOf('chain', `dimensions=${N}&replicas=${replicas}${textOf(given)}&${more}`));
    const best = of('rateRule=best');
    const budget = Math.ceil(8 * best.median);
    const least = factors.map((e) => of(`learningRate=${e}&budget=${budget}`)).reduce((a, b) => (a.median <= b.median ? a : b));
    // Three standard errors of the ratio; the least of several medians is low by no more than that.
    const spread = 3 * Math.sqrt((best.error / best.median) ** 2 + (least.error / least.median) ** 2);
    expect(best.median / least.median).toBeLessThan(1.25 + spread);
    // The test would see a rate that is far off.
    expect(of(`learningRate=${0.25 * factors[0]!}&budget=${budget}`).median / least.median).toBeGreaterThan(1.25 + spread);
  });

  it('all sources: 0.715 c, the least of -ln(1 - share)/share^2', () => {
    for (const dimension of [64, 1e4]) {
      const p = paramsWith({ dimension });
      expect(bestFactor(p) / typicalStart(p, 0.5).square).toBeCloseTo(0.715, 12);
    }
    const at = (share: number): number => constantTime(4, 1, 15, 1000, 0.1, share);
    expect(at(0.715)).toBeLessThan(Math.min(at(0.705), at(0.725)));
    expect(bestFactor(paramsWith({ ...skewed, dimension: 1e6 })) / Math.sqrt(typicalStart(paramsWith({ ...skewed, dimension: 1e6 }), 0.5).square)).toBeCloseTo(0.715, 12);
  });

  it.each([[4, {}], [3, skewed]] as const)('one source, k = %i: that of the first passage as N grows, smaller before', (order, given) => {
    const limit = factorOf(order, bestEscape(order).h);
    // The golden section ends within 3 %.
    expect(Math.abs(bestFactor(paramsWith({ ...one, ...given, dimension: 1e6 })) / limit - 1)).toBeLessThan(0.04);
    expect(bestFactor(paramsWith({ ...one, ...given, dimension: 32 }))).toBeLessThan(0.7 * limit);
  });

  it('the learning rate has no effect, is not shown, and keeps its key', () => {
    const p = paramsWith({ rateRule: 'best' });
    expect(initialRate({ ...p, learningRate: 7 })).toBe(initialRate(p));
    expect(isShown(params.learningRate, p as unknown as Params)).toBe(false);
    expect(isShown(params.learningRate, paramsWith({}) as unknown as Params)).toBe(true);
    const { config, notices } = readLink('hebbianIca?rateRule=best&learningRate=7');
    expect([notices, config.params['learningRate']]).toEqual([[], 7]);
    expect(writeLink(config)).toContain('learningRate=7');
    expect(initialRate({ ...p, batch: 10 }) / initialRate(p)).toBeCloseTo(10, 12);
  });

  it('is a positive number for all settings', () => {
    for (const dimension of [1, 2, 3, 5, 16, 1e3, 1e7]) {
      for (const given of [{}, one, { ...one, features: 3 }, skewed, { ...one, ...skewed }, { ...one, ...second }, second, { source: 'gaussian', variance: 1 }, { start: 'given', initialOverlap: 0.9 }, { nonlinearity: 'tanh' }] as const) {
        const e = bestFactor(paramsWith({ ...given, dimension } as Partial<P>));
        expect({ dimension, given, fits: e > 0 && e < Infinity }).toEqual({ dimension, given, fits: true });
      }
    }
  });
});
