import { describe, expect, it } from 'vitest';
import { makeOverlaps } from '../../../src/models/sequenceMultiIndex/core.ts';
import { denoiser, denoiserEvolution } from '../../../src/models/sequenceMultiIndex/instances/denoiser.ts';
import { perceptron } from '../../../src/models/sequenceMultiIndex/instances/perceptron.ts';
import { iterate } from '../../../src/models/sequenceMultiIndex/iterate.ts';
import { scalar, solved, stepped } from '../../support/sequenceMultiIndex/theory.ts';
import { finished, paramsWith } from '../../support/sequenceMultiIndex/tools.ts';
import attentionTable from '../../fixtures/sequenceMultiIndex/attention.json';
import committeeTable from '../../fixtures/sequenceMultiIndex/committee.json';
import denoiserTable from '../../fixtures/sequenceMultiIndex/denoiser.json';
import logisticTable from '../../fixtures/sequenceMultiIndex/logistic.json';
import phaseTable from '../../fixtures/sequenceMultiIndex/phaseRetrieval.json';
import ridgeTable from '../../fixtures/sequenceMultiIndex/ridge.json';
import signTable from '../../fixtures/sequenceMultiIndex/sign.json';
import trajectoryTable from '../../fixtures/sequenceMultiIndex/signTrajectory.json';

const near = (got: number, expected: number, relative: number): void => expect(Math.abs(got / expected - 1), `${got} against ${expected}`).toBeLessThan(relative);

/** Three standard errors and a correction of order 1/d, taken as 2/d of the value. */
const nearRuns = (theory: number, mean: number, error: number, d: number): void =>
  expect(Math.abs(theory - mean), `${theory} against ${mean} +- ${error}`).toBeLessThan(3 * error + (2 / d) * Math.abs(mean));

