import type { Fields, MatrixField, Params, Value } from '../models/params.ts';
import { defaultOf, sameValue, sidesOf } from '../models/params.ts';

const resized = (field: MatrixField, before: Params, after: Params, old: readonly number[]): readonly number[] => {
  const [oldRows, oldColumns] = sidesOf(field, before);
  const [rows, columns] = sidesOf(field, after);
  const fresh = defaultOf(field, after) as readonly number[];
  if ((rows === oldRows && columns === oldColumns) || sameValue(old, defaultOf(field, before))) return old.length === fresh.length ? old : fresh;
  return fresh.map((value, at) => {
    const [r, c] = [Math.floor(at / columns), at % columns];
    return r < oldRows && c < oldColumns ? old[r * oldColumns + c]! : value;
  });
};

/**
 * Parameters with some of them changed. A matrix whose sides change with them keeps the block that both shapes share and
 * is filled with defaults; one that stood at its default stays at it. Keys outside the schema have no effect.
 */
export const resizeParams = (fields: Fields, params: Params, changes: Params): Params => {
  const next: Record<string, Value> = {};
  for (const key of Object.keys(fields)) next[key] = Object.hasOwn(changes, key) ? changes[key]! : params[key]!;
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind === 'matrix' && !Object.hasOwn(changes, key)) next[key] = resized(field, params, next, params[key] as readonly number[]);
  }
  return next;
};
