import { afterAll, beforeAll } from 'vitest';
import type { PictureSource } from '../../src/models/contract.ts';
import type { Params } from '../../src/models/params.ts';
import { models } from '../../src/models/registry.ts';

/** Gives a registered model these pictures while the tests of a file run. */
export const lendPictures = (id: string, pictures: Readonly<Record<string, PictureSource<Params>>>): void => {
  const model = models[id]!;
  const own = Object.getOwnPropertyDescriptor(model, 'pictures');
  beforeAll(() => {
    Object.defineProperty(model, 'pictures', { value: pictures, configurable: true, enumerable: true, writable: true });
  });
  afterAll(() => {
    if (own === undefined) delete (model as { pictures?: unknown }).pictures;
    else Object.defineProperty(model, 'pictures', own);
  });
};
