/** The permalink codec over the registered models: page, runner and tests share it. */
import { firstModelId, loadModel, modelNames, models } from '../models/registry.ts';
import { makeCodec } from './makeCodec.ts';

export { errorLine, noticeLine } from './notice.ts';
export type { Notice } from './notice.ts';
export type { Changes } from './makeCodec.ts';
export { frameBytes } from './frameBytes.ts';

export const { modelIn, readLink, writeLink, withParams } = makeCodec({ models, ids: Object.keys(modelNames), first: firstModelId });

/** Makes the model ready that `readLink` reads a link with. */
export const loadModelOf = (link: string): Promise<void> => loadModel(modelIn(link));
