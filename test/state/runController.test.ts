import { describe, expect, test } from 'vitest';
import { readLink } from '../../src/jobs/link.ts';
import type { Cell } from '../../src/jobs/cell.ts';
import { setUp, turn, type Asked } from './fakePool.ts';

const small = 'committee?dimension=20&duration=2&points=5&replicas=3&hiddenUnits=1&teacherUnits=1&dimensions=20,40&starts=3&budget=3';

const cellOf = ({ work }: Asked): Cell | null => (work.kind === 'cell' ? work.cell : null);
const isSweep = (job: Asked): boolean => cellOf(job)?.plan.saveAt.length === 0;
/** Cells of a trajectory's simulation, and of its theory beyond the curve. */
const isTrajectory = (job: Asked): boolean => cellOf(job) !== null && !isSweep(job) && job.options.priority !== -1;
const isCurve = (job: Asked): boolean => cellOf(job)?.engine === 'ode' && job.options.reserved === true && job.options.priority === -1;

describe('starting', () => {
  test('the theory first, then everything else, until all is there', async () => {
    const { store, controller, asked, finish } = setUp(small);
    controller.start();
    expect(isCurve(asked[0]!)).toBe(true);
    await finish();
    const { theory, trajectory, sweep, scan, description } = store.getState();
    expect(theory?.result.saved[0]).toBe(5);
    expect(trajectory).toMatchObject({ status: 'done', runs: 3, wanted: 3, progress: 1, head: null, failure: null });
    expect(sweep).toMatchObject({ status: 'done', runs: 6, wanted: 6 });
    expect(sweep!.results.size).toBe(sweep!.request.tasks.flatMap(({ cells }) => cells).length);
    expect(scan).toBeNull();
    expect(description!.laws.length + description!.marks.length).toBeGreaterThan(0);
    const count = asked.length;
    controller.start();
    await finish();
    expect(asked.slice(count).filter((job) => isTrajectory(job) || isSweep(job))).toEqual([]);
  });

  test('only the first run streams, on the reserved worker', async () => {
    const { store, controller, asked, picture } = setUp(small);
    controller.start();
    const streaming = asked.filter(({ options }) => options.onChunk !== undefined);
    expect(streaming.map((job) => [cellOf(job)!.engine, cellOf(job)!.firstReplica, job.options.reserved])).toEqual([['chain', 0, true]]);
    streaming[0]!.options.onChunk!({ job: 1, first: 0, frames: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) });
    await picture();
    expect(store.getState().trajectory!.head).toMatchObject({ count: 2 });
    expect(Array.from(store.getState().trajectory!.head!.frames.subarray(0, 11))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, NaN]);
  });

  test('a failure is told and does not hide what is there', async () => {
    const { store, controller, open, picture, finish } = setUp(small);
    controller.start();
    open().findLast(isTrajectory)!.fail(new Error('out of memory'));
    await finish();
    await picture();
    expect(store.getState().trajectory).toMatchObject({ status: 'failed', failure: 'out of memory' });
    expect(store.getState().trajectory!.results.size).toBeGreaterThan(0);
    expect(store.getState().sweep!.status).toBe('done');
  });
});

