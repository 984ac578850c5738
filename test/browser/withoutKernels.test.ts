import { describe, expect, it } from 'vitest';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { openPage } from '../support/openPage.ts';
import { trajectoryFigure, waitForTheory } from '../support/plateauPage.ts';

const { browser, site } = chromiumForTests();

/** A module that no engine accepts: what a browser without SIMD makes of ours. */
const unusable = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0x63, 1, 0]);

describe('a browser that cannot run the kernels', () => {
  it.each([
    ['of another age', { contentType: 'application/wasm', body: unusable }, /it lacks WebAssembly with SIMD \(Chrome 91, Firefox 89, Safari 16\.4 and newer have it\)/],
    ['that does not get the file', { status: 404, body: '' }, /could not be loaded: status 404/],
  ])('%s says so, and shows the theory', async (_, answer, text) => {
    const { page, close } = await openPage(browser(), site, '#/committee?replicas=2', { before: (context) => context.route('**/*.wasm', (route) => route.fulfill(answer)) });
    await waitForTheory(page);
    await expect.poll(() => trajectoryFigure(page).getByText(text).count(), { timeout: 20_000 }).toBe(1);
    await close();
  });
});
