import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/site.ts';
import { timeInterleaved } from '../measure.ts';
import { notRun, ratioRow, type Row } from '../row.ts';

const link = 'committee?view=sweep&only=simulation&dimensions=300,1000,3000,10000,30000&replicas=32&seed=3';
const what = 'two worker threads, the same sweep through the runner';

const runner = (workers: number): void => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'src/cli/launch.mjs'), link, '--workers', String(workers)], { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`the runner ended with ${status}: ${String(stderr)}`);
};

/** Whole processes, start included. */
export const threadRows = async (rounds: number): Promise<Row[]> => {
  if (availableParallelism() < 2) return [notRun('threads', what, 'this machine has one core')];
  const times = await timeInterleaved([1, 2].map((workers) => ({ id: String(workers), units: 1, run: () => runner(workers) })), Math.min(rounds, 5));
  return [ratioRow({ part: 'threads', what, against: 'one', times: times.get('2')!, baseline: times.get('1')!, speedup: true, goal: { sense: 'at least', value: 1.85 }, unitName: 'run' })];
};
