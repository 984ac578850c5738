import { describe, expect, it } from 'vitest';
import { readLink } from '../../src/jobs/link.ts';
import { models } from '../../src/models/registry.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { fragmentOf, waitForTheory } from '../support/plateauPage.ts';

const { open } = chromiumForTests();

describe('further pictures', () => {
  for (const { id, pictures = {}, opening, more } of Object.values(models)) {
    if (Object.keys(pictures).length === 0) continue;
    const { params } = readLink(id).config;
    const isShown = ([, { when }]: (typeof all)[number]): boolean => when?.(params) !== false;
    const all = Object.entries(pictures);
    for (const [key, { title }] of all.filter((one) => !isShown(one))) {
      it(`${id}: ${title}: a preset or the tour leads there`, async () => {
        const { tour } = await more();
        const links = [...opening.presets, ...tour.flatMap((step) => [step, ...(step.also ?? [])])].map(({ link }) => link);
        const link = links.find((one) => one.includes(`picture=${key}`));
        expect(link).toBeDefined();
        const { page, problems, close } = await open(`#/${link!}`);
        const figure = page.getByRole('figure', { name: /picture/i });
        await expect.poll(() => figure.locator('svg path, svg rect, svg circle').count(), { timeout: 30_000 }).toBeGreaterThan(2);
        expect(problems).toEqual([]);
        await close();
      });
    }
    for (const width of [1440, 320]) {
      it(`${id}, ${width} px: each is drawn, named in the link`, async () => {
        const { page, problems, close } = await open(`#/${id}?replicas=2&dimensions=8,16&starts=4`, { width });
        await waitForTheory(page);
        for (const [key, { title }] of all.filter(isShown)) {
          if (width > 700) await page.getByRole('button', { name: title }).click();
          else await page.getByRole('combobox', { name: /picture/i }).selectOption({ label: title });
          const figure = page.getByRole('figure', { name: /picture/i });
          await expect.poll(() => figure.locator('svg path, svg rect, svg circle').count(), { timeout: 20_000 }).toBeGreaterThan(2);
          await expect.poll(() => fragmentOf(page), { timeout: 3000 }).toContain(`picture=${key}`);
        }
        if (width > 700) {
          await page.getByRole('button', { name: 'Hide' }).click();
          await expect.poll(() => page.getByRole('figure', { name: /picture/i }).locator('svg').count(), { timeout: 3000 }).toBe(0);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
        expect(problems).toEqual([]);
        await close();
      });
    }
  }
});
