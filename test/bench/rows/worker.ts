import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Site } from '../../support/site.ts';
import { requestOfLink } from '../../support/runLink.ts';
import { summaryOf } from '../measure.ts';
import { row, type Row } from '../row.ts';

/** Starts workers one after the other in a page that does nothing else; milliseconds from the constructor to the answer of a job of one step. */
const startWorkers = ({ script, cell, count }: { script: string; cell: object; count: number }): Promise<number[]> => {
  const one = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const worker = new Worker(script, { type: 'module', name: 'committee' });
      worker.addEventListener('error', () => reject(new Error('the worker failed')));
      worker.addEventListener('message', ({ data }: MessageEvent<{ id?: string; type?: string }>) => {
        if (data.id !== 'first') return;
        worker.terminate();
        if (data.type === 'HANDLER') reject(new Error('the job failed'));
        else resolve(performance.now() - began);
      });
      const work = { kind: 'cell', cell: { ...cell, plan: { saveAt: new Float64Array([0]), questions: [], budget: 1e-3, quality: 'rest' } } };
      const argumentList = [1, work, false].map((value) => ({ type: 'RAW', value }));
      // The message that Comlink sends for `run(1, work, false)`.
      worker.postMessage({ id: 'first', type: 'APPLY', path: ['run'], argumentList });
    });
  return (async () => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) times.push(await one());
    return times;
  })();
};

/** From `new Worker` to the first answer: script, engine and compiled kernels ready. */
export const workerRow = async (browser: Browser, site: Site, count: number): Promise<Row> => {
  const script = readdirSync(join(site.folder, 'assets')).find((name) => /^worker-.*\.js$/.test(name));
  if (script === undefined) throw new Error('the site has no worker script');
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const blank = `${site.url}blank`;
    await page.route(blank, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>blank</title>' }));
    await page.goto(blank);
    const { model, engine, params, seed } = requestOfLink('committee?only=simulation').tasks[0]!.cells[0]!;
    const cell = { model, engine, params, seed, firstReplica: 0, count: 1 };
    const times = await page.evaluate(startWorkers, { script: `${site.url}assets/${script}`, cell, count });
    return row({
      part: 'page', what: 'new worker to its first answer, kernels compiled', unit: 'ms', numbers: summaryOf(times), note: `${count} workers one after the other, the first (files not loaded yet) took ${times[0]!.toFixed(0)} ms`,
      goal: { sense: 'at most', value: 50 },
    });
  } finally {
    await context.close();
  }
};
