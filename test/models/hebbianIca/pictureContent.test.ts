import { describe, expect, it } from 'vitest';
import type { BarsPicture, FieldPicture, HistogramPicture, LinesPicture } from '../../../src/models/contract.ts';
import { adaptiveTime, singleTime } from '../../../src/models/hebbianIca/equations.ts';
import { largestDimension } from '../../../src/models/hebbianIca/learning.ts';
import { predictedSamples } from '../../../src/models/hebbianIca/predict.ts';
import type { P } from '../../../src/models/hebbianIca/params.ts';
import { pictures } from '../../../src/models/hebbianIca/pictures.ts';
import { lawFor, samplesWith } from '../../../src/models/hebbianIca/pictures/budget.ts';
import { timeOf, trajectory } from '../../../src/models/hebbianIca/pictures/collapse.ts';
import { accurateRate, escapeRate } from '../../../src/models/hebbianIca/pictures/phases.ts';
import { searchingShare } from '../../../src/models/hebbianIca/pictures/searching.ts';
import { wellOf } from '../../../src/models/hebbianIca/pictures/potential.ts';
import { makeStart } from '../../../src/models/hebbianIca/start.ts';
import { rankCorrelation } from '../../../src/models/hebbianIca/pictures/starts.ts';
import { makeCurve } from '../../../src/models/hebbianIca/theory/curve.ts';
import { typicalStart } from '../../../src/models/hebbianIca/typicalStart.ts';
import { drawn } from '../../support/pictureFaults.ts';
import { medianOf, paramsWith, timesOf } from '../../support/hebbianIca/tools.ts';

const draw = <T>(id: string, given: Partial<P> = {}, seed = 7) => drawn(pictures[id]!, paramsWith(given), seed) as T;
const skewed = { source: 'exponential', nonlinearity: 'square' } as const;

describe('collapse', () => {
  /** Largest distance in m between a line and the one-dimensional curve, above 1/2. */
  const distance = (xs: Float64Array, ys: Float64Array, law: { xs: Float64Array; ys: Float64Array }): number =>
    Math.max(...Array.from(xs, (x, i) => {
      const j = law.xs.findIndex((at) => at >= x);
      return ys[i]! < 0.5 || j < 1 ? 0 : Math.abs(ys[i]! - law.ys[j - 1]! - ((x - law.xs[j - 1]!) / (law.xs[j]! - law.xs[j - 1]!)) * (law.ys[j]! - law.ys[j - 1]!));
    }));
  const law = (given: Partial<P>) => draw<LinesPicture>('collapse', { learningRate: 1e-6, ...given }).lines![0]!;
  /** Those distances over the first starts that learn. */
  const distances = (dimension: number, given: Partial<P>, starts: number): number[] => {
    const p = paramsWith({ dimension, ...given });
    const one = law(given);
    const found: number[] = [];
    for (let replica = 0; found.length < starts; replica++) {
      const line = trajectory(p, makeStart(p, 7, replica), '');
      if (line !== null) found.push(distance(line.xs, line.ys, one));
    }
    return found;
  };

  it('above 1/2 the flow of half of all starts is within 0.15, 0.07 and 0.03 of one curve at N = 16, 64 and 256', () => {
    // Medians measured: 0.13, 0.05 and 0.015; a start with a close rival is off by up to 0.35.
    for (const [dimension, most] of [[16, 0.15], [64, 0.07], [256, 0.03]] as const) expect(medianOf(distances(dimension, {}, 60))).toBeLessThan(most);
  });

  it('the flows drawn are those of typical starts, one for each dimension; a rate too small for runs leaves them out', () => {
    const { lines, note } = draw<LinesPicture>('collapse', { learningRate: 1e-6 });
    const flows = lines!.filter(({ tone }) => tone === 'theory');
    expect(flows.map(({ label }) => label)).toEqual([16, 64, 256].map((N) => `flow, $N$ = ${N}`));
    expect(lines!.filter(({ tone }) => tone === 'simulation')).toHaveLength(0);
    expect(note).not.toContain('finite rate');
    const [small, middle, large] = flows.map(({ xs, ys }) => distance(xs, ys, lines![0]!));
    expect(small).toBeGreaterThan(middle!);
    expect(middle).toBeGreaterThan(large!);
  });

  it('with one feature all dimensions are on it', () => {
    for (const given of [{ allFeatures: false }, { allFeatures: false, ...skewed }] as const) {
      for (const dimension of [16, 64, 256]) expect(Math.max(...distances(dimension, given, 3))).toBeLessThan(1e-3);
    }
  });

  it('time from 1/2 is that of a single feature', () => {
    expect(timeOf(4, 0.9)).toBeCloseTo(singleTime(4, 1, 0.5, 0.9), 12);
    expect(timeOf(4, 0.5)).toBe(0);
    expect(timeOf(3, 0.2)).toBeLessThan(0);
  });
});