describe('state evolution against independent tables', () => {
  // Six digits are given.
  it.each(signTable.rows)('perceptron, alpha = $alpha', ({ alpha, q, eg }) => {
    const found = solved({ instance: 'perceptron', sampleRatio: alpha });
    expect(found.status).toBe('converged');
    near(found.overlaps.q[0]!, q, 1e-5);
    near(found.testError, eg, 1e-5);
  });

  it.each(trajectoryTable.rows)('perceptron, alpha = $alpha, after $t steps from nothing, and message passing', ({ alpha, t, q_se, amp_m, amp_m_sem, d }) => {
    const p = paramsWith({ instance: 'perceptron', sampleRatio: alpha });
    const q = stepped(perceptron.evolution(p, 'only', 'rest'), scalar(0, 1), t).q[0]!;
    near(q, q_se, 1e-5);
    nearRuns(q, amp_m, amp_m_sem, d);
  });

  it.each(phaseTable.rows)('phase retrieval, alpha = $alpha', ({ alpha, q }) => {
    const found = solved({ instance: 'phaseRetrieval', sampleRatio: alpha });
    expect(found.status).toBe('converged');
    if (alpha < 0.5) expect(found.overlap).toBe(0);
    else near(found.overlaps.q[0]!, q, 1e-3);
    if (q === 1) expect(found.overlaps.V[0]!).toBeLessThan(1e-9);
  });

  it.each(ridgeTable.rows)('ridge, alpha = $alpha, lambda = $lam', (row) => {
    const found = solved({ instance: 'ridge', sampleRatio: row.alpha, regularisation: row.lam, noise: row.Delta });
    near(found.overlaps.q[0]!, row.q, 1e-5);
    near(found.overlaps.theta[0]!, row.m, 1e-5);
    near(found.overlaps.V[0]!, row.V, 1e-5);
    near(found.testError, row.eg, 1e-5);
    nearRuns(found.testError, row.eg_num, row.eg_sem, row.d);
    nearRuns(found.overlaps.q[0]!, row.q_num, row.q_sem, row.d);
    nearRuns(found.overlaps.theta[0]!, row.m_num, row.m_sem, row.d);
  });

  it.each(logisticTable.rows)('logistic, alpha = $alpha, lambda = $lam', (row) => {
    const found = solved({ instance: 'logistic', sampleRatio: row.alpha, regularisation: row.lam });
    expect(found.status).toBe('converged');
    near(found.overlaps.q[0]!, row.q, 1e-3);
    near(found.overlaps.theta[0]!, row.m, 1e-3);
    near(found.overlaps.V[0]!, row.V, 1e-3);
    near(found.testError, row.eg, 1e-3);
    nearRuns(found.testError, row.eg_num, row.eg_sem, row.d);
    nearRuns(found.overlaps.q[0]!, row.q_num, row.q_sem, row.d);
    nearRuns(found.overlaps.theta[0]!, row.m_num, row.m_sem, row.d);
  });

  it.each(committeeTable.rows)('committee, alpha = $alpha', ({ alpha, q11, q12 }) => {
    const { overlaps, status } = solved({ instance: 'committee', sampleRatio: alpha });
    expect(status).toBe('converged');
    near(overlaps.q[0]!, q11, 1e-3);
    // From alpha = 4 on the table's 40 nodes are off by some 1e-4 in both (0.0370 at 4.5 where finer rules give 0.0371).
    expect(Math.abs(overlaps.q[1]! - q12)).toBeLessThan(alpha < 4 ? 1e-3 * q12 : 2e-4);
    expect(overlaps.q[3]!).toBeCloseTo(overlaps.q[0]!, 9);
    expect([...overlaps.theta]).toEqual([...overlaps.q]);
  });

  /**
   * Relative standard deviation over scramblings of 4096 and of 16384 points, measured over 16 and 8 scramblings: q, theta or m, training loss, test error.
   * The full tests measure the second again. Semantic at alpha = 1 is the most uncertain: the branch ends nearby.
   */
  const spreads: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
    '0.5 pos': [[1.7e-3, 4.1e-4], [2.0e-3, 8.7e-4], [1.8e-3, 3.5e-4], [7.4e-4, 2.9e-4]],
    '0.75 pos': [[3.2e-3, 9.5e-4], [3.1e-3, 1.1e-3], [2.0e-3, 4.2e-4], [1.1e-3, 3.5e-4]],
    '1 sem': [[2.1e-3, 1.5e-3], [8.5e-3, 6.6e-3], [1.9e-3, 8.7e-4], [5.5e-3, 4.3e-3]],
    '1 pos': [[5.2e-3, 2.3e-3], [4.0e-3, 1.9e-3], [2.0e-3, 5.2e-4], [1.5e-3, 6.5e-4]],
    '1.25 sem': [[2.9e-3, 7.2e-4], [3.3e-3, 9.4e-4], [1.6e-3, 7.2e-4], [3.9e-3, 1.1e-3]],
    '1.25 pos': [[9.4e-3, 3.3e-3], [5.6e-3, 1.9e-3], [2.0e-3, 6.0e-4], [2.5e-3, 8.8e-4]],
    '1.5 sem': [[2.0e-3, 7.7e-4], [1.9e-3, 7.1e-4], [1.3e-3, 6.0e-4], [3.2e-3, 1.2e-3]],
    '1.5 pos': [[1.0e-2, 4.5e-3], [5.0e-3, 2.1e-3], [2.0e-3, 6.3e-4], [2.6e-3, 1.2e-3]],
    '2 sem': [[1.5e-3, 4.5e-4], [1.3e-3, 3.9e-4], [8.0e-4, 3.7e-4], [3.5e-3, 1.1e-3]],
    '2 pos': [[1.6e-2, 8.3e-3], [6.7e-3, 3.4e-3], [1.9e-3, 5.5e-4], [4.3e-3, 2.2e-3]],
  };

  // Nothing is claimed of the semantic branch below alpha = 1.
  it.each(attentionTable.rows.filter(({ alpha, branch }) => alpha >= 1 || branch === 'pos'))('attention, alpha = $alpha, $branch', (row) => {
    const semantic = row.branch === 'sem';
    const { overlaps, trainError, testError, status } = solved({ instance: 'attention', regularisation: 0.01, sampleRatio: row.alpha }, semantic ? 'semantic' : 'positional');
    expect(status).toBe('converged');
    const spread = spreads[`${row.alpha} ${row.branch}`]!;
    const own = semantic ? overlaps.theta[0]! : overlaps.m[0]!;
    const pairs = [[overlaps.q[0]!, row.q], [own, semantic ? row.theta : row.m], [trainError, row.train], [testError, row.mse]] as const;
    // Three standard deviations of the difference, the table's taken with the fewest points that its makers name.
    pairs.forEach(([got, expected], i) => near(got, expected, 3 * Math.sqrt(spread[i]![0] ** 2 + spread[i]![1] ** 2)));
    expect(semantic ? overlaps.m[0]! : overlaps.theta[0]!).toBe(0);
  });

  it.each(denoiserTable.rows)('denoiser, Delta = $Delta', (row) => {
    const p = paramsWith({ instance: 'denoiser', sampleRatio: row.alpha, regularisation: row.lam, clusterVariance: row.sigma2, corruption: row.Delta });
    const coarse = makeOverlaps(1);
    denoiser.writeStart(p, 'only', [0.5], coarse);
    finished(iterate(denoiserEvolution(p, 30), coarse, 1e-9, 300));
    // With the table's own 30 nodes all of its digits.
    near(coarse.q[0]!, row.q, 1e-5);
    near(coarse.m[0]!, row.m, 1e-5);
    near(coarse.V[0]!, row.V, 1e-5);
    expect(Math.abs(denoiser.testError(p, coarse) - row.excess_mse_times_d)).toBeLessThan(1e-5);
    expect(Math.abs(denoiser.cosine(p, coarse) / row.cos - 1)).toBeLessThan(1e-5);
    // 60 nodes: where the prox jumps, any Gauss rule scatters by up to 0.15 % (Delta = 0.85).
    const { overlaps } = solved(p, 'only');
    near(overlaps.q[0]!, row.q, 2e-3);
    nearRuns(overlaps.q[0]!, row.gd_q, row.gd_q_sem, row.gd_d);
    nearRuns(overlaps.m[0]!, row.gd_m, row.gd_m_sem, row.gd_d);
  });
});
