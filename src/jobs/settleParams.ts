import type { AnyModel } from '../models/contract.ts';
import type { Field, Params, Value } from '../models/params.ts';
import { completeParams, sameValue } from '../models/params.ts';
import { ascending, fitNumber, isWhole } from './readValue.ts';
import { resizeParams } from './resizeParams.ts';
import { numberText } from './writeValue.ts';

export type Report = (key: string, why: string) => void;
interface Breach {
  readonly key: string;
  readonly why: string;
  readonly use: Params;
}

const within = (field: Field, value: Value, low: number, high: number): Value => {
  if (field.kind === 'number' && typeof value === 'number') {
    const [min, max] = isWhole(field) ? [Math.ceil(low), Math.floor(high)] : [low, high];
    return fitNumber(Math.min(Math.max(value, min), max), field);
  }
  if (field.kind !== 'matrix' || typeof value !== 'object') return value;
  return value.map((x) => fitNumber(Math.min(Math.max(x, low), high), { ...field, scale: 'linear' }));
};

const boundText = (min: number | undefined, max: number | undefined, why: string): string => {
  const limits = [min === undefined ? '' : `at least ${numberText(min)}`, max === undefined ? '' : `at most ${numberText(max)}`];
  return `must be ${limits.filter((text) => text !== '').join(' and ')}: ${why}`;
};

/** What is wrong with parameters that are each in range: limits of the model and of the engines in use, then impossible combinations. */
const breachesOf = (model: AnyModel, engines: readonly string[], params: Params): Breach[] => {
  const breaches: Breach[] = [];
  const parts = [model, ...engines.map((id) => model.engines[id]!)];
  for (const part of parts) {
    for (const [key, { min, max, why }] of Object.entries(part.bounds?.(params) ?? {})) {
      const field = Object.hasOwn(model.params, key) ? model.params[key] : undefined;
      if (field === undefined) continue;
      const value = within(field, params[key]!, min ?? -Infinity, max ?? Infinity);
      if (!sameValue(value, params[key]!)) breaches.push({ key, why: boundText(min, max, why), use: { [key]: value } });
    }
  }
  return breaches.length > 0 ? breaches : parts.flatMap((part) => part.problems?.(params) ?? []);
};

/** Parameters within every limit that depends on other parameters; what cannot be mended ends at the model's defaults. */
export const settleParams = (model: AnyModel, engines: readonly string[], params: Params, report: Report): Params => {
  let settled = params;
  for (let round = 0; round < 64; round++) {
    const breach = breachesOf(model, engines, settled)[0];
    if (breach === undefined) return settled;
    const next = resizeParams(model.params, settled, breach.use);
    for (const key of Object.keys(model.params)) if (!sameValue(next[key]!, settled[key]!)) report(key, breach.why);
    settled = next;
  }
  const defaults = completeParams(model.params);
  for (const key of Object.keys(model.params)) {
    if (!sameValue(defaults[key]!, settled[key]!)) report(key, 'cannot be met together with the other values');
  }
  return defaults;
};

/**
 * Values of one parameter within every limit: clamped where the limit is on that parameter, dropped where it is on
 * another one or where clamping yields a value already there. Ascending; null where nothing is left.
 */
export const settleValues = (
  model: AnyModel, engines: readonly string[], params: Params, over: string, values: readonly number[], report: (why: string) => void,
): readonly number[] | null => {
  const kept = new Set<number>();
  for (const value of values) {
    let x = value;
    let fits = false;
    for (let round = 0; round < 8 && !fits; round++) {
      const breaches = breachesOf(model, engines, resizeParams(model.params, params, { [over]: x }));
      const own = breaches.find(({ key, use }) => key === over && typeof use[over] === 'number');
      fits = breaches.length === 0;
      if (!fits) report((own ?? breaches[0]!).why);
      if (own === undefined) break;
      x = own.use[over] as number;
    }
    if (fits) kept.add(x);
  }
  return kept.size > 0 ? ascending(kept) : null;
};
