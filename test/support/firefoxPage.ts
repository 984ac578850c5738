import type { Page } from 'puppeteer-core';

/** Everything is read by a script in the page: the page's policy forbids what Puppeteer's own waits need. */
export type Figure = 'trajectory' | 'learning';

/** The drawn theory curves of the trajectory chart, upper and lower panel. */
export const theoryPaths = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('figure[aria-labelledby="trajectory-title"] path.theory')].map((path) => path.getAttribute('d') ?? ''));

export interface ShownFingerprint {
  readonly digits: string;
  /** What the page says of the fingerprint that the link claims. */
  readonly verdict: string;
}

/** Null until every run of the part the link asks for is there. */
export const shownFingerprint = (page: Page): Promise<ShownFingerprint | null> =>
  page.evaluate(() => {
    const line = [...document.querySelectorAll('p')].map(({ textContent }) => textContent).find((text) => text.includes('reproduces these bits: '));
    const found = /bits: ([0-9a-f]{4}(?: [0-9a-f]{4}){3})(?:: )?(.*)$/.exec(line ?? '');
    return found === null ? null : { digits: found[1]!.replaceAll(' ', ''), verdict: found[2]! };
  });

export const noticeTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('section[aria-label="About this link"] li')].map(({ textContent }) => textContent));

/** How far the runs of a chart have come. */
export const statusText = (page: Page, figure: Figure): Promise<string> =>
  page.evaluate((name) => document.querySelector(`figure[aria-labelledby="${name}-title"] .status > span`)?.textContent ?? '', figure);

/** The name of the one button beside that, or ''. */
export const actionText = (page: Page, figure: Figure): Promise<string> =>
  page.evaluate((name) => document.querySelector(`figure[aria-labelledby="${name}-title"] .status > button`)?.firstChild?.textContent ?? '', figure);

/** Clicks it as a hand would. */
export const clickAction = async (page: Page, figure: Figure): Promise<void> => {
  const at = await page.evaluate((name) => {
    const button = document.querySelector(`figure[aria-labelledby="${name}-title"] .status > button`)!;
    button.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, figure);
  await page.mouse.click(at.x, at.y);
};

/** The value text of a parameter's slider, which it focuses. */
export const focusSlider = (page: Page, label: string): Promise<string> =>
  page.evaluate((start) => {
    const field = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.startsWith(start))!.control!;
    field.focus();
    return field.getAttribute('aria-valuetext') ?? '';
  }, label);
