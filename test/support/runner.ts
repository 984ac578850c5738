import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './site.ts';

const run = promisify(execFile);

/** The document that the headless runner writes for a link; `D` is what the caller reads of it. */
export const runnerDocument = async <D>(link: string, workers: number): Promise<D> => {
  const { stdout } = await run(process.execPath, [join(root, 'src/cli/launch.mjs'), link, '--workers', String(workers)], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as D;
};

interface Fingerprints {
  readonly simulation: string | null;
  readonly theory: string | null;
}

/** The fingerprints that the headless runner gives a link. */
export const runnerFingerprints = async (link: string, workers: number): Promise<Fingerprints> =>
  (await runnerDocument<{ fingerprint: Fingerprints }>(link, workers)).fingerprint;

/** Learning times of both sides of a sweep link, a row for each value; null where a run did not learn within the budget. */
export interface SweepTimes {
  readonly simulation: readonly (readonly (number | null)[])[];
  readonly theory: readonly (readonly (number | null)[])[];
}

export const runnerTimes = async (link: string, workers = 2): Promise<SweepTimes> => {
  const { sweep } = await runnerDocument<{ sweep: Record<'simulation' | 'theory', { times: (number | null)[][] } | null> }>(link, workers);
  return { simulation: sweep.simulation?.times ?? [], theory: sweep.theory?.times ?? [] };
};
