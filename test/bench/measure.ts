/** Work of a fixed size; `units` is how many things it does (steps, numbers, evaluations). */
export interface Case {
  readonly id: string;
  readonly units: number;
  /** A program of its own measures itself and returns its nanoseconds a unit. */
  readonly run: () => void | number | Promise<void>;
}

/**
 * By the clock; or the least processor time of five runs in a row, which other programs on the machine disturb less: for short runs on this
 * thread. What measures itself does the same.
 */
export type Meter = 'clock' | 'processor';
const attempts = { clock: 1, processor: 5 } as const;

const nanosecondsNow = (meter: Meter): number => {
  if (meter === 'clock') return Number(process.hrtime.bigint());
  const { user, system } = process.cpuUsage();
  return 1e3 * (user + system);
};

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
export const timeInterleaved = async (cases: readonly Case[], rounds: number, meter: Meter = 'clock'): Promise<ReadonlyMap<string, readonly number[]>> => {
  const times = new Map<string, number[]>(cases.map(({ id }) => [id, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { id, units, run } of round % 2 === 0 ? cases : [...cases].reverse()) {
      let least = Infinity;
      for (let attempt = 0; attempt < attempts[meter]; attempt++) {
        const began = nanosecondsNow(meter);
        const told = await run();
        least = Math.min(least, typeof told === 'number' ? told : (nanosecondsNow(meter) - began) / units);
        if (typeof told === 'number') break;
      }
      if (round >= 0) times.get(id)!.push(least);
    }
  }
  return times;
};

/** Round by round, so that what slows a whole round does not count. */
export const ratiosOf = (times: readonly number[], baseline: readonly number[]): number[] => times.map((time, i) => time / baseline[i]!);

/** Before what follows an idle time: a processor that rested takes a while to come back to its clock, as does the engine's compiler. */
export const warmUp = (work: () => void): void => {
  const began = process.hrtime.bigint();
  while (process.hrtime.bigint() - began < 300_000_000n) work();
};
