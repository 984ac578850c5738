import { modelOf, type Config } from '../../jobs/config.ts';
import { sameValue } from '../../models/params.ts';
import type { Description, Law, Mark } from '../../models/contract.ts';

/** The configuration that was on the page when a description arrived: the one it describes. */
const describedFor = new WeakMap<Description, Config>();

export const noteDescription = (description: Description | null, config: Config): void => {
  if (description !== null && !describedFor.has(description)) describedFor.set(description, config);
};

/** Same numbers but for the parameter on the axis? */
const sameButFor = (a: Config, b: Config, key: string): boolean =>
  a.model === b.model && a.criterion === b.criterion && a.threshold === b.threshold &&
  Object.keys(modelOf(a).params).every((name) => name === key || sameValue(a.params[name]!, b.params[name]!));

export const isDescribed = (description: Description | null, config: Config): boolean => {
  const source = description === null ? undefined : describedFor.get(description);
  return source !== undefined && sameButFor(source, config, modelOf(config).sweep.over);
};

/** The plateau belongs to the parameters alone, whatever counts as learned. */
export const isPlateauDescribed = (description: Description | null, config: Config): boolean => {
  const source = description === null ? undefined : describedFor.get(description);
  return source !== undefined && sameButFor({ ...source, criterion: config.criterion, threshold: config.threshold }, config, modelOf(config).sweep.over);
};

export const markOf = (description: Description | null, id: string): Mark | null => description?.marks.find((mark) => mark.id === id) ?? null;

export const lawOver = (description: Description | null, over: string): Law | null => description?.laws.find((law) => law.over === over) ?? null;

export { sameButFor };
