import { afterEach, expect, test } from 'vitest';
import { compute } from '../../src/cli/compute.ts';
import { abortError, isAbort } from '../../src/workers/pool.ts';
import { configOf } from '../jobs/sample.ts';
import { makeFakePool } from '../state/fakePool.ts';

const config = configOf('committee?dimension=20&duration=1&points=3&replicas=4');
const unheard: unknown[] = [];
const note = (reason: unknown) => unheard.push(reason);
process.on('unhandledRejection', note);
afterEach(() => {
  process.off('unhandledRejection', note);
});

test('every cell is reported once; when one fails, nothing is left without a listener', async () => {
  const { pool, asked } = makeFakePool();
  const counts: [number, number][] = [];
  const computed = compute(config, pool, (_cell, _result, done, total) => counts.push([done, total]));
  expect(asked[0]!.work.kind).toBe('describe');
  for (const job of asked) job.answer();
  const { request, results, description } = await computed;
  const total = request.tasks.flatMap(({ cells }) => cells).length;
  expect(total).toBeGreaterThan(3);
  expect(counts).toEqual(Array.from({ length: total }, (_, i) => [i + 1, total]));
  expect(new Set(results.keys())).toEqual(new Set(request.tasks.flatMap(({ cells }) => cells)));
  expect(description.laws).toHaveLength(1);

  // As when the pool closes: the cells that wait first, then those that run, the description among them.
  const second = makeFakePool();
  const interrupted = compute(config, second.pool, () => {});
  for (const job of second.asked.slice(1)) job.fail(abortError());
  second.asked[0]!.fail(abortError());
  await expect(interrupted).rejects.toSatisfy(isAbort);
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  expect(unheard).toEqual([]);
});
