import { learningTimes } from '../../../src/jobs/collected.ts';
import { params, type P } from '../../../src/models/hebbianIca/params.ts';
import { completeParams, type Params } from '../../../src/models/params.ts';
import { runLink } from '../runLink.ts';

export const paramsWith = (given: Partial<P>): P => completeParams(params, given as Params) as unknown as P;

/** Learning times of an engine at the only value of a sweep. */
export const timesOf = (engine: string, link: string): (number | null)[] => learningTimes(runLink(`hebbianIca?view=sweep&${link}&engine=${engine}`).of(engine)[0]!);

export const medianOf = (times: readonly (number | null)[]): number => {
  const sorted = times.map((time) => time ?? Infinity).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!);
};

export const meanOf = (xs: readonly number[]): { mean: number; error: number } => {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  return { mean, error: Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (xs.length - 1) / xs.length) };
};

/** All sources, each with a parameter at which it is itself. */
export const everySource: readonly Partial<P>[] = [
  { source: 'rademacher' }, { source: 'uniform' }, { source: 'laplace' }, { source: 'logistic' }, { source: 'exponentialPower', exponent: 4 },
  { source: 'exponentialPower', exponent: 1.5 }, { source: 'exponentialPower', exponent: 0.7 }, { source: 'exponentialPower', exponent: 16 }, { source: 'spikeSlab', density: 0.3 },
  { source: 'exponential' }, { source: 'twoPoint', probability: 0.2 }, { source: 'gaussian', variance: 2 }, { source: 'gaussian', variance: 1 },
];
