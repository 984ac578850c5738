import type { Field } from '../models/params.ts';
import { exp } from '../numerics/exp.ts';
import { log } from '../numerics/log.ts';

/** Six values over the range of a number parameter, evenly spaced on its own scale; all of them for a small integer range. */
export const spread = (field: Field | undefined): number[] => {
  if (field?.kind !== 'number') return [];
  const { scale, min, max } = field;
  const logarithmic = scale === 'log' || scale === 'logInteger';
  const whole = scale === 'integer' || scale === 'logInteger';
  const count = whole && max - min < 12 ? max - min + 1 : 6;
  const values = Array.from({ length: count }, (_, i) => {
    if (i === 0) return min;
    if (i === count - 1) return max;
    const share = i / (count - 1);
    const raw = logarithmic ? exp(log(min) + share * (log(max) - log(min))) : min + share * (max - min);
    return whole ? Math.round(raw) : Number(raw.toPrecision(3));
  });
  return [...new Set(values)];
};