describe('changing', () => {
  test('a superseded result never reaches the store', async () => {
    const { store, controller, open, picture, rest, finish } = setUp(small);
    controller.start();
    await picture();
    const old = open();
    controller.change({ params: { learningRate: 0.5 } });
    await rest();
    expect(old.filter((job) => isTrajectory(job) || isSweep(job)).map(({ state }) => state())).not.toContain('open');
    for (const job of old) job.answer();
    await picture();
    for (const part of ['trajectory', 'sweep'] as const) expect(store.getState()[part]!.request.config.params['learningRate']).toBe(0.5);
    await finish();
    const { theory, trajectory, sweep } = store.getState();
    for (const request of [theory!.request, trajectory!.request, sweep!.request]) expect(request.tasks.every(({ params }) => params['learningRate'] === 0.5)).toBe(true);
    expect([trajectory!.status, sweep!.status]).toEqual(['done', 'done']);
  });

  test('nor does one that waited for the next picture', async () => {
    const { store, controller, open, picture, finish } = setUp(small);
    controller.start();
    await finish();
    controller.dice();
    open().find(isTrajectory)!.answer();
    await turn();
    // The answer now waits for a picture; the slider moves before it.
    controller.change({ params: { learningRate: 0.5 } }, 'learningRate');
    await picture();
    expect(store.getState().trajectory).toBeNull();
  });

  test('dragging gives the theory only, quick and of the newest value', async () => {
    const { store, controller, asked, held, open, picture, rest, finish } = setUp(small);
    controller.start();
    await finish();
    const count = asked.length;
    for (const learningRate of [0.9, 0.8, 0.7, 0.6]) controller.change({ params: { learningRate } }, 'learningRate');
    await picture();
    const during = asked.slice(count).filter((job) => cellOf(job) !== null);
    expect(during.map((job) => [isCurve(job), cellOf(job)!.plan.quality, cellOf(job)!.params['learningRate']])).toEqual([[true, 'drag', 0.9]]);
    expect(store.getState()).toMatchObject({ dragging: 'learningRate', trajectory: null });
    expect(held.at(-1)).toBe(true);
    open().find(isCurve)!.answer();
    await picture();
    expect(asked.slice(count).flatMap((job) => cellOf(job)?.params['learningRate'] ?? [])).toEqual([0.9, 0.6]);
    open().find(isCurve)!.answer();
    await picture();
    expect(store.getState().theory!.config.params['learningRate']).toBe(0.6);
    expect(asked.slice(count).some((job) => isTrajectory(job) || isSweep(job))).toBe(false);
    await rest();
    expect(held.at(-1)).toBe(false);
    await finish();
    expect(store.getState()).toMatchObject({ dragging: null, trajectory: { status: 'done' }, sweep: { status: 'done' } });
    expect(store.getState().theory!.cell.plan.quality).toBe('rest');
  });

  test('the curve before the change stays as a ghost until it is cleared', async () => {
    const { store, controller, rest, finish } = setUp(small);
    controller.start();
    await finish();
    const former = store.getState().theory;
    controller.change({ params: { learningRate: 0.9 } }, 'learningRate');
    controller.change({ params: { learningRate: 0.8 } }, 'learningRate');
    await rest();
    await finish();
    expect(store.getState().ghost).toBe(former);
    expect(store.getState().theory).not.toBe(former);
    controller.clearGhost();
    expect(store.getState().ghost).toBeNull();
  });

  test('a change of N keeps the sweep over N and its results', async () => {
    const { store, controller, asked, rest, finish } = setUp(small);
    controller.start();
    await finish();
    const { results } = store.getState().sweep!;
    const count = asked.length;
    controller.change({ params: { dimension: 30 } });
    await rest();
    await finish();
    expect(store.getState().sweep!.results).toBe(results);
    expect(store.getState().sweep!.status).toBe('done');
    expect(asked.slice(count).filter(isSweep)).toEqual([]);
    expect(store.getState().trajectory!.request.config.params['dimension']).toBe(30);
    controller.change({ params: { learningRate: 0.5 } });
    await rest();
    expect(asked.slice(count).some(isSweep)).toBe(true);
  });

  test('asking for the same again loses no news that wait for a picture', async () => {
    const { store, controller, open, picture, finish } = setUp(small);
    controller.start();
    await picture();
    for (const job of open()) job.answer();
    await turn();
    expect(store.getState().sweep!.status).toBe('running');
    controller.start();
    await finish();
    expect(store.getState()).toMatchObject({ trajectory: { status: 'done', runs: 3 }, sweep: { status: 'done', runs: 6 } });
  });

  test('without a theory there is no curve', async () => {
    const { store, controller, asked, rest, finish } = setUp(small);
    controller.start();
    await finish();
    const count = asked.length;
    controller.change({ only: 'simulation' });
    await rest();
    await finish();
    expect(store.getState().theory).toBeNull();
    expect(asked.slice(count).filter((job) => cellOf(job)?.engine === 'ode')).toEqual([]);
  });

  test('options of the page start nothing', async () => {
    const { store, controller, asked, finish, timers } = setUp(small);
    controller.start();
    await finish();
    const count = asked.length;
    controller.page({ theme: 'dark', y: 'log' });
    controller.page({ y: null });
    expect(store.getState().config.page).toEqual({ theme: 'dark' });
    expect([asked.length, timers.size]).toEqual([count, 0]);
  });

  test('the dice give another seed and new runs', async () => {
    const { store, controller, finish } = setUp(small);
    controller.start();
    await finish();
    controller.dice();
    await finish();
    expect(store.getState().config.seed).toBe(4321);
    expect(store.getState().trajectory!.request.tasks[0]!.cells[0]!.seed).toBe(4321);
  });
});

describe('long requests', () => {
  const long = 'committee?dimension=10000000&duration=1000&points=5&replicas=8&dimensions=20&starts=2&budget=1&hiddenUnits=1&teacherUnits=1';

  test('one above a minute asks first, and starts on a yes', async () => {
    const { store, controller, asked, open, picture, rest } = setUp(long);
    controller.start();
    await picture();
    expect(store.getState().trajectory).toMatchObject({ status: 'waiting', wanted: 8, runs: 0 });
    expect(store.getState().trajectory!.secondsLeft).toBeGreaterThan(60);
    expect(asked.filter(isTrajectory).filter((job) => cellOf(job)!.engine !== 'ode')).toEqual([]);
    controller.run('trajectory');
    await picture();
    expect(store.getState()).toMatchObject({ trajectory: { status: 'running' } });
    expect(open().filter(isTrajectory).length).toBeGreaterThan(0);
    controller.change({ params: { dimension: 20 }, duration: 2 });
    await rest();
    expect(store.getState()).toMatchObject({ trajectory: { status: 'running', request: { config: { duration: 2 } } } });
  });

  test('a short one before it is stopped, even if its last news waits for a picture', async () => {
    const { store, controller, open, picture } = setUp(small);
    controller.start();
    await picture();
    open().find(isTrajectory)!.answer();
    await turn();
    controller.open(long);
    await picture();
    expect(store.getState().trajectory).toMatchObject({ status: 'waiting', request: { config: { duration: 1000 } } });
  });
});

