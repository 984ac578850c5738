import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../support/site.ts';
import { timeInterleaved, type Case } from '../measure.ts';
import { compileProgram, yardstick } from '../native.ts';
import { paramsOf } from '../problem.ts';
import { notRun, ratioRow, type Row } from '../row.ts';
import { nativeChainCase } from './chain.ts';

const part = 'sweep';
const dimensions = [100, 316, 1000, 3162, 10_000, 31_623, 100_000];
const replicas = 32;

interface Swept {
  readonly sweep: { readonly values: readonly number[]; readonly simulation: { readonly times: readonly (readonly (number | null)[])[] } };
}

/** Core-nanoseconds a step of a whole runner process: processor time of all its threads, start included, over the steps its document tells of. */
const runSweep = (values: readonly number[]): number => {
  const link = `committee?view=sweep&only=simulation&replicas=${replicas}&seed=3&dimensions=${values.join(',')}`;
  const { status, output } = spawnSync(process.execPath, ['--import', join(root, 'test/bench/cpuTime.mjs'), join(root, 'src/cli/launch.mjs'), link], {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`the runner ended with ${status}: ${output[2]}`);
  const { sweep } = JSON.parse(output[1]!) as Swept;
  let steps = 0;
  sweep.values.forEach((N, i) => {
    for (const time of sweep.simulation.times[i]!) {
      if (time === null) throw new Error(`a run at N = ${N} has not learned: its steps are not known`);
      steps += Math.round(time * N);
    }
  });
  return (1e9 * Number(output[3])) / steps;
};

/** The learning-time sweep end to end, theory left out. */
export const sweepRows = async (rounds: number): Promise<Row[]> => {
  const quick = rounds <= 3;
  const values = quick ? dimensions.filter((N) => N <= 10_000) : dimensions;
  const what = `sweep through the runner, N = ${values[0]} to ${values.at(-1)!.toLocaleString('en')} (${values.length} values, ${replicas} runs), core time a step`;
  const program = compileProgram('chain', 2, 2);
  if (typeof program === 'string') return [notRun(part, `${what}, against scalar C`, program)];
  try {
    const ours: Case = { id: 'ours', units: 1, run: () => runSweep(values) };
    const times = await timeInterleaved([ours, nativeChainCase('c', program, paramsOf(1000), 200)], quick ? 1 : 3);
    // The goal is that of the whole sweep: start and tests weigh more in a short one.
    const goal = quick ? {} : { goal: { sense: 'at most', value: 0.9 } as const };
    return [ratioRow({ part, what, against: `the chain in scalar C (${yardstick})`, times: times.get('ours')!, baseline: times.get('c')!, ...goal, unitName: 'step' })];
  } finally {
    program.remove();
  }
};
