import { describe, expect, it } from 'vitest';
import { comparison, meanEstimate, medianEstimate, withInterval } from '../support/hebbianIca/estimates.ts';
import { runnerTimes } from '../support/runner.ts';
import reference from '../fixtures/hebbianIca.json';

const settings: Readonly<Record<number, string>> = { 2: 'source=gaussian&nonlinearity=linear&threshold=0.7', 3: 'source=twoPoint&nonlinearity=square', 4: '' };
const seed = 20261;

/** More runs than the reference where they are cheap: what is left is its error alone. */
const replicasOf = (k: number, N: number): number => (k === 4 ? (N <= 32 ? 2000 : N <= 64 ? 400 : N <= 128 ? 250 : 100) : k === 3 && N <= 128 ? 3000 : k === 3 && N === 512 ? 400 : 800);

describe('one feature: medians and means of the chain against independent runs', () => {
  it.each(reference.chain)('k = $k, N = $N', async ({ k, N, eta, median_n, ci_lo, ci_hi, mean_n, sem }) => {
    const replicas = replicasOf(k, N);
    const { simulation } = await runnerTimes(
      `hebbianIca?view=sweep&only=simulation&dimensions=${N}&allFeatures=false&rateRule=fixed&learningRate=${eta}&replicas=${replicas}&budget=1e9&seed=${seed}&${settings[k]}`,
    );
    const times = simulation[0]!;
    expect(times).toHaveLength(replicas);
    expect(times).not.toContain(null);
    const median = comparison(medianEstimate(times), withInterval(median_n, ci_lo, ci_hi));
    // The mean is finite: noise redraws a start that the flow would keep for ever.
    const mean = comparison(meanEstimate(times.map((time) => time!)), { value: mean_n, error: sem });
    console.log(`k = ${k}, N = ${N}, ${replicas} runs: median ${median.text}, mean ${mean.text}`);
    expect(Math.abs(median.z)).toBeLessThan(3);
    expect(Math.abs(mean.z)).toBeLessThan(3);
  });
});
