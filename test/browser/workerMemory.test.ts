import { describe, expect, it } from 'vitest';
import { watchWorkers } from '../support/heap.ts';
import { noticeTexts, smallSweep, trajectoryFigure, waitForFingerprint } from '../support/plateauPage.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';

const { open } = chromiumForTests();
const mostBytes = 300e6;

/** Short runs, so that the frames and not the steps are what costs. */
const largest: Readonly<Record<string, string>> = {
  'brute force at its largest': 'committee?hiddenUnits=6&teacherUnits=6&dimension=10000&engine=direct&points=1001&replicas=3&duration=0.1',
  'as many frames of one run as fit': 'committee?hiddenUnits=6&teacherUnits=6&dimension=10000&points=100001&replicas=3&duration=1',
  'as many frames of many runs as fit': 'committee?hiddenUnits=6&teacherUnits=6&dimension=10000000&points=100001&replicas=12&duration=0.001&secondLayerRate=4&labelNoise=2&weightDecay=1',
  'as many sources as weights are simulated': 'hebbianIca?dimension=4096&points=1001&replicas=3&duration=2000',
  'eight neurons on mixed sources': 'hebbianIca?dimension=256&mixing=orthogonal&neurons=8&engine=direct&only=simulation&points=1001&replicas=3&duration=1000',
  'as many features as the chain follows': 'hebbianIca?dimension=10000000&allFeatures=false&features=4096&points=101&replicas=3&duration=200',
};

describe('memory of a worker at the largest values', () => {
  for (const [name, link] of Object.entries(largest)) {
    it(`stays below 300 MB: ${name}`, async () => {
      const { page, problems, close } = await open(`#/${link}&${smallSweep}`);
      const workers = await watchWorkers(page);
      const finished = trajectoryFigure(page).getByText(/runs?, done$/);
      let peak = 0;
      let done = false;
      for (let round = 0; round < 200 && !done; round++) {
        peak = Math.max(peak, ...(await workers.bytes(false)));
        await page.waitForTimeout(100);
        done = (await finished.count()) > 0;
      }
      expect(done, 'the runs come to an end').toBe(true);
      const kept = await workers.bytes(true);
      console.log(`${name}: peak ${(peak / 1e6).toFixed(0)} MB, kept ${kept.map((bytes) => (bytes / 1e6).toFixed(1)).join(', ')} MB; notices ${JSON.stringify(await noticeTexts(page))}`);
      expect(kept.length).toBeGreaterThanOrEqual(2);
      expect(peak, 'something was measured').toBeGreaterThan(1e6);
      expect(peak).toBeLessThanOrEqual(mostBytes);
      expect(problems).toEqual([]);
      await close();
    });
  }

  it('is measured with typed arrays', async () => {
    const { page, close } = await open(`#/committee?replicas=2&${smallSweep}`);
    await waitForFingerprint(page);
    const workers = await watchWorkers(page);
    const before = (await workers.bytes(true))[0]!;
    await page.workers()[0]!.evaluate(() => { Object.assign(globalThis, { held: new Float64Array(1e7) }); });
    expect((await workers.bytes(true))[0]! - before).toBeGreaterThan(7e7);
    await close();
  });
});
