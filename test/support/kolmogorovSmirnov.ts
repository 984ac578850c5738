export interface KolmogorovSmirnov {
  readonly statistic: number;
  readonly p: number;
}

/** One sample against a continuous distribution function. */
export function oneSampleKolmogorovSmirnov(sample: ArrayLike<number>, cdf: (x: number) => number): KolmogorovSmirnov {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let statistic = 0;
  for (let i = 0; i < n; i++) {
    const below = cdf(sorted[i]!);
    statistic = Math.max(statistic, below - i / n, (i + 1) / n - below);
  }
  return { statistic, p: kolmogorovTail(statistic, n) };
}

/** Two samples against each other; ties are allowed and make p conservative. */
export function twoSampleKolmogorovSmirnov(first: ArrayLike<number>, second: ArrayLike<number>): KolmogorovSmirnov {
  const a = Float64Array.from(first).sort();
  const b = Float64Array.from(second).sort();
  let i = 0;
  let j = 0;
  let statistic = 0;
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= x) i++;
    while (j < b.length && b[j]! <= x) j++;
    statistic = Math.max(statistic, Math.abs(i / a.length - j / b.length));
  }
  return { statistic, p: kolmogorovTail(statistic, (a.length * b.length) / (a.length + b.length)) };
}

/** Probability of a larger statistic from n points: the limit law with Stephens' correction, good to a few per cent of p from n = 10 on. */
function kolmogorovTail(statistic: number, n: number): number {
  if (Number.isNaN(statistic)) return NaN;
  const lambda = statistic * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  if (lambda < 0.2) return 1;
  let tail = 0;
  for (let k = 1; k <= 40; k++) tail += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, tail));
}
