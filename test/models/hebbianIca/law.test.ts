import { describe, expect, it } from 'vitest';
import type { Description } from '../../../src/models/contract.ts';
import { hebbianIca } from '../../../src/models/hebbianIca/index.ts';
import { finalOverlap, largestDimension } from '../../../src/models/hebbianIca/learning.ts';
import { predictedSamples } from '../../../src/models/hebbianIca/predict.ts';
import { reducedTime } from '../../../src/models/hebbianIca/equations.ts';
import { meanEscape } from '../../../src/models/hebbianIca/escape.ts';
import type { P } from '../../../src/models/hebbianIca/params.ts';
import { typicalStart } from '../../../src/models/hebbianIca/typicalStart.ts';
import type { Params } from '../../../src/models/params.ts';
import { censoredQuantile } from '../../../src/numerics/statistics/censoredQuantile.ts';
import { requestOfLink } from '../../support/runLink.ts';
import { paramsWith, timesOf } from '../../support/hebbianIca/tools.ts';
import reference from '../../fixtures/hebbianIca.json';

const describeWith = (given: Partial<P>, xs: readonly number[], threshold = 0.9): Description => {
  const run = hebbianIca.describe(paramsWith(given) as unknown as Params, 'dimension', xs, 'learned', threshold);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
};

describe('quantiles from the law of the initial overlap', () => {
  it.each([
    ['dimensions=64', 0.03, 0.1], ['dimensions=300', 0.03, 0.04], ['dimensions=64&source=exponential&nonlinearity=square', 0.03, 0.16],
    ['dimensions=400&allFeatures=false&features=5', 0.03, 0.05],
    ['dimensions=200&allFeatures=false&features=3&source=gaussian&nonlinearity=linear&threshold=0.5', 0.03, 0.03], ['dimensions=100&rateRule=warmUp', 0.03, 0.13],
  ] as const)('%s: those of the flow over 600 random starts, up to %f and %f in the deciles', (link, centre, tail) => {
    const { config, tasks } = requestOfLink(`hebbianIca?view=sweep&only=theory&${link}`);
    const p = tasks[0]!.params as unknown as P;
    const times = timesOf('flow', `only=theory&starts=600&budget=1e9&${link}`);
    for (const q of [0.1, 0.5, 0.9]) {
      const predicted = predictedSamples(p, config.threshold, q)!;
      // The interval of the quantile at three standard errors, widened by what one typical start for each winner leaves out.
      const bias = q === 0.5 ? centre : tail;
      const margin = 3 * Math.sqrt((q * (1 - q)) / 600);
      const low = censoredQuantile(times, Math.max(0, q - margin))!;
      const high = censoredQuantile(times, Math.min(1, q + margin)) ?? Infinity;
      expect(predicted).toBeGreaterThan(low * (1 - bias));
      expect(predicted).toBeLessThan(high * (1 + bias));
    }
  });
});

