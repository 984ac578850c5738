import type { AnyModel } from '../models/contract.ts';
import type { Config } from './config.ts';
import { modelOf } from './config.ts';
import { numberKeys } from './commonKeys.ts';
import { enginesIn } from './enginesInUse.ts';
import { settleValues } from './settleParams.ts';
import { spread } from './spread.ts';

export interface Axis {
  readonly over: string;
  readonly values: readonly number[];
}

/** The parameter that `values` belong to. */
export const overIn = (model: AnyModel, { view, over }: Pick<Config, 'view' | 'over'>): string =>
  over ?? (view === 'scan' || view === 'map' ? model.scan.over : model.sweep.over);

/** The second parameter of a map that does not name one. */
export const secondIn = (model: AnyModel, first: string): string | null =>
  [model.sweep.over, model.scan.over, ...numberKeys(model)].find((key) => key !== first) ?? null;

/** The model's own values of a parameter, or some over its range, within every limit. */
export const defaultValues = (model: AnyModel, config: Pick<Config, 'view' | 'params' | 'engine' | 'only'>, over: string): readonly number[] => {
  const { simulation, theory } = enginesIn(model, config);
  const candidates = config.view === 'sweep' ? [model.sweep, model.scan] : [model.scan, model.sweep];
  const values = candidates.find((candidate) => candidate.over === over)?.values ?? spread(model.params[over]);
  return settleValues(model, [...simulation, ...theory], config.params, over, values, () => {}) ?? [config.params[over] as number];
};

/** The parameter and values of a sweep, scan or map, and a map's second ones; defaults filled in. */
export const axesOf = (config: Config, model: AnyModel = modelOf(config)): { readonly first: Axis; readonly second: Axis | null } => {
  const over = overIn(model, config);
  const values = config.values ?? (over === 'dimension' ? config.dimensions : null) ?? defaultValues(model, config, over);
  const { view, over2, values2 } = config;
  return { first: { over, values }, second: view === 'map' && over2 !== null && values2 !== null ? { over: over2, values: values2 } : null };
};
