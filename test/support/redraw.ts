import type { Locator, Page } from 'playwright-core';
import { parameterSlider, trajectoryFigure } from './plateauPage.ts';

interface Redraws {
  readonly times: number[];
  stop: () => void;
}

const startWatching = (figure: Element): void => {
  const found = { times: [] as number[], stop: () => {} };
  let pressed = 0;
  const onKey = (event: KeyboardEvent): void => {
    pressed = event.timeStamp;
  };
  const observer = new MutationObserver((records) => {
    if (pressed === 0 || !records.some(({ target }) => target instanceof Element && target.classList.contains('theory'))) return;
    found.times.push(performance.now() - pressed);
    pressed = 0;
  });
  document.addEventListener('keydown', onKey, true);
  observer.observe(figure, { subtree: true, attributes: true, attributeFilter: ['d'] });
  found.stop = () => {
    document.removeEventListener('keydown', onKey, true);
    observer.disconnect();
  };
  Object.assign(globalThis, { redraws: found });
};

const countOfRedraws = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as { redraws: Redraws }).redraws.times.length);

/**
 * Milliseconds from each of `moves` key events on a slider, held as in a drag, to the theory curve being drawn.
 * The next move comes when the last one has been drawn; one that is not within a second is left out.
 */
export const redrawTimes = async (page: Page, label: string, moves: number): Promise<number[]> => {
  const slider: Locator = parameterSlider(page, label);
  await slider.focus();
  await trajectoryFigure(page).evaluate(startWatching);
  for (let i = 0; i < moves; i++) {
    const before = await countOfRedraws(page);
    await page.keyboard.down(i % 40 < 20 ? 'ArrowLeft' : 'ArrowRight');
    await page.waitForFunction((n) => (globalThis as unknown as { redraws: Redraws }).redraws.times.length > n, before, { timeout: 1000, polling: 'raf' }).catch(() => undefined);
  }
  await page.keyboard.up('ArrowLeft');
  await page.keyboard.up('ArrowRight');
  return page.evaluate(() => {
    const { redraws } = globalThis as unknown as { redraws: Redraws };
    redraws.stop();
    return redraws.times;
  });
};

/** Moves a slider by key `moves` times as fast as the page takes the events. */
export const moveFast = async (page: Page, label: string, moves: number): Promise<void> => {
  await parameterSlider(page, label).focus();
  for (let i = 0; i < moves; i++) await page.keyboard.down(i % 40 < 20 ? 'ArrowLeft' : 'ArrowRight');
  await page.keyboard.up('ArrowLeft');
  await page.keyboard.up('ArrowRight');
};
