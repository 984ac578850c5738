import { describe, expect, it } from 'vitest';
import fixture from '../../fixtures/hiddenManifold/ode.json';
import { distance, follow, gaussianModes, plainTask, regularStart } from '../../support/hiddenManifold/systems.ts';

// Reference: an independent implementation, DOP853 with rtol 1e-10 on 16 nodes.
describe.each(fixture)('reference run, delta = $delta', ({ delta, eta, nodes, W0, R0, rows, b, c, K, M }) => {
  const task = plainTask({ K, M, delta, learningRate: eta, b, c });
  const found = follow(task, regularStart(task, gaussianModes(task, nodes), W0, R0.flat()), rows.map(({ t }) => t));

  it.each(rows.map(({ t }, i) => [t, i] as const))('t = %f', (_, i) => {
    const { error, order } = found[i]!;
    const row = rows[i]!;
    // Both sides err by their tolerances: 1e-9 a step here, amplified by the escape by at most 100.
    expect(Math.abs(error - row.eg)).toBeLessThan(2e-9);
    expect(distance(order.Q, row.Q.flat())).toBeLessThan(1e-8);
    expect(distance(order.R, row.R.flat())).toBeLessThan(1e-8);
    expect(distance(order.Sigma, row.Sigma.flat())).toBeLessThan(1e-8);
    expect(distance(order.W, row.W.flat())).toBeLessThan(1e-8);
    expect(distance(order.v, row.v)).toBe(0);
  });
});
