import { describe, expect, it } from 'vitest';
import { partingTime } from '../../../../src/models/sequenceMultiIndex/pictures/parting.ts';
import { fixedPointsOver } from '../../../../src/models/sequenceMultiIndex/pictures/shared.ts';
import { heightAt, lineNamed, linesOf, meanOf, ysAt } from '../../../support/sequenceMultiIndex/pictureTools.ts';
import { finished, paramsWith } from '../../../support/sequenceMultiIndex/tools.ts';

describe('when two neurons part', () => {
  const picture = linesOf('parting', { instance: 'committee', dimension: 200 });

  // An independent state evolution; few nodes here: four digits.
  it.each([[1, 0.239949, 0.239949], [3, 0.652916, 0.1614], [4, 0.8245, 0.05758]])('α = %s: %s and %s', (alpha, own, other) => {
    expect(Math.abs(heightAt(lineNamed(picture, 'its own'), alpha) - own)).toBeLessThan(3e-4);
    expect(Math.abs(heightAt(lineNamed(picture, 'the other'), alpha) - other)).toBeLessThan(3e-4);
  });

  it('the mark is where equal neurons become unstable, 2.0524 to 2.0528, and that line starts there', () => {
    const { value } = picture.marks![0]!;
    expect(Math.abs(value - 2.0526)).toBeLessThan(5e-4);
    const equal = lineNamed(picture, 'equal');
    expect(equal.xs[0]).toBe(value);
    for (const x of equal.xs.slice(1)) {
      expect(heightAt(equal, x)).toBeLessThan(heightAt(lineNamed(picture, 'its own'), x));
      expect(heightAt(equal, x)).toBeGreaterThan(heightAt(lineNamed(picture, 'the other'), x));
    }
  });

  it('far from the threshold runs of d = 200 end near the lines', () => {
    const [own, other] = picture.points!;
    for (const [alpha, line, points] of [[1.5, 'its own', own], [1.5, 'the other', other], [4, 'its own', own], [4, 'the other', other]] as const) {
      // An overlap of a run scatters by about sqrt((1 - q)/d) = 0.06; mean of three runs of two neurons, and 2 % for the finite size.
      expect(Math.abs(meanOf(ysAt(points!, alpha)) - heightAt(lineNamed(picture, line), alpha))).toBeLessThan((4.5 * 0.06) / Math.sqrt(6) + 0.02);
    }
  });
});

describe('iterations until they part', () => {
  const timeAt = (alpha: number, dimension: number): number => {
    const p = paramsWith({ instance: 'committee', sampleRatio: alpha, dimension });
    const [[, , { overlaps: { q } }]] = finished(fixedPointsOver(p, [alpha])) as unknown as [[number, unknown, { overlaps: { q: Float64Array } }]];
    return finished(partingTime(p, q[0]! - q[1]!))!;
  };

  it('tenfold d adds ln 10 over the logarithm of the growth factor, 1.00423 to 1.0045 at α = 2.06', () => {
    const added = timeAt(2.06, 1e4) - timeAt(2.06, 1e3);
    // The reference's factor, and the one without the finite size of its perturbation, by which the threshold is 2.0524; 4 % for where growth begins to saturate.
    expect(added).toBeGreaterThan(0.96 * (Math.log(10) / Math.log(1.0045)));
    expect(added).toBeLessThan(1.04 * (Math.log(10) / Math.log(1.00423)));
  });

  it('the closer to the threshold the longer, on both sides', () => {
    const picture = linesOf('patience', { instance: 'committee' });
    const [above, below] = [lineNamed(picture, 'until parted'), lineNamed(picture, 'until they')];
    expect(above.xs[0]).toBeGreaterThan(picture.marks![0]!.value);
    expect(below.xs.at(-1)).toBeLessThan(picture.marks![0]!.value);
    above.ys.forEach((y, i) => i === 0 || expect(y).toBeLessThan(above.ys[i - 1]!));
    below.ys.forEach((y, i) => i === 0 || expect(y).toBeGreaterThan(below.ys[i - 1]!));
  });
});
