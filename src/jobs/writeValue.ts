import type { Field, Params, Value } from '../models/params.ts';
import { sidesOf } from '../models/params.ts';

/** Shortest form that reads back to the same bits; no sign in the exponent, since `+` is a space to some readers of links. */
export const numberText = (x: number): string => String(x).replace('e+', 'e');

export const listText = (values: readonly number[]): string => values.map(numberText).join(',');

/** A value of a field as it stands in a link, before percent-encoding; `params` give a matrix its sides. */
export const valueText = (field: Field, value: Value, params: Params): string => {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string') return value;
  if (field.kind !== 'matrix' || field.columns === 1) return listText(value);
  const columns = Math.max(1, sidesOf(field, params)[1]);
  const rows: string[] = [];
  for (let at = 0; at < value.length; at += columns) rows.push(listText(value.slice(at, at + columns)));
  return rows.join(';');
};
