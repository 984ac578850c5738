/** Work of a fixed size; `units` is how many things it does (steps, numbers, evaluations). */
export interface Case {
  readonly id: string;
  readonly units: number;
  readonly run: () => void | Promise<void>;
}

export interface Summary {
  readonly median: number;
  readonly minimum: number;
  /** Distance of the quartiles over the median. */
  readonly spread: number;
}

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
};

export const summaryOf = (values: readonly number[]): Summary => {
  const median = quantile(values, 0.5);
  return { median, minimum: Math.min(...values), spread: (quantile(values, 0.75) - quantile(values, 0.25)) / median };
};

/** Nanoseconds a unit, by case and round. One round warms up and does not count; then all cases once in each round, first and last changing places. */
export const timeInterleaved = async (cases: readonly Case[], rounds: number): Promise<ReadonlyMap<string, readonly number[]>> => {
  const times = new Map<string, number[]>(cases.map(({ id }) => [id, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { id, units, run } of round % 2 === 0 ? cases : [...cases].reverse()) {
      const began = process.hrtime.bigint();
      await run();
      const nanoseconds = Number(process.hrtime.bigint() - began) / units;
      if (round >= 0) times.get(id)!.push(nanoseconds);
    }
  }
  return times;
};

/** Round by round, so that what slows a whole round does not count. */
export const ratiosOf = (times: readonly number[], baseline: readonly number[]): number[] => times.map((time, i) => time / baseline[i]!);
