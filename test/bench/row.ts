import { ratiosOf, summaryOf, type Summary } from './measure.ts';

export interface Goal {
  readonly sense: 'at most' | 'at least';
  readonly value: number;
}

/** One line of the bench. */
export interface Row {
  readonly part: string;
  readonly what: string;
  /** Of the three numbers: 'x' for a ratio. */
  readonly unit: string;
  /** What a ratio is taken against. */
  readonly against: string | null;
  readonly numbers: Summary | null;
  /** Absolute numbers for orientation, or why there are none. */
  readonly note: string;
  readonly goal: Goal | null;
  readonly verdict: 'reached' | 'missed' | 'no goal' | 'not run';
}

interface Measured {
  readonly part: string;
  readonly what: string;
  readonly unit: string;
  readonly against?: string;
  readonly numbers: Summary;
  readonly note?: string;
  readonly goal?: Goal;
  /** Which of the numbers the goal is about; the median unless told. */
  readonly judged?: number;
}

const meets = (value: number, goal: Goal): boolean => (goal.sense === 'at most' ? value <= goal.value : value >= goal.value);

export const row = ({ part, what, unit, against, numbers, note = '', goal, judged = numbers.median }: Measured): Row => {
  const verdict = goal === undefined ? 'no goal' : meets(judged, goal) ? 'reached' : 'missed';
  return { part, what, unit, against: against ?? null, numbers, note, goal: goal ?? null, verdict };
};

export const notRun = (part: string, what: string, note: string): Row => ({ part, what, unit: '', against: null, numbers: null, note, goal: null, verdict: 'not run' });

interface Against {
  readonly part: string;
  readonly what: string;
  readonly against: string;
  readonly times: readonly number[];
  readonly baseline: readonly number[];
  /** Say how many times faster than the baseline instead of how many times as long. */
  readonly speedup?: boolean;
  readonly goal?: Goal;
  readonly unitName: string;
}

/** A row of the ratio of two lists of nanoseconds a unit. */
export const ratioRow = ({ part, what, against, times, baseline, speedup = false, goal, unitName }: Against): Row =>
  row({
    part,
    what: speedup ? `${what}, times faster` : `${what}, time`,
    unit: 'x',
    against,
    numbers: summaryOf(speedup ? ratiosOf(baseline, times) : ratiosOf(times, baseline)),
    note: `${nanosecondsText(summaryOf(times).median)} a ${unitName}, ${nanosecondsText(summaryOf(baseline).median)} the baseline`,
    ...(goal === undefined ? {} : { goal }),
  });

export const nanosecondsText = (ns: number): string => {
  if (ns < 1e3) return `${ns.toPrecision(3)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  if (ns < 1e9) return `${(ns / 1e6).toPrecision(3)} ms`;
  return `${(ns / 1e9).toPrecision(3)} s`;
};

const number = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

export const lineOf = ({ what, unit, against, numbers, note, goal, verdict }: Row): string => {
  if (numbers === null) return `  ${what}: not run (${note})`;
  const ratio = against === null ? '' : ` against ${against}`;
  const wanted = goal === null ? '' : `  ${verdict}: goal ${goal.sense} ${goal.value} ${unit}`;
  const tail = note === '' ? '' : `  [${note}]`;
  return `  ${what}${ratio}: ${number(numbers.median)} ${unit} (minimum ${number(numbers.minimum)}, spread ${(100 * numbers.spread).toFixed(1)} %)${wanted}${tail}`;
};
