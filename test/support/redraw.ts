import type { Page } from 'playwright-core';
import { parameterSlider, trajectoryFigure } from './plateauPage.ts';

interface Redraws {
  readonly times: number[];
  /** Resolves with the next redraw, or after a second without one; asks for no frame of its own. */
  next: () => Promise<void>;
  stop: () => void;
}

const startWatching = (figure: Element, eventName: 'input' | 'keydown'): void => {
  let drawn = (): void => {};
  let moved = 0;
  const onMove = (event: Event): void => {
    moved = event.timeStamp;
  };
  const observer = new MutationObserver((records) => {
    if (moved === 0 || !records.some(({ target }) => target instanceof Element && target.classList.contains('theory'))) return;
    found.times.push(performance.now() - moved);
    moved = 0;
    drawn();
  });
  const found: Redraws = {
    times: [],
    next: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, 1000);
        drawn = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    stop: () => {
      document.removeEventListener(eventName, onMove, true);
      observer.disconnect();
    },
  };
  document.addEventListener(eventName, onMove, true);
  observer.observe(figure, { subtree: true, attributes: true, attributeFilter: ['d'] });
  Object.assign(globalThis, { redraws: found });
};

const back = 20;
/** To and fro, `back` moves each way. */
const direction = (move: number): -1 | 1 => (move % (2 * back) < back ? -1 : 1);

/** Makes `moves` moves, each when the one before has been drawn; one that is not drawn within a second is left out. */
const timed = async (page: Page, eventName: 'input' | 'keydown', moves: number, move: (i: number) => Promise<void>): Promise<number[]> => {
  await trajectoryFigure(page).evaluate(startWatching, eventName);
  for (let i = 0; i < moves; i++) {
    const drawn = page.evaluate(() => (globalThis as unknown as { redraws: Redraws }).redraws.next());
    await move(i);
    await drawn;
  }
  return page.evaluate(() => {
    const { redraws } = globalThis as unknown as { redraws: Redraws };
    redraws.stop();
    return redraws.times;
  });
};

/** Milliseconds from each `input` event of a slider dragged by the mouse to the theory curve being drawn. */
export const dragTimes = async (page: Page, label: string, moves: number): Promise<number[]> => {
  const { x, y, width, height } = (await parameterSlider(page, label).boundingBox())!;
  let at = x + 0.6 * width;
  await page.mouse.move(at, y + height / 2);
  await page.mouse.down();
  const times = await timed(page, 'input', moves, (i) => page.mouse.move((at += 2 * direction(i)), y + height / 2));
  await page.mouse.up();
  return times;
};

/** The same by arrow keys, from each keydown: Chromium hands the worker's answer over after the next frame only. */
export const keyTimes = async (page: Page, label: string, moves: number): Promise<number[]> => {
  await parameterSlider(page, label).focus();
  const times = await timed(page, 'keydown', moves, (i) => page.keyboard.down(direction(i) < 0 ? 'ArrowLeft' : 'ArrowRight'));
  await page.keyboard.up('ArrowLeft');
  await page.keyboard.up('ArrowRight');
  return times;
};

/** Moves a slider by key `moves` times as fast as the page takes the events. */
export const moveFast = async (page: Page, label: string, moves: number): Promise<void> => {
  await parameterSlider(page, label).focus();
  for (let i = 0; i < moves; i++) await page.keyboard.down(direction(i) < 0 ? 'ArrowLeft' : 'ArrowRight');
  await page.keyboard.up('ArrowLeft');
  await page.keyboard.up('ArrowRight');
};
