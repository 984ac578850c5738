import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a browser is looked for, in this order, and the Debian package it comes in. */
export interface BrowserProgram {
  /** The environment variable that names the program. */
  readonly variable: string;
  /** Looked for in every folder of PATH. */
  readonly names: readonly string[];
  readonly places: readonly string[];
  readonly debian: string;
}

/** Folders of installed programs under Windows. */
export const windowsRoots = (): string[] =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((key) => process.env[key]).filter((root) => root !== undefined);

/** The path of a browser that is here, or null. */
export const findProgram = ({ variable, names, places }: BrowserProgram): string | null => {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`${variable}: there is no file ${named}`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
  return candidates.find((path) => existsSync(path)) ?? null;
};

const longest = 600_000;

/** A test runner talks to its workers meanwhile: the wait must not block. */
const aptGet = (...args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: longest });
    child.on('error', reject);
    child.on('close', (code, signal) => (code === 0 ? resolve() : reject(new Error(`apt-get ${args.join(' ')} ended with ${code ?? signal}`))));
  });

const canInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Finds a browser; as root on a Debian-like system installs its package when there is none. Null elsewhere; rejects when the package cannot be had. */
export const findOrInstall = async (program: BrowserProgram): Promise<string | null> => {
  const found = findProgram(program);
  if (found !== null || !canInstall()) return found;
  const { debian, variable } = program;
  console.log(`No ${debian} here: installing the Debian package (apt-get update, apt-get install -y ${debian})`);
  await aptGet('update');
  await aptGet('install', '-y', debian);
  const installed = findProgram(program);
  if (installed === null) throw new Error(`The package ${debian} is installed, but its program was not found; set ${variable}`);
  console.log(`Installed: ${installed}`);
  return installed;
};
