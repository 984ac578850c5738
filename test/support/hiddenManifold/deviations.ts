import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { makeStream, nextUniform } from '../../../src/numerics/random/stream.ts';
import { lineFit } from '../../../src/numerics/statistics/fits.ts';
import type { Estimate } from '../committee/medians.ts';
import { runLink } from '../runLink.ts';

/** Numbers of one run, time after time, with names for the entries of one time. */
export interface Deviations {
  readonly names: readonly string[];
  /** Simulation minus equations for the same features, teacher and start: a row for each replica. */
  readonly rows: readonly Float64Array[];
  /** Largest specialisation of the equations over replicas and times. */
  readonly specialisation: number;
}

/** Deviations of `sgd` from `perMode`, the start left out. */
export const deviationsOf = (link: string): Deviations => {
  const run = runLink(`hiddenManifold?engine=perMode&${link}`);
  const [simulated, theory] = [run.of('sgd')[0]!, run.of('perMode')[0]!];
  const { offsets, shapes } = simulated.layout;
  const { params, replicas } = simulated.task;
  const p = params as unknown as P;
  const columns: { readonly name: string; readonly at: number }[] = [{ name: 'error', at: offsets['generalisationError']! }];
  for (const id of ['Q', 'R', 'Sigma', 'W', 'v']) {
    // Constants have no deviation: v of a student whose second layer does not learn.
    if (id === 'v' && p.secondLayerRate === 0) continue;
    const [rows, width = 1] = shapes[id]!;
    for (let k = 0; k < rows!; k++) for (let l = id === 'R' || id === 'v' ? 0 : k; l < width; l++) columns.push({ name: `${id}${k + 1}${id === 'v' ? '' : l + 1}`, at: offsets[id]! + k * width + l });
  }
  const times = simulated.points - 1;
  const rows: Float64Array[] = [];
  let specialisation = 0;
  for (let r = 0; r < replicas; r++) {
    const row = new Float64Array(times * columns.length);
    for (let i = 0; i < times; i++) {
      const [ours, theirs] = [simulated.frame(r, i + 1), theory.frame(r, i + 1)];
      columns.forEach(({ at }, j) => (row[i * columns.length + j] = ours[at]! - theirs[at]!));
      specialisation = Math.max(specialisation, theirs[offsets['specialisation']!]!);
    }
    rows.push(row);
  }
  return { names: columns.map(({ name }) => name), rows, specialisation };
};

/** Mean over rows and its standard error, entry by entry. */
export const meansOf = (rows: readonly Float64Array[]): Estimate[] =>
  Array.from(rows[0]!, (_, i) => {
    const value = rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length;
    return { value, error: Math.sqrt(rows.reduce((sum, row) => sum + (row[i]! - value) ** 2, 0) / (rows.length - 1) / rows.length) };
  });

/** Root mean square over all rows and entries. */
export const rmsOf = (rows: readonly Float64Array[]): number => Math.sqrt(rows.reduce((sum, row) => sum + row.reduce((s, d) => s + d * d, 0), 0) / (rows.length * rows[0]!.length));

/** Slope of ln |measure| against ln size, with its standard deviation over resampled rows. */
export const exponentOf = (sizes: readonly number[], samples: readonly (readonly Float64Array[])[], measure: (rows: readonly Float64Array[]) => number): Estimate => {
  const xs = sizes.map(Math.log);
  const slopeOf = (all: readonly (readonly Float64Array[])[]): number => lineFit(xs, all.map((rows) => Math.log(Math.abs(measure(rows)))))!.slope;
  const stream = makeStream('deviations', samples.length);
  const slopes = Array.from({ length: 200 }, () => slopeOf(samples.map((rows) => rows.map(() => rows[Math.floor(nextUniform(stream) * rows.length)]!))));
  const mean = slopes.reduce((a, b) => a + b) / slopes.length;
  return { value: slopeOf(samples), error: Math.sqrt(slopes.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (slopes.length - 1)) };
};
