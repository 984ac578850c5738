import { describe, expect, it } from 'vitest';
import { allModels, faultyLinks, faultyParams, mutatedLinks } from '../support/badLinks.ts';
import { openBadLink } from '../support/openBadLink.ts';
import { noticeTexts, waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

// These links come faster than anyone types them: Chromium's limit on changes of the address is off here.
const { open } = chromiumForTests({ floodLimit: false });

describe('a bad link', () => {
  for (const [i, model] of allModels().entries()) {
    it(`${model.id}: opens the nearest valid state and names every fault`, async () => {
      const { page, problems, close } = await open();
      await waitForTheory(page);
      // What all models share is seen with the first; unit tests read all of these links for each.
      const links = [...faultyParams(model), ...(i === 0 ? faultyLinks(model) : []), ...mutatedLinks(model, 25)];
      for (const link of links) await openBadLink(page, link);
      console.log(`${links.length} bad links`);
      await page.getByRole('button', { name: 'Dismiss' }).click();
      expect(await noticeTexts(page)).toEqual([]);
      expect(problems).toEqual([]);
      await close();
    });
  }

  it('opened afresh: the page starts, says what it uses, and corrects the link', async () => {
    const { page, problems, close } = await open('#/committee?dimension=300&hiddenUnits=17&replicas=4&learningRate=NaN&frobnicate=1&v=3');
    await waitForTheory(page);
    expect(await noticeTexts(page)).toHaveLength(4);
    await page.getByText('hiddenUnits: the link says "17"; the page uses 6').waitFor();
    await page.getByRole('button', { name: 'Share' }).click();
    expect(await page.getByRole('textbox', { name: /This link opens|this link opens/ }).inputValue()).toMatch(/#\/committee\?dimension=300&hiddenUnits=6&replicas=4&v=1$/);
    expect(problems).toEqual([]);
    await close();
  });

  it('a good link has no notice', async () => {
    const { page, close } = await open('#/committee?dimension=300&replicas=4');
    await waitForTheory(page);
    expect(await noticeTexts(page)).toEqual([]);
    await close();
  });
});
