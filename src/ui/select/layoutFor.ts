import { modelOf } from '../../jobs/config.ts';
import { layoutOf } from '../../models/layout.ts';
import type { Layout } from '../../models/contract.ts';
import type { Params } from '../../models/params.ts';

const known = new WeakMap<Params, Layout>();

/** The columns of a frame, made once for each set of parameters. */
export const layoutFor = (config: { readonly model: string; readonly params: Params }): Layout => {
  let layout = known.get(config.params);
  if (layout === undefined) {
    layout = layoutOf(modelOf(config as Parameters<typeof modelOf>[0]).observables, config.params);
    known.set(config.params, layout);
  }
  return layout;
};
