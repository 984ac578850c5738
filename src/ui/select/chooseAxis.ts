import { modelOf, type Config } from '../../jobs/config.ts';
import { defaultOf, sameValue, type Params } from '../../models/params.ts';
import type { Shell } from '../shell/context.ts';
import { fits } from './learningAxis.ts';

/** Values that choosing an axis sets, and those of the one in use put back: as they were in `kept`, else their defaults. */
export const paramsFor = (config: Config, id: string, kept: Params): Params => {
  const { learningAxes = {}, params: fields } = modelOf(config);
  const former = Object.values(learningAxes).filter((axis) => fits(axis, config)).flatMap(({ params = {} }) => Object.keys(params));
  return { ...Object.fromEntries(former.map((key) => [key, kept[key] ?? defaultOf(fields[key]!, config.params)])), ...learningAxes[id]?.params };
};

const keptBy = new WeakMap<Shell['store'], Params>();

/** Chooses a vertical axis of the second chart: its clock in the link, its values on the page. */
export const chooseAxis = ({ store, controller }: Shell, id: string): void => {
  const { config } = store.getState();
  const params = paramsFor(config, id, keptBy.get(store) ?? {});
  controller.page({ y: modelOf(config).learningAxes?.[id]?.clock === undefined ? null : id });
  const changed = Object.keys(params).filter((key) => !sameValue(params[key]!, config.params[key]!));
  if (changed.length === 0) return;
  keptBy.set(store, Object.fromEntries(changed.map((key) => [key, config.params[key]!])));
  controller.change({ params });
};
