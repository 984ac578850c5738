import type { Field, MatrixField, NumberField, Params, Value } from '../models/params.ts';
import { defaultOf, sidesOf } from '../models/params.ts';
import { suggestion } from './nearestName.ts';
import { numberText } from './writeValue.ts';

/** What a text says: `value` undefined where nothing can be made of it; `why` null where nothing is wrong with it. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly why: string | null;
}
export type Range = Pick<NumberField, 'scale' | 'min' | 'max'>;

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const mostValues = 64;

export const isWhole = (range: Range): boolean => range.scale === 'integer' || range.scale === 'logInteger';

const span = ({ min, max }: Range): string => `from ${numberText(min)} to ${numberText(max)}`;
const rangeText = (range: Range): string => `must be a ${isWhole(range) ? 'whole ' : ''}number ${span(range)}`;

/** The nearest number in range; `+ 0` turns -0 into 0. */
export const fitNumber = (x: number, range: Range): number =>
  Math.min(Math.max(isWhole(range) ? Math.round(x) : x, range.min), range.max) + 0;

export const readNumber = (text: string, range: Range): Reading<number> => {
  const trimmed = text.trim();
  if (!decimal.test(trimmed)) return { value: undefined, why: rangeText(range) };
  const x = Number(trimmed);
  const value = fitNumber(x, range);
  return { value, why: value === x ? null : rangeText(range) };
};

/** One of `ids`; a misspelt one is not guessed, only suggested. */
export const readId = (text: string, ids: readonly string[]): Reading<string> =>
  ids.includes(text) ? { value: text, why: null } : { value: undefined, why: `must be one of ${ids.join(', ')}${suggestion(text, ids)}` };

/** Distinct ids in the order given. */
export const readIds = (text: string, ids: readonly string[]): Reading<string[]> => {
  const found = new Set<string>();
  let why: string | null = null;
  for (const part of text.split(',')) {
    const { value, why: fault } = readId(part.trim(), ids);
    if (value === undefined) why ??= fault;
    else if (found.has(value)) why ??= 'must be distinct ids';
    else found.add(value);
  }
  return { value: found.size > 0 ? [...found] : undefined, why };
};

/** 1 to 64 distinct numbers, returned in ascending order. */
export const readNumbers = (text: string, range: Range): Reading<number[]> => {
  const found = new Set<number>();
  const kind = isWhole(range) ? 'whole numbers' : 'numbers';
  let why: string | null = null;
  for (const part of text.split(',')) {
    const { value, why: fault } = readNumber(part, range);
    if (fault !== null || found.has(value!)) why = `must be 1 to ${mostValues} distinct ${kind} ${span(range)}`;
    if (value === undefined || found.has(value)) continue;
    if (found.size === mostValues) return { value: ascending(found), why: `must be at most ${mostValues} ${kind}` };
    found.add(value);
  }
  return { value: found.size > 0 ? ascending(found) : undefined, why };
};

export const ascending = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

/** Rows parted by `;`, entries by `,` (a vector: by either); what fits the shape is kept, the rest takes the default. */
const readMatrix = (text: string, field: MatrixField, params: Params): Reading<number[]> => {
  const [rows, columns] = sidesOf(field, params);
  const vector = field.columns === 1;
  const shape = vector ? `${rows} numbers (,)` : `${rows} rows (;) of ${columns} numbers (,)`;
  const entry: Range = { scale: 'linear', min: field.min, max: field.max };
  const why = `must be ${shape} ${span(entry)}`;
  if (text.trim() === '') return { value: undefined, why };
  const lines = vector ? text.split(/[,;]/).map((part) => [part]) : text.split(';').map((line) => line.split(','));
  const values = [...(defaultOf(field, params) as readonly number[])];
  let faulty = lines.length !== rows;
  for (let r = 0; r < rows; r++) {
    const line = lines[r] ?? [];
    if (line.length !== columns) faulty = true;
    for (let c = 0; c < Math.min(columns, line.length); c++) {
      const read = readNumber(line[c]!, entry);
      if (read.why !== null) faulty = true;
      if (read.value !== undefined) values[r * columns + c] = read.value;
    }
  }
  return { value: values, why: faulty ? why : null };
};

const flags: ReadonlyMap<string, boolean> = new Map([['1', true], ['true', true], ['0', false], ['false', false]]);

/** The value of a field that a text stands for, or the nearest one and why it is not the same; `params` give a matrix its sides. */
export const readValue = (text: string, field: Field, params: Params): Reading<Value> => {
  switch (field.kind) {
    case 'number':
      return readNumber(text, field);
    case 'choice':
      return readId(text, Object.keys(field.options));
    case 'flag':
      return { value: flags.get(text), why: flags.has(text) ? null : 'must be 1 or 0' };
    case 'matrix':
      return readMatrix(text, field, params);
  }
};
