import { describe, expect, it } from 'vitest';
import { readLink } from '../../src/jobs/link.ts';
import { exactField, fragmentOf, parameterSlider, smallSweep, theoryPaths, valueText, waitForFingerprint, waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();
const start = `#/committee?replicas=4&points=41&${smallSweep}`;

describe('the address', () => {
  it('follows a burst of moves with few writes and holds the last value', async () => {
    const { page, problems, close } = await open(start);
    await waitForTheory(page);
    await page.evaluate(() => {
      const write = window.history.replaceState.bind(window.history);
      Object.assign(globalThis, { writes: 0 });
      window.history.replaceState = (...args) => {
        (globalThis as unknown as { writes: number }).writes++;
        write(...args);
      };
    });
    const slider = parameterSlider(page, 'Learning rate');
    await slider.focus();
    const began = performance.now();
    for (let i = 0; i < 300; i++) await page.keyboard.press(i % 3 === 2 ? 'ArrowLeft' : 'ArrowRight');
    const seconds = (performance.now() - began) / 1000;
    const last = await valueText(slider);
    await expect.poll(() => Number(readLink(fragmentOf(page)).config.params['learningRate']), { timeout: 3000 }).toBeCloseTo(Number(last), 3);
    const { writes } = await page.evaluate(() => ({ writes: (globalThis as unknown as { writes: number }).writes }));
    expect(writes).toBeGreaterThan(0);
    expect(writes).toBeLessThanOrEqual(2.5 * seconds + 2);
    expect(problems).toEqual([]);
    await close();
  });

  it('can be changed by hand, back and forward included', async () => {
    const { page, problems, close } = await open(start);
    await waitForTheory(page);
    const seed = page.getByRole('textbox', { name: 'Seed' });
    const go = async (hash: string): Promise<void> => page.evaluate((text) => { window.location.hash = text; }, hash);
    await go(`#/committee?replicas=4&points=41&${smallSweep}&seed=9&dimension=300`);
    await expect.poll(() => seed.inputValue()).toBe('9');
    expect(await exactField(page, 'Input dimension').inputValue()).toBe('300');
    await go('#/committee?replicas=4&points=41&seed=10&dimension=80');
    await expect.poll(() => seed.inputValue()).toBe('10');
    await page.goBack();
    await expect.poll(() => seed.inputValue()).toBe('9');
    await page.goBack();
    await expect.poll(() => seed.inputValue()).toBe('7');
    expect(await exactField(page, 'Input dimension').inputValue()).toBe('1,000');
    await page.goForward();
    await expect.poll(() => seed.inputValue()).toBe('9');
    expect(problems).toEqual([]);
    await close();
  });

  it('shared, opens the same picture with the same bits', async () => {
    const { page, close } = await open(start);
    await waitForTheory(page);
    await parameterSlider(page, 'Learning rate').focus();
    await page.keyboard.press('PageUp');
    await page.getByRole('textbox', { name: 'Seed' }).fill('31');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Theme: auto. Change to light' }).click();
    const digits = await waitForFingerprint(page);
    await page.getByRole('button', { name: 'Share' }).click();
    const link = await page.getByRole('textbox', { name: /this link opens/i }).inputValue();
    const { config, notices } = readLink(link);
    expect(notices).toEqual([]);
    expect(config).toMatchObject({ seed: 31, replicas: 4, points: 41, page: { theme: 'light' } });
    expect(config.params['learningRate']).not.toBe(1);
    const paths = await theoryPaths(page);
    const other = await open(new URL(link).hash);
    expect(await waitForFingerprint(other.page)).toBe(digits);
    await expect.poll(() => theoryPaths(other.page)).toEqual(paths);
    expect(other.problems).toEqual([]);
    await other.close();
    await close();
  });
});
