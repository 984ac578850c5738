import { describe, expect, it } from 'vitest';
import { initialRate } from '../../src/models/hebbianIca/rate.ts';
import { comparison, medianEstimate, rankCorrelationEstimate, shareEstimate } from '../support/hebbianIca/estimates.ts';
import { hits, type Hit } from '../support/hebbianIca/hitting.ts';
import { medianOf, paramsWith } from '../support/hebbianIca/tools.ts';
import { runnerTimes } from '../support/runner.ts';
import { shown } from '../support/committee/medians.ts';

const seed = 20264;

describe('does the start decide? N = 64, all sources +-1', () => {
  it('the time of the flow from the same start foretells the run at e = 0.5, hardly at e = 6', () => {
    const at = (learningRate: number) => {
      const runs = hits(paramsWith({ dimension: 64, learningRate }), seed, 800, 1e8);
      expect(runs.every(({ time }) => time !== null)).toBe(true);
      const wins = shareEstimate(runs.filter(({ firstWins }) => firstWins).length / runs.length, runs.length);
      const correlation = rankCorrelationEstimate(runs.map(({ predicted }) => predicted), runs.map(({ time }) => time!));
      console.log(`e = ${learningRate}, ${runs.length} runs: rank correlation ${shown(correlation)}, the largest at the start wins ${shown(wins)}`);
      return { correlation, wins };
    };
    const [small, middle, large] = [at(0.5), at(2), at(6)];
    expect(small.correlation.value).toBeGreaterThan(0.85);
    expect(large.correlation.value).toBeLessThan(0.6);
    expect(small.correlation.value - large.correlation.value).toBeGreaterThan(0.3);
    expect(middle.correlation.value).toBeLessThan(small.correlation.value);
    expect(middle.correlation.value).toBeGreaterThan(large.correlation.value);
    expect(small.wins.value - large.wins.value).toBeGreaterThan(0.3);
  });
});

describe('the same rate for all N: eta = 0.003125, 300,000 samples', () => {
  it('learns at N = 16, never at N = 64', async () => {
    const { simulation } = await runnerTimes(`hebbianIca?view=sweep&only=simulation&dimensions=8,16,32,64,128&rateRule=fixed&learningRate=0.003125&budget=300000&replicas=40&seed=${seed}`);
    const learned = simulation.map((times) => times.filter((time) => time !== null).length);
    console.log(`of 40 runs at N = 8, 16, 32, 64, 128 learned ${learned.join(', ')}; medians ${simulation.map((times) => medianOf(times)).join(', ')}`);
    expect(learned[0]).toBe(40);
    expect(learned[1]).toBeGreaterThanOrEqual(38);
    expect(learned[2]).toBeGreaterThan(0);
    expect(learned.slice(3)).toEqual([0, 0]);
    // Independent runs, 30 at each N: 356, 842, 47,879.
    const [eight, sixteen] = [medianEstimate(simulation[0]!), medianEstimate(simulation[1]!)];
    for (const [ours, theirs] of [[eight, 356], [sixteen, 842]] as const) {
      const { z, text } = comparison(ours, { value: theirs, error: ours.error * Math.sqrt(40 / 30) });
      console.log(`median samples ${text}`);
      expect(Math.abs(z)).toBeLessThan(3);
    }
  });
});

describe('the rate of a run in gradient time, N = 16', () => {
  const replicas = 1000;
  const at = (learningRate: number): { readonly p: ReturnType<typeof paramsWith>; readonly runs: readonly Hit[] } => {
    const p = paramsWith({ dimension: 16, learningRate });
    return { p, runs: hits(p, seed, replicas, 1e8) };
  };

  it('twice a small rate leaves the learning time eta n as it was', () => {
    const taus = [0.05, 0.1].map((e) => {
      const { p, runs } = at(e);
      return runs.map(({ time }) => time! * initialRate(p));
    });
    // The starts are the same: what differs is the noise of the samples, and a term of order e.
    const ratio = medianEstimate(taus[0]!.map((tau, i) => taus[1]![i]! / tau).filter((x) => x > 0 && x < Infinity));
    const whole = comparison(medianEstimate(taus[1]!), medianEstimate(taus[0]!));
    console.log(`eta n at e = 0.1 over e = 0.05, run by run: median ${ratio.value.toFixed(4)} +- ${ratio.error.toFixed(4)}; medians ${whole.text}`);
    expect(Math.abs(whole.z)).toBeLessThan(3);
    expect(Math.abs(ratio.value - 1)).toBeLessThan(3 * ratio.error + 0.02);
  });

  it('and the time over that of the exact flow goes to one with the rate', () => {
    const excess = [0.8, 0.4, 0.2, 0.1].map((e) => {
      const { runs } = at(e);
      const ratio = medianEstimate(runs.filter(({ predicted }) => predicted > 0).map(({ time, predicted }) => time! / predicted));
      console.log(`e = ${e}: samples over the flow's ${ratio.value.toFixed(4)} +- ${ratio.error.toFixed(4)}`);
      return { value: ratio.value - 1, error: ratio.error };
    });
    for (let i = 1; i < excess.length; i++) expect(excess[i]!.value).toBeLessThan(excess[i - 1]!.value + 3 * Math.hypot(excess[i]!.error, excess[i - 1]!.error));
    expect(excess[0]!.value).toBeGreaterThan(3 * excess[0]!.error);
    expect(Math.abs(excess.at(-1)!.value)).toBeLessThan(0.03 + 3 * excess.at(-1)!.error);
  });
});

describe('too large a rate', () => {
  // Sixty times the median at the best rate: 800, 4,270 and 16,700 samples.
  it.each([[16, 12, 48_000], [32, 16, 256_000], [64, 24, 1_000_000]])('N = %i: all learn at e = 6, less than half at e = %i', (dimension, large, budget) => {
    const learned = (learningRate: number): number => hits(paramsWith({ dimension, learningRate }), seed, 40, budget).filter(({ time }) => time !== null).length;
    const [best, destroyed] = [learned(6), learned(large)];
    console.log(`N = ${dimension}: of 40 runs learned ${best} at e = 6, ${destroyed} at e = ${large}`);
    expect(best).toBe(40);
    expect(destroyed).toBeLessThan(20);
  });
});
