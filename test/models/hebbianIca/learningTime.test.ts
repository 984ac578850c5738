import { describe, expect, it } from 'vitest';
import { learningTimes } from '../../../src/jobs/collected.ts';
import { initialRate } from '../../../src/models/hebbianIca/rate.ts';
import { runLink } from '../../support/runLink.ts';
import { meanOf, medianOf, timesOf } from '../../support/hebbianIca/tools.ts';
import { paramsWith } from '../../support/hebbianIca/tools.ts';
import reference from '../../fixtures/hebbianIca.json';

/** Standard error of the median of a sample, from its quartiles. */
const medianError = (xs: readonly number[]): number => {
  const sorted = xs.toSorted((a, b) => a - b);
  return (0.93 * (sorted[Math.floor(0.75 * xs.length)]! - sorted[Math.floor(0.25 * xs.length)]!)) / Math.sqrt(xs.length);
};

describe('small rates follow the flow from the same start, all sources +-1', () => {
  it.each(reference.smallRate.filter(({ N }) => N <= 32))('N = $N: ratio $median_ratio, winner $winner_is_initial_argmax', ({ N, median_ratio, winner_is_initial_argmax, median_n, ci_lo, ci_hi, q25_ratio, q75_ratio }) => {
    const replicas = N > 20 ? 60 : 150;
    const link = `dimensions=${N}&learningRate=0.2&replicas=${replicas}&starts=${replicas}&budget=1e6`;
    const simulated = timesOf('chain', link);
    const flow = timesOf('flow', link);
    const ratios = simulated.map((time, i) => time! / flow[i]!).filter((x) => x > 0 && x < Infinity);
    const theirs = (0.93 * (q75_ratio - q25_ratio)) / Math.sqrt(200);
    expect(Math.abs(medianOf(ratios) - median_ratio)).toBeLessThan(4 * Math.sqrt(medianError(ratios) ** 2 + theirs ** 2));
    const interval = (ci_hi - ci_lo) / 4;
    expect(Math.abs(medianOf(simulated) - median_n)).toBeLessThan(4 * Math.sqrt(medianError(simulated.map((time) => time!)) ** 2 + interval ** 2));
    // The first column of v is the largest at the start: it wins as often as in the reference.
    const [run] = runLink(`hebbianIca?only=simulation&dimension=${N}&learningRate=0.2&replicas=${replicas}&duration=${Math.ceil(4 * median_n)}&points=2`).of('chain');
    const { v } = run!.layout.offsets;
    const won = Array.from({ length: replicas }, (_, i) => Number(Math.abs(run!.value(i, 1, v!)) > 0.8));
    const learned = Array.from({ length: replicas }, (_, i) => run!.value(i, 1, 0) > 0.9);
    const share = won.filter((_, i) => learned[i]).reduce((a, b) => a + b, 0) / learned.filter(Boolean).length;
    const q = winner_is_initial_argmax;
    expect(Math.abs(share - q)).toBeLessThan(4 * Math.sqrt(q * (1 - q) * (1 / 200 + 1 / replicas)) + 0.01);
  });
});

describe('one feature: the chain against independent runs', () => {
  const settings: Readonly<Record<number, string>> = { 2: 'source=gaussian&nonlinearity=linear&threshold=0.7', 3: 'source=twoPoint&nonlinearity=square', 4: '' };
  it.each(reference.chain.filter(({ k, N }) => (k === 2 && N <= 64) || (k === 3 && (N === 64 || N === 128)) || (k === 4 && N === 32)))('k = $k, N = $N: median $median_n', ({ k, N, eta, median_n, ci_lo, ci_hi }) => {
    const times = timesOf('chain', `dimensions=${N}&allFeatures=false&rateRule=fixed&learningRate=${eta}&replicas=200&budget=1e7&${settings[k]}`);
    const median = medianOf(times);
    expect(Math.abs(median - median_n)).toBeLessThan(4 * Math.sqrt(medianError(times.map((time) => time ?? Infinity)) ** 2 + ((ci_hi - ci_lo) / 4) ** 2));
  });
});

