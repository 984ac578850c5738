import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { kernelBytes } from 'virtual:kernel-bytes';
import { installKernels } from '../../src/kernels/load.ts';
import { loadModels } from '../../src/models/registry.ts';
import { chainRows } from './rows/chain.ts';
import { directRows } from './rows/direct.ts';
import { kernelRows } from './rows/kernels.ts';
import { manifoldRows } from './rows/manifold.ts';
import { multiIndexRows } from './rows/multiIndex.ts';
import { numberRows } from './rows/numbers.ts';
import { odeRows } from './rows/ode.ts';
import { pageRows } from './rows/page.ts';
import { sizeRows } from './rows/size.ts';
import { sweepRows } from './rows/sweep.ts';
import { threadRows } from './rows/threads.ts';
import { lineOf, type Row } from './row.ts';

const parts: Readonly<Record<string, (rounds: number) => Promise<Row[]>>> = {
  numbers: numberRows,
  chain: chainRows,
  direct: directRows,
  manifold: manifoldRows,
  multiIndex: multiIndexRows,
  sweep: sweepRows,
  ode: odeRows,
  kernels: kernelRows,
  threads: threadRows,
  page: pageRows,
  size: sizeRows,
};

interface BenchOptions {
  readonly json: string | null;
  readonly only: readonly string[] | null;
  readonly quick: boolean;
}

/** Runs the parts asked for and prints their rows; the exit code. A missed goal is a result, not a failure. */
export const bench = async ({ json, only, quick }: BenchOptions): Promise<number> => {
  const unknown = only?.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    console.error(`--only: got "${unknown}"; must be some of ${Object.keys(parts).join(', ')}`);
    return 2;
  }
  installKernels(new WebAssembly.Module(kernelBytes));
  await loadModels();
  const rounds = quick ? 3 : 9;
  const machine = `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`;
  console.log(`Plateau bench: ${machine}; ${rounds} interleaved rounds of fixed, seeded work.`);
  console.log('Each line: median of the rounds, minimum, and the distance of the quartiles over the median.');
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (only !== null && !only.includes(name)) continue;
    console.log(`\n${name}`);
    for (const row of await run(rounds)) {
      rows.push(row);
      console.log(lineOf(row));
    }
  }
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  console.log(`\n${count('reached')} goals reached, ${count('missed')} missed, ${count('not run')} rows not run.`);
  if (json !== null) writeFileSync(json, `${JSON.stringify({ machine, rounds, rows }, null, 2)}\n`);
  return 0;
};
