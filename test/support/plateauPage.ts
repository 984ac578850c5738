import type { Locator, Page } from 'playwright-core';

/** The trajectory chart with its transport. */
export const trajectoryFigure = (page: Page): Locator => page.getByRole('figure', { name: 'One run in time' });
/** The learning-time chart; its heading is also its menu. */
export const learningFigure = (page: Page): Locator => page.getByRole('figure').filter({ has: page.getByRole('group', { name: /^Learning time against/ }) });

export const parameterSlider = (page: Page, label: string): Locator => page.getByRole('slider', { name: new RegExp(`^${label}`) }).first();
export const exactField = (page: Page, label: string): Locator => page.getByRole('textbox', { name: new RegExp(`^${label}.*exact value$`) }).first();
export const scrubber = (page: Page): Locator => trajectoryFigure(page).getByRole('slider', { name: /^samples seen/ });
/** The grip of the level at which a run counts as learned. */
export const thresholdGrip = (page: Page): Locator => trajectoryFigure(page).locator('[role="slider"][aria-orientation="vertical"]:visible').first();

export const valueNow = async (slider: Locator): Promise<number> => Number(await slider.getAttribute('aria-valuenow'));
/** What a parameter's slider says of itself. */
export const valueText = async (slider: Locator): Promise<string> => (await slider.getAttribute('aria-valuetext')) ?? '';

/** The drawn theory curves of the trajectory chart, upper and lower panel. */
export const theoryPaths = (page: Page): Promise<string[]> =>
  trajectoryFigure(page).locator('path.theory').evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));

/** Waits for the theory curve; a level one has no height and counts as hidden. */
/** The theory, or the run where the link asks for the simulation alone. */
export const waitForCurve = async (page: Page): Promise<void> => {
  await trajectoryFigure(page).locator('path.theory[d^="M"], path.run[d^="M"]').first().waitFor({ state: 'attached', timeout: 30_000 });
};

export const waitForTheory = async (page: Page): Promise<void> => {
  await trajectoryFigure(page).locator('path.theory[d^="M"]').first().waitFor({ state: 'attached', timeout: 30_000 });
};

/** Waits until every run of the part the link asks for is there; the digits of its fingerprint. */
export const waitForFingerprint = async (page: Page, timeout = 60_000): Promise<string> => {
  const line = page.getByText('reproduces these bits');
  await line.waitFor({ timeout });
  return (await line.innerText()).replace(/^.*bits: ?/s, '').replace(/[^0-9a-f ].*$/s, '').replaceAll(' ', '');
};

/** Faults of the link, one text each. */
export const noticeTexts = (page: Page): Promise<string[]> => page.getByText(/: the link says /).allInnerTexts();

export const fragmentOf = (page: Page): string => new URL(page.url()).hash;

/** A sweep small enough to be no burden, for tests of something else. */
export const smallSweep = 'dimensions=50,100&starts=4';
