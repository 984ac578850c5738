import { describe, expect, test } from 'vitest';
import { runCell, type CellResult } from '../../src/jobs/cell.ts';
import type { Pause } from '../../src/models/contract.ts';
import { makeDriver } from '../../src/workers/drive.ts';
import type { Chunk, Work } from '../../src/workers/protocol.ts';
import { buffersOf } from '../../src/workers/transfer.ts';
import { requestFor } from '../jobs/sample.ts';
import { toyPictures } from '../jobs/toyPictures.ts';
import { lendPictures } from '../support/lendPictures.ts';
import { arraysOf, drawn } from '../support/pictureFaults.ts';

const cell = requestFor('committee?dimension=2000&points=41&duration=20&replicas=1').tasks[0]!.cells[0]!;
const work: Work = { kind: 'cell', cell };
const describing: Work = { kind: 'describe', model: 'committee', params: cell.params, over: 'dimension', xs: [100, 1000], criterion: 'specialised', threshold: 0.5 };

let held = 0;
const endless = function* (): Generator<Pause, never> {
  held++;
  try {
    for (;;) yield { kind: 'pause' };
  } finally {
    held--;
  }
};
lendPictures('committee', { ...toyPictures, endless: { title: 'Without an end', draw: endless } });
const drawing = (picture: string): Work => ({ kind: 'picture', model: 'committee', picture, params: cell.params, seed: 7 });

/** A host whose clock moves by `tick` at each look; `onYield` is called at the end of each slice. */
const makeHost = (tick: number, onYield: (slice: number) => void = () => {}) => {
  let time = 0;
  let slices = 0;
  const chunks: Chunk[] = [];
  const driver = makeDriver({
    now: () => (time += tick),
    yieldTask: () => {
      onYield(++slices);
      return Promise.resolve();
    },
    send: (chunk) => chunks.push(chunk),
  });
  return { driver, chunks, slices: () => slices };
};

describe('driver', () => {
  test('the result does not depend on the slices', async () => {
    const expected = runCell(cell);
    for (const tick of [0, 5, 100]) {
      const { driver, slices } = makeHost(tick);
      expect(await driver.run(1, work, tick === 5)).toEqual(expected);
      expect(slices() > 0).toBe(tick > 0);
    }
  });

  test('chunks follow each other without a gap and are the frames of the result', async () => {
    const { driver, chunks } = makeHost(100);
    const { frames } = (await driver.run(7, work, true)) as CellResult;
    expect(chunks.length).toBeGreaterThan(2);
    const width = frames.length / cell.plan.saveAt.length;
    let next = 0;
    for (const { job, first, frames: part } of chunks) {
      expect([job, first]).toEqual([7, next]);
      expect(part.length).toBeGreaterThan(0);
      expect(part).toEqual(frames.slice(first * width, first * width + part.length));
      next += part.length / width;
    }
    expect(next).toBeLessThanOrEqual(cell.plan.saveAt.length);
    expect(next).toBeGreaterThan(cell.plan.saveAt.length / 2);
  });

  test('nothing is sent that was not asked for', async () => {
    const { driver, chunks } = makeHost(100);
    await driver.run(1, work, false);
    await driver.run(2, describing, true);
    expect(chunks).toEqual([]);
  });

  test.each([['a cell', work], ['a description', describing], ['a picture', drawing('potential')]] as const)('a cancel of %s is served at the next slice', async (_, asked) => {
    const host = makeHost(100, (slice) => slice === 2 && host.driver.cancel(1));
    expect(await host.driver.run(1, asked, true)).toBeNull();
    expect(host.slices()).toBe(2);
    // The same thread goes on with other jobs.
    expect(await host.driver.run(2, asked, true)).not.toBeNull();
  });

  test('a picture that is cancelled gives back what it holds', async () => {
    const host = makeHost(100, (slice) => {
      expect(held).toBe(1);
      if (slice === 2) host.driver.cancel(1);
    });
    expect(await host.driver.run(1, drawing('endless'), false)).toBeNull();
    expect(host.slices()).toBe(2);
    expect(held).toBe(0);
  });

  test('a job that is held waits at its slice, goes on when told, and can be cancelled meanwhile', async () => {
    for (const end of ['go on', 'cancel'] as const) {
      const host = makeHost(100, (slice) => slice === 2 && host.driver.hold(1, true));
      const result = host.driver.run(1, work, false);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(host.slices()).toBe(2);
      if (end === 'cancel') host.driver.cancel(1);
      host.driver.hold(1, false);
      expect(await result).toEqual(end === 'cancel' ? null : runCell(cell));
      host.driver.hold(1, true);
      expect(await host.driver.run(1, work, false)).not.toBeNull();
    }
  });

  test('a cancel of another job has no effect', async () => {
    const host = makeHost(100, () => host.driver.cancel(99));
    expect(await host.driver.run(1, work, false)).toEqual(runCell(cell));
  });

  test('a description is computed; an unknown engine rejects', async () => {
    const { driver } = makeHost(1);
    const description = await driver.run(1, describing, false);
    expect(description).toMatchObject({ laws: [{ over: 'dimension' }], marks: expect.arrayContaining([expect.objectContaining({ id: 'plateau' })]) });
    expect(buffersOf(description!)).toEqual([]);
    await expect(driver.run(2, { kind: 'cell', cell: { ...cell, engine: 'none' } }, false)).rejects.toThrow(/no engine/);
  });

  test('a picture is drawn, whatever the slices; an unknown one rejects', async () => {
    for (const id of Object.keys(toyPictures)) {
      const { driver } = makeHost(100);
      expect(await driver.run(1, drawing(id), false)).toEqual(drawn(toyPictures[id]!, cell.params));
    }
    await expect(makeHost(1).driver.run(1, drawing('none'), false)).rejects.toThrow();
  });

  test('a picture leaves without a copy, each buffer once', () => {
    const picture = drawn(toyPictures['phases']!, cell.params);
    const buffers = buffersOf(picture);
    expect(new Set(buffers)).toEqual(new Set(arraysOf(picture).map(({ buffer }) => buffer)));
    expect(new Set(buffers).size).toBe(buffers.length);
    const line = Float64Array.of(1, 2);
    expect(buffersOf({ kind: 'lines', x: { label: '', scale: 'linear' }, y: { label: '', scale: 'linear' }, lines: [{ label: '', tone: 'law', xs: line, ys: line }], note: '' })).toEqual([line.buffer]);
    expect(structuredClone(picture, { transfer: buffers })).toEqual(drawn(toyPictures['phases']!, cell.params));
  });

  test('a result leaves without a copy', () => {
    const result = runCell({ ...cell, plan: { ...cell.plan, budget: 0.1, saveAt: Float64Array.of(0, 0.1) } });
    expect(new Set(buffersOf(result))).toEqual(new Set([result.frames.buffer, result.saved.buffer, result.passages.buffer]));
  });
});
