import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Params } from '../../src/models/params.ts';
import { requestOfLink } from './runLink.ts';
import { root } from './site.ts';

/** What a worker may hold, the process around it included. */
export const mostMegabytes = 300;
/** Where the peak of a process can be read and put back. */
export const measuresMemory = existsSync('/proc/self/clear_refs');

export interface Probed {
  readonly error: string | null;
  readonly resting: number;
  readonly peak: number;
}

/** One piece of work in a worker of a new process, after a small one with the parameters `resting`; resident memory of the whole process, in MB. */
export const probeWorker = (model: string, resting: object, work: object): Promise<Probed> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('workerProbe.mjs', import.meta.url)), join(root, 'dist/node/thread.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out) as Probed) : reject(new Error(`the probe ended with ${code}`))));
    child.stdin.end(JSON.stringify({ model, resting, ...work }, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value)));
  });

export const showMemory = (name: string, { error, resting, peak }: Probed): void => console.log(`${name}: ${resting.toFixed(0)} MB at rest, at most ${peak.toFixed(0)} MB${error === null ? '' : `; ${error}`}`);

/** The first cell of a link, with an engine and parameters that no link would let through together. */
export const cellBeyond = (link: string, engine: string, params: object): object => {
  const [task] = requestOfLink(link).tasks;
  return { kind: 'cell', cell: { ...task!.cells[0]!, engine, params: params as Params } };
};
