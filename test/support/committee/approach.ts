import { expect, it } from 'vitest';
import { lineFit } from '../../../src/numerics/statistics/fits.ts';
import { makeStream, nextUniform } from '../../../src/numerics/random/stream.ts';
import { runLink } from '../runLink.ts';

const dimensions = [100, 316, 1000, 3162, 10_000];

/** Differences chain minus equations in Q and R: one row for each replica, over all times after the start. */
const differencesAt = (dimension: number, replicas: number, options: string): Float64Array[] => {
  const run = runLink(`committee?dimension=${dimension}&start=broken&initialOverlap=0.1&replicas=${replicas}&duration=20&points=21&${options}`);
  const [chain, ode] = [run.of('chain')[0]!, run.of('ode')[0]!];
  const { offsets, shapes } = chain.layout;
  const columns = ['Q', 'R'].flatMap((id) => Array.from({ length: shapes[id]!.reduce((a, b) => a * b) }, (_, i) => offsets[id]! + i));
  return Array.from({ length: replicas }, (_, replica) => {
    const row: number[] = [];
    for (let i = 1; i < chain.points; i++) for (const column of columns) row.push(chain.value(replica, i, column) - ode.value(0, i, column));
    return Float64Array.from(row);
  });
};

/** Root mean square over all replicas, times and entries. */
const rmsOf = (rows: readonly Float64Array[]): number => {
  let sum = 0;
  for (const row of rows) for (const d of row) sum += d * d;
  return Math.sqrt(sum / (rows.length * rows[0]!.length));
};

/** The same of the mean over replicas. */
const rmsOfMean = (rows: readonly Float64Array[]): number => {
  const mean = rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
  return rmsOf([mean]);
};

export interface Exponent {
  readonly slope: number;
  readonly error: number;
  readonly values: readonly number[];
}

/** Slope of ln value against ln N, with the standard deviation of the slopes of resampled replicas. */
const exponentOf = (samples: readonly (readonly Float64Array[])[], measure: (rows: readonly Float64Array[]) => number): Exponent => {
  const xs = dimensions.map(Math.log);
  const slopeOf = (rows: readonly (readonly Float64Array[])[]): number => lineFit(xs, rows.map((sample) => Math.log(measure(sample))))!.slope;
  const stream = makeStream('approach');
  const slopes = Array.from({ length: 200 }, () => slopeOf(samples.map((rows) => rows.map(() => rows[Math.floor(nextUniform(stream) * rows.length)]!))));
  const mean = slopes.reduce((a, b) => a + b) / slopes.length;
  const error = Math.sqrt(slopes.reduce((sum, s) => sum + (s - mean) * (s - mean), 0) / (slopes.length - 1));
  return { slope: slopeOf(samples), error, values: samples.map(measure) };
};

const cases = { plain: '', 'second layer, noise, decay': 'secondLayerRate=0.5&labelNoise=0.2&weightDecay=0.01&hiddenUnits=3' };

/**
 * From one start, before the escape (at t = 58 of the plain case), runs lie within 1 / sqrt N of the equations and their mean within 1 / sqrt(N n).
 *
 * The tolerance is four (of the mean three) bootstrap errors, which themselves must stay below `largestError`: the deviation of
 * the mean is dominated by few modes, so that its exponent is known less well.
 */
export const testApproach = (sizes: { readonly replicas: number; readonly largestError: number; readonly report: (line: string) => void }): void => {
  it.each(Object.entries(cases))('runs approach the equations as N^-1/2: %s', (name, options) => {
    const samples = dimensions.map((dimension) => differencesAt(dimension, sizes.replicas, options));
    const single = exponentOf(samples, rmsOf);
    const mean = exponentOf(samples, rmsOfMean);
    const text = ({ slope, error, values }: Exponent): string => `exponent ${slope.toFixed(3)} +- ${error.toFixed(3)} (${values.map((x) => x.toPrecision(3)).join(', ')})`;
    sizes.report(`${name}, N = ${dimensions.join(', ')}, ${sizes.replicas} runs: rms difference of a run, ${text(single)}; of the mean, ${text(mean)}`);
    expect(single.error).toBeLessThan(sizes.largestError);
    expect(Math.abs(single.slope + 0.5)).toBeLessThan(4 * single.error);
    expect(mean.error).toBeLessThan(5 * sizes.largestError);
    expect(Math.abs(mean.slope + 0.5)).toBeLessThan(3 * mean.error);
  });
};
