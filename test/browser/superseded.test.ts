import { describe, expect, it } from 'vitest';
import { fragmentOf, learningFigure, smallSweep, theoryPaths, trajectoryFigure, waitForFingerprint, waitForTheory } from '../support/plateauPage.ts';
import { moveFast } from '../support/redraw.ts';
import { runnerFingerprints } from '../support/runner.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();

const runPaths = (page: Parameters<typeof theoryPaths>[0]): Promise<string[]> =>
  trajectoryFigure(page).locator('path.run').evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));

/** As the page writes it. */
const groupsOf = (digits: string): string => digits.match(/.{4}/g)!.join(' ');

describe('superseded work', () => {
  it('is never drawn: fast moves end with the picture of the last value', async () => {
    const { page, problems, close } = await open(`#/committee?replicas=6&${smallSweep}`);
    await waitForTheory(page);
    for (const moves of [7, 26, 33]) {
      await moveFast(page, 'Learning rate', moves);
      await moveFast(page, 'Input dimension', 5);
      await page.waitForTimeout(170);
    }
    await page.waitForTimeout(700);
    const digits = await waitForFingerprint(page);
    const fragment = fragmentOf(page);
    expect(fragment).toContain('learningRate=');
    const fresh = await open(fragment);
    expect(await waitForFingerprint(fresh.page)).toBe(digits);
    const runner = await runnerFingerprints(fragment, 2);
    expect(runner.simulation).toBe(`chain.${runner.simulation!.split(/[.-]/)[1]!}-${digits}`);
    await expect.poll(() => theoryPaths(fresh.page)).toEqual(await theoryPaths(page));
    expect(await runPaths(fresh.page)).toEqual(await runPaths(page));
    expect((await runPaths(page))[0]!.length).toBeGreaterThan(100);
    expect(problems).toEqual([]);
    await fresh.close();
    await close();
  });

  it('of a sweep is never drawn either', async () => {
    const { page, problems, close } = await open(`#/committee?view=sweep&replicas=4&${smallSweep}`);
    await waitForTheory(page);
    const first = await waitForFingerprint(page);
    await moveFast(page, 'Label noise', 9);
    await page.waitForTimeout(200);
    await moveFast(page, 'Learning rate', 12);
    // From the release on: the fingerprint of the former values is not that of these.
    expect(await page.getByText(groupsOf(first)).count()).toBe(0);
    await page.waitForTimeout(700);
    const digits = await waitForFingerprint(page);
    const fresh = await open(fragmentOf(page));
    expect(await waitForFingerprint(fresh.page)).toBe(digits);
    const names = (figure: ReturnType<typeof learningFigure>): Promise<string[]> => figure.getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    await expect.poll(() => names(learningFigure(fresh.page))).toEqual(await names(learningFigure(page)));
    expect(problems).toEqual([]);
    await fresh.close();
    await close();
  });
});
