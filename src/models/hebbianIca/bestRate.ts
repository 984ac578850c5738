import { exp } from '../../numerics/exp.ts';
import { log } from '../../numerics/log.ts';
import { power } from '../../numerics/power.ts';
import { rateUnit, signalOf, type Order } from './equations.ts';
import { meanEscape } from './escape.ts';
import { momentsOf } from './moments.ts';
import { featuresOf, type P } from './params.ts';
import { typicalStart } from './typicalStart.ts';

/** Overlap that the best rate is to reach soonest: the usual threshold. */
const level = 0.9;
/** Least of -ln(1 - share)/share^2: the best constant share of the rate at which noise outweighs the drift at the start. */
export const bestShare = 0.715;

/** Of the rate at which noise holds the overlap at the level: fluctuations carry it across from a little below. */
const mostOfFloor = 1.3;

/** Where the best factor of one feature is sought: for k = 3 and 4 up to 1.3 times its limit as N grows, 2.15 and 7.5. */
const range: Readonly<Record<Order, readonly [number, number]>> = { 2: [0.02, 0.2], 3: [0.1, 2.8], 4: [0.3, 10] };

/** Below this N steps are too large for a diffusion. */
const leastInputs = 16;

/** Factor e at which a single feature is found soonest on average, by golden section in ln e; to 3 %. Below N = 16 as the floor of the noise falls. */
const firstPassage = (p: P, order: Order): number => {
  if (p.dimension < leastInputs) return firstPassage({ ...p, dimension: leastInputs }, order) * power(p.dimension / leastInputs, (order - 2) / 2);
  const q: P = { ...p, allFeatures: false, features: 1, batch: 1, start: 'random' };
  const unit = rateUnit(q);
  const golden = 0.6180339887498949;
  const at = (x: number): number => {
    const mean = meanEscape(q, level, exp(x) * unit, 300);
    // Far above the rates that learn the exponentials overflow.
    return mean > 0 && mean < Infinity ? mean : 1e300;
  };
  let [low, high] = [log(range[order][0]), log(range[order][1])];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [fa, fb] = [at(a), at(b)];
  for (let round = 0; round < 10; round++) {
    if (fa <= fb) {
      [high, b, fb] = [b, a, fa];
      a = high - golden * (high - low);
      fa = at(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + golden * (high - low);
      fb = at(b);
    }
  }
  return exp(0.5 * (low + high));
};

/** 1.3 times the factor at which noise holds a single feature at the level: m^(k-2) (1 - m^2) N^((k-2)/2) B / E f(y)^2, y at m = 0.9. */
const floorFactor = (p: P, order: Order): number =>
  (mostOfFloor * power(level, order - 2) * (1 - level * level) * power(p.dimension, (order - 2) / 2) * signalOf(p).noise) / momentsOf(p).square(level);

const factor = (p: P): number => {
  const { order } = signalOf(p);
  if (order === 0) return 1;
  const K = featuresOf(p);
  if (order === 2) return firstPassage(p, order);
  const floor = floorFactor(p, order);
  if (K === 1 && p.start === 'random') return Math.min(floor, firstPassage(p, order));
  const square = p.start === 'given' ? p.dimension * p.initialOverlap * p.initialOverlap : typicalStart(p, 0.5).square;
  const share = bestShare * power(square, (order - 2) / 2);
  return Math.min(floor, K < p.dimension && p.start === 'random' ? Math.max(share, firstPassage(p, order)) : share);
};

const remembered = new Map<string, number>();

/**
 * Factor e of the scaled rate eta = e (2 a b/B) N^(-k/2) that learns soonest at a constant rate.
 *
 * k = 3 and 4, all sources: 0.715 c^((k-2)/2), c = N m0^2 of the typical start: least of -ln(1 - e/e_c)/e^2 with e_c = c^((k-2)/2)
 * one feature, and k = 2: least mean first passage at this N; some features: the larger of the two
 * never above 1.3 times the rate at which noise holds the overlap at 0.9
 *
 * Samples within a quarter of the least of a scan over constant rates (K = 1 and K = N, N = 16..128).
 */
export const bestFactor = (p: P): number => {
  const key = JSON.stringify([
    p.dimension, featuresOf(p), p.source, p.exponent, p.density, p.probability, p.variance, p.nonlinearity, p.subtractLinear, p.start, p.initialOverlap,
  ]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const value = factor(p);
  if (remembered.size >= 1000) remembered.clear();
  remembered.set(key, value);
  return value;
};
