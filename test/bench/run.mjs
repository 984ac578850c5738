/** `npm run bench [-- --json FILE] [--only part,part] [--quick]`: builds the rows, runs them, prints ratios. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { kernels } from '../../src/kernels/vitePlugin.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const usage = 'usage: npm run bench [-- --json FILE] [--only numbers,chain,direct,manifold,multiIndex,sweep,ode,kernels,threads,page,size] [--quick]';

let values;
try {
  ({ values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean' } }, strict: true }));
} catch (reason) {
  console.error(`${reason.message}\n${usage}`);
  process.exit(2);
}

// Inside the project, so that the packages left outside the bundle are found.
const outDir = join(root, 'dist', `bench-${process.pid}`);
try {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [kernels()],
    build: { ssr: true, outDir, emptyOutDir: true, target: 'node20', minify: false, rolldownOptions: { input: { bench: join(root, 'test/bench/bench.ts') } } },
  });
  const { bench } = await import(pathToFileURL(join(outDir, 'bench.js')).href);
  process.exitCode = await bench({ json: values.json ?? null, only: values.only?.split(',') ?? null, quick: values.quick ?? false });
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
