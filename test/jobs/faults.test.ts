import { describe, expect, test } from 'vitest';
import { commonFields } from '../../src/jobs/commonKeys.ts';
import { noticeLine, readLink } from '../../src/jobs/link.ts';
import type { AnyModel } from '../../src/models/contract.ts';
import type { Field } from '../../src/models/params.ts';
import { models } from '../../src/models/registry.ts';
import { faultyLinks, faultyParams } from '../support/badLinks.ts';

const fieldsOf = (model: AnyModel): [string, Field][] =>
  Object.entries({ ...model.params, ...commonFields(model, Object.keys(model.criteria)[0]!) } as Readonly<Record<string, Field>>);

const misspelt = (id: string): string => `${id.slice(0, -1)}${id.endsWith('x') ? 'y' : 'x'}`;

/** A text with one fault, and what the page must use instead; null: the default. */
const faultsOf = (field: Field): (readonly [text: string, used: number | null])[] => {
  if (field.kind === 'number') return [['NaN', null], ['', null], [String(field.min - 1), field.min], [String(field.max * 2 + 1), field.max]];
  if (field.kind === 'choice') return Object.keys(field.options).map((id) => [misspelt(id), null]);
  if (field.kind === 'flag') return [['2', null], ['', null]];
  return [['NaN', null], ['', null]];
};

const cases = Object.values(models).flatMap((model) => fieldsOf(model).map(([key, field]) => [model.id, key, field] as const));

describe('a page opened with one bad value has a notice with the key, what stood there and what is used', () => {
  test.each(cases)('%s: %s', (id, key, field) => {
    for (const [text, used] of faultsOf(field)) {
      const { config, notices } = readLink(`#/${id}?${key}=${encodeURIComponent(text)}`);
      const notice = notices.find((one) => one.key === key);
      expect(notice, `${key}=${text}`).toBeDefined();
      expect(notice!.received).toBe(text);
      expect(noticeLine(notice!)).toContain(`${key}: the link says ${text === '' ? 'nothing' : `"${text}"`}; the page uses `);
      const value = Object.hasOwn(config.params, key) ? config.params[key] : (config as unknown as Readonly<Record<string, unknown>>)[key];
      if (field.kind !== 'number') continue;
      expect(notice!.why).toContain('number from ');
      // A number of its own range can still be too large together with the other values.
      const further = notices.length > 1;
      if (!further) expect(value).toBe(used ?? field.default);
      expect(value).toBeGreaterThanOrEqual(field.min);
      expect(value).toBeLessThanOrEqual(field.max);
    }
  });

  test.each(Object.values(models))('$id: every link with a fault is answered, and what is used is a good link', (model) => {
    for (const link of [...faultyParams(model), ...faultyLinks(model)]) {
      const { notices, config } = readLink(link);
      expect(notices.length, link).toBeGreaterThan(0);
      for (const { key, why } of notices) expect([key === '', why === ''], link).toEqual([false, false]);
      expect(config.params).toBeDefined();
    }
  });
});
