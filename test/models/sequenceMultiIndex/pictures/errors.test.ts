import { describe, expect, it } from 'vitest';
import { ridgeErrors } from '../../../../src/models/sequenceMultiIndex/pictures/errors.ts';
import { errorsOver } from '../../../../src/models/sequenceMultiIndex/pictures/shared.ts';
import { errorOfMean, heightAt, lineNamed, linesOf, meanOf, ysAt } from '../../../support/sequenceMultiIndex/pictureTools.ts';
import { finished, paramsWith } from '../../../support/sequenceMultiIndex/tools.ts';

describe('test error against samples', () => {
  const pictures = {
    perceptron: linesOf('errors', { instance: 'perceptron', dimension: 300 }),
    logistic: linesOf('errors', { instance: 'logistic', regularisation: 1, dimension: 300 }),
    ridge: linesOf('errors', { instance: 'ridge', noise: 0.5, regularisation: 0.01, dimension: 300 }),
  } as const;

  // Independent state evolutions.
  it.each([[0.25, 0.373519], [0.5, 0.322395], [1, 0.254373], [2, 0.174534], [4, 0.10228]])('best possible at α = %s: %s', (alpha, expected) => {
    expect(finished(errorsOver(paramsWith({ instance: 'perceptron' }), [alpha]))[0]![1]).toBeCloseTo(expected, 5);
  });
  it.each([[1, 1, 0.27117], [1, 0.01, 0.255064], [3, 0.1, 0.138298], [3, 0.001, 0.13206], [5, 1, 0.124055]])('logistic, α = %s, λ = %s: %s', (alpha, regularisation, expected) => {
    // The reference's 81 nodes are good to 1e-3 of the value where labels turn over sharply.
    expect(Math.abs(finished(errorsOver(paramsWith({ instance: 'logistic', regularisation }), [alpha]))[0]![1] / expected - 1)).toBeLessThan(1e-3);
  });
  // State evolution, and direct solutions at d = 500 with their standard errors.
  it.each([[0.5, 0.1, 0, 0.517261, 0.520127, 0.0032], [1, 0.01, 0.1, 0.501811, 0.513837, 0.0064], [2, 0.1, 0.5, 0.373057, 0.375605, 0.0035], [3, 1, 0.5, 0.206088, 0.205662, 0.0017]])(
    'ridge, α = %s, λ = %s, Δ = %s: %s, solved %s ± %s',
    (alpha, lambda, noise, expected, solved, error) => {
      const [[, found]] = ridgeErrors(paramsWith({ instance: 'ridge', noise }), lambda, [alpha]) as unknown as [[number, number]];
      expect(found).toBeCloseTo(expected, 6);
      expect(Math.abs(found - solved)).toBeLessThan(3 * error);
    },
  );

  it('ridge without penalty: Δ/(α − 1) above α = 1, (1 − α) + Δα/(1 − α) below', () => {
    const p = paramsWith({ instance: 'ridge', noise: 0.5 });
    const [above, below] = ridgeErrors(p, 1e-7, [2, 0.5]);
    expect(above![1]).toBeCloseTo(0.5, 5);
    expect(below![1]).toBeCloseTo(1, 5);
  });

  it('the lines of the picture are those: best possible never above logistic, the present λ first', () => {
    const picture = pictures.logistic;
    expect(picture.lines![0]!.label).toContain('= 1');
    expect(heightAt(picture.lines![0]!, 1)).toBeCloseTo(0.27117, 4);
    const best = lineNamed(picture, 'best');
    expect(heightAt(best, 1)).toBeCloseTo(0.254373, 4);
    for (const line of picture.lines!) line.ys.forEach((y, i) => expect(y).toBeGreaterThanOrEqual(best.ys[i]! - 1e-9));
    expect(picture.lines).toHaveLength(4);
  });

  it('ridge: the least regularised line is highest at α = 1', () => {
    const picture = pictures.ridge;
    const { xs, ys } = lineNamed(picture, '$λ$ = 0.001');
    const top = ys.indexOf(Math.max(...ys));
    expect(xs[top]).toBe(1);
    for (const line of picture.lines!) expect(heightAt(line, 1)).toBeLessThanOrEqual(ys[top]!);
  });

  it.each(['perceptron', 'logistic', 'ridge'] as const)('%s: runs lie around the line', (instance) => {
    const picture = pictures[instance];
    for (const alpha of [0.25, 0.5, 1, 2, 4]) {
      const errors = ysAt(picture.points![0]!, alpha);
      expect(errors).toHaveLength(8);
      // The line is read between places that lie 0.25 apart in ln α; corrections of finite size are 1/d relative.
      const expected = heightAt(picture.lines![0]!, alpha);
      expect(Math.abs(meanOf(errors) - expected)).toBeLessThan(4.5 * errorOfMean(errors) + 0.01 * expected);
    }
  });
});
