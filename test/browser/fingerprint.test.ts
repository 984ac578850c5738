import { describe, expect, it } from 'vitest';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { digitsOf, fingerprintLinks } from '../support/fingerprintLinks.ts';
import { noticeTexts, waitForFingerprint } from '../support/plateauPage.ts';
import type { Opened } from '../support/openPage.ts';
import { runnerFingerprints } from '../support/runner.ts';

const { open } = chromiumForTests();

const known = new Map<string, Promise<string>>();
/** The runner's fingerprint, the same with one worker and with two. */
const expectedOf = (link: string): Promise<string> => {
  const run = async (): Promise<string> => {
    const [one, two] = await Promise.all([1, 2].map((workers) => runnerFingerprints(link, workers)));
    expect(two).toEqual(one);
    const expected = one!.simulation ?? one!.theory;
    expect(expected).toMatch(/^\w+\.\d+-[0-9a-f]{16}$/);
    return expected!;
  };
  known.set(link, known.get(link) ?? run());
  return known.get(link)!;
};

describe('the same link gives the same bits in the page and in the runner', () => {
  for (const cores of [2, 4]) {
    it(`${cores} workers in the page: ${Object.keys(fingerprintLinks).join('; ')}`, async () => {
      let opened: Opened | null = null;
      for (const link of Object.values(fingerprintLinks)) {
        const expected = await expectedOf(link);
        const hash = `#/${link}&fp=${expected}`;
        // The first is opened afresh, the others by a change of the fragment.
        if (opened === null) opened = await open(hash, { cores });
        else await opened.page.evaluate((text) => { window.location.hash = text; }, hash);
        const { page } = opened;
        await page.getByText(digitsOf(expected).match(/.{4}/g)!.join(' ')).waitFor({ timeout: 30_000 }).catch(() => undefined);
        expect(await waitForFingerprint(page), link).toBe(digitsOf(expected));
        await page.getByText(/: reproduced$/).waitFor();
        expect(await noticeTexts(page)).toEqual([]);
      }
      expect(opened!.problems).toEqual([]);
      await opened!.close();
    });
  }

  it('says so when a claimed fingerprint is another one', async () => {
    const { page, close } = await open(`#/${fingerprintLinks['plain']!}&fp=chain.1-0123456789abcdef`);
    const found = await waitForFingerprint(page);
    expect(found).toMatch(/^[0-9a-f]{16}$/);
    await page.getByText("differs from the link's chain.1-0123456789abcdef").waitFor();
    await close();
  });
});
