import { describe, expect, it } from 'vitest';
import { iterationsOver } from '../../../../src/models/sequenceMultiIndex/pictures/growth.ts';
import { timesOfStarts } from '../../../../src/models/sequenceMultiIndex/pictures/spread.ts';
import { histogramOf, heightAt, lineNamed, linesOf, ysAt } from '../../../support/sequenceMultiIndex/pictureTools.ts';
import { finished, paramsWith } from '../../../support/sequenceMultiIndex/tools.ts';

describe('iterations against the dimension', () => {
  // An independent state evolution, whole steps from q = 1/d to half of the fixed point, at d = 1e2, ..., 1e6.
  const table = [[0.6, [9, 23, 36, 49, 61]], [0.8, [8, 13, 18, 23, 28]], [1, [8, 11, 15, 18, 21]], [1.3, [8, 11, 13, 15, 18]], [2, [5, 6, 8, 10, 11]]] as const;
  const sizes = [1e2, 1e3, 1e4, 1e5, 1e6];

  it.each(table)('α = %s: %j steps', (alpha, steps) => {
    const dots = finished(iterationsOver(paramsWith({}), alpha, sizes));
    expect(dots.map(([, time]) => Math.ceil(time))).toEqual(steps);
  });

  it.each(table)('α = %s: far out each tenfold d adds ln 10/ln 2α', (alpha) => {
    const [a, b] = finished(iterationsOver(paramsWith({}), alpha, [1e5, 1e6]));
    // Times within an iteration are by a straight line where growth is exponential: off by 1/8 of the logarithm of the factor at most, at both ends.
    expect(Math.abs(b![1] - a![1] - Math.log(10) / Math.log(2 * alpha))).toBeLessThan(Math.log(2 * alpha) / 4);
  });

  it('the laws stand on the lines at d = 1e6, the present line comes first, and runs arrive after whole iterations', () => {
    const picture = linesOf('growth', { sampleRatio: 1.3 });
    expect(picture.lines![0]!.label).toContain('1.3');
    const laws = picture.lines!.filter(({ tone }) => tone === 'law');
    expect(laws).toHaveLength(5);
    expect(laws[0]!.ys.at(-1)).toBe(picture.lines![0]!.ys.at(-1));
    const { ys } = picture.points![0]!;
    expect(ys.length).toBeGreaterThan(40);
    expect(ys.every((time) => Number.isInteger(time) && time > 1)).toBe(true);
  });

  it('below weak recovery there is no present line', () => {
    expect(linesOf('growth', { sampleRatio: 0.45 }).lines!.filter(({ tone }) => tone === 'theory')).toHaveLength(0);
  });
});

describe('overlap found by phase retrieval', () => {
  const picture = linesOf('recovery', { dimension: 400 });

  // Fixed points of an independent state evolution by plane quadrature.
  it.each([[0.55, 0.023142], [0.6, 0.0518203], [0.7, 0.12412], [0.8, 0.21618], [0.9, 0.3308], [1, 0.476262], [1.1, 0.690671]])('α = %s: %s', (alpha, q) => {
    expect(Math.abs(heightAt(lineNamed(picture, 'theory'), alpha) - q)).toBeLessThan(2e-4);
  });

  it('nothing below 1/2, all above the second mark, 1.125 to 1.13', () => {
    const [weak, exact] = picture.marks!;
    expect(weak!.value).toBeCloseTo(0.5, 9);
    expect(exact!.value).toBeGreaterThan(1.125);
    expect(exact!.value).toBeLessThan(1.13);
    expect(heightAt(lineNamed(picture, 'theory'), 0.45)).toBe(0);
    expect(heightAt(lineNamed(picture, 'theory'), 1.3)).toBe(1);
  });

  it('the unstable line leads from the jump to the exact solution at α = 1', () => {
    const { xs, ys } = lineNamed(picture, 'unstable');
    expect(xs[0]).toBeCloseTo(picture.marks![1]!.value, 4);
    expect(xs.every((x, i) => i === 0 || x <= xs[i - 1]!)).toBe(true);
    // alpha = q/(1 - sqrt V C(q)), C(1) < 1: at V = 2e-4 between 1 - V and 1 + 2 sqrt V.
    expect(xs.at(-1)!).toBeGreaterThan(ys.at(-1)!);
    expect(xs.at(-1)! - 1).toBeLessThan(2 * Math.sqrt(1 - ys.at(-1)!));
  });

  it('runs find nothing at α = 0.4 and nearly always everything at 1.3', () => {
    const [points] = picture.points!;
    // One run in a hundred stays behind at d = 500; three of eight would happen once in 10,000 times.
    expect(ysAt(points!, 1.3).filter((overlap) => overlap > 0.99).length).toBeGreaterThanOrEqual(6);
    expect(ysAt(points!, 0.4)).toHaveLength(8);
    expect(Math.max(...ysAt(points!, 0.4))).toBeLessThan(0.3);
  });
});

describe('spread over random starts', () => {
  it('a start of z²/d arrives ln z²/ln 2α earlier than one of 1/d', () => {
    // Quantiles of |z| at 1/8, 3/8, 5/8, 7/8, from the largest; times are rounded up.
    const z = [1.534121, 0.887147, 0.488776, 0.157311];
    const p = paramsWith({ dimension: 1e6, sampleRatio: 1.3 });
    const [[, typical]] = finished(iterationsOver(p, 1.3, [1e6])) as unknown as [[number, number]];
    finished(timesOfStarts(p, 4)).forEach((time, i) => {
      const expected = typical - Math.log(z[i]! ** 2) / Math.log(2.6);
      // Rounding up, and the straight line within an iteration.
      expect(time - expected).toBeGreaterThan(-0.25);
      expect(time - expected).toBeLessThan(1.25);
    });
  });

  it('theory and runs are shares of the same kind of starts', () => {
    const picture = histogramOf('spread', { dimension: 300, sampleRatio: 1.3 });
    const { edges, counts, total } = picture.samples;
    const width = edges[1]! - edges[0]!;
    const drawnShare = counts.reduce((sum, n) => sum + n, 0) / total!;
    expect(total).toBe(160);
    expect(drawnShare).toBeGreaterThan(0.8);
    const { xs, ys } = picture.lines![0]!;
    expect(ys.reduce((sum, y) => sum + y * width, 0)).toBeGreaterThan(0.98);
    // Centres of the bars; the share of runs that need no more than the theory's median, a binomial one but for what samples add.
    expect(xs[3]).toBeCloseTo(0.5 * (edges[3]! + edges[4]!), 12);
    const firstHalf = (list: ArrayLike<number>, scale: number): number => {
      let sum = 0;
      let i = 0;
      while (sum < 0.5) sum += list[i++]! * scale;
      return i;
    };
    const [theory, runs] = [firstHalf(ys, width), firstHalf(counts, 1 / total!)];
    // Error of a median of 160 times that spread by 3: 0.3; samples add a scatter of 3.7/sqrt n = 0.19 to the growth factor 2.6.
    expect(Math.abs(theory - runs)).toBeLessThanOrEqual(3);
  });

  it('there is a table in its place where nothing is learned', () => {
    expect(histogramOf('spread', { sampleRatio: 0.4 }).kind).toBe('table');
  });
});