describe('asymptotic laws', () => {
  const cases: readonly (readonly [Partial<P>, number, number])[] = [
    [{}, 3, -1], [{ source: 'exponential', nonlinearity: 'square' }, 2, -0.5], [{ rateRule: 'warmUp', learningRate: 0.01 }, 3, -2], [{ rateRule: 'fixed', learningRate: 1e-9 }, 1, -1],
    [{ source: 'exponential', nonlinearity: 'square', rateRule: 'warmUp', learningRate: 0.01 }, 2, -1],
    [{ allFeatures: false }, 3, 0], [{ allFeatures: false, features: 4, source: 'exponential', nonlinearity: 'square' }, 2, 0],
    [{ allFeatures: false, source: 'gaussian', nonlinearity: 'linear' }, 1, 1], [{ allFeatures: false, source: 'gaussian', nonlinearity: 'linear', rateRule: 'warmUp', learningRate: 0.01 }, 1, 1],
    [{ allFeatures: false, rateRule: 'fixed', learningRate: 1e-9 }, 1, 0],
    [{ rateRule: 'best' }, 3, -2], [{ source: 'exponential', nonlinearity: 'square', rateRule: 'best' }, 2, -1], [{ allFeatures: false, rateRule: 'best' }, 3, 0],
  ];

  it.each(cases)('%o: N^%f ln^%f N', (given, exponent, logPower) => {
    const [law] = describeWith(given, [1e6, 1e7]).laws;
    expect([law!.exponent, law!.logPower]).toEqual([exponent, logPower]);
    const slope = Math.log(law!.median![1]! / law!.median![0]!) / Math.log(10);
    // The power of the logarithm adds logPower / ln N; ln ln N corrections are a few hundredths more.
    expect(Math.abs(slope - exponent - logPower / Math.log(3e6))).toBeLessThan(logPower === 0 ? 0.005 : 0.05 * Math.abs(logPower));
    // In the warm-up the flow counts no noise, which takes half of the drift at the best rate.
    const share = given.rateRule === 'warmUp' ? 2 : 1;
    const ratio = (share * law!.median![1]!) / (law!.prefactor! * 1e7 ** exponent * Math.log(1e7) ** logPower);
    if (logPower === 0) expect(Math.abs(ratio - 1)).toBeLessThan(0.01);
    else expect(Math.abs(Math.log(ratio))).toBeLessThan(0.55);
  });

  it('the best constant rate for second order: N ln N', () => {
    const [law] = describeWith({ allFeatures: false, source: 'gaussian', nonlinearity: 'linear', rateRule: 'best' }, [1e6, 1e7]).laws;
    expect([law!.exponent, law!.logPower]).toEqual([1, 1]);
    // The factor of the rate wanders by 3 %.
    const slope = Math.log(law!.median![1]! / law!.median![0]!) / Math.log(10);
    expect(Math.abs(slope - 1 - 1 / Math.log(3e6))).toBeLessThan(0.03);
  });

  const inTime: readonly (readonly [Partial<P>, number, number])[] = [
    [{}, 1, -1], [{ rateRule: 'best' }, 1, -1], [{ source: 'exponential', nonlinearity: 'square' }, 0.5, -0.5], [{ allFeatures: false }, 1, 0], [{ allFeatures: false, source: 'gaussian', nonlinearity: 'linear' }, 0, 1],
  ];

  it.each(inTime)('%o, in gradient time: N^%f ln^%f N, whatever the rate', (given, exponent, logPower) => {
    const of = (more: Partial<P>) => describeWith({ ...given, ...more }, [1e6, 1e7]).laws.find(({ clock }) => clock === 'gradientTime')!;
    const law = of({});
    expect([law.exponent, law.logPower]).toEqual([exponent, logPower]);
    const slope = Math.log(law.median![1]! / law.median![0]!) / Math.log(10);
    expect(Math.abs(slope - exponent - logPower / Math.log(3e6))).toBeLessThan(logPower === 0 ? 0.005 : 0.05 * Math.abs(logPower));
    const ratio = law.median![1]! / (law.prefactor! * 1e7 ** exponent * Math.log(1e7) ** logPower);
    expect(Math.abs(Math.log(ratio))).toBeLessThan(logPower === 0 ? 0.01 : 0.55);
    of({ rateRule: 'fixed', learningRate: 0.01 }).median!.forEach((tau, i) => expect(tau / law.median![i]!).toBeCloseTo(1, 9));
    expect(of({ rateRule: 'warmUp' })).toBeUndefined();
  });

  it('exponents far out are those of the closed form, between the slope here and the limit', () => {
    // One frozen rho at each N: the closed time of the reduction, differentiated over a part in a thousand.
    const tau = (dimension: number): number => {
      const { overlap, rho } = typicalStart(paramsWith({ dimension }), 0.5);
      return reducedTime(2, rho, overlap, 0.9)!;
    };
    const laws = describeWith({}, [64, 128]).laws;
    const here = Math.log2(laws[0]!.median![1]! / laws[0]!.median![0]!);
    for (const { x, exponent } of laws[0]!.far!) {
      const closed = 2 + Math.log(tau(1.001 * x) / tau(x / 1.001)) / (2 * Math.log(1.001));
      expect(Math.abs(exponent - closed)).toBeLessThan(1e-3);
      expect(exponent).toBeGreaterThan(here);
      expect(exponent).toBeLessThan(3);
    }
    expect(laws[0]!.far!.map(({ x }) => x)).toEqual([1e4, 1e6]);
    laws.at(-1)!.far!.forEach(({ exponent }, i) => expect(exponent).toBeCloseTo(laws[0]!.far![i]!.exponent - 2, 9));
  });

  it('the best rate at every overlap: N^3/(ln N)^2, N^2/ln N, with their prefactors', () => {
    for (const [given, exponent, logPower, prefactor] of [[{}, 3, -2, 15 / (8 * 4)], [{ source: 'exponential', nonlinearity: 'square' }, 2, -1, 3 / (2 * 4)]] as const) {
      const law = describeWith(given, [1e6]).laws[1]!;
      expect([law.exponent, law.logPower]).toEqual([exponent, logPower]);
      expect(law.prefactor).toBeCloseTo(prefactor, 9);
      expect(Math.abs(Math.log(law.median![0]! / (law.prefactor! * 1e6 ** exponent * Math.log(1e6) ** logPower)))).toBeLessThan(0.5);
    }
    // Its inverse: as many inputs as the samples are enough for.
    const N = largestDimension(2, 15, 1e9);
    expect((15 * N ** 3) / (8 * 4 * Math.log(N) ** 2)).toBeCloseTo(1e9, 0);
  });

  it('no law without a signal, none without a finite median', () => {
    expect(describeWith({ source: 'gaussian', variance: 1 }, [10, 100])).toMatchObject({ laws: [], marks: [{ id: 'typicalStart' }, { id: 'saturation' }] });
    expect(describeWith({ source: 'gaussian', nonlinearity: 'linear' }, [10, 100]).laws).toEqual([]);
    const [law] = describeWith({ allFeatures: false, source: 'exponential', nonlinearity: 'square' }, [10, 100]).laws;
    expect([law!.median, law!.high, law!.exponent]).toEqual([null, null, 2]);
  });
});

