import { expect, test } from 'vitest';
import { noticeLine, readLink, withParams } from '../../src/jobs/link.ts';
import { entryNotices } from '../../src/state/entryNotices.ts';

const noticesOf = (changes: Parameters<typeof withParams>[1], link = 'committee'): string[] => {
  const config = withParams(readLink(link).config, changes);
  return entryNotices(changes, config).map(noticeLine);
};

test('an entry that cannot be used is named with the value used', () => {
  expect(noticesOf({ params: { dimension: 1e9 } })).toEqual(['dimension: you entered "1000000000"; the page uses 10000000 (from 3 to 10000000)']);
  expect(noticesOf({ params: { dimension: 4 } })).toEqual(['dimension: you entered "4"; the page uses 5 (N must be at least K + M + 1)']);
  expect(noticesOf({ params: { dimension: 20000 } }, 'committee?engine=direct')[0]).toMatch(/the page uses 10000 \(brute force/);
  expect(noticesOf({ seed: -1 })[0]).toMatch(/^seed: you entered "-1"; the page uses 0/);
});

test('a choice that an engine in use does not offer is named too', () => {
  const link = 'sequenceMultiIndex?instance=attention&engine=gd';
  expect(noticesOf({ params: { instance: 'perceptron' } }, link)).toEqual(['instance: you entered "perceptron"; the page uses ridge (perceptron has no loss to go down: take amp)']);
  expect(noticesOf({ params: { instance: 'denoiser' } }, link)).toEqual([]);
});

test('one that can is not', () => {
  expect(noticesOf({ params: { dimension: 2000 }, seed: 3, points: 11 })).toEqual([]);
});
