/** A value that a parameter can take: a number, the id of a choice, a flag, or a row-major matrix. */
export type Value = number | string | boolean | readonly number[];
export type Params = Readonly<Record<string, Value>>;

interface Described {
  readonly symbol: string;
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  readonly group?: string;
  readonly shownWhen?: { readonly key: string; readonly values: readonly Value[] };
}

export type NumberScale = 'linear' | 'log' | 'integer' | 'logInteger';

export type NumberField = Described & {
  readonly kind: 'number';
  readonly scale: NumberScale;
  readonly min: number;
  readonly max: number;
  readonly default: number;
};
export type ChoiceField = Described & { readonly kind: 'choice'; readonly options: Readonly<Record<string, string>>; readonly default: string };
export type FlagField = Described & { readonly kind: 'flag'; readonly default: boolean };
/** Row-major; a side is a number or the key of an integer parameter; a vector has one column. */
export type MatrixField = Described & {
  readonly kind: 'matrix';
  readonly rows: number | string;
  readonly columns: number | string;
  readonly diagonal: number;
  readonly off: number;
  readonly min: number;
  readonly max: number;
};
export type Field = NumberField | ChoiceField | FlagField | MatrixField;
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F> = F extends { kind: 'number' }
  ? number
  : F extends { kind: 'choice'; options: infer O }
    ? keyof O & string
    : F extends { kind: 'flag' }
      ? boolean
      : readonly number[];

export type ParamsOf<F> = { readonly [K in keyof F]: ValueOf<F[K]> };

type IntegerKeys<F> = { [K in keyof F]: F[K] extends { scale: 'integer' | 'logInteger' } ? K : never }[keyof F] & string;

type Checked<F> = {
  [K in keyof F]: F[K] extends { kind: 'choice'; options: infer O }
    ? F[K] & { default: keyof O }
    : F[K] extends { kind: 'matrix' }
      ? F[K] & { rows: number | IntegerKeys<F>; columns: number | IntegerKeys<F> }
      : F[K];
} & { dimension: NumberField };

/** A schema whose wrong key, option or matrix side, or whose lacking `dimension`, does not compile. */
export const defineParams = <const F extends Fields>(fields: F & Checked<F>): F => fields;

/** Rows and columns of a matrix field under the other parameters. */
export const sidesOf = (field: MatrixField, params: Params): [rows: number, columns: number] => [
  typeof field.rows === 'number' ? field.rows : Number(params[field.rows]),
  typeof field.columns === 'number' ? field.columns : Number(params[field.columns]),
];

/** The default of a field; a matrix takes its sides from `params`. */
export const defaultOf = (field: Field, params: Params): Value => {
  if (field.kind !== 'matrix') return field.default;
  const [rows, columns] = sidesOf(field, params);
  const values: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) values.push(r === c || columns === 1 ? field.diagonal : field.off);
  }
  return values;
};

/** All defaults; `given` values win, matrices are sized by them. */
export const completeParams = (fields: Fields, given: Params = {}): Params => {
  const params: Record<string, Value> = {};
  for (const [key, field] of Object.entries(fields)) if (field.kind !== 'matrix') params[key] = given[key] ?? field.default;
  for (const [key, field] of Object.entries(fields)) if (field.kind === 'matrix') params[key] = given[key] ?? defaultOf(field, params);
  return params;
};

export const sameValue = (a: Value, b: Value): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((x, i) => x === b[i]) : a === b;

/** Is the field visible and in use under these parameters? */
export const isShown = (field: Field, params: Params): boolean =>
  field.shownWhen === undefined || field.shownWhen.values.includes(params[field.shownWhen.key]!);
