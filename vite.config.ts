import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';

const policy =
  "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The policy goes into the built page only: the development server injects style elements. */
const contentSecurityPolicy = {
  name: 'content-security-policy',
  apply: 'build' as const,
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' as const },
  ],
};

export default defineConfig(({ isSsrBuild }) => ({
  base: './',
  plugins: [react(), contentSecurityPolicy],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  publicDir: isSsrBuild ? false : 'public',
  worker: { format: 'es' as const },
  build: isSsrBuild
    ? {
        outDir: 'dist/node',
        target: 'node20',
        rolldownOptions: { input: { plateau: 'src/cli/plateau.ts', thread: 'src/workers/entry.node.ts' } },
      }
    : { outDir: 'dist/site', target: 'es2022', assetsInlineLimit: 0 },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/browser/**', 'test/full/**'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], globalSetup: 'test/setup/site.ts', testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false } },
      { extends: true, test: { name: 'full', include: ['test/full/**/*.test.ts'], globalSetup: 'test/setup/site.ts', testTimeout: 3_600_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
}));
