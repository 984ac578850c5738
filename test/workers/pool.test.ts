import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAbort, makePool, type RunOptions } from '../../src/workers/pool.ts';
import { poolSize } from '../../src/workers/poolSize.ts';
import type { Work } from '../../src/workers/protocol.ts';
import { makeFakeThreads, someAnswer } from './fakeThreads.ts';

const workNamed = (over: string): Work => ({ kind: 'describe', model: 'committee', params: {}, over, xs: [], criterion: '', threshold: 0 });

/** A pool of fake threads; `ask` notes how each job ended. */
const setUp = (size: number) => {
  const { spawn, all } = makeFakeThreads();
  const started: string[] = [];
  const ended: Record<string, string> = {};
  const pool = makePool(spawn, size);
  const ask = (name: string, options: RunOptions = {}): AbortController => {
    const abort = new AbortController();
    const done = pool.run(workNamed(name), { signal: abort.signal, onStart: () => started.push(name), ...options });
    done.then(
      () => (ended[name] = 'done'),
      (reason: unknown) => (ended[name] = isAbort(reason) ? 'AbortError' : String((reason as Error).message)),
    );
    return abort;
  };
  return { pool, threads: all, started, ended, ask };
};

/** Lets promises that are settled call back. */
const turn = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('order', () => {
  test('in order of asking; smaller priorities first', async () => {
    const { threads, started, ended, ask } = setUp(1);
    for (const [name, priority] of [['a', 5], ['b', 2], ['c', 0], ['d', 2], ['e', -1], ['f', 0]] as const) ask(name, { priority });
    for (let i = 0; i < 6; i++) {
      threads[0]!.answer();
      await turn();
    }
    expect(started).toEqual(['a', 'e', 'c', 'f', 'b', 'd']);
    expect(Object.values(ended)).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
    expect(threads).toHaveLength(1);
  });

  test('the reserved worker takes what is reserved, and nothing else', async () => {
    const { pool, threads, started, ask } = setUp(2);
    for (const name of ['a', 'b', 'c']) ask(name);
    expect(started).toEqual(['a', 'b']);
    expect(pool.counts()).toEqual({ threads: 2, running: 2, waiting: 1 });
    ask('urgent', { reserved: true });
    ask('next urgent', { reserved: true });
    expect(started).toEqual(['a', 'b', 'urgent']);
    threads[0]!.answer();
    threads[1]!.answer();
    await turn();
    expect(started).toEqual(['a', 'b', 'urgent', 'c']);
    threads[2]!.answer();
    await turn();
    expect(started).toEqual(['a', 'b', 'urgent', 'c', 'next urgent']);
    expect(pool.counts()).toEqual({ threads: 3, running: 2, waiting: 0 });
  });

  test('threads start when needed, and answers reach those who asked', async () => {
    const { spawn, all } = makeFakeThreads();
    const pool = makePool(spawn, 4);
    expect([all.length, pool.size]).toEqual([0, 4]);
    const asked = pool.run(workNamed('a'));
    expect(all).toHaveLength(1);
    all[0]!.answer(someAnswer);
    expect(await asked).toBe(someAnswer);
    expect([1, 2, 3, 8, 9, 64].map(poolSize)).toEqual([2, 2, 3, 8, 8, 8]);
  });

  test('a failed job rejects with its reason and the thread goes on', async () => {
    const { threads, ended, ask } = setUp(1);
    ask('a');
    ask('b');
    threads[0]!.fail(new RangeError('no engine'));
    await turn();
    expect(ended).toEqual({ a: 'no engine' });
    threads[0]!.answer();
    await turn();
    expect(ended).toEqual({ a: 'no engine', b: 'done' });
    expect([threads.length, threads[0]!.terminated()]).toEqual([1, false]);
  });
});

describe('holding', () => {
  test('what yields rests and does not start; the rest does, until told to go on', async () => {
    const { pool, threads, started, ask } = setUp(2);
    ask('sweep', { priority: 2 });
    pool.hold(true);
    pool.hold(true);
    ask('more', { priority: 2 });
    ask('curve', { priority: -1 });
    await turn();
    expect(started).toEqual(['sweep', 'curve']);
    threads[1]!.answer();
    await turn();
    expect(started).toEqual(['sweep', 'curve']);
    pool.hold(false);
    await turn();
    expect(started).toEqual(['sweep', 'curve', 'more']);
    expect(threads[0]!.holds).toEqual([[threads[0]!.given[0], true], [threads[0]!.given[0], false]]);
    expect(threads[1]!.holds).toEqual([]);
  });
});

