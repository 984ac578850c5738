import type { Browser, Locator, Page } from 'playwright-core';
import { learningFigure, trajectoryFigure } from './plateauPage.ts';

interface ProcessInfo {
  readonly type: string;
  readonly cpuTime: number;
}

/** Processor seconds that all pages of the browser have used so far, their workers included. */
export const makeProcessorClock = async (browser: Browser): Promise<() => Promise<number>> => {
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: readonly ProcessInfo[] };
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
};

export interface Cancelled {
  /** Milliseconds from the click until the page says so. */
  readonly shown: number;
  /** Milliseconds from the click until the workers were seen at rest: hardly any processor time is used after. */
  readonly quiet: number;
  /** Share of a core that was used in the half second before. */
  readonly before: number;
}

const nearlyNothing = 0.06;

/** Cancels the sweep and watches what the workers still do for one and a half seconds. */
export const cancelSweep = async (browser: Browser, page: Page): Promise<Cancelled> => {
  const clock = await makeProcessorClock(browser);
  const button = learningFigure(page).getByRole('button', { name: /^Cancel/ });
  const used = await clock();
  await page.waitForTimeout(500);
  const before = ((await clock()) - used) / 0.5;
  const said = learningFigure(page).evaluate((figure) => new Promise<{ clickedAt: number; shown: number }>((resolve) => {
    let clicked = 0;
    document.addEventListener('click', (event) => { clicked = event.timeStamp; }, { capture: true, once: true });
    const look = (): void => {
      if (clicked > 0 && /cancelled/.test(figure.textContent)) resolve({ clickedAt: performance.timeOrigin + clicked, shown: performance.now() - clicked });
      else requestAnimationFrame(look);
    };
    look();
  }));
  await button.click();
  const began = Date.now();
  const samples: { at: number; used: number }[] = [];
  while (Date.now() - began < 1500) {
    const used = await clock();
    samples.push({ at: Date.now(), used });
    await page.waitForTimeout(20);
  }
  const end = samples.at(-1)!.used;
  const { clickedAt, shown } = await said;
  return { shown, quiet: samples.find((sample) => end - sample.used <= nearlyNothing)!.at - clickedAt, before };
};

const runsDone = (page: Page): Locator => trajectoryFigure(page).getByText(/runs, done$/);

/** Waits until the sweep runs and everything else the page asks for is done. */
export const waitForSweep = async (page: Page): Promise<void> => {
  await runsDone(page).waitFor({ timeout: 60_000 });
  await learningFigure(page).getByRole('button', { name: /^Cancel/ }).waitFor({ timeout: 30_000 });
  await page.waitForTimeout(300);
};

/** Lets everything come to rest: the runs in time end, the sweep is cancelled where it still runs (one predicted to be long waits for a yes instead). */
export const settle = async (page: Page): Promise<void> => {
  await page.waitForTimeout(500);
  await runsDone(page).waitFor({ timeout: 60_000 });
  await learningFigure(page).getByRole('button', { name: /^Cancel/ }).click({ timeout: 1000 }).catch(() => undefined);
  await page.waitForTimeout(500);
};
