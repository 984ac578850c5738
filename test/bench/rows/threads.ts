import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/site.ts';
import { timeInterleaved } from '../measure.ts';
import { notRun, ratioRow, type Row } from '../row.ts';

const link = 'committee?view=sweep&only=simulation&dimensions=300,1000,3000,10000,30000&replicas=64&seed=3';
const what = 'two worker threads, the same sweep through the runner';

const command = (workers: number): string[] => [join(root, 'src/cli/launch.mjs'), link, '--workers', String(workers)];

const runner = (workers: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command(workers), { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text) => (errors += String(text)));
    child.on('error', reject);
    child.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`the runner ended with ${status}: ${errors}`))));
  });

/** Whole processes, start included; two processes of one worker each at the same time show what the machine itself gives. */
export const threadRows = async (rounds: number): Promise<Row[]> => {
  if (availableParallelism() < 2) return [notRun('threads', what, 'this machine has one core')];
  const pair = async (): Promise<void> => {
    await Promise.all([runner(1), runner(1)]);
  };
  const cases = [{ id: 'one', units: 1, run: () => runner(1) }, { id: 'two', units: 1, run: () => runner(2) }, { id: 'pair', units: 2, run: pair }];
  const times = await timeInterleaved(cases, Math.min(rounds, 5));
  const common = { part: 'threads', against: 'one', baseline: times.get('one')!, speedup: true, unitName: 'run' } as const;
  return [
    ratioRow({ ...common, what, times: times.get('two')!, goal: { sense: 'at least', value: 1.85 } }),
    ratioRow({ ...common, what: 'two processes of one worker each at once, what this machine gives two cores', times: times.get('pair')! }),
  ];
};
