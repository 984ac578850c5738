#!/usr/bin/env node
/** Builds the runner when its sources are newer than the last build, then runs it; the build says nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const built = join(root, 'dist', 'node', 'plateau.js');

const newest = (path) =>
  statSync(path).isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : statSync(path).mtimeMs;
const sources = ['src/kernels', 'src/numerics', 'src/models', 'src/jobs', 'src/workers', 'src/cli', 'vite.config.ts', 'package.json'].map((name) => join(root, name));

if (!existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Built beside and put in place whole: several runs may find the sources newer at the same time.
  const fresh = join(root, 'dist', `node-${process.pid}`);
  const old = `${fresh}-old`;
  const build = spawnSync(process.execPath, [vite, 'build', '--ssr', '--logLevel', 'error', '--outDir', fresh], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  if (build.status !== 0) {
    process.stderr.write(`plateau: the runner could not be built: ${String(build.stderr).trim().split('\n')[0]}\n`);
    process.exit(1);
  }
  const target = dirname(built);
  try {
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
  } catch {
    // Another run was quicker; its build is of the same sources.
  }
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
}
await import(pathToFileURL(built).href);
