import { describe, expect, it } from 'vitest';
import { makeStart, orderOf, writeCoordinates } from '../../../src/models/committee/start.ts';
import { columnOf, gaussianStarts, modelStarts, paramsOf } from '../../support/committee/starts.ts';
import { largest, randomOrder, richTask } from '../../support/committee/orders.ts';
import { twoSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';
import { runLink } from '../../support/runLink.ts';

const replicas = 4000;

describe('random start', () => {
  it.each([[1, 8], [2, 8], [3, 8], [1, 50], [2, 50], [3, 50]])('has the law of Gaussian weights: K = %i, M = 2, N = %i', (hiddenUnits, dimension) => {
    const p = paramsOf({ hiddenUnits, dimension });
    const model = modelStarts(p, replicas, 1);
    const real = gaussianStarts(p, replicas);
    const columns = model[0]!.length;
    const compare = (rows: readonly (readonly number[])[], column: number): number => twoSampleKolmogorovSmirnov(columnOf(rows, column), columnOf(real, column)).p;
    for (let column = 0; column < columns; column++) expect(compare(model, column)).toBeGreaterThan(0.01 / columns);
    // The same overlaps and N instead of N - M degrees of freedom in the rest.
    const wrong = { ...p, dimension: dimension + 2, initialNorm: (p.initialNorm * (dimension + 2)) / dimension };
    expect(compare(modelStarts(wrong, replicas, 1), 0)).toBeLessThan(1e-6);
  });

  it('ties the parts of a start together as Gaussian weights do', () => {
    const p = paramsOf({ hiddenUnits: 2, dimension: 8 });
    const statistics = [
      ([q11, q12, q22]: readonly number[]) => q12! / Math.sqrt(q11! * q22!),
      ([q11, , , r11, r12]: readonly number[]) => (r11! * r11! + r12! * r12!) / q11!,
      ([, q12, , r11, r12, r21, r22]: readonly number[]) => q12! * (r11! * r21! + r12! * r22!),
      ([q11, q12, q22]: readonly number[]) => q11! * q22! - q12! * q12!,
    ];
    const [model, real] = [modelStarts(p, replicas, 2), gaussianStarts(p, replicas)];
    for (const statistic of statistics) expect(twoSampleKolmogorovSmirnov(model.map(statistic), real.map(statistic)).p).toBeGreaterThan(0.01 / statistics.length);
  });

  it('is independent from replica to replica and from seed to seed', () => {
    const p = paramsOf({ hiddenUnits: 2, dimension: 50 });
    const [rows, others] = [modelStarts(p, replicas, 1), modelStarts(p, replicas, 2)];
    const correlation = (x: Float64Array, y: Float64Array): number => {
      const mean = (z: Float64Array): number => z.reduce((a, b) => a + b) / z.length;
      const [mx, my] = [mean(x), mean(y)];
      const sum = (u: Float64Array, mu: number, v: Float64Array, mv: number): number => u.reduce((total, a, i) => total + (a - mu) * (v[i]! - mv), 0);
      return sum(x, mx, y, my) / Math.sqrt(sum(x, mx, x, mx) * sum(y, my, y, my));
    };
    // 7 columns, lags 1 to 3 and another seed: 4.5 standard errors.
    for (let column = 0; column < rows[0]!.length; column++) {
      const x = columnOf(rows, column);
      for (const lag of [1, 2, 3]) expect(Math.abs(correlation(x.subarray(0, -lag), x.subarray(lag)))).toBeLessThan(4.5 / Math.sqrt(replicas));
      expect(Math.abs(correlation(x, columnOf(others, column)))).toBeLessThan(4.5 / Math.sqrt(replicas));
    }
  });

  it('uses the same normals for every N: A at 4 N is half of A at N, to the bit', () => {
    for (const dimension of [8, 1000, 250_000]) {
      const near = makeStart(paramsOf({ hiddenUnits: 3, teacherUnits: 3, dimension }), 5, 2);
      const far = makeStart(paramsOf({ hiddenUnits: 3, teacherUnits: 3, dimension: 4 * dimension }), 5, 2);
      expect([...far.A]).toEqual(Array.from(near.A, (a) => a / 2));
    }
  });
});

describe('given start', () => {
  it('is the coordinates of the given overlaps: Q and R come back', () => {
    const task = richTask(3, 2, 'given');
    const { Q, R, v } = randomOrder(task, 'given');
    const p = paramsOf({
      hiddenUnits: 3, teacherUnits: 2, start: 'custom', teacher: [...task.T], teacherOutput: [...task.A], norms: [...Q], overlaps: [...R], studentOutput: [...v],
    });
    const start = makeStart(p, 1, 1);
    const order = orderOf(start);
    expect(largest(order.Q.map((q, i) => q - Q[i]!))).toBeLessThan(1e-14);
    expect(largest(order.R.map((r, i) => r - R[i]!))).toBeLessThan(1e-14);
    expect([...order.v]).toEqual([...v]);
    const L = start.L;
    expect(largest([L[0]! ** 2 - task.T[0]!, L[0]! * L[2]! - task.T[1]!, L[2]! ** 2 + L[3]! ** 2 - task.T[3]!])).toBeLessThan(1e-14);
    const [A, V] = [new Float64Array(6), new Float64Array(9)];
    writeCoordinates(3, 2, Q, R, L, A, V);
    expect([...A]).toEqual([...start.A]);
    expect([...V]).toEqual([...start.V]);
  });
});

describe('first frame', () => {
  const custom =
    'hiddenUnits=3&start=custom&overlaps=0.3,0.1;-0.1,0.2;0,-0.3&norms=0.6,0.1,0;0.1,0.4,0.1;0,0.1,0.9&teacher=1,0.3;0.3,0.8&teacherOutput=1,0.6&studentOutput=0.7,0.4,-1';

  it.each([
    ['random', 'committee?dimension=40&hiddenUnits=3'], ['broken', 'committee?dimension=40&start=broken&initialOverlap=0.2'], ['given', `committee?dimension=40&${custom}`],
  ])('is the same for theory and both simulations, %s start', (_, link) => {
    const run = runLink(`${link}&engine=chain,direct,ode&duration=0.5&points=2&replicas=3`);
    const [chain, direct, ode] = ['chain', 'direct', 'ode'].map((engine) => run.of(engine)[0]!);
    for (let replica = 0; replica < 3; replica++) {
      const expected = ode!.frame(ode!.whole > 1 ? replica : 0, 0);
      // Brute force keeps its weights in single precision.
      for (const [simulation, rounding] of [[chain!, 1e-14], [direct!, 2e-7]] as const) {
        expect(largest(simulation.frame(replica, 0).map((x, i) => x - expected[i]!))).toBeLessThan(rounding);
        expect(largest(simulation.frame(replica, 1).map((x, i) => x - expected[i]!))).toBeGreaterThan(1e-3);
      }
    }
    const [first, second] = [chain!.frame(0, 0), chain!.frame(1, 0)];
    expect(largest(first.map((x, i) => x - second[i]!)) > 1e-3).toBe(link.endsWith('hiddenUnits=3'));
  });
});
