import { normalCdf } from '../../../numerics/normalCdf.ts';

/** Mean of the distance of n samples of the law itself, times sqrt n: sqrt(pi/2) ln 2; it is above the second number once in 20 times. */
export const noiseOfDistance = { mean: 0.8687311606361592, twentieth: 1.3581 } as const;

/**
 * Kolmogorov's distance: the largest difference between the distribution function of the samples and that of N(0, variance). Ties are allowed.
 *
 * At most 1. Of samples of that very law: (0.869 +- 0.260) / sqrt n.
 */
export const gaussianDistance = (sample: Float64Array, variance: number): number => {
  const sorted = sample.slice().sort();
  const n = sorted.length;
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 1e300;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const below = normalCdf(sorted[i]! * scale);
    distance = Math.max(distance, below - i / n, (i + 1) / n - below);
  }
  return distance;
};

/**
 * The same of a law that is known to be even, x and -x being equally likely: each sample counts with both signs.
 *
 * Of samples of that very law: half of what `gaussianDistance` gives.
 */
export const evenDistance = (sample: Float64Array, variance: number): number => {
  const sorted = sample.map(Math.abs).sort();
  const n = sorted.length;
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 1e300;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const below = 2 * normalCdf(sorted[i]! * scale) - 1;
    distance = Math.max(distance, below - i / n, (i + 1) / n - below);
  }
  return distance / 2;
};

/** Counts of `sample` times `scale` between the edges, equally wide. */
export const countsBetween = (sample: Float64Array, scale: number, edges: Float64Array): Float64Array => {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  const [low, high] = [edges[0]!, edges[bins]!];
  for (const x of sample) {
    const i = Math.floor(((x * scale - low) * bins) / (high - low));
    if (i >= 0 && i < bins) counts[i] = counts[i]! + 1;
  }
  return counts;
};