describe('cancelling', () => {
  test('a waiting job rejects at once and never starts', async () => {
    const { threads, started, ended, ask } = setUp(1);
    ask('a');
    const abort = ask('b');
    abort.abort();
    await turn();
    expect(ended).toEqual({ b: 'AbortError' });
    threads[0]!.answer();
    await turn();
    expect(started).toEqual(['a']);
    expect(threads[0]!.cancelled).toEqual([]);
  });

  test('a signal that is already down starts nothing', async () => {
    const { threads, ended, ask } = setUp(1);
    ask('a', { signal: AbortSignal.abort() });
    await turn();
    expect(ended).toEqual({ a: 'AbortError' });
    expect(threads).toHaveLength(0);
  });

  test('a running job rejects at once; its worker is told, and goes on with the next when it has stopped', async () => {
    const { threads, started, ended, ask } = setUp(1);
    const abort = ask('a');
    ask('b');
    abort.abort();
    await turn();
    expect(ended).toEqual({ a: 'AbortError' });
    expect(threads[0]!.cancelled).toEqual(threads[0]!.given);
    expect(started).toEqual(['a']);
    threads[0]!.answer(null);
    await turn();
    expect(started).toEqual(['a', 'b']);
    vi.advanceTimersByTime(1000);
    expect([threads.length, threads[0]!.terminated()]).toEqual([1, false]);
    threads[0]!.answer();
    await turn();
    expect(ended).toEqual({ a: 'AbortError', b: 'done' });
  });

  test('a worker that does not stop is replaced after the grace, and the queue goes on', async () => {
    const { pool, threads, started, ended, ask } = setUp(1);
    const abort = ask('a');
    ask('b');
    abort.abort();
    await turn();
    vi.advanceTimersByTime(59);
    expect(threads[0]!.terminated()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(threads[0]!.terminated()).toBe(true);
    expect([threads.length, started]).toEqual([2, ['a', 'b']]);
    // What the old one may still say is of no account.
    threads[0]!.answer();
    threads[0]!.crash('late');
    await turn();
    expect(ended).toEqual({ a: 'AbortError' });
    threads[1]!.answer();
    await turn();
    expect(ended).toEqual({ a: 'AbortError', b: 'done' });
    expect(pool.counts()).toEqual({ threads: 1, running: 0, waiting: 0 });
  });

  test('cancelling what is done does nothing', async () => {
    const { threads, ended, ask } = setUp(1);
    const abort = ask('a');
    threads[0]!.answer();
    await turn();
    ask('b');
    abort.abort();
    vi.advanceTimersByTime(1000);
    await turn();
    expect(ended).toEqual({ a: 'done' });
    expect([threads[0]!.cancelled, threads[0]!.terminated()]).toEqual([[], false]);
  });

  test('no chunk of a cancelled or foreign job is delivered', async () => {
    const { threads, ask } = setUp(1);
    const firsts: string[] = [];
    const abort = ask('a', { onChunk: ({ first }) => firsts.push(`a${first}`) });
    ask('b', { onChunk: ({ first }) => firsts.push(`b${first}`) });
    const [thread] = threads;
    const chunk = (job: number, first: number) => thread!.chunk({ job, first, frames: new Float64Array(0) });
    const job = thread!.given[0]!;
    chunk(job, 0);
    chunk(job + 99, 1);
    abort.abort();
    chunk(job, 2);
    await turn();
    chunk(job, 3);
    thread!.answer(null);
    await turn();
    chunk(job, 4);
    chunk(thread!.given[1]!, 5);
    expect(firsts).toEqual(['a0', 'b5']);
    expect(thread!.streams).toEqual([true, true]);
    ask('c');
    thread!.answer();
    await turn();
    expect(thread!.streams).toEqual([true, true, false]);
  });
});

describe('crash and close', () => {
  test('a crash rejects its job; another worker takes the next', async () => {
    const { pool, threads, started, ended, ask } = setUp(1);
    ask('a');
    ask('b');
    threads[0]!.crash('out of memory');
    await turn();
    expect(ended).toEqual({ a: 'out of memory' });
    expect([threads.length, threads[0]!.terminated(), started]).toEqual([2, true, ['a', 'b']]);
    threads[0]!.answer();
    await turn();
    expect(ended).toEqual({ a: 'out of memory' });
    threads[1]!.answer();
    await turn();
    expect(ended).toEqual({ a: 'out of memory', b: 'done' });
    expect(pool.counts()).toEqual({ threads: 1, running: 0, waiting: 0 });
  });

  test('an idle worker that crashes is forgotten', async () => {
    const { pool, threads, ended, ask } = setUp(1);
    ask('a');
    threads[0]!.answer();
    await turn();
    threads[0]!.crash('gone');
    expect(pool.counts().threads).toBe(0);
    ask('b');
    threads[1]!.answer();
    await turn();
    expect(ended).toEqual({ a: 'done', b: 'done' });
  });

  test('close leaves nothing pending, and nothing starts after it', async () => {
    const { pool, threads, ended, ask } = setUp(2);
    const abort = ask('leaving');
    for (const name of ['a', 'b', 'c']) ask(name);
    ask('urgent', { reserved: true });
    abort.abort();
    pool.close();
    await turn();
    expect(ended).toEqual({ leaving: 'AbortError', a: 'AbortError', b: 'AbortError', c: 'AbortError', urgent: 'AbortError' });
    expect(threads.map(({ terminated }) => terminated())).toEqual([true, true, true]);
    expect(pool.counts()).toEqual({ threads: 0, running: 0, waiting: 0 });
    vi.advanceTimersByTime(1000);
    for (const thread of threads) thread.answer();
    await turn();
    ask('late');
    await turn();
    expect(ended['late']).toBe('AbortError');
    expect(threads).toHaveLength(3);
  });
});
