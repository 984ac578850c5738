import type { AnyModel } from './contract.ts';
import { committee } from './committee/index.ts';

/** One line a model; the first is the one a page without a link opens. */
const all = [committee] as const;

export const models: Readonly<Record<string, AnyModel>> = Object.fromEntries(all.map((model) => [model.id, model]));
export const firstModel: AnyModel = all[0];
