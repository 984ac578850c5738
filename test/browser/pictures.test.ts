import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/registry.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { fragmentOf, waitForTheory } from '../support/plateauPage.ts';

const { open } = chromiumForTests();

describe('further pictures', () => {
  for (const { id, pictures = {} } of Object.values(models)) {
    const titles = Object.values(pictures).map(({ title }) => title);
    if (titles.length === 0) continue;
    for (const width of [1440, 320]) {
      it(`${id}, ${width} px: each is drawn, named in the link`, async () => {
        const { page, problems, close } = await open(`#/${id}?replicas=2&dimensions=8,16&starts=4`, { width });
        await waitForTheory(page);
        for (const [key, { title }] of Object.entries(pictures)) {
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