describe('rates', () => {
  it('medians at e = 3, N = 16: 866 and 895 in two independent programs of 40 to 200 runs', () => {
    const times = timesOf('chain', 'dimensions=16&learningRate=3&replicas=400&budget=1e5').map((time) => time!);
    // An independent run of 1500 in NumPy gave 912.
    expect(Math.abs(medianOf(times) - 912)).toBeLessThan(4 * Math.sqrt(medianError(times) ** 2 * (1 + 400 / 1500)));
  });

  it('the same rate, four times the inputs: never learns', () => {
    const times = (N: number) => timesOf('chain', `dimensions=${N}&rateRule=fixed&learningRate=0.003125&replicas=8&budget=200000`);
    expect(medianOf(times(8))).toBeLessThan(1000);
    expect(medianOf(times(16))).toBeLessThan(2000);
    expect(times(64).every((time) => time === null)).toBe(true);
  });

  it('the best e lies between 3 and 10 at N = 32; 24 is too large; a rate that rises with the overlap is quicker than a constant one', () => {
    const at = (link: string) => medianOf(timesOf('chain', `dimensions=32&replicas=40&budget=60000&${link}`));
    const best = at('learningRate=6');
    expect(best).toBeLessThan(0.7 * at('learningRate=1.5'));
    expect(best).toBeLessThan(0.7 * at('learningRate=10'));
    expect(at('learningRate=24')).toBe(Infinity);
    expect(at('learningRate=1&rateRule=warmUp')).toBeLessThan(0.6 * at('learningRate=1'));
  });

  it('a batch of ten at the scaled rate takes as many samples', () => {
    const at = (batch: number) => timesOf('chain', `dimensions=32&batch=${batch}&replicas=60&budget=1e6`).map((time) => time!);
    const [one, ten] = [at(1), at(10)];
    expect(Math.abs(medianOf(one) - medianOf(ten))).toBeLessThan(4 * Math.sqrt(medianError(one) ** 2 + medianError(ten) ** 2));
    expect(initialRate(paramsWith({ batch: 10 })) / initialRate(paramsWith({}))).toBeCloseTo(10, 12);
  });

  it('He3 needs 2.5 times fewer samples than y^3 at the same e', () => {
    const at = (nonlinearity: string) => timesOf('chain', `dimensions=32&nonlinearity=${nonlinearity}&replicas=80&budget=1e6&learningRate=1`).map((time) => time!);
    const [cubic, hermite] = [at('cubic'), at('hermite3')];
    const spread = medianError(cubic) / medianOf(cubic) + medianError(hermite) / medianOf(hermite);
    expect(Math.abs(medianOf(cubic) / medianOf(hermite) / 2.5 - 1)).toBeLessThan(4 * spread);
  });
});

describe('several neurons', () => {
  it('deflation: the first neuron is the one that learns alone', () => {
    // A source that the kernels do not know: the draws are the same.
    const of = (neurons: number) => runLink(`hebbianIca?only=simulation&engine=direct&dimension=12&source=logistic&neurons=${neurons}&decorrelation=deflation&duration=2000&points=5&replicas=1&learningRate=0.5`).of('direct')[0]!;
    const [one, three] = [of(1), of(3)];
    const { v } = one.layout.offsets;
    for (let index = 0; index < 5; index++) for (let i = 0; i < 12; i++) expect(Math.abs(three.value(0, index, v! + i) - one.value(0, index, v! + i))).toBeLessThan(1e-9);
    expect(three.value(0, 4, 1)).not.toBe(one.value(0, 4, 1));
  });

  it.each(['symmetric', 'deflation'])('%s: each finds a source of its own, the last one later than the first', (decorrelation) => {
    const times = (criterion: string) => {
      const [run] = runLink(`hebbianIca?view=sweep&only=simulation&engine=direct&dimensions=4&neurons=4&decorrelation=${decorrelation}&replicas=24&learningRate=0.2&budget=20000&criterion=${criterion}`).of('direct');
      return learningTimes(run!).map((time) => time!);
    };
    const [first, last] = [times('learned'), times('allLearned')];
    first.forEach((time, i) => expect(last[i]!).toBeGreaterThanOrEqual(time));
    expect(meanOf(last).mean - meanOf(first).mean).toBeGreaterThan(4 * meanOf(first).error);
  });
});
