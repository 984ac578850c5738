import { describe, expect, it } from 'vitest';
import type { LinesPicture } from '../../../src/models/contract.ts';
import { adaptiveTime, constantTime, reducedDrift, signalOf, trappingRate } from '../../../src/models/hebbianIca/equations.ts';
import { initialRate } from '../../../src/models/hebbianIca/rate.ts';
import { pictures } from '../../../src/models/hebbianIca/pictures.ts';
import { unitSamples } from '../../../src/models/hebbianIca/pictures/orders.ts';
import { bestConstant, schedulesOf } from '../../../src/models/hebbianIca/pictures/schedule.ts';
import { drawn } from '../../support/pictureFaults.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';

const kurtotic = paramsWith({ allFeatures: false, dimension: 1e6 });
const skewed = paramsWith({ allFeatures: false, dimension: 1e6, source: 'exponential', nonlinearity: 'square' });

describe('warm-up against a constant rate', () => {
  it.each([['k = 4', 4, kurtotic, 1e-3], ['k = 3', 3, skewed, 1e-3]] as const)('%s: from a small overlap to one of order one, the closed forms; the best constant rate is 0.715 of the trapping rate and needs 1.228 times as many', (_, order, p, m0) => {
    const { drift, noise } = signalOf(p);
    const schedules = schedulesOf(p, 0, m0, 0.5)!;
    // What the closed forms leave out beyond m = 1/2 and in 1 - m^2: relative (m0/m)^(2k-4), 4 to 8 m0^2 ln; 1e-5 for k = 3.
    expect(schedules.best / adaptiveTime(order, drift, noise, p.dimension, m0)).toBeCloseTo(1, 4);
    const trapping = trappingRate(p, p.dimension * m0 * m0);
    for (const share of [0.2, 0.5, 0.9]) expect(schedules.constant(share * trapping)! / constantTime(order, drift, noise, p.dimension, m0, share)).toBeCloseTo(1, 2);
    const best = bestConstant(schedules);
    expect(best.eta / trapping).toBeCloseTo(0.715, 2);
    expect(best.samples / schedules.best).toBeCloseTo(1.228, 2);
    expect(schedules.constant(1.01 * trapping)).toBeNull();
  });

  it('is the integral of the mean equation, by a fine midpoint rule, and no constant rate is better than the best rate everywhere', () => {
    const p = paramsWith({ batch: 4, dimension: 40 });
    const { drift, noise } = signalOf(p);
    const [m0, m1, rho] = [0.4, 0.9, 0.05];
    const schedules = schedulesOf(p, rho, m0, m1)!;
    const eta = 0.4 * bestConstant(schedules).eta;
    let [constant, best] = [0, 0];
    const cells = 20000;
    for (let i = 0; i < cells; i++) {
      const m = m0 + ((i + 0.5) * (m1 - m0)) / cells;
      const force = reducedDrift(4, drift, rho, m);
      constant += 4 / (eta * force - (eta * eta * p.dimension * noise * m) / 8);
      best += (2 * p.dimension * noise * m) / (force * force);
    }
    expect(schedules.constant(eta)! / ((constant * (m1 - m0)) / cells)).toBeCloseTo(1, 6);
    expect(schedules.best / ((best * (m1 - m0)) / cells)).toBeCloseTo(1, 6);
    for (const share of [0.1, 0.5, 0.99]) expect(schedules.constant(share * schedules.most)!).toBeGreaterThan(schedules.best);
  });

  it('nothing to compare where the overlap cannot grow', () => {
    expect(schedulesOf(paramsWith({}), 0, 0, 0.9)).toBeNull();
    expect(schedulesOf(paramsWith({}), 0.5, 0.2, 0.9)).toBeNull();
  });

  it('the picture names its least and the present rate', () => {
    const p = paramsWith({ allFeatures: false, dimension: 1000 });
    const { lines, points, marks, note } = drawn(pictures['schedule']!, p) as LinesPicture;
    expect(points![0]!.ys[0]! - 1e-9).toBeLessThanOrEqual(Math.min(...lines![0]!.ys));
    expect(points![0]!.ys[0]).toBeCloseTo(1.23, 1);
    expect(marks!.some(({ axis, value }) => axis === 'x' && value === initialRate(p))).toBe(false);
    expect(note).toContain('does not rise all the way');
  });
});

describe('orders side by side', () => {
  it('2 N ln(1/m0), N/m0^2 and N/(2 m0^4) with the medians of a normal overlap', () => {
    const p = paramsWith({});
    // The median of |g| is 0.67449, that of positive g the same: N m0^2 = 0.45494 as N grows.
    const N = 1e6;
    expect(unitSamples(p, 2, N) / (N * Math.log(N / 0.454936))).toBeCloseTo(1, 5);
    expect(unitSamples(p, 3, N) / (N * (N / 0.454936))).toBeCloseTo(1, 5);
    expect(unitSamples(p, 4, N) / (0.5 * N * (N / 0.454936) ** 2)).toBeCloseTo(1, 5);
  });

  it('one source of the present settings is on the line of its order', () => {
    const { lines, points } = drawn(pictures['order']!, paramsWith({ allFeatures: false, dimension: 1000 })) as LinesPicture;
    expect(lines!.map(({ tone }) => tone)).toEqual(['faint', 'faint', 'theory']);
    expect(points![0]!.ys[0]! / unitSamples(paramsWith({}), 4, 1000)).toBeCloseTo(1, 10);
  });
});
