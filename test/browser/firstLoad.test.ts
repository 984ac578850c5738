import { describe, expect, it } from 'vitest';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { readProbe } from '../support/openPage.ts';
import { learningFigure, trajectoryFigure, waitForTheory } from '../support/plateauPage.ts';
import { scriptsOf } from '../support/scripts.ts';

const { open, browser, site } = chromiumForTests();

describe('the first load', () => {
  it('shows both charts soon, without a fault, a shift or a foreign request', async () => {
    const { page, problems, close } = await open();
    await waitForTheory(page);
    await learningFigure(page).waitFor();
    for (const figure of [trajectoryFigure(page), learningFigure(page)]) {
      const box = await figure.getByRole('group').first().boundingBox();
      expect(box, 'the chart has a place').not.toBeNull();
      expect(box!.width).toBeGreaterThan(300);
      expect(box!.y + box!.height, 'the chart is on the first screen').toBeLessThanOrEqual(900);
    }
    expect((await learningFigure(page).locator('path.theory').first().getAttribute('d'))?.length ?? 0).toBeGreaterThan(20);
    // The sentence and its numbers come with the runs.
    await expect.poll(() => page.getByText(/half of the runs have learned/).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    const icon = await page.evaluate(async () => (await fetch(document.querySelector<HTMLLinkElement>('link[rel="icon"]')!.href)).status);
    expect(icon).toBe(200);
    const { firstTheory, shift } = await readProbe(page);
    console.log(`first chart after ${firstTheory.toFixed(0)} ms, layout shift ${shift.toFixed(4)}`);
    expect(shift).toBeLessThan(0.05);
    // Five times the goal: this machine may be busy.
    expect(firstTheory).toBeGreaterThan(0);
    expect(firstTheory).toBeLessThan(5000);
    expect(problems).toEqual([]);
    await close();
  });

  it('loads at most 150 kB of script and 20 kB of kernels', async () => {
    const context = await browser().newContext();
    const scripts = await scriptsOf(await context.newPage(), site, async (page) => {
      await waitForTheory(page);
      await page.waitForTimeout(500);
    });
    const kernels = scripts.filter(({ name }) => name.endsWith('.wasm'));
    const sum = (key: 'bytes' | 'gzip'): number => scripts.reduce((total, script) => total + (kernels.includes(script) ? 0 : script[key]), 0);
    console.log(`${scripts.length} scripts: ${sum('bytes')} bytes, ${sum('gzip')} gzipped (${scripts.map(({ name, gzip }) => `${name} ${gzip}`).join(', ')})`);
    expect(scripts.length, 'the page and its worker').toBeGreaterThanOrEqual(2);
    expect(sum('gzip')).toBeLessThanOrEqual(150_000);
    expect(kernels.map(({ gzip }) => gzip <= 20_000)).toEqual([true]);
    await context.close();
  });
});
