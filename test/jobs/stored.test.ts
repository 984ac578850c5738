import { describe, expect, test } from 'vitest';
import { documentOf, type Document } from '../../src/jobs/document.ts';
import { fingerprintOf } from '../../src/jobs/fingerprint.ts';
import { readStored } from '../../src/jobs/stored.ts';
import { collect, learningTimes } from '../../src/jobs/collected.ts';
import { makeResults, noDescription, requestFor } from './sample.ts';

const link = 'committee?view=sweep&dimensions=300,1000&replicas=5&starts=12';
const request = requestFor(link);
const results = makeResults(request, { learned: (engine, replica, index) => (replica === 3 ? null : 10 * index + replica + (engine === 'ode' ? 0.5 : 0)) });
const stored = JSON.parse(JSON.stringify(documentOf(request, results, noDescription))) as Document;

/** The document with its text changed in one place. */
const changed = (from: string, to: string): unknown => {
  const text = JSON.stringify(stored);
  expect(text).toContain(from);
  return JSON.parse(text.replace(from, to)) as unknown;
};

describe('a stored sweep', () => {
  test('gives back the times it was written from', () => {
    const read = readStored(stored, request)!;
    for (const task of request.tasks) expect(learningTimes(collect(request, task, read))).toEqual(learningTimes(collect(request, task, results)));
    for (const side of ['simulation', 'theory'] as const) expect(fingerprintOf(request, side, read)).toBe(fingerprintOf(request, side, results));
  });

  test('is refused when it is of another request, changed, or no document', () => {
    for (const other of ['&seed=8', '&threshold=0.4']) expect(readStored(stored, requestFor(`${link.replace('replicas=5', 'replicas=6')}${other}`))).toBeNull();
    expect(readStored(stored, requestFor('committee'))).toBeNull();
    expect(readStored(stored, requestFor(`${link}&engine=direct`))).toBeNull();
    const simulated = (stored['fingerprint'] as { simulation: string }).simulation;
    for (const bad of [changed('[10,11,12,null,14]', '[10,11,12,null,15]'), changed('[10,11,12,null,14]', '[10,11,12,13,14]'), changed(simulated, 'chain.1-0'), changed('[10,11,12,null,14]', '[10,11,12]'), changed('[10,11,12,null,14]', '[10,-11,12,null,14]'), null, 'text', 3, [], {}]) {
      expect(readStored(bad, request)).toBeNull();
    }
  });
});
