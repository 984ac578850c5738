import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/axe.ts';
import { smallSweep, waitForFingerprint, waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();
const start = `#/committee?replicas=4&${smallSweep}`;

const screens = [1440, 768, 320].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

const openGroups = async (page: Page): Promise<void> => {
  for (const name of ['Second layer, weight decay', 'Start of the weights', 'Runs and budget']) await page.getByText(name, { exact: true }).click();
  for (const table of await page.getByText(/^Data as a table/).all()) await table.click();
};

describe('axe finds nothing', () => {
  it('at 1440, 768 and 320 px, light and dark, the controls open as well', async () => {
    const { page, problems, close } = await open(start);
    await waitForTheory(page);
    await waitForFingerprint(page);
    for (const { width, colorScheme } of screens) {
      const name = `${width} px, ${colorScheme}`;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(100);
      expect(await axeViolations(page), name).toEqual([]);
      if (width >= 1181) continue;
      await page.getByRole('button', { name: 'Controls' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await axeViolations(page), `${name}, controls`).toEqual([]);
      await page.keyboard.press('Escape');
    }
    expect(problems).toEqual([]);
    await close();
  });

  it('with notices, every group open, a given start, a pin, the scan and the tour', async () => {
    const { page, close } = await open(`${start}&start=custom&view=scan&values=0.5,1&bad=1&seed=-1`);
    await waitForTheory(page);
    await openGroups(page);
    await page.getByRole('button', { name: 'Pin this' }).click();
    expect(await axeViolations(page), 'groups').toEqual([]);
    await page.getByRole('button', { name: 'Share' }).click();
    expect(await axeViolations(page), 'share').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^About/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await axeViolations(page), 'about').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take the tour' }).click();
    expect(await axeViolations(page), 'tour').toEqual([]);
    await close();
  });

  it('but would find a fault', async () => {
    const { page, close } = await open(start);
    await waitForTheory(page);
    await page.evaluate(() => { document.querySelector('main')!.append(document.createElement('input')); });
    expect((await axeViolations(page)).join()).toContain('label');
    await close();
  });
});
