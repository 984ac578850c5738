import { beforeAll, describe, expect, it } from 'vitest';
import type { Field } from '../../src/models/params.ts';
import { run } from '../cli/run.ts';
import { allModels } from '../support/badLinks.ts';
import { buildRunner } from '../support/site.ts';

const misspelt = (id: string): string => `${id}x`;
const faultsOf = (field: Field): string[] => {
  if (field.kind === 'number') return ['NaN', '', String(field.min - 1), String(field.max * 2 + 1)];
  if (field.kind === 'choice') return [misspelt(Object.keys(field.options)[0]!)];
  return [field.kind === 'flag' ? '2' : 'NaN'];
};
const rangeOf = (field: Field): string[] => {
  const plain = (x: number): string => String(x).replace('e+', 'e');
  if (field.kind === 'number') return [`number from ${plain(field.min)} to ${plain(field.max)}`];
  return field.kind === 'choice' ? Object.keys(field.options) : [];
};

const cases = allModels().flatMap((model) => Object.entries(model.params).map(([key, field]) => [model.id, key, field] as const));

describe('the runner as a process refuses every parameter that is not a number, empty, below, above or misspelt', () => {
  beforeAll(buildRunner);

  it.each(cases)('%s: %s', async (model, key, field) => {
    const texts = faultsOf(field);
    const ended = await Promise.all(texts.map((text) => run([`${model}?${key}=${encodeURIComponent(text)}`])));
    ended.forEach(({ code, out, err }, i) => {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err.startsWith(`plateau: ${key}: got "${texts[i]}"; must be `), err).toBe(true);
      for (const part of rangeOf(field)) expect(err).toContain(part);
      expect(err.trimEnd()).not.toContain('\n');
    });
  });
});
