import { log } from '../../numerics/log.ts';
import { power } from '../../numerics/power.ts';
import type { Law } from '../contract.ts';
import { bestFactor, bestShare } from './bestRate.ts';
import { adaptiveTime, signalOf, type Order } from './equations.ts';
import { canLearn, predictedSamples } from './predict.ts';
import type { P } from './params.ts';
import { initialRate } from './rate.ts';
import { reducedSamples } from './reducedSamples.ts';
import { typicalStart } from './typicalStart.ts';

const flowSource = 'gradient flow from the law of the largest initial overlap';

/** c = N m0^2 as N grows: 2 ln N for all sources, of which the 2 is given; a constant for a given number of them. */
const limitSquare = (p: P): number => (p.allFeatures ? 2 : typicalStart({ ...p, dimension: 1e7 }, 0.5).square);

/** Gradient time as N grows: N^((k-2)/2) / ((k-2) a c^((k-2)/2)); ln N / 2a for k = 2. */
const gradientTimes = (p: P): { readonly exponent: number; readonly logPower: number; readonly prefactor: number } => {
  const { order, drift: a } = signalOf(p);
  if (order === 2) return { exponent: 0, logPower: 1, prefactor: 1 / (2 * a) };
  const half = (order - 2) / 2;
  return { exponent: half, logPower: p.allFeatures ? -half : 0, prefactor: 1 / ((order - 2) * a * power(limitSquare(p), half)) };
};

/** Exponent, power of the logarithm and prefactor of samples against N as N grows. */
const asymptotics = (p: P): Pick<Law, 'exponent' | 'logPower' | 'prefactor'> => {
  const { order, drift: a, noise: B } = signalOf(p);
  const many = p.allFeatures;
  const c = limitSquare(p);
  const half = (order - 2) / 2;
  const cPower = power(c, half);
  if (p.rateRule === 'warmUp') {
    if (order === 2) return { exponent: 1, logPower: 1, prefactor: B / (a * a) };
    return { exponent: order - 1, logPower: many ? 2 - order : 0, prefactor: B / ((order - 2) * a * a * cPower * cPower) };
  }
  const time = gradientTimes(p);
  if (p.rateRule === 'fixed') return { ...time, prefactor: (time.prefactor * p.batch) / p.learningRate };
  // Samples are b tau / eta, eta = e (2 a b / B) N^(-k/2); the best e of all sources grows like c^((k-2)/2).
  const grows = p.rateRule === 'best' && many && order !== 2;
  const e = grows ? bestShare * cPower : p.rateRule === 'best' ? bestFactor({ ...p, dimension: 1e7 }) : p.learningRate;
  return { exponent: time.exponent + order / 2, logPower: time.logPower - (grows ? half : 0), prefactor: (time.prefactor * B) / (2 * a * e) };
};

/** Samples in gradient time at the rate of the start. */
export const gradientTimeOf = (samples: number, p: P): number => (samples * initialRate(p)) / p.batch;

type Band = Readonly<Record<'median' | 'low' | 'high', readonly number[] | null>>;

/** The same quantiles in gradient time. */
const inGradientTime = (band: Band, p: P, xs: readonly number[]): Band & { readonly clock: string } => {
  const turned = (values: readonly number[] | null) => values?.map((n, i) => gradientTimeOf(n, { ...p, dimension: xs[i]! })) ?? null;
  return { clock: 'gradientTime', median: turned(band.median), low: turned(band.low), high: turned(band.high) };
};

const finite = (values: readonly (number | null)[]): readonly number[] | null => (values.every((x) => x !== null) ? (values as readonly number[]) : null);

const farOut = [1e4, 1e6] as const;

/** Exponents of the median of the reduction at large N, d ln n / d ln N over a tenth to either side. */
const farExponents = (p: P, threshold: number, time: (n: number, p: P) => number): NonNullable<Law['far']> => {
  const { order, drift } = signalOf(p);
  const at = (dimension: number): number => {
    const q: P = { ...p, dimension };
    const { overlap, rho } = typicalStart(q, 0.5);
    return log(time(reducedSamples(q, order as Order, drift, rho, overlap, threshold) ?? NaN, q));
  };
  return farOut.map((x) => ({ x, exponent: (at(1.1 * x) - at(x / 1.1)) / (2 * log(1.1)) })).filter(({ exponent }) => Number.isFinite(exponent));
};

export function lawsOf(p: P, over: string, xs: readonly number[], threshold: number): Law[] {
  const { order, drift, noise } = signalOf(p);
  if (!canLearn(p) || (over !== 'dimension' && over !== 'learningRate')) return [];
  const at = (quantile: number) => finite(xs.map((x) => predictedSamples({ ...p, [over]: x }, threshold, quantile)));
  const random = p.start === 'random';
  const band = { median: at(0.5), low: random ? at(0.1) : null, high: random ? at(0.9) : null };
  const common = { over, clock: 'samples', slopePerEfold: null } as const;
  if (over === 'learningRate') {
    if (p.rateRule === 'warmUp' || p.rateRule === 'best') return [];
    return [{ ...common, label: 'gradient flow', exponent: -1, logPower: 0, prefactor: null, ...band, source: flowSource, badge: 'derived here' }];
  }
  if (!random) {
    // The best rate from a given overlap ends at the one that noise lets learn well, N^-1.
    const exponent = p.rateRule === 'fixed' ? 0 : p.rateRule === 'best' ? 1 : order / 2;
    const given = { ...common, label: 'gradient flow from this overlap', logPower: 0, prefactor: null, source: flowSource, badge: 'derived here' } as const;
    return [{ ...given, ...band, exponent }, ...(p.rateRule === 'warmUp' ? [] : [{ ...given, ...inGradientTime(band, p, xs), exponent: 0 }])];
  }
  const far = farExponents(p, threshold, (n) => n);
  const flow: Law = { ...common, label: 'gradient flow', ...asymptotics(p), ...band, far, source: flowSource, badge: 'derived here' };
  if (p.rateRule === 'warmUp') return [flow];
  const adaptive: P = { ...p, rateRule: 'warmUp' };
  const median = finite(xs.map((x) => {
    const { overlap } = typicalStart({ ...p, dimension: x }, 0.5);
    return overlap > 0 ? adaptiveTime(order as Order, drift, noise, x, Math.min(overlap, threshold)) : null;
  }));
  const orders = 'drift against noise at every overlap; orders N³ and N² also in Rattray (2002)';
  return [
    flow,
    { ...common, label: 'best rate at every overlap', ...asymptotics(adaptive), median, low: null, high: null, source: orders, badge: 'derived here' },
    { ...flow, label: 'gradient flow, in gradient time', ...gradientTimes(p), ...inGradientTime(band, p, xs), far: farExponents(p, threshold, gradientTimeOf) },
  ];
}
