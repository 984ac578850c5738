import { censoredQuantile } from '../numerics/statistics/censoredQuantile.ts';
import { meanAndError } from '../numerics/statistics/meanAndError.ts';
import { learningTimes, type Collected } from './collected.ts';
import { modelOf, type Config } from './config.ts';
import { bandsOf, type Bands } from './quantiles.ts';

/** Column maps that give each run's students the names of the teachers they end with. */
export const labelsOf = (config: Config, collected: Collected): Int32Array[] | null => {
  const { relabel } = modelOf(config);
  if (relabel === undefined) return null;
  return Array.from({ length: collected.whole }, (_, r) => {
    let last = collected.points - 1;
    while (last > 0 && Number.isNaN(collected.value(r, last, 0))) last--;
    return relabel(collected.task.params, collected.frame(r, last), collected.layout);
  });
};

/** Quantiles over all runs that are there, students relabelled by their final pairing. */
export const columnBands = (collected: Collected, labels: readonly Int32Array[] | null, column: number): Bands =>
  bandsOf(collected.points, collected.whole, (r, i) => collected.value(r, i, labels === null ? column : labels[r]![column]!));

export interface Learning {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly learned: number;
  readonly censored: number;
}

/** Median, 10 % and 90 % quantile over runs; one that has not learned ranks last. */
export const learningOf = (times: readonly (number | null)[]): Learning => {
  const learned = times.filter((time) => time !== null).length;
  return {
    median: censoredQuantile(times, 0.5),
    low: censoredQuantile(times, 0.1),
    high: censoredQuantile(times, 0.9),
    learned,
    censored: times.length - learned,
  };
};

export interface Agreement {
  readonly rms: number;
  readonly largestZ: number;
}
export type AgreementOrReason = { readonly columns: Readonly<Record<string, Agreement>>; readonly until: number } | { readonly reason: string };

/** Frames at which runs meet the model's first criterion, whatever the link calls learned: nothing is compared across an escape. */
const escapes = (config: Config, collected: Collected): (number | null)[] => {
  const { observable, direction, default: level } = Object.values(modelOf(config).criteria)[0]!;
  const column = collected.layout.offsets[observable]!;
  const { saveAt } = collected.task.cells[0]!.plan;
  return Array.from({ length: collected.whole }, (_, r) => {
    for (let i = 0; i < collected.points; i++) {
      const value = collected.value(r, i, column);
      if (direction === 'above' ? value >= level : value <= level) return saveAt[i]!;
    }
    return null;
  });
};

/**
 * Simulation against theory, each run with the theory from its own start, over the times before any of them has learned
 * or met the model's first criterion.
 *
 * rms of all differences; largest |mean difference| / its standard error over runs, at any time after the start.
 */
export const agreementOf = (config: Config, simulation: Collected | null, theory: Collected | null): AgreementOrReason => {
  if (simulation === null || theory === null) return { reason: 'one side is left out' };
  const { whole, points, layout } = simulation;
  if (whole < 3) return { reason: 'a standard error over runs needs at least three of them' };
  if (theory.task.replicas > 1 && theory.whole < whole) return { reason: 'the theory of some runs is still missing' };
  const partner = (r: number): number => (theory.task.replicas > 1 ? r : 0);
  const { saveAt } = simulation.task.cells[0]!.plan;
  const times = [...learningTimes(simulation), ...learningTimes(theory), ...escapes(config, simulation), ...escapes(config, theory)].filter((time) => time !== null);
  const until = Math.min(config.duration, ...times);
  let last = points - 1;
  while (times.length > 0 && last > 0 && saveAt[last]! >= until) last--;
  for (let r = 0; r < whole; r++) while (last > 0 && Number.isNaN(simulation.value(r, last, 0) + theory.value(partner(r), last, 0))) last--;
  if (last < 1) return { reason: 'no frame lies between the start and the first run that has learned' };
  const columns: Record<string, Agreement> = {};
  const differences = new Float64Array(whole);
  layout.names.forEach((name, column) => {
    let squares = 0;
    let largestZ = 0;
    for (let i = 1; i <= last; i++) {
      for (let r = 0; r < whole; r++) {
        const d = simulation.value(r, i, column) - theory.value(partner(r), i, column);
        differences[r] = d;
        squares += d * d;
      }
      const { mean, standardError } = meanAndError(differences)!;
      if (standardError !== null && standardError > 0) largestZ = Math.max(largestZ, Math.abs(mean) / standardError);
    }
    columns[name] = { rms: Math.sqrt(squares / (last * whole)), largestZ };
  });
  return { columns, until };
};
