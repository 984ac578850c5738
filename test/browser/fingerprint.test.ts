import { describe, expect, it } from 'vitest';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { noticeTexts, smallSweep, waitForFingerprint } from '../support/plateauPage.ts';
import type { Opened } from '../support/openPage.ts';
import { runnerFingerprints } from '../support/runner.ts';

const { open } = chromiumForTests();

const small = `replicas=4&points=21&dimension=200&duration=60&${smallSweep}`;
const links: Readonly<Record<string, string>> = {
  plain: `committee?${small}`,
  'two layers, noise, decay': `committee?${small}&labelNoise=0.1&secondLayerRate=0.5&weightDecay=0.01`,
  'given start, K > M': `committee?${small}&hiddenUnits=3&start=custom&overlaps=0.1,0;0,0.1;0.05,-0.02&norms=0.5,0.1,0;0.1,0.5,0;0,0,0.4&teacher=1,0.3;0.3,1&teacherOutput=1,0.5&studentOutput=1,0.8,-0.6`,
  'broken start, other seed': `committee?${small}&start=broken&initialOverlap=0.02&seed=123456`,
  'brute force': `committee?${small}&engine=direct`,
  'theory alone': `committee?${small}&only=theory`,
  sweep: 'committee?view=sweep&dimensions=50,100,200&replicas=6&starts=10&seed=11',
  'sweep, error below': 'committee?view=sweep&dimensions=60,120&replicas=4&starts=4&criterion=errorBelow&threshold=0.01',
  scan: 'committee?view=scan&over=learningRate&values=0.5,1,1.5&dimension=100&replicas=4&duration=40&starts=4',
};

const digitsOf = (fingerprint: string): string => fingerprint.split('-').at(-1)!;

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
    it(`${cores} workers in the page: ${Object.keys(links).join('; ')}`, async () => {
      let opened: Opened | null = null;
      for (const link of Object.values(links)) {
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
    const { page, close } = await open(`#/${links['plain']!}&fp=chain.1-0123456789abcdef`);
    const found = await waitForFingerprint(page);
    expect(found).toMatch(/^[0-9a-f]{16}$/);
    await page.getByText("differs from the link's chain.1-0123456789abcdef").waitFor();
    await close();
  });
});
