import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { root } from '../../support/site.ts';
import { warmUp } from '../measure.ts';
import { ratioRow, notRun, type Goal, type Row } from '../row.ts';

const part = 'kernels';
const goal: Goal = { sense: 'at most', value: 1.2 };

/** Nanoseconds of `units` repetitions, three rounds. */
const threeTimes = (units: number, work: () => void): number[] => {
  warmUp(work);
  return [0, 1, 2].map(() => {
    const began = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - began) / units;
  });
};

/** Lines of numbers that a program prints, the first of them (which warms up) left out; a text where the program cannot run. */
const linesOf = (command: string, words: readonly (string | number)[]): number[][] | string => {
  const { status, stdout, error } = spawnSync(command, words.map(String), { encoding: 'utf8', env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
  if (error !== undefined) return `no ${command} here`;
  if (status !== 0) return `${command} ended with ${status}`;
  return stdout.trim().split('\n').slice(1).map((line) => line.split(' ').map(Number));
};

const kinds = ['Rademacher', 'uniform', 'Gaussian', 'Laplace'];

/** Steps from the start of the C program; the checksum that it prints. */
const makeIca = (kind: number, n: number, steps: number) => {
  const block = reserve(kernels().icaBytes(n));
  const run = (): number[] =>
    threeTimes(steps, () => {
      block.u32(0, 16).set(Uint32Array.from({ length: 16 }, (_, i) => Math.imul(0x9e3779b9, i + 1)));
      block.u32(64, 4).set([n, n, kind, 3]);
      block.f64(80, 5).set([0.05 / n, 0, 0, 1, 0]);
      block.f64(128, n).fill(1 / Math.sqrt(n));
      kernels().icaSteps(block.pointer, steps, 2);
    });
  return { run, checksum: () => block.f64(128, n).reduce((sum, w, i) => sum + (i + 1) * (block.f64(104, 1)[0]! * w), 0), release: block.release };
};

const icaRows = (rounds: number, program: string | null): Row[] =>
  [64, 1000].flatMap((n) =>
    kinds.map((name, kind) => {
      const what = `Hebbian ICA step, ${name}, N = ${n}`;
      if (program === null) return notRun(part, what, 'no gcc for SSE4.1 here');
      const steps = Math.round(2e6 / n);
      const { run, checksum, release } = makeIca(kind, n, steps);
      const times: number[] = [];
      const baseline: number[] = [];
      for (let round = -1; round < rounds; round++) {
        const ours = run();
        const theirs = linesOf(program, [kind, 3, n, n, steps, 4]);
        if (typeof theirs === 'string') throw new Error(theirs);
        if (round < 0) {
          // The last line is "checksum NUMBER".
          if (theirs.at(-1)![1] !== checksum()) throw new Error('the C program does other steps than the kernel');
          continue;
        }
        times.push(...ours);
        baseline.push(...theirs.slice(0, 3).map(([ns]) => ns!));
      }
      release();
      return ratioRow({ part, what, against: 'gcc -O3 -msse4.1, same bits', times, baseline, unitName: 'step', goal });
    }),
  );

const matrixRows = (rounds: number): Row[] =>
  ([[500, 500, 200], [1000, 4000, 8]] as const).flatMap(([rows, cols, repeats]) => {
    const block = reserve(8 * (rows * cols + 2 * rows + 2 * cols));
    block.f64(0, block.bytes / 8).fill(0.5);
    const [x, out] = [block.pointer + 8 * rows * cols, block.pointer + 8 * (rows * cols + rows + cols)];
    const names = ['A x', 'A^T z'];
    const times: number[][] = [[], []];
    const baseline: number[][] = [[], []];
    let missing: string | null = null;
    for (let round = -1; round < rounds; round++) {
      [kernels().matvec, kernels().matvecTransposed].forEach((product, which) => {
        const ours = threeTimes(repeats, () => { for (let i = 0; i < repeats; i++) product(block.pointer, rows, cols, x, out); });
        if (round >= 0) times[which]!.push(...ours);
      });
      const theirs = linesOf('python3', [join(root, 'test/bench/matvec.py'), rows, cols, repeats, 4]);
      if (typeof theirs === 'string') missing = theirs;
      else if (round >= 0) theirs.forEach((line) => line.forEach((ns, which) => baseline[which]!.push(ns)));
      if (missing !== null) break;
    }
    block.release();
    return names.map((name, which) => {
      const what = `${name}, ${rows} x ${cols}`;
      if (missing !== null) return notRun(part, what, missing);
      return ratioRow({ part, what, against: 'OpenBLAS, one thread', times: times[which]!, baseline: baseline[which]!, unitName: 'product', ...(which === 0 ? { goal } : {}) });
    });
  });

/** Building blocks in WebAssembly against native code. */
export const kernelRows = (rounds: number): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'plateau-bench-'));
  try {
    const program = join(folder, 'icaStep');
    const built = spawnSync('gcc', ['-O3', '-msse4.1', '-ffp-contract=off', '-o', program, join(root, 'test/bench/c/icaStep.c'), '-lm'], { encoding: 'utf8' });
    return Promise.resolve([...icaRows(rounds, built.status === 0 ? program : null), ...matrixRows(rounds)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
