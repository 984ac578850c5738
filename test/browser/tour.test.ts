import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from '../../src/jobs/link.ts';
import { models } from '../../src/models/registry.ts';
import { fragmentOf, noticeTexts, trajectoryFigure, waitForCurve, waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();
const canonical = (link: string): string => writeLink(readLink(link).config);

describe('tours and presets', () => {
  for (const { id, opening, more } of Object.values(models)) {
    it(`${id}: every step of the tour opens its link, without notice, and reveals its answer`, async () => {
      const { tour } = await more();
      const { page, problems, close } = await open(`#/${id}`);
      await waitForTheory(page);
      await page.getByRole('button', { name: 'Take the tour' }).click();
      for (const [i, step] of tour.entries()) {
        await page.getByRole('heading', { level: 1, name: step.title }).waitFor();
        await page.getByText(step.look).waitFor();
        await page.getByText(`Step ${i + 1} of ${tour.length}`).waitFor();
        await expect.poll(() => canonical(fragmentOf(page)), { timeout: 3000 }).toBe(canonical(step.link));
        await waitForCurve(page);
        expect(await noticeTexts(page)).toEqual([]);
        const answer = page.getByText(step.answer);
        expect(await answer.isVisible(), 'the answer is hidden').toBe(false);
        await page.keyboard.press('PageDown');
        await answer.waitFor();
        await page.keyboard.press('PageDown');
      }
      await page.getByRole('button', { name: 'End tour' }).click();
      await page.getByRole('heading', { level: 1, name: /\?$/ }).waitFor();
      expect(problems).toEqual([]);
      await close();
    });

    it(`${id}: every preset is what the page then shows`, async () => {
      const { page, problems, close } = await open(`#/${id}?seed=3`);
      await waitForTheory(page);
      const menu = page.getByRole('combobox', { name: 'Preset' });
      expect(await menu.locator('option:checked').textContent()).toBe('Your own values');
      for (const { label, link } of opening.presets) {
        await menu.selectOption({ label });
        await expect.poll(() => canonical(fragmentOf(page)), { timeout: 3000 }).toBe(canonical(link));
        await expect.poll(() => menu.locator('option:checked').textContent()).toBe(label);
        expect(await noticeTexts(page)).toEqual([]);
        await waitForCurve(page);
      }
      expect(problems).toEqual([]);
      await close();
    });
  }
});

describe('the committee tour shows what it says', async () => {
  const { tour } = await models['committee']!.more();
  const step = (i: number): string => `#/${tour[i]!.link}`;

  it('1: the plateau at 0.0207', async () => {
    const { page, close } = await open(step(0));
    await trajectoryFigure(page).getByText(/plateau.*0\.0207/).waitFor();
    await close();
  });

  it('2: four overlaps near 0.4 to 0.5 at t = 40', async () => {
    const { page, close } = await open(step(1));
    await waitForTheory(page);
    const matrices = page.getByRole('img', { name: /^Overlaps of 2 student units with 2 teacher units/ });
    const read = () => matrices.locator('text').allTextContents();
    const entriesOf = (texts: string[]) => texts.map((text) => text.replace('−', '-')).filter((text) => /^-?\d\.\d\d$/.test(text)).map(Number);
    // Four matrices of four as soon as the run is there to its end; the cursor's is one of them.
    await expect.poll(async () => entriesOf(await read()).length).toBe(16);
    const texts = await read();
    const entries = entriesOf(texts);
    expect(texts.join(' ')).toMatch(/t = 40/);
    const caption = texts.filter((text) => /start|t = /.test(text)).findIndex((text) => text.endsWith('t = 40'));
    expect(caption).toBeGreaterThanOrEqual(0);
    for (const entry of entries.slice(4 * caption, 4 * caption + 4)) {
      expect(entry).toBeGreaterThan(0.35);
      expect(entry).toBeLessThan(0.55);
    }
    await close();
  });

  it('3: theory alone', async () => {
    const { page, close } = await open(step(2));
    await waitForTheory(page);
    expect(await trajectoryFigure(page).locator('path.run').count()).toBe(0);
    await close();
  });

  it('5: total samples on logarithmic axes', async () => {
    const { page, close } = await open(step(4));
    await waitForTheory(page);
    expect(await page.getByRole('combobox', { name: 'Vertical axis of the second chart' }).locator('option:checked').textContent()).toMatch(/Total samples.*log-log/);
    await close();
  });
});
