import { describe, expect, it } from 'vitest';
import { meanEstimate } from '../support/hebbianIca/estimates.ts';
import { medianOf } from '../support/hebbianIca/tools.ts';
import { specialisationTimes } from '../support/hiddenManifold/passages.ts';
import { paramsOf } from '../support/hiddenManifold/systems.ts';

const N = 500;
const count = 16;

const shown = (times: readonly number[]): string => `median ${medianOf(times).toFixed(1)}, range ${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)}`;

/** The converged split of the overlaps in the limit, and the time at half of it, from the table of reference values. */
describe.each([[0.1, 0.9357, 93.98, 1000], [0.25, 0.8442, 245.3, 2000]])('specialisation from overlaps of .005, fold sign, D/N = %f', (latentRatio, split, reference, budget) => {
  const times = (engine: string, runs = count): number[] => {
    const p = paramsOf({ dimension: N, latentRatio, learningRate: 0.2, start: 'custom', initialNorm: 0.5, overlaps: [0.005, 0, 0, 0.005] });
    const found = specialisationTimes(engine, p, [split / 2], { seed: 11, count: runs, budget }).flat();
    expect(found).not.toContain(null);
    return found as number[];
  };

  it('the limit has its time; runs scatter about those of the equations for their own features, and leave no later', () => {
    const [limit] = times('limit', 1);
    const [runs, equations] = [times('sgd'), times('perMode')];
    const [first, last] = [Math.min(...equations), Math.max(...equations)];
    const later = meanEstimate(runs.map((time, i) => time - equations[i]!));
    console.log(`D/N = ${latentRatio}, N = ${N}, ${count} runs, time at half the final split: limit ${limit!.toFixed(2)} (table ${reference}); equations of each replica ${shown(equations)}; runs ${shown(runs)}; `
      + `runs less their own equations ${later.value.toFixed(1)} +- ${later.error.toFixed(1)}; within the equations' range ${runs.filter((time) => time >= first && time <= last).length} of ${count}`);
    expect(Math.abs(limit! / reference - 1)).toBeLessThan(0.002);
    expect(medianOf(runs)).toBeGreaterThan(first);
    expect(medianOf(runs)).toBeLessThan(last);
    // An overlap of .005 is below 1/sqrt N: the noise of the samples adds to it and the escape comes sooner, on average, than without.
    expect(later.value).toBeLessThan(3 * later.error);
  });
});
