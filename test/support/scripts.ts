import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

export interface Script {
  readonly name: string;
  readonly bytes: number;
  readonly gzip: number;
}

/** Every script that a page and its workers load from `siteUrl` until `settled`, with its size gzipped as a server does. */
export const scriptsOf = async (page: Page, siteUrl: string, settled: (page: Page) => Promise<void>): Promise<Script[]> => {
  const found = new Map<string, Promise<Script>>();
  page.on('response', (response) => {
    const url = response.url();
    if (found.has(url) || !(response.request().resourceType() === 'script' || /javascript|wasm/.test(response.headers()['content-type'] ?? ''))) return;
    const read = response.body().then((body) => ({ name: url.slice(siteUrl.length), bytes: body.length, gzip: gzipSync(body).length }));
    found.set(url, read);
  });
  await page.goto(siteUrl);
  await settled(page);
  return Promise.all(found.values());
};
