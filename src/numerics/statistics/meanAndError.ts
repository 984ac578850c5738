export interface MeanAndError {
  readonly mean: number;
  /** null for a single value */
  readonly standardDeviation: number | null;
  readonly standardError: number | null;
}

/**
 * Mean, standard deviation and standard error of the mean.
 *
 * mean = sum x / n, standardDeviation = sqrt(sum (x - mean)^2 / (n - 1)), standardError = standardDeviation / sqrt(n)
 *
 * Returns null for no values. Two passes, so a large common offset costs no digits.
 */
export const meanAndError = (values: ArrayLike<number>): MeanAndError | null => {
  const n = values.length;
  if (n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  let mean = sum / n;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += values[i]! - mean;
  mean += rest / n;
  if (n === 1) return { mean, standardDeviation: null, standardError: null };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) * (values[i]! - mean);
  const standardDeviation = Math.sqrt(squares / (n - 1));
  return { mean, standardDeviation, standardError: standardDeviation / Math.sqrt(n) };
};
