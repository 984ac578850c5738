/**
 * Median, 10 % and 90 % quantile (type 7) of the first `count` numbers of `sample`, which is sorted in place.
 * NaN when a number is missing: a quantile over the runs that are left would favour some.
 */
export const quantilesOf = (sample: Float64Array, count: number): { median: number; low: number; high: number } => {
  for (let i = 0; i < count; i++) if (sample[i] !== sample[i]) return { median: NaN, low: NaN, high: NaN };
  const x = sample.subarray(0, count).sort();
  const at = (q: number): number => {
    const place = (count - 1) * q;
    const below = Math.floor(place);
    return x[below]! + (place - below) * (x[Math.min(below + 1, count - 1)]! - x[below]!);
  };
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
};

export interface Bands {
  readonly median: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Quantiles over replicas at each time of one column. */
export const bandsOf = (points: number, replicas: number, value: (replica: number, index: number) => number): Bands => {
  const bands = { median: new Float64Array(points), low: new Float64Array(points), high: new Float64Array(points) };
  const sample = new Float64Array(replicas);
  for (let i = 0; i < points; i++) {
    for (let r = 0; r < replicas; r++) sample[r] = value(r, i);
    const { median, low, high } = quantilesOf(sample, replicas);
    bands.median[i] = median;
    bands.low[i] = low;
    bands.high[i] = high;
  }
  return bands;
};
