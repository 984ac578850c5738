import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { kernels } from './src/kernels/vitePlugin.mjs';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The policy goes into the built page only: the development server injects style elements. */
const contentSecurityPolicy = {
  name: 'content-security-policy',
  apply: 'build' as const,
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' as const },
  ],
};

/** Chunks for what is always needed: one that page and worker share, one of the page; a model, and the rest, on demand. */
const chunks = [
  { name: 'engine', test: /src\/(jobs|kernels|models\/\w+\.ts)|node_modules\/comlink/ },
  { name: (id: string) => /src\/models\/(\w+)\//.exec(id)?.[1] ?? null, test: /src\/models\/\w+\/(?!about|checks)/ },
  { name: 'page', test: /node_modules|src\/(charts|state)\/(?!pictures)|src\/ui\/(?!.*(Dialog|SharePopover|Tour|TableView|TrajectoryTable|LearningTable|(Trajectory|Learning)Note|powerWords|chooseAxis|MatrixInput|RunGroup|Pins|Notices)\.tsx?|\w+\/[pP]icture)/ },
];

/**
 * The worker is one more entry of the same build, not a build of its own: page and worker load the same chunks.
 * `virtual:worker-url` is its address; the development server serves the source itself.
 */
const sharedWorker = (): Plugin => {
  const entry = 'src/workers/entry.browser.ts';
  let reference: string | null = null;
  return {
    name: 'shared-worker',
    buildStart() {
      if (this.environment.config.command === 'build' && this.environment.name === 'client') reference = this.emitFile({ type: 'chunk', id: entry, name: 'worker' });
    },
    resolveId: (id) => (id === 'virtual:worker-url' ? `\0${id}` : null),
    load: (id) => {
      if (id !== '\0virtual:worker-url') return null;
      return reference === null ? `export const workerUrl = '/${entry}';` : `export const workerUrl = import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
};

/**
 * A model's chunk is imported as it is: the bundler puts a file in front that only renames its export, one more request in each worker's start.
 */
const noFacades = (): Plugin => ({
  name: 'no-facades',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle).filter((file) => file.type === 'chunk');
    for (const facade of files) {
      const [, inside, name, chunk] = /^export\{(\w+) as (\w+)\}from"(.+)";\s*$/.exec(facade.code) ?? [];
      if (chunk === undefined) continue;
      const asked = `import(\`./${facade.fileName.split('/').at(-1)}\`)`;
      for (const file of files) file.code = file.code.replaceAll(asked, `import(\`${chunk}\`).then(e=>({${name}:e.${inside}}))`);
      delete bundle[facade.fileName];
    }
  },
});

/**
 * What the bundler puts around an import on demand: nothing. Its own wrapper fetches style sheets and chunks ahead, of which there are none
 * (one style sheet, `resolveDependencies` below), and costs 1 kB in the first load.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  apply: 'build',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
};

export default defineConfig(({ isSsrBuild }) => ({
  base: './',
  plugins: [plainImports, react(), contentSecurityPolicy, sharedWorker(), kernels(), noFacades()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? {
        outDir: 'dist/node',
        target: 'node20',
        rolldownOptions: { input: { plateau: 'src/cli/plateau.ts', thread: 'src/workers/entry.node.ts' } },
      }
    : {
        outDir: 'dist/site',
        target: 'es2022',
        assetsInlineLimit: 0,
        // Page and worker share chunks, and a worker has no document to preload into.
        modulePreload: { polyfill: false, resolveDependencies: (_url, dependencies, { hostType }) => (hostType === 'html' ? dependencies : []) },
        rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
      },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', setupFiles: 'test/setup/engines.ts', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/browser/**', 'test/full/**'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'browser', setupFiles: 'test/setup/engines.ts', include: ['test/browser/**/*.test.ts'], globalSetup: 'test/setup/site.ts', testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false } },
      { extends: true, test: { name: 'full', setupFiles: 'test/setup/engines.ts', include: ['test/full/**/*.test.ts'], globalSetup: 'test/setup/site.ts', testTimeout: 3_600_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
}));
