import { expect, it } from 'vitest';
import { makeOverlaps, takeStep, type Overlaps } from '../../src/models/sequenceMultiIndex/core.ts';
import { instanceOf } from '../../src/models/sequenceMultiIndex/instances.ts';
import { overlapsOf } from '../../src/models/sequenceMultiIndex/simulation/overlaps.ts';
import { startNormals, startSquares } from '../../src/models/sequenceMultiIndex/start.ts';
import { meanOf } from '../support/hebbianIca/tools.ts';
import { ampOf, dataOf, finished, messageChannelOf, paramsWith } from '../support/sequenceMultiIndex/tools.ts';

const seed = 2024;

/** Sum over all entries. */
const total = ({ theta }: Overlaps): number => theta.reduce((sum, x) => sum + x, 0);

it.each([['perceptron', 1, 300, 5], ['perceptron', 4, 300, 5], ['committee', 1, 200, 3], ['logistic', 3, 100, 4]] as const)(
  '%s, alpha = %f, d = 1000, %i runs: each of %i iterations is within 4 standard errors of state evolution from the same starts',
  (instance, sampleRatio, runs, steps) => {
    const p = paramsWith({ instance, sampleRatio, dimension: 1000 });
    const { units, evolution, writeStart } = instanceOf(p);
    const channel = messageChannelOf(p);
    const map = evolution(p, 'only', 'rest');
    const differences: number[][] = Array.from({ length: steps }, () => []);
    const lengths: number[][] = Array.from({ length: steps }, () => []);
    for (let replica = 0; replica < runs; replica++) {
      const data = dataOf(p, channel, seed, replica, 32);
      const amp = ampOf(p, channel, data, seed, replica);
      let [now, next] = [makeOverlaps(units), makeOverlaps(units)];
      writeStart(p, 'only', startSquares(startNormals(seed, replica, units), units, p.dimension), now);
      for (let step = 0; step < steps; step++) {
        finished(amp.step());
        finished(takeStep(map, now, next));
        [now, next] = [next, now];
        const seen = overlapsOf(p, amp.weights, data.teachers, amp.response);
        differences[step]!.push(total(seen) - total(now));
        lengths[step]!.push(seen.q[0]! - now.q[0]!);
      }
      amp.release();
      data.release();
    }
    const all = [differences, lengths].map((rows) => rows.map(meanOf));
    console.log(`${instance}, alpha ${sampleRatio}, ${runs} runs: theta, q less state evolution ${all.map((rows) => rows.map(({ mean, error }) => `${mean.toExponential(1)}(${error.toExponential(0)})`).join(' ')).join('; ')}`);
    for (const { mean, error } of all.flat()) expect(Math.abs(mean)).toBeLessThan(4 * error);
  },
);
