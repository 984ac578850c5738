import { modelOf, type Config } from '../../jobs/config.ts';
import { sameValue } from '../../models/params.ts';
import type { Law, Mark } from '../../models/contract.ts';
import type { Described } from '../../state/store.ts';

/** Same numbers but for the parameter on the axis? */
const sameButFor = (a: Config, b: Config, key: string): boolean =>
  a.model === b.model && a.criterion === b.criterion && a.threshold === b.threshold &&
  Object.keys(modelOf(a).params).every((name) => name === key || sameValue(a.params[name]!, b.params[name]!));

export const isDescribed = (description: Described | null, config: Config): boolean => {
  return description !== null && sameButFor(description.config, config, modelOf(config).sweep.over);
};

/** The plateau belongs to the parameters alone, whatever counts as learned. */
export const isPlateauDescribed = (description: Described | null, config: Config): boolean => {
  return description !== null && sameButFor({ ...description.config, criterion: config.criterion, threshold: config.threshold }, config, modelOf(config).sweep.over);
};

export const markOf = (description: Described | null, id: string): Mark | null => description?.marks.find((mark) => mark.id === id) ?? null;

/** The law over a parameter, in a clock if there is one in it. */
export const lawOver = (description: Described | null, over: string, clock?: string): Law | null => {
  const laws = description?.laws.filter((law) => law.over === over) ?? [];
  return laws.find((law) => law.clock === clock) ?? laws[0] ?? null;
};

export { sameButFor };
