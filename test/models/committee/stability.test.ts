import { describe, expect, it } from 'vitest';
import { plainTask } from '../../../src/models/committee/checks.ts';
import { makePackedFlow, pack, packedLength } from '../../../src/models/committee/packed.ts';
import { plateauOf } from '../../../src/models/committee/plateau.ts';
import { largestStableRate, slowestDecay } from '../../../src/models/committee/stability.ts';
import { growthAt } from '../../support/committee/jacobians.ts';
import { identity, largest } from '../../support/committee/orders.ts';

describe.each([1, 2, 3, 4, 5])('perfect solution, %i units', (K) => {
  const solution = { Q: identity(K), R: identity(K), v: new Float64Array(K).fill(1) };
  const growth = (rate: number): number => growthAt(plainTask(K, rate), solution);

  it('becomes unstable where an eigenvalue of the whole Jacobian changes sign', () => {
    const rate = largestStableRate(K);
    let [stable, unstable] = [0.9 * rate, 1.1 * rate];
    expect(growth(stable)).toBeLessThan(0);
    expect(growth(unstable)).toBeGreaterThan(0);
    for (let round = 0; round < 40; round++) {
      const middle = (stable + unstable) / 2;
      if (growth(middle) < 0) stable = middle;
      else unstable = middle;
    }
    expect(Math.abs(stable - rate)).toBeLessThanOrEqual(1e-8);
  });

  it('is approached at small rates as slowly as the whole Jacobian says', () => {
    // The leading eigenvalue is rate times a constant plus a term of the order of its square.
    const perRate = 2 * (growth(1e-3) / 1e-3) - growth(2e-3) / 2e-3;
    expect(Math.abs(perRate + slowestDecay(K))).toBeLessThanOrEqual(1e-6);
  });
});

const both = { secondLayerRate: 0.5, labelNoise: 0.1, weightDecay: 0.001 };

describe.each([[2, 2], [3, 3], [3, 2], [2, 3]] as const)('symmetric plateau, %i students and %i teachers', (K, M) => {
  it.each([[0.1, {}], [0.3, {}], [0.5, {}], [1, {}], [0.5, both], [1, both]] as const)('rate %f %o', (rate, changes) => {
    const task = { ...plainTask(M, rate), K, ...changes };
    const plateau = plateauOf(task, 0.5)!;
    const y = new Float64Array(packedLength(task));
    const slope = new Float64Array(y.length);
    pack(y, plateau.order);
    makePackedFlow(task)(0, y, slope);
    expect(largest(task.secondLayerRate > 0 ? slope : slope.subarray(0, -K))).toBeLessThanOrEqual(1e-10);
    expect(Math.abs(plateau.escapeRate! - growthAt(task, plateau.order))).toBeLessThanOrEqual(1e-8);
  });
});

it('has no escape rate where nothing can split, and no plateau of unequal teachers', () => {
  expect(plateauOf({ ...plainTask(3, 0.5), K: 1 }, 0.5)!.escapeRate).toBeNull();
  expect(plateauOf({ ...plainTask(1, 0.5), K: 2 }, 0.5)!.escapeRate).toBeNull();
  expect(plateauOf({ ...plainTask(2, 0.5), A: Float64Array.of(1, 0.5) }, 0.5)).toBeNull();
  expect(plateauOf({ ...plainTask(2, 0.5), T: Float64Array.of(1, 0.2, 0.2, 1) }, 0.5)).toBeNull();
});
