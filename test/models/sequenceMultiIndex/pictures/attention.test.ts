import { describe, expect, it } from 'vitest';
import { categoryOf, branchesOver } from '../../../../src/models/sequenceMultiIndex/pictures/phases.ts';
import { along, trainingGap } from '../../../../src/models/sequenceMultiIndex/pictures/branches.ts';
import { zeroOf } from '../../../../src/models/sequenceMultiIndex/pictures/shared.ts';
import { positionalBaseline } from '../../../../src/models/sequenceMultiIndex/thresholds.ts';
import { errorOfMean, heightAt, lineNamed, linesOf, meanOf, ysAt } from '../../../support/sequenceMultiIndex/pictureTools.ts';
import { finished, paramsWith } from '../../../support/sequenceMultiIndex/tools.ts';

const given = { instance: 'attention', regularisation: 0.01, omega: 0.3, tokenSpread: 0.5, sampleRatio: 1.5, dimension: 200 } as const;
const variance = 0.25;

// An independent state evolution with 16,384 points: [alpha, overlap, training loss] of each branch.
const semantic = [[1, 0.0958, 0.002331], [1.25, 0.1179, 0.002723], [1.5, 0.1344, 0.003054], [2, 0.158, 0.003589]] as const;
const positional = [[1, 0.246, 0.002175], [1.25, 0.2499, 0.002729], [1.5, 0.2538, 0.003308], [2, 0.2573, 0.00453]] as const;

/** A line read at a ratio of samples that is one of its places. */
const near = (found: number, expected: number, share: number): void => expect(Math.abs(found / expected - 1), `${found} against ${expected}`).toBeLessThan(share);

describe('meaning or positions', () => {
  it('training loss: the lines are those of the reference, and cross where it says', () => {
    const picture = linesOf('losses', given);
    // Other points of integration move the loss by 0.3 %.
    for (const [alpha, , train] of semantic) near(heightAt(lineNamed(picture, 'meaning'), alpha), train, 0.01);
    for (const [alpha, , train] of positional) near(heightAt(lineNamed(picture, 'positions'), alpha), train, 0.01);
    // 0.3 % of both losses, over a difference that changes by 3.5e-4 from 1.25 to 1.5: 0.01 each; the reference says 1.25 to 1.26.
    expect(Math.abs(picture.marks![0]!.value - 1.25)).toBeLessThan(0.03);
    const [fromTeacher, fromPositions] = picture.points!;
    for (const [alpha, , train] of semantic.slice(2)) expect(Math.abs(meanOf(ysAt(fromTeacher!, alpha)) - train)).toBeLessThan(4.5 * errorOfMean(ysAt(fromTeacher!, alpha)) + (5 / 200) * train);
    for (const [alpha, , train] of positional.slice(2)) expect(Math.abs(meanOf(ysAt(fromPositions!, alpha)) - train)).toBeLessThan(4.5 * errorOfMean(ysAt(fromPositions!, alpha)) + (5 / 200) * train);
  });

  it('overlaps: theta over σ² and m', () => {
    const picture = linesOf('overlapsOfBranches', given);
    for (const [alpha, theta] of semantic) near(heightAt(lineNamed(picture, 'meaning'), alpha), theta / variance, 0.015);
    for (const [alpha, m] of positional) near(heightAt(lineNamed(picture, 'positions'), alpha), m, 0.02);
  });

  it('test error: meaning crosses the level of positions alone at 1.47 to 1.50', () => {
    const picture = linesOf('errorsOfBranches', given);
    const [level, crossing] = picture.marks!;
    near(level!.value, 0.003943, 2e-4);
    expect(crossing!.value).toBeGreaterThan(1.45);
    expect(crossing!.value).toBeLessThan(1.52);
    near(heightAt(lineNamed(picture, 'meaning'), 1.5), 0.00393, 0.01);
    // The public scaling file, half of the error: 0.00344.
    near(heightAt(lineNamed(picture, 'positions'), 1.5), 0.00688, 0.015);
  });

  it('the map at ω = 0.3 has the same crossings, and names what it sees', () => {
    const p = paramsWith(given);
    const [row] = finished(branchesOver(p, [0.3]));
    // 1024 points: 1 % of the loss.
    expect(Math.abs(zeroOf(trainingGap(row!))! - 1.25)).toBeLessThan(0.05);
    const baseline = positionalBaseline(p);
    expect(Math.abs(zeroOf(along(row!.semantic, ({ testError }) => testError - baseline))! - 1.485)).toBeLessThan(0.05);
    const categories = row!.semantic.map((point, i) => categoryOf(point, row!.positional[i], baseline));
    // Falling ratios: better than positions alone, then better in training only, then not.
    expect(new Set(categories)).toEqual(new Set([2, 1, 0]));
    expect(categories.every((category, i) => i === 0 || category <= categories[i - 1]!)).toBe(true);
    expect(categoryOf(undefined, row!.positional[0], baseline)).toBe(0);
    expect(categoryOf(undefined, undefined, baseline)).toBe(3);
    expect(categoryOf(row!.semantic[0], undefined, baseline)).toBe(2);
  });

  it('a start at the positions stays there, one at the teacher too', () => {
    const picture = linesOf('basin', given);
    const [teacher, positions] = picture.points!;
    // theta/(σ √q) and σ m/√q of the reference at alpha = 1.5.
    const [semanticCosine, positionalCosine] = [0.1344 / (0.5 * Math.sqrt(0.0939)), (0.5 * 0.2538) / Math.sqrt(0.0497)];
    near(picture.marks![0]!.value, semanticCosine, 0.01);
    near(picture.marks![1]!.value, positionalCosine, 0.02);
    for (const [points, start, cosine] of [[teacher, 1, semanticCosine], [positions, 0, positionalCosine]] as const) {
      const ends = ysAt(points!, start);
      expect(ends).toHaveLength(4);
      expect(Math.abs(meanOf(ends) - cosine)).toBeLessThan(4.5 * errorOfMean(ends) + 5 / 200);
    }
  });

  it('small systems: the largest agrees with the reference, the smallest does not', () => {
    const picture = linesOf('sizes', given);
    for (const [name, value] of [['meaning', 0.1344 / variance], ['positions', 0.2538]] as const) {
      const { xs, ys, low } = lineNamed(picture, `runs, ${name}`);
      const last = xs.length - 1;
      expect(xs[last]).toBeGreaterThanOrEqual(160);
      expect(Math.abs(ys[last]! - value)).toBeLessThan(4.5 * (ys[last]! - low![last]!) + 5 / xs[last]!);
      expect(value - ys[0]!).toBeGreaterThan(4.5 * (ys[0]! - low![0]!));
    }
  });
});
