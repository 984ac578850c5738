import { describe, expect, it } from 'vitest';
import { digitsOf, fingerprintLinks } from '../support/fingerprintLinks.ts';
import { firefoxForTests } from '../support/firefoxForTests.ts';
import { actionText, clickAction, focusSlider, noticeTexts, shownFingerprint, statusText, theoryPaths } from '../support/firefoxPage.ts';
import { smallSweep } from '../support/plateauPage.ts';
import { runnerFingerprints } from '../support/runner.ts';

const { open } = firefoxForTests();
const patience = { timeout: 60_000, interval: 100 };

describe('in Firefox a link gives the same bits as in the runner', () => {
  for (const [name, link] of Object.entries(fingerprintLinks)) {
    it(name, async () => {
      const { simulation, theory } = await runnerFingerprints(link, 2);
      const expected = simulation ?? theory;
      expect(expected).toMatch(/^\w+\.\d+-[0-9a-f]{16}$/);
      const { page, problems, close } = await open(`#/${link}&fp=${expected!}`);
      await expect.poll(() => shownFingerprint(page), patience).not.toBeNull();
      expect(await shownFingerprint(page), link).toEqual({ digits: digitsOf(expected!), verdict: 'reproduced' });
      expect(await noticeTexts(page)).toEqual([]);
      expect(problems).toEqual([]);
      await close();
    });
  }
});

describe('the page in Firefox', () => {
  it('opens without a fault and draws both charts', async () => {
    const { page, problems, close } = await open();
    await expect.poll(async () => (await theoryPaths(page)).map((path) => /^M.{100}/.test(path)), patience).toEqual([true, true]);
    await expect.poll(() => statusText(page, 'trajectory'), patience).toMatch(/runs, done$/);
    const { boxes, second, overflow } = await page.evaluate(() => ({
      boxes: [...document.querySelectorAll('figure svg')].map((svg) => svg.getBoundingClientRect()).map(({ width, bottom }) => ({ width, bottom })),
      second: document.querySelector('figure[aria-labelledby="learning-title"] path.theory')?.getAttribute('d')?.length ?? 0,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect(second).toBeGreaterThan(20);
    expect(boxes.length).toBeGreaterThanOrEqual(2);
    for (const { width, bottom } of boxes.slice(0, 2)) {
      expect(width).toBeGreaterThan(300);
      expect(bottom, 'the chart is on the first screen').toBeLessThanOrEqual(900);
    }
    expect(overflow).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('a slider moved by the keyboard moves the theory curve to that of the new link', async () => {
    const { page, problems, close } = await open(`#/committee?replicas=4&${smallSweep}`);
    await expect.poll(() => shownFingerprint(page), patience).not.toBeNull();
    const first = await shownFingerprint(page);
    const before = await theoryPaths(page);
    expect(before[0]).toMatch(/^M/);
    const value = await focusSlider(page, 'Learning rate');
    await page.keyboard.press('PageDown');
    await expect.poll(() => theoryPaths(page), patience).not.toEqual(before);
    expect(Number(await focusSlider(page, 'Learning rate'))).toBeLessThan(Number(value));
    await expect.poll(async () => new URL(page.url()).hash, patience).toContain('learningRate=');
    await expect.poll(async () => (await shownFingerprint(page))?.digits ?? first?.digits, patience).not.toBe(first?.digits);
    const fresh = await open(new URL(page.url()).hash);
    await expect.poll(() => shownFingerprint(fresh.page), patience).toEqual(await shownFingerprint(page));
    await expect.poll(() => theoryPaths(fresh.page), patience).toEqual(await theoryPaths(page));
    expect(fresh.problems).toEqual([]);
    expect(problems).toEqual([]);
    await fresh.close();
    await close();
  });

  it('cancel ends the runs of a sweep, which go on when asked', async () => {
    // With a seed of its own no stored result can stand for it; fewer runs than usual, so that the page does not ask first on a slow machine.
    const { page, problems, close } = await open('#/committee?seed=12&replicas=16&starts=20');
    await expect.poll(() => statusText(page, 'trajectory'), patience).toMatch(/runs, done$/);
    await expect.poll(() => statusText(page, 'learning'), patience).toMatch(/^[1-9][\d,]* of [\d,]+ runs/);
    expect(await actionText(page, 'learning')).toBe('Cancel');
    await clickAction(page, 'learning');
    await expect.poll(() => statusText(page, 'learning')).toMatch(/^cancelled: [\d,]+ of [\d,]+ runs$/);
    const said = await statusText(page, 'learning');
    expect(await actionText(page, 'learning')).toBe('Run');
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    expect(await statusText(page, 'learning'), 'no run has come since').toBe(said);
    await clickAction(page, 'learning');
    const doneOf = (text: string): number => Number(/^(?:cancelled: )?([\d,]+) of/.exec(text)?.[1]?.replaceAll(',', ''));
    await expect.poll(async () => doneOf(await statusText(page, 'learning')), patience).toBeGreaterThan(doneOf(said));
    expect(problems).toEqual([]);
    await close();
  });

  it('but would find a fault', async () => {
    const { page, problems, close } = await open();
    await page.evaluate(() => {
      console.error('said');
      setTimeout(() => { throw new Error('thrown'); });
      document.body.setAttribute('style', 'color: red');
      void new Worker(URL.createObjectURL(new Blob(['throw new Error("thrown in a worker")'])));
    });
    const faults = [/^console error: said/, /^exception: .*thrown$/, /^exception: .*style-src/, /^exception: .*thrown in a worker/];
    await expect.poll(() => faults.filter((fault) => !problems.some((line) => fault.test(line)))).toEqual([]);
    await close();
  });
});
