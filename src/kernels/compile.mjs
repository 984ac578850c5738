/** Compiles the AssemblyScript sources to WebAssembly; the result is kept beside the packages until a source changes. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const sources = join(here, 'assembly');
const compiler = join(root, 'node_modules', 'assemblyscript');
const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory', '--initialMemory', '16'];

const aDay = 86_400_000;

/** Folder of the sources, for whoever watches them. */
export const kernelSources = sources;

export const compileKernels = () => {
  const key = createHash('sha256').update(options.join(' ')).update(readFileSync(join(compiler, 'package.json')));
  for (const name of readdirSync(sources).sort()) key.update(name).update(readFileSync(join(sources, name)));
  const folder = join(root, 'node_modules', '.cache', 'plateau');
  const target = join(folder, `kernels-${key.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(target)) {
    mkdirSync(folder, { recursive: true });
    const fresh = `${target}.${process.pid}`;
    const run = spawnSync(process.execPath, [join(compiler, 'bin', 'asc.js'), join(sources, 'index.ts'), '--outFile', fresh, ...options], { cwd: root, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`the kernels do not compile:\n${run.stderr}${run.stdout}`);
    // Several builds may run at the same time: each puts the same bytes in place whole, and leaves fresh ones alone.
    for (const path of readdirSync(folder).map((name) => join(folder, name))) if (Date.now() - statSync(path).mtimeMs > aDay) rmSync(path, { force: true });
    renameSync(fresh, target);
  }
  return readFileSync(target);
};
