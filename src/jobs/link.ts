/** The permalink codec over the registered models: page, runner and tests share it. */
import { firstModel, models } from '../models/registry.ts';
import { makeCodec } from './makeCodec.ts';

export { errorLine, noticeLine } from './notice.ts';
export type { Notice } from './notice.ts';
export type { Changes } from './makeCodec.ts';
export { frameBytes } from './frameBytes.ts';

export const { readLink, writeLink, withParams } = makeCodec(models, firstModel);
