import { axesOf } from '../../src/jobs/axesOf.ts';
import { commonFields, numberKeys, pageKeys } from '../../src/jobs/commonKeys.ts';
import type { Config } from '../../src/jobs/config.ts';
import { enginesIn } from '../../src/jobs/enginesInUse.ts';
import { frameBytes } from '../../src/jobs/frameBytes.ts';
import type { Changes } from '../../src/jobs/makeCodec.ts';
import { resizeParams } from '../../src/jobs/resizeParams.ts';
import type { AnyModel } from '../../src/models/contract.ts';
import type { Field, NumberField, Params, Value } from '../../src/models/params.ts';
import { completeParams, sidesOf } from '../../src/models/params.ts';

/** Uniform numbers in [0, 1), always the same for a seed (mulberry32). */
export const makeUniform = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};
export type Uniform = () => number;

export const pick = <T>(uniform: Uniform, from: readonly T[]): T => from[Math.floor(uniform() * from.length)]!;

const wrongNumber = (x: Value, { min, max, scale }: Pick<NumberField, 'min' | 'max' | 'scale'>): boolean =>
  typeof x !== 'number' || !(x >= min && x <= max) || Object.is(x, -0) || (scale.toLowerCase().includes('integer') && !Number.isInteger(x));

const wrongValue = (field: Field, value: Value, params: Params): boolean => {
  if (field.kind === 'number') return wrongNumber(value, field);
  if (field.kind === 'choice') return !Object.keys(field.options).includes(value as string);
  if (field.kind === 'flag') return typeof value !== 'boolean';
  const [rows, columns] = sidesOf(field, params);
  if (!Array.isArray(value) || value.length !== rows * columns) return true;
  return value.some((x: number) => wrongNumber(x, { ...field, scale: 'linear' }));
};

const breaks = (model: AnyModel, config: Config, params: Params): boolean => {
  const { simulation, theory } = enginesIn(model, config);
  const parts = [model, ...[...simulation, ...theory].map((id) => model.engines[id]!)];
  const bounds = parts.flatMap((part) => Object.entries(part.bounds?.(params) ?? {}));
  const outside = bounds.some(([key, { min, max }]) => [params[key]!].flat().some((x) => Number(x) < (min ?? -Infinity) || Number(x) > (max ?? Infinity)));
  return outside || parts.some((part) => (part.problems?.(params) ?? []).length > 0);
};

/** Everything that is wrong with a configuration, from the schema alone. */
export const faultsOf = (model: AnyModel, config: Config): string[] => {
  const faults: string[] = [];
  const check = (key: string, wrong: boolean) => wrong && faults.push(key);
  check('params', Object.keys(config.params).join() !== Object.keys(model.params).join());
  for (const [key, field] of Object.entries(model.params)) check(key, wrongValue(field, config.params[key]!, config.params));
  for (const [key, field] of Object.entries(commonFields(model, config.criterion))) check(key, wrongValue(field, config[key as keyof Config] as Value, {}));
  check('bounds', breaks(model, config, config.params));
  const list = (key: string, over: string, values: readonly number[] | null) => {
    if (values === null) return;
    check(key, values.length < 1 || values.length > 64 || values.some((x, i) => i > 0 && x <= values[i - 1]!));
    for (const x of values) {
      check(key, wrongValue(model.params[over]!, x, {}) || breaks(model, config, resizeParams(model.params, config.params, { [over]: x })));
    }
  };
  const { first, second } = axesOf(config, model);
  list('values', first.over, first.values);
  list('values', first.over, config.values);
  list('dimensions', 'dimension', config.dimensions);
  if (config.over2 !== null) list('values2', config.over2, config.values2);
  check('over', config.over !== null && !numberKeys(model).includes(config.over));
  check('over2', config.over2 !== null && (!numberKeys(model).includes(config.over2) || config.over2 === first.over));
  check('values2', config.values2 !== null && config.over2 === null);
  check('map', config.view === 'map' && second === null);
  check('only', ![null, 'simulation', 'theory'].includes(config.only));
  check('budget', config.budget !== null && wrongNumber(config.budget, { min: 1e-3, max: 1e9, scale: 'log' }));
  check('fitfrom', config.fitfrom !== null && wrongNumber(config.fitfrom, { min: 1e-12, max: 1e12, scale: 'log' }));
  check('fp', config.fp !== null && !/^[A-Za-z0-9.:-]{1,64}$/.test(config.fp));
  const ids = config.engine ?? [];
  check('engine', config.engine?.length === 0 || new Set(ids).size < ids.length || ids.some((id) => !Object.hasOwn(model.engines, id)));
  check('memory', frameBytes(config, model) > 268_435_456 && (config.replicas > 1 || config.points > 2));
  for (const [key, text] of Object.entries(config.page)) check(key, !Object.hasOwn(pageKeys, key) || text === '' || /[\p{Cs}\0]/u.test(text));
  return faults;
};

