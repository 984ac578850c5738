import { describe, expect, it } from 'vitest';
import { apart, runSweep, shown, type Estimate } from './medians.ts';

interface Sizes {
  readonly dimensions: readonly number[];
  readonly replicas: number;
  readonly starts: number;
  readonly seeds: readonly number[];
  /** Most that the standard error of the simulation's slope may be, per e-fold. */
  readonly largestError: number;
  /** Slope of the equations' medians over these dimensions, from independent runs. */
  readonly reference: Estimate | null;
  readonly report: (line: string) => void;
}

/** Learning time against the dimension, K = M = 2, rate 1, random start: runs against the equations from the same law of starts. */
export const testSweep = ({ dimensions, replicas, starts, seeds, largestError, reference, report }: Sizes): void => {
  describe.each(seeds)('sweep over the dimension, seed %i', (seed) => {
    it('runs and equations agree in the median at each N and in the slope', () => {
      const sweep = runSweep(`committee?view=sweep&dimensions=${dimensions.join(',')}&replicas=${replicas}&starts=${starts}&seed=${seed}`);
      const [chain, ode] = [sweep.of('chain'), sweep.of('ode')];
      report(`seed ${seed}, N = ${dimensions.join(', ')}: SGD medians ${chain.medians.map(shown).join(', ')}; equations ${ode.medians.map(shown).join(', ')}`);
      report(`seed ${seed}, per e-fold of N: SGD ${shown(chain.slope)} (${replicas} runs), equations ${shown(ode.slope)} (${starts} starts)`);
      expect([...chain.series.censored, ...ode.series.censored]).toEqual([...dimensions, ...dimensions].map(() => 0));
      chain.medians.forEach((median, i) => expect(Math.abs(apart(median, ode.medians[i]!))).toBeLessThan(3));
      expect(chain.slope.error).toBeLessThanOrEqual(largestError);
      expect(Math.abs(apart(chain.slope, ode.slope))).toBeLessThan(3);
      expect(ode.slope.error).toBeLessThan(0.3 * chain.slope.error);
      if (reference !== null) expect(Math.abs(apart(ode.slope, reference))).toBeLessThan(3);
    });
  });
};
