import { describe, expect, test } from 'vitest';
import type { AnyModel } from '../../src/models/contract.ts';
import { isShown, type Params, type Value } from '../../src/models/params.ts';
import { drawn, pictureFaults, sharedArrays } from './pictureFaults.ts';

/** Every picture at the defaults and at the `ends` of every slider, wherever it is offered there. */
export const pictureTests = (model: AnyModel, ends: readonly (readonly [string, Value])[], settle: (params: Params) => Params): void => {
  describe.each(Object.entries(model.pictures ?? {}))('picture %s', (_, source) => {
    test('draws at the defaults, a new one each time, of which a clone is the same', () => {
      const params = settle({});
      if (source.when?.(params) === false) return;
      const picture = drawn(source, params);
      expect(pictureFaults(picture)).toEqual([]);
      const again = drawn(source, params);
      expect(again).toEqual(picture);
      expect(sharedArrays(picture, again)).toBe(0);
      expect(structuredClone(picture)).toEqual(picture);
    });

    test('draws at both ends of every slider that is shown', () => {
      for (const [key, value] of ends) {
        const params = settle({ [key]: value });
        if (source.when?.(params) === false || !isShown(model.params[key]!, params)) continue;
        expect(pictureFaults(drawn(source, params)), `${key} = ${String(value)}`).toEqual([]);
      }
    });
  });

  test('pictures have titles of their own, and walkers that exist', () => {
    const sources = Object.values(model.pictures ?? {});
    expect(new Set(sources.map(({ title }) => title)).size).toBe(sources.length);
    for (const source of sources) {
      const params = settle({});
      const picture = source.when?.(params) === false ? null : drawn(source, params);
      if (picture?.kind === 'lines' && picture.walker !== undefined) expect(Object.keys(model.observables)).toContain(picture.walker);
    }
  });
};