describe('marks', () => {
  it('threshold of trapping, quickest rate of one feature, noise floor', () => {
    const { marks } = describeWith({ allFeatures: false, dimension: 100 }, [100]);
    const value = (id: string): number => marks.find((mark) => mark.id === id)!.value;
    // h = 0.066: e = 1/(2h).
    expect(Math.abs(value('bestRate') - 7.5)).toBeLessThan(0.3);
    expect(value('finalOverlap')).toBe(finalOverlap(paramsWith({ allFeatures: false, dimension: 100 })));
    // 1 - m^2 = eta N / 2 kappa with eta = 4/(15 N^2).
    expect(1 - value('finalOverlap') ** 2).toBeCloseTo((4 / 15 / 100) / 4, 9);
    // All sources: c = 6.50 at N = 64.
    expect(describeWith({ dimension: 64 }, [64]).marks.find(({ id }) => id === 'trapping')!.value).toBeCloseTo(6.5, 1);
    const fixed = describeWith({ dimension: 64, rateRule: 'fixed', learningRate: 0.001 }, [64]).marks.find(({ id }) => id === 'trapping')!;
    expect(fixed.value / ((2 * 2) / (15 * 64 * 64))).toBeCloseTo(6.5, 1);
  });
});

describe('mean escape at finite N', () => {
  // The diffusion approximation is good to a few per cent where increments are small; the reference has an error of 4 to 8 %.
  it.each(reference.chain.filter(({ k, N }) => (k === 4 && N >= 64) || (k === 3 && N >= 128)))('k = $k, N = $N: $mean_n +- $sem', ({ k, N, eta, mean_n, sem }) => {
    const given: Partial<P> = k === 3 ? { source: 'twoPoint', nonlinearity: 'square' } : {};
    const mean = meanEscape(paramsWith({ dimension: N, allFeatures: false, ...given }), 0.9, eta);
    expect(Math.abs(mean_n - mean)).toBeLessThan(3 * sem + 0.03 * mean);
  });
});

describe('default budget', () => {
  it.each(['', 'learningRate=0.2', 'rateRule=warmUp', 'source=exponential&nonlinearity=square', 'allFeatures=false&features=5', 'batch=20', 'source=laplace&nonlinearity=tanh&subtractLinear=true'])(
    'is at least four times the median of the flow: %s',
    (link) => {
      const { tasks } = requestOfLink(`hebbianIca?view=sweep&only=theory&dimensions=64&${link}`);
      const median = censoredQuantile(timesOf('flow', `only=theory&dimensions=64&starts=60&budget=1e9&${link}`), 0.5)!;
      expect(tasks[0]!.budget).toBeGreaterThan(4 * median);
      expect(tasks[0]!.budget).toBeLessThan(16 * median);
    },
  );

  it.each([
    'source=gaussian&variance=1', 'nonlinearity=linear&subtractLinear=true', 'nonlinearity=relu', 'allFeatures=false&source=exponential&nonlinearity=square', 'learningRate=100',
    'learningRate=1e-9', 'rateRule=fixed', 'start=given&initialOverlap=1e-6', 'start=given&initialOverlap=1', 'batch=1000', 'threshold=0.999', 'threshold=0.05',
  ])('is a finite whole number of at least a hundred steps: %s', (link) => {
    for (const { budget, params } of requestOfLink(`hebbianIca?view=sweep&only=theory&dimensions=1,2,3,100,100000&${link}`).tasks) {
      expect(Number.isInteger(budget)).toBe(true);
      expect(budget).toBeGreaterThanOrEqual(100 * Number(params['batch']));
      expect(budget).toBeLessThan(1e40);
    }
  });
});
