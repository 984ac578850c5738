import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { readLink } from '../../src/jobs/link.ts';
import { fragmentOf, parameterSlider, scrubber, smallSweep, thresholdGrip, valueNow, valueText, waitForFingerprint, waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();
const start = `#/committee?replicas=4&${smallSweep}`;

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the target has the focus. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('60 presses of Tab did not lead there');
};

const configIn = (page: Page) => readLink(fragmentOf(page)).config;

describe('by keyboard alone', () => {
  it('a parameter is found and moved, and the result follows', async () => {
    const { page, problems, close } = await open(start);
    await waitForTheory(page);
    const first = await waitForFingerprint(page);
    const slider = parameterSlider(page, 'Input dimension');
    const calm = await slider.screenshot();
    await tabTo(page, slider);
    expect((await slider.screenshot()).equals(calm), 'the focus is visible').toBe(false);
    await page.keyboard.press('ArrowRight');
    const moved = Number((await valueText(slider)).replaceAll(',', ''));
    expect(moved).toBeGreaterThan(1000);
    await page.keyboard.press('PageUp');
    expect(Number((await valueText(slider)).replaceAll(',', ''))).toBeGreaterThan(2 * moved);
    await page.keyboard.press('Home');
    await expect.poll(() => configIn(page).params['dimension']).toBe(5);
    await expect.poll(() => waitForFingerprint(page)).not.toBe(first);
    expect(problems).toEqual([]);
    await close();
  });

  it('the threshold is moved in the chart', async () => {
    const { page, problems, close } = await open(start);
    await waitForTheory(page);
    const grip = thresholdGrip(page);
    await tabTo(page, grip);
    expect(await valueNow(grip)).toBe(0.5);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const higher = await valueNow(grip);
    expect(higher).toBeGreaterThan(0.5);
    await expect.poll(() => configIn(page).threshold).toBeCloseTo(higher, 6);
    await page.keyboard.press('PageDown');
    expect(await valueNow(grip)).toBeLessThan(0.5);
    expect(await isFocused(grip), 'the focus stays').toBe(true);
    expect(problems).toEqual([]);
    await close();
  });

  it('the cursor is scrubbed, a run is played and paused', async () => {
    const { page, problems, close } = await open(start);
    await waitForTheory(page);
    await waitForFingerprint(page);
    const thumb = scrubber(page);
    await tabTo(page, thumb);
    await page.keyboard.press('Home');
    expect(await valueNow(thumb)).toBe(0);
    await page.keyboard.press('ArrowRight');
    const one = await valueNow(thumb);
    expect(one).toBeGreaterThan(0);
    await page.keyboard.press('PageUp');
    expect(await valueNow(thumb)).toBeGreaterThan(5 * one);
    await expect.poll(() => Number(configIn(page).page['cursor'])).toBeCloseTo(await valueNow(thumb), 1);
    const play = page.getByRole('button', { name: 'Play' });
    await tabTo(page, play);
    await page.keyboard.press('Space');
    const pause = page.getByRole('button', { name: 'Pause' });
    await pause.waitFor();
    const from = await valueNow(thumb);
    await expect.poll(() => valueNow(thumb)).toBeGreaterThan(from);
    await page.keyboard.press('Space');
    await play.waitFor();
    const stopped = await valueNow(thumb);
    await page.waitForTimeout(200);
    expect(await valueNow(thumb)).toBe(stopped);
    expect(problems).toEqual([]);
    await close();
  });

  it('Space plays when nothing has the focus', async () => {
    const { page, close } = await open(start);
    await waitForTheory(page);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await close();
  });
});
