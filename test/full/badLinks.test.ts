import { describe, expect, it } from 'vitest';
import { allModels, mutatedLinks } from '../support/badLinks.ts';
import { openBadLink } from '../support/openBadLink.ts';
import { waitForTheory } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests({ floodLimit: false });

describe('2,000 random edits of valid links', () => {
  for (const model of allModels()) {
    it(`${model.id}: each opens the nearest valid state and names every fault`, async () => {
      const { page, problems, close } = await open();
      await waitForTheory(page);
      const links = mutatedLinks(model, Math.ceil(2000 / allModels().length));
      for (const link of links) await openBadLink(page, link);
      console.log(`${model.id}: ${links.length} bad links opened`);
      expect(problems).toEqual([]);
      await close();
    });
  }
});
