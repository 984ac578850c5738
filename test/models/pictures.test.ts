import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/models/contract.ts';
import type { Value } from '../../src/models/params.ts';
import { makeCodec } from '../../src/jobs/makeCodec.ts';
import { toyModel } from '../jobs/toyModel.ts';
import { toyPictures } from '../jobs/toyPictures.ts';
import { drawn, pictureFaults } from '../support/pictureFaults.ts';
import { pictureTests } from '../support/pictureTests.ts';

const { readLink, withParams } = makeCodec({ models: { toy: toyModel }, ids: ['toy'], first: 'toy' });
const ends = Object.entries(toyModel.params).flatMap(([key, field]): [string, Value][] => (field.kind === 'number' ? [[key, field.min], [key, field.max]] : []));

describe('a model with a picture of each kind', () => {
  pictureTests(toyModel, ends, (params) => withParams(readLink('toy').config, { params }).params);
});

describe('faults are found', () => {
  const good = (id: string): Picture => drawn(toyPictures[id]!, {});
  const cases: [string, Picture][] = [
    ['no note', { ...good('bars'), note: ' ' }],
    ['a row with other cells', { kind: 'table', columns: ['a', 'b'], rows: [{ cells: [1] }], note: 'n' }],
    ['a number that cannot be drawn', { kind: 'bars', value: { label: 'x', scale: 'log' }, bars: [{ label: 'a', value: 0, tone: 'theory' }], note: 'n' }],
    ['half an interval', { kind: 'bars', value: { label: 'x', scale: 'linear' }, bars: [{ label: 'a', value: 0, low: -1, tone: 'theory' }], note: 'n' }],
    ['a part of a larger buffer', { kind: 'lines', x: { label: 'x', scale: 'linear' }, y: { label: 'y', scale: 'linear' }, points: [{ label: '', tone: 'law', xs: Float64Array.of(1, 2).subarray(1), ys: Float64Array.of(1) }], note: 'n' }],
    ['other xs than ys', { kind: 'lines', x: { label: 'x', scale: 'linear' }, y: { label: 'y', scale: 'linear' }, lines: [{ label: '', tone: 'law', xs: Float64Array.of(1, 2), ys: Float64Array.of(1) }], note: 'n' }],
    ['a cell of no category', { ...(good('phases') as Picture & { kind: 'field' }), cells: { kind: 'categories', categories: [] } }],
    ['edges that do not ascend', { ...(good('starts') as Picture & { kind: 'histogram' }), samples: { label: '', tone: 'law', edges: Float64Array.of(1, 1), counts: Float64Array.of(3) } }],
  ];
  test.each(cases)('%s', (fault, picture) => expect(pictureFaults(picture).join('; ')).toContain(fault));
});
