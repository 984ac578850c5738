import { describe, expect, it } from 'vitest';
import type { Outcome, Passage } from '../../src/models/contract.ts';
import { layoutOf } from '../../src/models/layout.ts';
import { makeOverlaps, takeStep } from '../../src/models/sequenceMultiIndex/core.ts';
import { instanceOf } from '../../src/models/sequenceMultiIndex/instances.ts';
import { observables } from '../../src/models/sequenceMultiIndex/observables.ts';
import type { P } from '../../src/models/sequenceMultiIndex/params.ts';
import { amp } from '../../src/models/sequenceMultiIndex/simulation/engines.ts';
import { startNormals, startSquares } from '../../src/models/sequenceMultiIndex/start.ts';
import { censoredQuantile, medianInterval, type CensoredTime } from '../../src/numerics/statistics/censoredQuantile.ts';
import { finished, paramsWith } from '../support/sequenceMultiIndex/tools.ts';

const seed = 7;
const level = 0.5;

/** Iterations until half of the fixed point's overlap; null: not within 100. */
const passages = (p: P, runs: number): CensoredTime[] => {
  const times: CensoredTime[] = Array.from({ length: runs }, () => null);
  const plan = { saveAt: new Float64Array(0), questions: [{ criterion: 'recovered', levels: [level] }], budget: 100, quality: 'rest' } as const;
  const run = amp.run(p, { seed, firstReplica: 0, count: runs }, plan, layoutOf(observables, p));
  for (;;) {
    const { done, value } = run.next();
    if (done === true) {
      expect((value satisfies Outcome[]).length).toBe(runs);
      return times;
    }
    if (value.kind === 'passage') times[(value satisfies Passage).replica] = value.time;
  }
};

/** The same of state evolution started from the squared cosine of each run's own start, chi^2_1/d. */
const predicted = (p: P, runs: number): number[] =>
  Array.from({ length: runs }, (_, replica) => {
    const instance = instanceOf(p);
    const map = instance.evolution(p, 'only', 'rest');
    let [now, next] = [makeOverlaps(1), makeOverlaps(1)];
    instance.writeStart(p, 'only', startSquares(startNormals(seed, replica, 1), 1, p.dimension), now);
    let steps = 0;
    for (; now.theta[0]! < level; steps++) {
      finished(takeStep(map, now, next));
      [now, next] = [next, now];
    }
    return steps;
  });

describe('phase retrieval: iterations until half of the overlap', () => {
  it.each([1.3, 2].flatMap((alpha) => [125, 250, 500, 1000, 2000].map((d) => [alpha, d] as const)))('alpha = %f, d = %i: the median is within 2.5 of state evolution', (sampleRatio, dimension) => {
    const runs = dimension <= 250 ? 400 : dimension <= 1000 ? 200 : 100;
    const p = paramsWith({ instance: 'phaseRetrieval', dimension, sampleRatio });
    const times = passages(p, runs);
    const theory = predicted(p, runs);
    const median = censoredQuantile(times, 0.5);
    const expected = censoredQuantile(theory, 0.5)!;
    const { low, high } = medianInterval(times);
    console.log(`phase retrieval, alpha ${sampleRatio}, d ${dimension}, ${runs} runs: median ${median} [${low}, ${high}], 10 % ${censoredQuantile(times, 0.1)}, 90 % ${censoredQuantile(times, 0.9)}, failed ${times.filter((time) => time === null).length}; state evolution ${expected}`);
    expect(median).not.toBeNull();
    expect(Math.abs(median! - expected)).toBeLessThanOrEqual(2.5);
  });
});
