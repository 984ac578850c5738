import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Runs a program of this project to its end; rejects with what it wrote when it fails. */
const finish = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { said += part.toString(); });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}:\n${said}`))));
  });

/** The environment of an ordinary build: a test runner's own variables would turn React's development build on. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([key]) => key !== 'NODE_ENV' && key !== 'DEV' && key !== 'PROD' && key !== 'MODE' && key !== 'TEST' && !key.startsWith('VITE')));

/** Builds the site into `folder`, as `npm run build` does. */
export const buildSite = (folder: string): Promise<void> =>
  finish([join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], plainEnvironment());

/** Builds the runner, so that several tests at once find it new. */
export const buildRunner = (): Promise<void> => finish([join(root, 'src/cli/launch.mjs'), '--help'], plainEnvironment());

export interface Site {
  /** With a slash at the end. */
  readonly url: string;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Builds the site into a temporary folder and serves it on a free port of this machine. */
export const serveSite = async (): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), 'plateau-site-'));
  await buildSite(folder).catch((reason: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw reason;
  });
  const server = await preview({ root, logLevel: 'warn', build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0, open: false } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    folder,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
