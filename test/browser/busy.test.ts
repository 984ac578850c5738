import { describe, expect, it } from 'vitest';
import { quantile } from '../bench/measure.ts';
import { countObjects, pageBytes, watchWorkers } from '../support/heap.ts';
import { readProbe, resetLongest } from '../support/openPage.ts';
import { learningFigure, parameterSlider, valueText, waitForTheory } from '../support/plateauPage.ts';
import { dragTimes, moveFast } from '../support/redraw.ts';
import { chromiumForTests } from '../support/chromiumForTests.ts';
import { cancelSweep, settle, waitForSweep } from '../support/workload.ts';

const { open, browser } = chromiumForTests();

/** The default sweep, with a seed of its own so that no stored result can stand for it; limits are five times the goals. */
const fullSweep = '#/committee?seed=12';

describe('while a full sweep runs', () => {
  it('a slider moves theory at once, no task holds the page up, and cancel ends the work', async () => {
    const { page, problems, close } = await open(fullSweep);
    await waitForTheory(page);
    await waitForSweep(page);
    await resetLongest(page);
    const { shown, quiet, before } = await cancelSweep(browser(), page);
    console.log(`cancel: said after ${shown.toFixed(0)} ms, workers at rest after ${quiet.toFixed(0)} ms, ${before.toFixed(2)} cores in use before`);
    expect(before, 'the workers were at work').toBeGreaterThan(0.3);
    expect(shown).toBeLessThanOrEqual(500);
    expect(quiet).toBeLessThanOrEqual(500);
    await learningFigure(page).getByRole('button', { name: /^Run/ }).click();
    await waitForSweep(page);
    const times = await dragTimes(page, 'Learning rate', 60);
    console.log(`theory redrawn after ${quantile(times, 0.5).toFixed(1)} ms (median), ${quantile(times, 0.95).toFixed(1)} ms (95 %) of ${times.length} moves`);
    expect(times.length, 'nearly every move is drawn').toBeGreaterThanOrEqual(55);
    expect(quantile(times, 0.5)).toBeLessThanOrEqual(60);
    expect(await valueText(parameterSlider(page, 'Learning rate'))).not.toBe('1');
    const { longest } = await readProbe(page);
    console.log(`longest task of the main thread: ${longest.toFixed(0)} ms (0: none above 50)`);
    expect(longest).toBeLessThanOrEqual(250);
    expect(problems).toEqual([]);
    await close();
  });

  it('500 moves leave memory, ports and workers as they were', async () => {
    const { page, problems, close } = await open(fullSweep);
    await waitForTheory(page);
    await waitForSweep(page);
    const workers = await watchWorkers(page);
    const rest = async () => {
      await settle(page);
      return { bytes: await pageBytes(page), ports: await countObjects(page, 'MessagePort'), objects: await countObjects(page, 'Worker'), alive: workers.count() };
    };
    await moveFast(page, 'Learning rate', 100);
    const first = await rest();
    await moveFast(page, 'Learning rate', 500);
    const last = await rest();
    console.log(`before ${JSON.stringify(first)}, after ${JSON.stringify(last)}`);
    expect(first.alive).toBeGreaterThanOrEqual(3);
    expect(last.alive).toBe(first.alive);
    expect(last.objects).toBe(first.objects);
    // Those of React's own scheduler may be collected and made again; a port kept from each move would be 500 more.
    expect(last.ports).toBeLessThanOrEqual(first.ports + 2);
    // A theory curve kept from each move would be 20 MB.
    expect(last.bytes - first.bytes).toBeLessThan(2e6);
    expect(problems).toEqual([]);
    await close();
  });
});
