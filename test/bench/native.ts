import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/site.ts';

/** Vectors of 128 bits, as in WebAssembly; nothing fused, so that both sides give the same numbers. */
export const compilerFlags = ['-O3', '-msse4.1', '-fno-math-errno', '-ffp-contract=off'];
export const yardstick = 'gcc -O3 -msse4.1';

/** What a program of `c/` prints: nanoseconds of processor time a step, and its final state. */
export interface Answer {
  readonly ns: number;
  readonly [state: string]: number | readonly number[];
}

export interface Program {
  readonly run: (input: string) => Answer;
  readonly remove: () => void;
}

/** Compiles `c/<name>.c` for K hidden and M teacher units; a text where that is not possible. */
export const compileProgram = (name: string, K: number, M: number): Program | string => {
  if (process.arch !== 'x64') return `the C program is for x64, this is ${process.arch}`;
  const folder = mkdtempSync(join(tmpdir(), 'plateau-c-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const file = join(folder, name);
  const { status, stderr, error } = spawnSync('gcc', [...compilerFlags, `-DK=${K}`, `-DM=${M}`, join(root, `test/bench/c/${name}.c`), '-o', file, '-lm'], { encoding: 'utf8' });
  if (error !== undefined || status !== 0) {
    remove();
    if (error !== undefined) return 'no gcc here';
    throw new Error(`${name}.c does not compile:\n${stderr}`);
  }
  const run = (input: string): Answer => {
    const done = spawnSync(file, { input, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${name}.c ended with ${done.status ?? done.signal}: ${done.stderr}`);
    return JSON.parse(done.stdout) as Answer;
  };
  return { run, remove };
};

/** Runs a Python script of this folder on JSON; a text where Python or its packages are missing. */
export const askPython = (script: string, input: object): unknown => {
  const { status, stdout, stderr, error } = spawnSync('python3', [join(root, 'test/bench', script)], { input: JSON.stringify(input), encoding: 'utf8' });
  if (error !== undefined) return 'no python3 here';
  if (status === 3) return 'python3 lacks the packages';
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
};

/** Largest difference between two lists of numbers. */
export const differenceOf = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
};