describe('starts and distribution', () => {
  it('one feature: the line is the time of the flow from that overlap, exactly', () => {
    const p = { dimension: 8, allFeatures: false, learningRate: 1 };
    const { lines, points } = draw<LinesPicture>('starts', p);
    const { xs, ys } = lines![0]!;
    // From m0: eta = 2 a/(B N^2), tau as in the closed form.
    const eta = 4 / (15 * 64);
    for (let i = 0; i < xs.length; i++) expect(ys[i]! / (singleTime(4, 2, xs[i]!, 0.9) / eta)).toBeCloseTo(1, 4);
    const same = points!.find(({ tone }) => tone === 'faint')!;
    for (let i = 0; i < same.xs.length; i++) expect(same.ys[i]! / (singleTime(4, 2, same.xs[i]!, 0.9) / eta)).toBeCloseTo(1, 8);
  });

  it('runs are those of the chain, in the order of the starts, and the flow that of the engine', () => {
    const { points } = draw<LinesPicture>('starts', { dimension: 10 }, 1);
    const runs = points!.find(({ tone }) => tone === 'simulation')!;
    const flow = points!.find(({ tone }) => tone === 'faint')!;
    const link = 'dimensions=10&replicas=20&starts=20&seed=1&budget=1e6';
    const [simulated, exact] = [timesOf('chain', link), timesOf('flow', link)];
    expect([...runs.ys.subarray(0, 20)]).toEqual(simulated);
    for (let i = 0; i < 20; i++) expect(flow.ys[i]! / exact[i]!).toBeCloseTo(1, 10);
  });

  it('rank correlation: 1 in the same order, -1 in the opposite, equal numbers share a rank', () => {
    expect(rankCorrelation([1, 2, 3, 4], [10, 11, 100, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
    // Ranks 0.5 0.5 2 3 and 0 1 2 3: covariance 4.5, squares 4.5 and 5.
    expect(rankCorrelation([1, 1, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
    expect(rankCorrelation([1, 2], [1, 2])).toBeNull();
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
  });

  it('the start decides at a small rate and hardly at the one with the fewest samples', () => {
    const correlation = (given: Partial<P>): number => Number(/\*\*(.+)\*\*/.exec(draw<LinesPicture>('starts', given).note)![1]!.replace('−', '-'));
    // 0.97 and 0.36 of 120 runs; the reference has 0.35 at N = 64 and e = 6. Errors of a rank correlation: (1 - r^2)/sqrt 120.
    expect(correlation({ dimension: 16, learningRate: 0.2 })).toBeGreaterThan(0.93);
    expect(Math.abs(correlation({ dimension: 64, learningRate: 6 }) - 0.35)).toBeLessThan(3 * 0.08);
  });

  it('larger rates scatter more', () => {
    const scatter = (learningRate: number): number => {
      const { points } = draw<LinesPicture>('starts', { dimension: 16, learningRate });
      const [flow, runs] = points!;
      const ratios = Array.from(runs!.ys, (y, i) => Math.log(y / flow!.ys[i]!));
      const mean = ratios.reduce((a, b) => a + b, 0) / ratios.length;
      return Math.sqrt(ratios.reduce((sum, x) => sum + (x - mean) ** 2, 0) / ratios.length);
    };
    expect(scatter(3)).toBeGreaterThan(1.3 * scatter(0.5));
  });

  it('the density of the law has mass one, the bars all runs, and the medians meet at a small rate', () => {
    const { samples, lines } = draw<HistogramPicture>('distribution', { dimension: 16, learningRate: 0.5 });
    const { xs, ys } = lines![0]!;
    let mass = 0;
    for (let i = 1; i < xs.length; i++) mass += 0.5 * (ys[i]! + ys[i - 1]!) * (xs[i]! - xs[i - 1]!);
    expect(mass).toBeGreaterThan(0.93);
    expect(mass).toBeLessThan(1.02);
    expect(samples.counts.reduce((a, b) => a + b, 0)).toBe(samples.total);
    const middle: number[] = [];
    samples.counts.forEach((count, i) => middle.push(...Array.from({ length: count }, () => 0.5 * (samples.edges[i]! + samples.edges[i + 1]!))));
    expect(Math.abs(medianOf(middle) - Math.log10(predictedSamples(paramsWith({ dimension: 16, learningRate: 0.5 }), 0.9, 0.5)!))).toBeLessThan(0.08);
  });

  it('a rate too small for any run draws the prediction and says so', () => {
    const picture = draw<LinesPicture>('starts', { learningRate: 1e-9 });
    expect(picture.note).toContain('no simulation');
    expect(picture.lines).toHaveLength(1);
  });
});

describe('potential', () => {
  it('one feature: barriers 1/(8h) and 1/(54 h^2) at 1/sqrt(2h) and 1/(3h); the slope vanishes there', () => {
    const four = wellOf(paramsWith({ allFeatures: false, dimension: 100, learningRate: 4 }));
    expect(four.h).toBeCloseTo(1 / 8, 12);
    expect([four.height, four.top]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
    const three = wellOf(paramsWith({ allFeatures: false, dimension: 100, learningRate: 2, ...skewed }));
    expect(three.h).toBeCloseTo(1 / 6, 12);
    expect(three.height).toBeCloseTo(36 / 54, 12);
    for (const { U, top, height } of [four, three, wellOf(paramsWith({}))]) {
      expect(U(top)).toBeCloseTo(height, 10);
      expect(U(top + 1e-4) - U(top - 1e-4)).toBeCloseTo(0, 9);
    }
  });

  it('the best rate has h = 0.066: e = 15 kappa/(B N^2) times B N^2/2a', () => {
    expect(wellOf(paramsWith({ allFeatures: false, learningRate: 7.5 })).h).toBeCloseTo(1 / 15, 12);
  });
});

describe('phases', () => {
  it('bounds fall as N^-2 and N^-1, and cells agree with them', () => {
    const one = (dimension: number): P => paramsWith({ allFeatures: false, dimension });
    expect(escapeRate(one(100)) / escapeRate(one(200))).toBeCloseTo(4, 10);
    expect(escapeRate(one(100))).toBeCloseTo((4 / 15) * 0.454936 * 1e-4, 9);
    expect(accurateRate(one(100)) / accurateRate(one(200))).toBeCloseTo(2, 12);
    // y^3 on +-1: E f(s)^2 = 1, a = 2.
    expect(accurateRate(one(100))).toBeCloseTo(4 * 0.19 / 100, 12);
    const { xs, ys, values, lines, points } = draw<FieldPicture>('phases');
    for (let j = 0; j < ys.length; j++) {
      for (let i = 0; i < xs.length; i++) expect(values[j * xs.length + i]! % 2 === 1).toBe(ys[j]! > lines![0]!.ys[i]!);
    }
    expect(points![0]!.xs[0]).toBe(64);
  });
});

describe('nonlinearities', () => {
  const value = (picture: BarsPicture, label: string): number => picture.bars.find((bar) => bar.label === label)!.value;
  it('B/a^2 on +-1 sources: 15, 6, 107 and 7.5 over 4; y^3 needs 2.5 times the samples of He3', () => {
    const picture = draw<BarsPicture>('nonlinearities');
    expect(value(picture, 'y³')).toBeCloseTo(15 / 4, 10);
    expect(value(picture, 'y³') / value(picture, 'y³ − 3y')).toBeCloseTo(2.5, 10);
    expect(4 * value(picture, 'tanh y')).toBeCloseTo(107, 0);
    expect(4 * value(picture, 'tanh y, no linear part')).toBeCloseTo(7.5, 1);
    expect(Math.min(...picture.bars.map((bar) => bar.value))).toBeCloseTo(6 / 4, 10);
    expect(picture.bars.filter(({ tone }) => tone === 'theory').map(({ label }) => label)).toEqual(['y³']);
    expect(picture.note).toContain('max(y, 0); y;');
    expect(picture.note).toContain('Chosen here: y³.');
  });

  it('skewed sources: y² and y² − 1 at 3/4 and 2/4, by order', () => {
    const picture = draw<BarsPicture>('nonlinearities', skewed);
    expect(value(picture, 'y² ($k$ = 3)')).toBeCloseTo(3 / 4, 10);
    expect(value(picture, 'y² − 1 ($k$ = 3)')).toBeCloseTo(1 / 2, 10);
    expect(value(picture, 'max(y, 0)² ($k$ = 3)')).toBeCloseTo(1.5, 10);
  });
});

describe('budget and inputs', () => {
  it('the law inverts N = (8 a^2 ln^2 N n / B)^(1/3)', () => {
    for (const dimension of [100, 1000, 30000]) expect(largestDimension(2, 15, lawFor(paramsWith({ dimension }))) / dimension).toBeCloseTo(1, 8);
    const { lines } = draw<LinesPicture>('budget');
    const law = lines!.find(({ tone }) => tone === 'law')!;
    expect(largestDimension(2, 15, law.xs[40]!) / law.ys[40]!).toBeCloseTo(1, 8);
  });

  it('one source: N^3 B/(2 a^2 c^2), N^2 B/(a^2 c) and N ln N', () => {
    const last = (given: Partial<P>): number => {
      const { lines } = draw<LinesPicture>('budget', { ...given, allFeatures: false });
      const { xs, ys } = lines!.at(-1)!;
      return Math.log(xs[59]! / xs[50]!) / Math.log(ys[59]! / ys[50]!);
    };
    expect(last({})).toBeCloseTo(3, 3);
    expect(last(skewed)).toBeCloseTo(2, 3);
    expect(last({ source: 'gaussian', nonlinearity: 'linear' })).toBeGreaterThan(1);
    expect(last({ source: 'gaussian', nonlinearity: 'linear' })).toBeLessThan(1.1);
  });

  it.each([['k = 4', {}, 3], ['k = 3', skewed, 2], ['k = 2', { source: 'gaussian', nonlinearity: 'linear' } as const, null]] as const)('the toy has its least at N = Nf, %s', (_, given, slope) => {
    const p = paramsWith(given);
    const { lines, points } = draw<LinesPicture>('inputs', given);
    lines!.slice(0, 3).forEach(({ xs, ys }, i) => {
      expect(xs[ys.indexOf(Math.min(...ys))]).toBe([10, 100, 1000][i]);
      expect(points![0]!.ys[i]).toBe(Math.min(...ys));
    });
    if (slope === null) return;
    expect(samplesWith(p, 20, 100) / samplesWith(p, 40, 100)).toBeCloseTo(2, 10);
    expect(samplesWith(p, 400, 100) / samplesWith(p, 200, 100)).toBeCloseTo(2 ** slope, 10);
    expect(samplesWith(paramsWith({}), 100, 100)).toBeCloseTo(adaptiveTime(4, 2, 15, 100, Math.sqrt(0.454936423119572 / 100)), 6);
  });
});

describe('share of the samples spent searching', () => {
  it('one source: the closed form; all sources: 2 % of the exact flow from the same starts; towards 1', () => {
    const single = paramsWith({ allFeatures: false, dimension: 1000 });
    const { overlap } = typicalStart(single, 0.5);
    expect(searchingShare(single, 0.9)).toBeCloseTo(singleTime(4, 1, overlap, 0.5) / singleTime(4, 1, overlap, 0.9), 6);
    const shares = [64, 1e3, 1e4, 1e6].map((dimension) => searchingShare(paramsWith({ dimension }), 0.9)!);
    expect(shares.every((share, i) => share > (shares[i - 1] ?? 0) && share < 1)).toBe(true);
    expect(1 - shares[3]!).toBeLessThan(1e-3);
    const p = paramsWith({ dimension: 64 });
    const exact = Array.from({ length: 400 }, (_, replica) => {
      const { crossing, samples } = makeCurve(p, makeStart(p, 3, replica));
      return samples(crossing(0.5, 0)!) / samples(crossing(0.9, 0)!);
    });
    // A start has rivals that the typical one has not: the median of 400 is off by its error, 0.01, and some.
    expect(Math.abs(medianOf(exact) - shares[0]!)).toBeLessThan(0.04);
  });

  it('its runs are those of a sweep, with their 10-90 %', () => {
    const { lines } = draw<LinesPicture>('searching');
    const runs = lines!.find(({ tone }) => tone === 'simulation')!;
    expect(Array.from(runs.xs)).toEqual([8, 16, 32, 64]);
    runs.ys.forEach((y, i) => expect(runs.low![i]! <= y && y <= runs.high![i]!).toBe(true));
    // The same runs by another way: at N = 32 to 0.5 and to 0.9.
    const [half, all] = ['0.5', '0.9'].map((threshold) => timesOf('chain', `dimensions=32&replicas=30&threshold=${threshold}&budget=200000`));
    expect(runs.ys[2]).toBeCloseTo(medianOf(half!.map((time, i) => time! / all![i]!)), 2);
    const theory = lines!.find(({ label }) => label.startsWith('all sources'))!;
    expect(theory.tone).toBe('theory');
    expect(draw<LinesPicture>('searching', { allFeatures: false }).lines!.find(({ tone }) => tone === 'theory')!.label).toContain('one source');
  });
});
