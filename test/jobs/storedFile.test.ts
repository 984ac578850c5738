import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCell } from '../../src/jobs/cell.ts';
import { collect, learningTimes } from '../../src/jobs/collected.ts';
import { readStored } from '../../src/jobs/stored.ts';
import { models } from '../../src/models/registry.ts';
import { requestFor } from './sample.ts';

/** A file older than the engines would show numbers that nobody can reproduce: the runner writes it anew. */
describe.each(Object.values(models))('the stored sweep of $id', (model) => {
  const document = JSON.parse(readFileSync(`public/stored/${model.id}.json`, 'utf8')) as unknown;
  const request = requestFor(`${model.id}?view=sweep`);
  const stored = readStored(document, request);

  test('is that of the default link, whole', () => expect(stored).not.toBeNull());

  test('is what the engines give today', () => {
    for (const task of request.tasks.filter(({ index }) => index < 2)) {
      const cell = task.cells[0]!;
      const now = collect(request, { ...task, cells: [cell], replicas: cell.count }, new Map([[cell, runCell(cell)]]));
      const then = learningTimes(collect(request, task, stored!)).slice(0, cell.count);
      expect(learningTimes(now)).toEqual(then);
    }
  });
});
