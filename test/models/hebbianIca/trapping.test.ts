import { describe, expect, it } from 'vitest';
import type { Pause } from '../../../src/models/contract.ts';
import { rateUnit, trappingRate } from '../../../src/models/hebbianIca/equations.ts';
import { typicalStart } from '../../../src/models/hebbianIca/typicalStart.ts';
import { predictedSamples } from '../../../src/models/hebbianIca/predict.ts';
import { observables } from '../../../src/models/hebbianIca/observables.ts';
import type { P } from '../../../src/models/hebbianIca/params.ts';
import { escapeRate } from '../../../src/models/hebbianIca/pictures/phases.ts';
import { chain, direct, strideOf } from '../../../src/models/hebbianIca/simulation/engines.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';

const runs = 80;

/** Share of runs that find a source, m = 0.7, within eight times the predicted time. */
const shareThatLearns = (p: P): number => {
  const budget = Math.ceil(8 * predictedSamples(p, 0.9, 0.5)!);
  const run = chain.run(p, { seed: 11, firstReplica: 0, count: runs }, { saveAt: new Float64Array(0), questions: [{ criterion: 'learned', levels: [0.7] }], budget, quality: 'rest' }, layoutOf(observables, p));
  let learned = 0;
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return learned / runs;
    if (value.kind === 'passage') learned++;
  }
};

describe('the rate at which noise wins at the start', () => {
  const factorAt = (given: Partial<P>, factor: number): number => {
    const p = paramsWith(given);
    return shareThatLearns({ ...p, learningRate: (factor * escapeRate(p)) / rateUnit(p) });
  };

  it('is one formula for map and mark: c N^-2, the loss to the other sources left out', () => {
    const p = paramsWith({ dimension: 64 });
    const { square } = typicalStart(p, 0.5);
    expect(escapeRate(p)).toBe(trappingRate(p, square));
    expect(escapeRate(p) / rateUnit(p)).toBeCloseTo(square, 12);
  });

  // Error of a share of 80 runs: at most 0.056.
  it.each([32, 64])('all sources, N = %i: nearly all runs learn at it, half at 1.85 times, few at 3 times', (dimension) => {
    expect(factorAt({ dimension }, 1)).toBeGreaterThan(0.9);
    expect(Math.abs(factorAt({ dimension }, 1.85) - 0.5)).toBeLessThan(0.25);
    expect(factorAt({ dimension }, 3)).toBeLessThan(0.15);
  }, 60_000);

  it('one source, N = 32: nearly all runs learn at ten times this rate, few at 40 times', () => {
    expect(factorAt({ dimension: 32, allFeatures: false }, 10)).toBeGreaterThan(0.9);
    expect(factorAt({ dimension: 32, allFeatures: false }, 40)).toBeLessThan(0.15);
  }, 60_000);
});

describe('pauses know of the looks at the overlap', () => {
  const pausesOf = (p: P, engine: typeof chain): number => {
    const run = engine.run(p, { seed: 1, firstReplica: 0, count: 1 }, { saveAt: new Float64Array(0), questions: [{ criterion: 'learned', levels: [2] }], budget: 200_000, quality: 'rest' }, layoutOf(observables, p));
    let pauses = 0;
    for (;;) {
      const { done, value } = run.next();
      if (done === true) return pauses;
      if (value.kind === (('pause' as const) satisfies Pause['kind'])) pauses++;
    }
  };

  it('a look at every step more than triples the pauses of N = 16', () => {
    const [small, large] = [0.02, 24].map((learningRate) => paramsWith({ dimension: 16, learningRate }));
    expect([strideOf(large!), strideOf(small!) > 100]).toEqual([1, true]);
    expect(pausesOf(large!, chain)).toBeGreaterThan(3 * pausesOf(small!, chain));
  });

  it('predicted work is that of the steps and of one look a stride', () => {
    const extra = (given: Partial<P>): number => direct.cost(paramsWith({ ...given, learningRate: 24 }), 1).work - direct.cost(paramsWith({ ...given, learningRate: 1e-4 }), 1).work;
    expect(extra({ dimension: 16 })).toBeCloseTo(100 + 0.3 * 16, 0);
    expect(extra({ dimension: 16, neurons: 4 })).toBeGreaterThan(1000);
    expect(extra({ dimension: 16, batch: 100 })).toBeLessThan(0.02 * extra({ dimension: 16 }));
  });
});
