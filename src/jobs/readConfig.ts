import type { AnyModel } from '../models/contract.ts';
import type { Fields, Params, Value } from '../models/params.ts';
import { defaultOf } from '../models/params.ts';
import { defaultValues, overIn, secondIn } from './axesOf.ts';
import { budgetRange, commonFields, fingerprintForm, fitfromRange, numberKeys, sides } from './commonKeys.ts';
import type { CommonField } from './commonKeys.ts';
import type { Config, View } from './config.ts';
import { enginesIn } from './enginesInUse.ts';
import { fitMemory } from './frameBytes.ts';
import type { NoticeBook } from './notice.ts';
import { readId, readIds, readNumber, readNumbers, readValue } from './readValue.ts';
import type { Range, Reading } from './readValue.ts';
import { settleParams, settleValues } from './settleParams.ts';
import { numberText, valueText } from './writeValue.ts';

type Take = <T>(key: string, read: (text: string) => Reading<T>) => T | null;

/** Scalars first: they give the matrices their sides. */
const readParams = (fields: Fields, take: Take): Params => {
  const params: Record<string, Value> = {};
  for (const matrices of [false, true]) {
    for (const [key, field] of Object.entries(fields)) {
      if ((field.kind === 'matrix') === matrices) params[key] = take(key, (text) => readValue(text, field, params)) ?? defaultOf(field, params);
    }
  }
  return params;
};

const readFingerprint = (text: string): Reading<string> =>
  fingerprintForm.test(text)
    ? { value: text, why: null }
    : { value: undefined, why: 'must be 1 to 64 letters, digits, points, colons or hyphens' };

/**
 * The nearest valid configuration to what a link says, key by key; every difference is noted in `book`.
 * Later keys depend on earlier ones: sides of matrices, the range of the threshold, the parameter a list of values belongs to.
 */
export const readConfig = (
  model: AnyModel, given: ReadonlyMap<string, string>, page: Readonly<Record<string, string>>, book: NoticeBook,
): Config => {
  const take: Take = (key, read) => {
    const text = given.get(key);
    if (text === undefined) return null;
    const { value, why } = read(text);
    if (why !== null) book.add(key, text, why);
    return value ?? null;
  };
  const ranged = (key: string, range: Range) => take(key, (text) => readNumber(text, range));
  const id = (key: string, ids: readonly string[]) => take(key, (text) => readId(text, ids));
  const criterion = id('criterion', Object.keys(model.criteria)) ?? Object.keys(model.criteria)[0]!;
  const fields = commonFields(model, criterion);
  const common = (key: CommonField): Value => take(key, (text) => readValue(text, fields[key], {})) ?? fields[key].default;

  const asked = readParams(model.params, take);
  const engine = take('engine', (text) => readIds(text, Object.keys(model.engines)));
  const only = id('only', sides) as Config['only'];
  const inUse = enginesIn(model, { engine, only });
  const engines = [...inUse.simulation, ...inUse.theory];
  const params = settleParams(model, engines, asked, (key, why) => {
    book.add(key, given.get(key) ?? valueText(model.params[key]!, asked[key]!, asked), why);
  });

  const numbers = (key: string, over: string): readonly number[] | null => {
    const values = take(key, (text) => readNumbers(text, model.params[over] as Range));
    return values && settleValues(model, engines, params, over, values, (why) => book.add(key, given.get(key)!, why));
  };
  const view = common('view') as View;
  const over = id('over', numberKeys(model));
  const first = overIn(model, { view, over });
  let over2 = id('over2', numberKeys(model));
  if (over2 === first) {
    book.add('over2', over2, `must differ from the first parameter, ${first}`);
    over2 = null;
  }
  if (view === 'map' && over2 === null) {
    over2 = secondIn(model, first);
    if (!given.has('over2')) book.add('over2', '', 'a map needs a second parameter');
  }
  let values2: readonly number[] | null = null;
  if (over2 !== null) values2 = numbers('values2', over2);
  else if (given.has('values2')) book.add('values2', given.get('values2')!, 'belongs to over2, which is not given');
  if (view === 'map' && over2 !== null && values2 === null) {
    values2 = defaultValues(model, { view, params, engine, only }, over2);
    if (!given.has('values2')) book.add('values2', '', 'a map needs values of its second parameter');
  }

  const config: Config = {
    model: model.id,
    params,
    seed: common('seed') as number,
    view,
    only,
    replicas: common('replicas') as number,
    starts: common('starts') as number,
    duration: common('duration') as number,
    points: common('points') as number,
    criterion,
    threshold: common('threshold') as number,
    budget: ranged('budget', budgetRange),
    dimensions: numbers('dimensions', 'dimension'),
    over,
    values: numbers('values', first),
    over2,
    values2,
    fitfrom: ranged('fitfrom', fitfromRange),
    engine,
    fp: take('fp', readFingerprint),
    page,
  };
  return fitMemory(config, model, (key, why) => book.add(key, given.get(key) ?? numberText(config[key]), why));
};
