import type { TestProject } from 'vitest/node';
import { ensureChromium } from '../support/chromium.ts';
import { buildRunner, serveSite } from '../support/site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly siteUrl: string;
  }
}

/** Once for all browser tests: Chromium, the runner, and the built site on a port of its own. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  await ensureChromium();
  const [site] = await Promise.all([serveSite(), buildRunner()]);
  project.provide('siteUrl', site.url);
  return () => site.close();
};
