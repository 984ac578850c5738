import { afterAll, beforeAll, inject } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium, type LaunchOptions } from './chromium.ts';
import { openPage, type Opened, type PageOptions } from './openPage.ts';

export interface ChromiumForTests {
  readonly site: string;
  readonly browser: () => Browser;
  /** `link` is a fragment such as `#/committee?seed=3`. */
  readonly open: (link?: string, options?: PageOptions) => Promise<Opened>;
}

/** A Chromium for the tests of a file. */
export const chromiumForTests = (options: LaunchOptions = {}): ChromiumForTests => {
  const site = inject('siteUrl');
  let browser: Browser | null = null;
  beforeAll(async () => {
    browser = await launchChromium(options);
  });
  afterAll(() => browser?.close());
  const running = (): Browser => {
    if (browser === null) throw new Error('the browser has not started');
    return browser;
  };
  return { site, browser: running, open: (link = '', pageOptions = {}) => openPage(running(), site, link, pageOptions) };
};