describe('cancelling', () => {
  test('keeps what is whole, and the rest is no longer computed', async () => {
    const { store, controller, open, asked, picture } = setUp(small);
    controller.start();
    await picture();
    open().find(isTrajectory)!.answer();
    await turn();
    // Its news still waits for a picture.
    controller.cancel('trajectory');
    await picture();
    const { trajectory, sweep } = store.getState();
    expect(trajectory).toMatchObject({ status: 'cancelled', secondsLeft: null, head: null });
    expect(trajectory!.results.size).toBe(1);
    expect(sweep!.status).toBe('running');
    expect(asked.filter(isTrajectory).filter(({ state }) => state() === 'open')).toEqual([]);
    await picture();
    expect(store.getState().trajectory!.status).toBe('cancelled');
  });

  test('a cancelled request runs again when asked to', async () => {
    const { store, controller, picture, finish } = setUp(small);
    controller.start();
    await picture();
    controller.cancel('sweep');
    await finish();
    expect(store.getState().sweep!.status).toBe('cancelled');
    controller.run('sweep');
    await finish();
    expect(store.getState().sweep).toMatchObject({ status: 'done', runs: 6 });
  });
});

test('a part that is started again leaves nothing of its first run behind', async () => {
  const { store, controller, open, asked, picture, finish } = setUp(small);
  controller.start();
  await picture();
  const before = open().filter(isSweep);
  controller.run('sweep');
  expect(before.map(({ state }) => state())).toEqual(before.map(() => 'aborted'));
  await finish();
  expect(store.getState().sweep).toMatchObject({ status: 'done', runs: 6 });
  expect(asked.filter(isSweep)).toHaveLength(2 * before.length);
});

describe('pins, links, cursor', () => {
  test('a pin is the curve of a configuration: no two alike, six at most, the oldest goes', async () => {
    const { store, controller, rest, finish } = setUp(small);
    controller.pin();
    expect(store.getState().pins).toEqual([]);
    controller.start();
    await finish();
    controller.pin();
    controller.pin();
    expect(store.getState().pins).toHaveLength(1);
    for (let i = 1; i <= 6; i++) {
      controller.change({ params: { learningRate: 1 + i / 10 } });
      await rest();
      await finish();
      controller.pin();
    }
    const rates = () => store.getState().pins.map(({ curve }) => curve.config.params['learningRate']);
    expect(rates()).toEqual([1.1, 1.2, 1.3, 1.4, 1.5, 1.6]);
    expect(store.getState().pins.every(({ config, curve }) => config.params['learningRate'] === curve.cell.params['learningRate'])).toBe(true);
    controller.unpin(1);
    expect(rates()).toEqual([1.1, 1.3, 1.4, 1.5, 1.6]);
  });

  test('a pin takes the curve that is shown, under its own name', async () => {
    const { store, controller, finish } = setUp(small);
    controller.start();
    await finish();
    controller.change({ params: { learningRate: 0.5 } });
    controller.pin();
    const [pin] = store.getState().pins;
    expect([pin!.config.params['learningRate'], pin!.curve.cell.params['learningRate']]).toEqual([1, 1]);
  });

  test('a bad link opens the nearest valid configuration and says what was changed', async () => {
    const { store, controller, finish } = setUp(small);
    controller.start();
    controller.open(`${small}&learningRate=99&ofset=1&cursor=1.5`);
    expect(store.getState().notices.map(({ key }) => key)).toEqual(expect.arrayContaining(['learningRate', 'ofset']));
    expect(store.getState()).toMatchObject({ cursor: 1.5, config: { params: { learningRate: 10 } } });
    await finish();
    expect(store.getState().trajectory).toMatchObject({ status: 'done', request: { config: { params: { learningRate: 10 } } } });
    controller.dismissNotices();
    expect(store.getState().notices).toEqual([]);
    controller.open(small);
    expect(store.getState()).toMatchObject({ notices: [], cursor: null });
    controller.open(`${small}&cursor=soon`);
    expect(store.getState().cursor).toBeNull();
    expect(store.getState().config.params).toEqual(readLink(small).config.params);
  });

  test('a scan takes the place of the sweep, which is kept', async () => {
    const { store, controller, rest, finish } = setUp(small.replace('&dimensions=20,40', ''));
    controller.change({ view: 'scan' });
    await rest();
    await finish();
    expect(store.getState()).toMatchObject({ sweep: null, scan: { status: 'done' } });
  });

  test('cursor, play, speed', () => {
    const { store, controller } = setUp(small);
    controller.cursor(1);
    controller.play(true);
    controller.speed(2);
    expect(store.getState()).toMatchObject({ cursor: 1, playing: true, speed: 2 });
    controller.change({ params: { learningRate: 0.9 } });
    expect(store.getState().playing).toBe(false);
    expect(controller.model().id).toBe('committee');
  });
});
