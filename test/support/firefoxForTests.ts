import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import type { Browser, Page } from 'puppeteer-core';
import { ensureFirefox, launchFirefox } from './firefox.ts';

export interface FirefoxPage {
  readonly page: Page;
  /** Errors and warnings of the console, of workers too; exceptions, among which Firefox counts breaches of the page's policy; requests that failed or went to another origin. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

const watch = (page: Page, origin: string): string[] => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error instanceof Error ? error.message : String(error)}`));
  page.on('error', (error) => problems.push(`the page crashed: ${error.message}`));
  page.on('requestfailed', (request) => {
    // The stop of a worker that is still loading is no failure.
    if (request.failure()?.errorText !== 'NS_BINDING_ABORTED') problems.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && !request.url().startsWith(origin)) problems.push(`other origin: ${request.url()}`);
  });
  return problems;
};

/** A page of its own, with nothing stored, told that there are two cores; `link` is a fragment such as `#/committee?seed=3`. */
export const openInFirefox = async (browser: Browser, site: string, link = ''): Promise<FirefoxPage> => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(() => { Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 }); });
  const problems = watch(page, site);
  await page.goto(site + link);
  return { page, problems, close: () => context.close() };
};

/** A Firefox for the tests of a file; where there is none and none can be installed, each of them is skipped, and it is said why. */
export const firefoxForTests = (): { readonly open: (link?: string) => Promise<FirefoxPage> } => {
  const site = inject('siteUrl');
  let browser: Browser | null = null;
  let missing = '';
  beforeAll(async () => {
    const ensured = await ensureFirefox();
    if ('path' in ensured) {
      browser = await launchFirefox(ensured.path);
      console.log(`Firefox is ${ensured.path}, ${await browser.version()}`);
    } else {
      missing = ensured.missing;
      console.warn(`TESTS IN FIREFOX SKIPPED: ${missing}`);
    }
  }, 1_500_000);
  beforeEach(({ skip }) => skip(missing !== '', missing));
  afterAll(() => browser?.close());
  return {
    open: (link = '') => {
      if (browser === null) throw new Error('the browser has not started');
      return openInFirefox(browser, site, link);
    },
  };
};
