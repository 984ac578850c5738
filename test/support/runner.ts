import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './site.ts';

const run = promisify(execFile);

interface Fingerprints {
  readonly simulation: string | null;
  readonly theory: string | null;
}

/** The fingerprints that the headless runner gives a link. */
export const runnerFingerprints = async (link: string, workers: number): Promise<Fingerprints> => {
  const { stdout } = await run(process.execPath, [join(root, 'src/cli/launch.mjs'), link, '--workers', String(workers)], { maxBuffer: 1 << 28 });
  return (JSON.parse(stdout) as { fingerprint: Fingerprints }).fingerprint;
};
