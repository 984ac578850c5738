import { formatSignificant } from '../../charts/formatNumber.ts';
import type { Field, Value } from '../../models/params.ts';

/** A value in words, rich: 'η = 0.5', 'given matrices'. */
export const valueRich = (field: Field, value: Value): string => {
  if (typeof value === 'number') return formatSignificant(value, 6);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return field.kind === 'choice' ? (field.options[value] ?? value) : value;
  return `(${value.slice(0, 4).map((x) => formatSignificant(x, 3)).join(', ')}${value.length > 4 ? ' …' : ''})`;
};
