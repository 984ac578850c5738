import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
  readonly touch?: boolean;
  /** What the page is told about this machine: its pool has max(2, min(8, cores)) workers. */
  readonly cores?: number;
  /** Done to the context before the page is opened. */
  readonly before?: (context: BrowserContext) => Promise<unknown>;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, exceptions, requests that failed or went to another origin. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

const watch = (page: Page, origin: string): string[] => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('crash', () => problems.push('the page crashed'));
  page.on('requestfailed', (request) => {
    // The stop of a worker that is still loading is no failure.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') problems.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
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

/** Records what only the page itself can see; runs before its scripts. */
const installProbe = (cores: number | null): void => {
  if (cores !== null) Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => cores });
  const probe = { shift: 0, longest: 0, firstTheory: 0 };
  Object.assign(globalThis, { probe });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) probe.shift += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longest = Math.max(probe.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    if ((document.querySelector('svg path.theory')?.getAttribute('d') ?? '') === '') requestAnimationFrame(look);
    else probe.firstTheory = performance.now();
  };
  requestAnimationFrame(look);
};

export interface Probe {
  /** Sum of the layout shifts that no input caused. */
  readonly shift: number;
  /** Milliseconds of the longest task of the main thread; 0: none took 50 or more. */
  readonly longest: number;
  /** Milliseconds from the start of the navigation to the first frame with a theory curve; 0: not yet. */
  readonly firstTheory: number;
}

export const readProbe = (page: Page): Promise<Probe> => page.evaluate(() => ({ ...(globalThis as unknown as { probe: Probe }).probe }));

/** Forgets the tasks seen so far. */
export const resetLongest = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign((globalThis as unknown as { probe: object }).probe, { longest: 0 });
  });

/** A page of its own, with nothing stored; `link` is a fragment such as `#/committee?seed=3`. */
export const openPage = async (browser: Browser, siteUrl: string, link = '', options: PageOptions = {}): Promise<Opened> => {
  const { width = 1440, height = 900, dark = false, reducedMotion = false, touch = false, cores, before } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    hasTouch: touch,
  });
  await context.addInitScript(installProbe, cores ?? null);
  await before?.(context);
  const page = await context.newPage();
  const problems = watch(page, siteUrl);
  await page.goto(siteUrl + link);
  return { page, context, problems, close: () => context.close() };
};
