import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCell } from '../../src/jobs/cell.ts';
import { models } from '../../src/models/registry.ts';
import { faultsOf, settled, shortCell } from '../support/contractTests.ts';

test.each(Object.keys(models))('%s has its contract tested', (id) => {
  expect(existsSync(new URL(`./${id}/contract.test.ts`, import.meta.url))).toBe(true);
});

describe('the contract tests can fail', () => {
  const model = Object.values(models)[0]!;
  const cell = shortCell(model, model.headlinePair.theory, settled(model, model.headlinePair.theory, {}));
  const good = runCell(cell);
  const withFrame = (at: number, value: number) => ({ ...good, frames: good.frames.map((x, i) => (i === at ? value : x)) });
  test.each([
    ['NaN in a frame', withFrame(3, NaN)],
    ['Infinity in a frame', withFrame(3, Infinity)],
    ['a frame too few', { ...good, saved: Int32Array.of(8) }],
    ['another replica', { ...good, outcomes: [{ ...good.outcomes[0]!, replica: 1 }] }],
    ['no reason', { ...good, outcomes: [{ ...good.outcomes[0]!, reason: '' }] }],
    ['a late passage', { ...good, passages: good.passages.map(() => 1e9) }],
    ['a short frame', { ...good, frames: good.frames.slice(9) }],
  ])('%s', (_, bad) => expect(faultsOf(cell, bad)).not.toEqual([]));
});
