import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { exactField, learningFigure, parameterSlider, scrubber, smallSweep, theoryPaths, trajectoryFigure, valueNow, waitForFingerprint, waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();
const start = `#/committee?replicas=4&${smallSweep}`;

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const luminance = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const colours = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
    const shown = colours.find((colour) => colour !== 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)';
    const [r, g, b] = shown.match(/\d+/g)!.map(Number);
    return (r! + g! + b!) / 765;
  });

describe('a phone, 320 px wide', () => {
  it('has no sideways scroll, charts first, and controls in a drawer', async () => {
    const { page, problems, close } = await open(start, { width: 320, height: 640 });
    await waitForTheory(page);
    await waitForFingerprint(page);
    expect(await overflow(page)).toBe(0);
    const first = await trajectoryFigure(page).boundingBox();
    const second = await learningFigure(page).boundingBox();
    expect(first!.x).toBeGreaterThanOrEqual(0);
    expect(first!.x + first!.width).toBeLessThanOrEqual(320);
    expect(second!.y).toBeGreaterThan(first!.y + first!.height - 1);
    const before = await theoryPaths(page);
    await page.getByRole('button', { name: 'Controls' }).click();
    const drawer = page.getByRole('dialog', { name: 'Controls' });
    await drawer.waitFor();
    expect(await overflow(page)).toBe(0);
    const rate = drawer.getByRole('slider', { name: /^Learning rate/ });
    await rate.focus();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await expect.poll(() => theoryPaths(page)).not.toEqual(before);
    await page.getByRole('button', { name: 'Controls' }).focus();
    expect(problems).toEqual([]);
    await close();
  });

  it('is worked by touch', async () => {
    const { page, close } = await open(start, { width: 320, height: 640, touch: true });
    await waitForTheory(page);
    const slider = parameterSlider(page, 'Input dimension');
    const box = (await slider.boundingBox())!;
    expect(box.height, 'room for a finger').toBeGreaterThanOrEqual(24);
    await page.touchscreen.tap(box.x + 0.9 * box.width, box.y + box.height / 2);
    await expect.poll(async () => Number((await exactField(page, 'Input dimension').inputValue()).replaceAll(',', ''))).toBeGreaterThan(1e5);
    await close();
  });
});

describe('screens in between', () => {
  it('have both charts side by side and no sideways scroll, while the window is resized', async () => {
    const { page, problems, close } = await open(start, { width: 700 });
    await waitForTheory(page);
    for (const width of [700, 768, 1024, 1180, 1181, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(async () => {
        const [left, right] = [(await trajectoryFigure(page).boundingBox())!, (await learningFigure(page).boundingBox())!];
        return { beside: right.x >= left.x + left.width - 1, inside: right.x + right.width <= width, overflow: await overflow(page) };
      }, { message: `${width} px` }).toEqual({ beside: true, inside: true, overflow: 0 });
      await parameterSlider(page, 'Input dimension').waitFor();
    }
    expect(problems).toEqual([]);
    await close();
  });
});

describe('themes', () => {
  it('follow the system, the button and the link', async () => {
    const { page, problems, close } = await open(start, { dark: true });
    await waitForTheory(page);
    expect(await luminance(page)).toBeLessThan(0.2);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await luminance(page)).toBeGreaterThan(0.9);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: /^Theme: auto/ }).click();
    expect(await luminance(page)).toBeGreaterThan(0.9);
    await page.getByRole('button', { name: /^Theme: light/ }).click();
    expect(await luminance(page)).toBeLessThan(0.2);
    await page.evaluate((link) => { window.location.hash = `${link}&theme=light`; }, start);
    await expect.poll(() => luminance(page)).toBeGreaterThan(0.9);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('reduced motion', () => {
  it('animates nothing and plays to the final state at once', async () => {
    const { page, problems, close } = await open(start, { reducedMotion: true });
    await waitForTheory(page);
    await waitForFingerprint(page);
    await parameterSlider(page, 'Learning rate').focus();
    await page.keyboard.press('PageDown');
    await page.getByRole('button', { name: 'Share' }).click();
    const running = (): Promise<number> => page.evaluate(() => document.getAnimations().filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration ?? 0) > 1).length);
    expect(await running()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Play' }).click();
    const end = Number(await scrubber(page).getAttribute('aria-valuemax'));
    await expect.poll(() => valueNow(scrubber(page)), { timeout: 1500 }).toBe(end);
    expect(problems).toEqual([]);
    await close();
  });
});