const randomNumber = (uniform: Uniform, { min, max, scale, default: usual }: NumberField): number => {
  const x = pick(uniform, [min, max, usual, min + uniform() * (max - min), usual + uniform() * (Math.min(max, usual * 3) - usual)]);
  return scale.toLowerCase().includes('integer') ? Math.round(x) : x;
};

const randomList = (uniform: Uniform, field: NumberField): number[] => Array.from({ length: 1 + Math.floor(uniform() * 9) }, () => randomNumber(uniform, field));

/** Changes to a random choice of keys; each value is in its own range. */
export const randomChanges = (uniform: Uniform, model: AnyModel): Changes => {
  const some = <T>(value: () => T): T | undefined => (uniform() < 0.4 ? value() : undefined);
  const fields = model.params;
  const params: Record<string, Value> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind === 'matrix' || uniform() < 0.5) continue;
    if (field.kind === 'number') params[key] = randomNumber(uniform, field);
    else params[key] = field.kind === 'flag' ? uniform() < 0.5 : pick(uniform, Object.keys(field.options));
  }
  const sized = completeParams(fields, params);
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind !== 'matrix' || uniform() < 0.5) continue;
    const [rows, columns] = sidesOf(field, sized);
    params[key] = Array.from({ length: rows * columns }, () => field.min + uniform() * (field.max - field.min));
  }
  const criterion = pick(uniform, Object.keys(model.criteria));
  const common = commonFields(model, criterion);
  const [over, over2] = [pick(uniform, numberKeys(model)), pick(uniform, numberKeys(model))];
  const changes = {
    params,
    seed: some(() => randomNumber(uniform, common.seed)),
    view: pick(uniform, ['trajectory', 'sweep', 'scan', 'map'] as const),
    only: some(() => pick(uniform, ['simulation', 'theory'] as const)),
    replicas: some(() => randomNumber(uniform, common.replicas)),
    starts: some(() => randomNumber(uniform, common.starts)),
    duration: some(() => randomNumber(uniform, common.duration)),
    points: some(() => randomNumber(uniform, common.points)),
    criterion,
    threshold: some(() => randomNumber(uniform, common.threshold)),
    budget: some(() => 1e-3 + uniform() * 1e6),
    dimensions: some(() => randomList(uniform, fields.dimension as NumberField)),
    over,
    values: some(() => randomList(uniform, fields[over] as NumberField)),
    over2: some(() => over2),
    values2: some(() => randomList(uniform, fields[over2] as NumberField)),
    fitfrom: some(() => 1 + uniform() * 1000),
    engine: some(() => [pick(uniform, Object.keys(model.engines))]),
    fp: some(() => `a1.${Math.floor(uniform() * 1e9)}:-`),
    page: {
      ...(uniform() < 0.3 ? { theme: 'dark', xmax: '1e3', hide: 'a,b c' } : {}),
      ...(uniform() < 0.3 ? { pin: ["committee?seed=8&v=1#'()", 'x=100%,y'].slice(0, 1 + Math.floor(uniform() * 2)).join('\n') } : {}),
      ...(uniform() < 0.2 ? { y: 'größe 🙂 <b>"' } : {}),
    },
  };
  return changes as Changes;
};
