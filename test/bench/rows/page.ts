import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../../support/chromium.ts';
import { pageBytes } from '../../support/heap.ts';
import { openPage, readProbe, resetLongest } from '../../support/openPage.ts';
import { learningFigure, waitForTheory } from '../../support/plateauPage.ts';
import { dragTimes, keyTimes, moveFast } from '../../support/redraw.ts';
import { scriptsOf } from '../../support/scripts.ts';
import { serveSite, type Site } from '../../support/site.ts';
import { cancelSweep, settle, waitForSweep } from '../../support/workload.ts';
import { quantile, summaryOf } from '../measure.ts';
import { notRun, row, type Row } from '../row.ts';
import { workerRow } from './worker.ts';

const part = 'page';
/** The default sweep, with a seed of its own so that no stored result stands for it. */
const fullSweep = '#/committee?seed=12';
const movesARound = 60;

interface Round {
  readonly drags: readonly number[];
  readonly keys: readonly number[];
  readonly longest: number;
  readonly firstChart: number;
  readonly shown: number;
  readonly quiet: number;
}

const oneRound = async (browser: Browser, url: string): Promise<Round> => {
  const { page, close } = await openPage(browser, url, fullSweep);
  await waitForTheory(page);
  const { firstTheory } = await readProbe(page);
  await waitForSweep(page);
  await resetLongest(page);
  const { shown, quiet } = await cancelSweep(browser, page);
  await learningFigure(page).getByRole('button', { name: /^Run/ }).click();
  await waitForSweep(page);
  const drags = await dragTimes(page, 'Learning rate', movesARound);
  const keys = await keyTimes(page, 'Learning rate', movesARound);
  const { longest } = await readProbe(page);
  await close();
  return { drags, keys, longest, firstChart: firstTheory, shown, quiet };
};

const heapGrowth = async (browser: Browser, url: string): Promise<number> => {
  const { page, close } = await openPage(browser, url, fullSweep);
  await waitForSweep(page);
  const rest = async (): Promise<number> => {
    await settle(page);
    return pageBytes(page);
  };
  await moveFast(page, 'Learning rate', 100);
  const before = await rest();
  await moveFast(page, 'Learning rate', 500);
  const after = await rest();
  await close();
  return (after - before) / 1e6;
};

const scriptRow = async (browser: Browser, url: string): Promise<Row> => {
  const context = await browser.newContext();
  const scripts = await scriptsOf(await context.newPage(), url, async (page) => {
    await waitForTheory(page);
    await page.waitForTimeout(500);
  });
  await context.close();
  const sum = (key: 'bytes' | 'gzip'): number => scripts.reduce((total, script) => total + (script.name.endsWith('.wasm') ? 0 : script[key]), 0);
  const note = `${(sum('bytes') / 1e3).toFixed(0)} kB before gzip; ${scripts.map(({ name, gzip }) => `${name} ${(gzip / 1e3).toFixed(1)}`).join(', ')}`;
  return row({ part, what: 'script of the first load, gzipped, workers included', unit: 'kB', numbers: summaryOf([sum('gzip') / 1e3]), note, goal: { sense: 'at most', value: 150 } });
};

/** In a browser that has done nothing else. */
const freshWorkers = async (site: Site): Promise<Row> => {
  const browser = await launchChromium();
  try {
    return await workerRow(browser, site, 31);
  } finally {
    await browser.close();
  }
};

/** In Chromium on the built site, while the default sweep runs on all workers. */
export const pageRows = async (rounds: number): Promise<Row[]> => {
  if (findChromium() === null) return [notRun(part, 'the page while a full sweep runs', 'no Chromium here; set CHROME_PATH')];
  const site = await serveSite();
  const workers = await freshWorkers(site);
  const browser = await launchChromium();
  try {
    const seen: Round[] = [];
    await oneRound(browser, site.url);
    for (let round = 0; round < Math.min(rounds, 5); round++) seen.push(await oneRound(browser, site.url));
    const drags = seen.flatMap((round) => round.drags);
    const keys = seen.flatMap((round) => round.keys);
    const moves = (times: readonly number[]): string => `${times.length} of ${seen.length * movesARound} moves`;
    const each = (read: (round: Round) => number) => summaryOf(seen.map(read));
    const longest = seen.map((round) => round.longest);
    return [
      row({ part, what: 'slider dragged to theory drawn, median', unit: 'ms', numbers: summaryOf(drags), note: moves(drags), goal: { sense: 'at most', value: 12 } }),
      row({ part, what: 'slider dragged to theory drawn, 95 %', unit: 'ms', numbers: each((round) => quantile(round.drags, 0.95)), note: moves(drags), judged: quantile(drags, 0.95), goal: { sense: 'at most', value: 20 } }),
      row({ part, what: 'arrow key to theory drawn, median', unit: 'ms', numbers: summaryOf(keys), note: `${moves(keys)}; Chromium paints a frame between a key and a message` }),
      row({
        part, what: 'longest task of the main thread', unit: 'ms', numbers: summaryOf(longest.map((ms) => Math.max(ms, 50))), note: 'tasks below 50 ms count as 50',
        judged: Math.max(...longest), goal: { sense: 'at most', value: 50 },
      }),
      row({ part, what: 'cancel to workers at rest', unit: 'ms', numbers: each((round) => round.quiet), note: 'seen by their processor time, every 20 ms: an upper bound', goal: { sense: 'at most', value: 100 } }),
      row({ part, what: 'cancel to the page saying so', unit: 'ms', numbers: each((round) => round.shown), goal: { sense: 'at most', value: 100 } }),
      row({ part, what: 'start of the navigation to the first chart', unit: 'ms', numbers: each((round) => round.firstChart), goal: { sense: 'at most', value: 1000 } }),
      workers,
      await scriptRow(browser, site.url),
      row({ part, what: 'memory of the page after 500 slider moves, growth', unit: 'MB', numbers: summaryOf([await heapGrowth(browser, site.url)]), goal: { sense: 'at most', value: 2 } }),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
};
