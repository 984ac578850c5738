import type { AnyModel } from '../../models/contract.ts';

const known = new Map<AnyModel, ReturnType<AnyModel['more']>>();

/** A model's prose, tour and checks: one promise for each model, to be read with `use`. */
export const moreOf = (model: AnyModel): ReturnType<AnyModel['more']> => {
  const more = known.get(model) ?? model.more();
  known.set(model, more);
  return more;
};
