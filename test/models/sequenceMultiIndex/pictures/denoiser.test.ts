import { describe, expect, it } from 'vitest';
import { denoiser } from '../../../../src/models/sequenceMultiIndex/instances/denoiser.ts';
import { fixedPointsOver } from '../../../../src/models/sequenceMultiIndex/pictures/denoising.ts';
import { errorOfMean, heightAt, lineNamed, linesOf, meanOf, ysAt } from '../../../support/sequenceMultiIndex/pictureTools.ts';
import { finished, paramsWith } from '../../../support/sequenceMultiIndex/tools.ts';

const given = { instance: 'denoiser', sampleRatio: 1, regularisation: 0.1, clusterVariance: 0.1, dimension: 200 } as const;
// An independent state evolution: corruption, cosine, d times the excess.
const table = [[0.1, 0.921832, -0.201679], [0.3, 0.922757, -0.379079], [0.5, 0.893169, -0.264989], [0.7, 0.847478, -0.03878], [0.85, 0.7993, 0.1566]] as const;

describe('what the neuron adds', () => {
  it.each(table)('Δ = %s: cosine %s, d × excess %s', (corruption, cosine, excess) => {
    const p = paramsWith(given);
    // 24 nodes in each direction: four digits; with more noise the prox jumps, and any Gauss rule scatters by 0.2 % of q, here 1.2.
    const accuracy = corruption < 0.4 ? 2e-4 : 2.5e-3;
    const [q, overlaps] = finished(fixedPointsOver(p, [corruption]))[0]!;
    expect(Math.abs(denoiser.testError(q, overlaps) - excess)).toBeLessThan(accuracy);
    expect(Math.abs(denoiser.cosine(q, overlaps) - cosine)).toBeLessThan(accuracy);
  });

  it.each([['denoising', 2], ['direction', 1]] as const)('%s: line and runs agree with the table', (id, column) => {
    const picture = linesOf(id, given);
    const [points] = picture.points!;
    for (const row of table) {
      const x = Math.sqrt(row[0]);
      // Places of the line lie 0.05 apart; its curvature is below 10.
      expect(Math.abs(heightAt(lineNamed(picture, 'with skip'), x) - row[column])).toBeLessThan((10 * 0.05 ** 2) / 8 + 2.5e-3);
      const runs = ysAt(points!, x);
      expect(runs).toHaveLength(5);
      // The reference's own runs of d = 700 lie up to 3 % off.
      expect(Math.abs(meanOf(runs) - row[column])).toBeLessThan(4.5 * errorOfMean(runs) + 0.03 * Math.abs(row[column]) + 5 / 200);
    }
  });

  it('without skip the other line is the present one, and as noise takes all both agree', () => {
    const picture = linesOf('direction', { ...given, skip: false });
    expect(picture.lines![0]!.label).toBe('without skip');
    const [without, withSkip] = picture.lines!;
    // The best skip is √(1−Δ) σ²/((1−Δ) σ² + Δ), which falls to 0 with 1 − Δ.
    expect(Math.abs(without!.ys.at(-1)! - withSkip!.ys.at(-1)!)).toBeLessThan(0.1 * Math.abs(without!.ys[0]! - withSkip!.ys[0]!));
  });
});
