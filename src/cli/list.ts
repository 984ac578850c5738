import { commonFields } from '../jobs/commonKeys.ts';
import { models } from '../models/registry.ts';
import type { Field } from '../models/params.ts';

const range = (field: Field) => {
  if (field.kind === 'choice') return { options: field.options };
  if (field.kind === 'flag') return { options: { true: 'yes', false: 'no' } };
  return { min: field.min, max: field.max, ...(field.kind === 'matrix' ? { rows: field.rows, columns: field.columns } : { scale: field.scale }) };
};

const parameter = (id: string, field: Field) => ({
  id,
  symbol: field.symbol,
  kind: field.kind,
  default: field.kind === 'matrix' ? { diagonal: field.diagonal, off: field.off } : field.default,
  ...range(field),
  meaning: field.help ?? field.label,
});

/** Common keys without a default of their own. */
const otherKeys = {
  only: 'simulation or theory: leaves the other side out',
  dimensions: 'comma list of input dimensions of a sweep',
  over: 'parameter of a sweep or scan',
  values: 'comma list of its values',
  over2: 'second parameter of a map',
  values2: 'comma list of its values',
  budget: 'end of a run that has not learned, in the clock of the model; by default a multiple of the predicted median',
  engine: 'comma list of engine ids; a named engine replaces its own side only',
  fitfrom: 'smallest value that enters the fits of a sweep',
  fp: 'fingerprint that the simulation must have',
};

/** Every model with its parameters, observables, engines, criteria and units. */
export const listing = () => ({
  models: Object.values(models).map((model) => ({
    id: model.id,
    name: model.name,
    parameters: Object.entries(model.params).map(([id, field]) => parameter(id, field)),
    observables: Object.entries(model.observables).map(([id, { symbol, label }]) => ({ id, symbol, meaning: label })),
    engines: Object.entries(model.engines).map(([id, { side, label, clock, version }]) => ({ id, side, meaning: label, clock, version })),
    criteria: Object.entries(model.criteria).map(([id, { observable, direction, min, max, default: usual }]) => ({ id, observable, direction, min, max, default: usual })),
    clocks: Object.entries(model.clocks).map(([id, { symbol, label, unit }]) => ({ id, symbol, meaning: label, unit })),
    others: otherKeys,
    common: Object.entries(commonFields(model, Object.keys(model.criteria)[0]!)).map(([id, field]) => parameter(id, field as Field)),
  })),
});
