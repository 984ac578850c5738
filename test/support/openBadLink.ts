import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { noticeLine, readLink } from '../../src/jobs/link.ts';
import { noticeTexts } from './plateauPage.ts';

/** Opens a link by a change of the fragment; the page must show each of its faults and hold the nearest valid values. */
export const openBadLink = async (page: Page, link: string): Promise<void> => {
  const { config, notices } = readLink(new URL(link, 'http://localhost/').hash);
  expect(notices.length, `${link} has a fault`).toBeGreaterThan(0);
  const expected = notices.map(noticeLine).map((line) => line.replaceAll(/\s+/g, ' ').trim()).sort();
  await page.evaluate((hash) => { window.location.hash = hash; }, link);
  const shown = async (): Promise<string[]> => (await noticeTexts(page)).map((line) => line.replaceAll(/\s+/g, ' ').trim()).sort();
  await expect.poll(shown, { message: link, timeout: 5000, interval: 20 }).toEqual(expected);
  const field = async (name: RegExp): Promise<number> => Number((await page.getByRole('textbox', { name }).first().inputValue()).replaceAll(',', ''));
  expect(await field(/^Seed/), link).toBe(config.seed);
  expect(await field(/^Input dimension/), link).toBe(config.params['dimension']);
};
