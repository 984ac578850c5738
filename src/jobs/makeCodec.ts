import type { AnyModel } from '../models/contract.ts';
import type { Params } from '../models/params.ts';
import { overIn } from './axesOf.ts';
import { commonFields, commonKeys, mostPins, pageKeys, pinForm, pinSeparator } from './commonKeys.ts';
import type { Config } from './config.ts';
import { suggestion } from './nearestName.ts';
import { makeNoticeBook, printable } from './notice.ts';
import type { Notice, NoticeBook } from './notice.ts';
import { readConfig } from './readConfig.ts';
import { resizeParams } from './resizeParams.ts';
import { decoded, splitLink } from './splitLink.ts';
import type { LinkParts } from './splitLink.ts';
import { linkOf, usedText } from './writeLink.ts';

/** What the interface may change; parameters and options of the page are merged, an empty option is taken away. */
export type Changes = Partial<Omit<Config, 'model'>>;

export interface Codec {
  /** The id of the model that `readLink` reads a link with: it must be loaded by then. */
  readonly modelIn: (text: string) => string;
  /** The nearest valid configuration to any text, and what had to be changed; never throws. */
  readonly readLink: (text: string) => { config: Config; notices: Notice[] };
  /** The canonical link: defaults left out, fixed order; `page: false` leaves out the options of the page. */
  readonly writeLink: (config: Config, options?: { page?: boolean }) => string;
  /** The nearest valid configuration with some values changed; numbers that are not finite change nothing. */
  readonly withParams: (config: Config, changes: Changes) => Config;
}

const mostText = 100_000;

const addPage = (page: Record<string, string>, key: string, text: string, book: NoticeBook): void => {
  const length = pageKeys[key]!;
  if (key === 'pin' && !pinForm.test(text)) return book.add(key, text, `must be a link of 1 to ${length} plain characters`, true);
  const kept = printable(text, length);
  if (kept !== text) book.add(key, text, `must be printable text of at most ${length} characters`, kept === '');
  if (text === '') book.add(key, text, 'must not be empty', true);
  if (kept === '') return;
  page[key] = Object.hasOwn(page, key) ? page[key] + pinSeparator + kept : kept;
};

/** The first text of each known key, decoded. */
const collect = (model: AnyModel, pairs: LinkParts['pairs'], book: NoticeBook) => {
  const given = new Map<string, string>();
  const page: Record<string, string> = {};
  const known = new Set([...Object.keys(model.params), ...commonKeys, ...Object.keys(pageKeys), 'v']);
  const counts = new Map<string, number>();
  for (const [rawKey, rawText] of pairs) {
    const key = decoded(rawKey) ?? rawKey;
    const text = decoded(rawText);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (!known.has(key)) {
      if (count === 1) book.add(key, text ?? rawText, `is no key of ${model.id}${book.full() ? '' : suggestion(key, known)}`, true);
    } else if (count > (key === 'pin' ? mostPins : 1)) {
      book.add(key, text ?? rawText, key === 'pin' ? `must stand at most ${mostPins} times` : 'must stand once: the first counts');
    } else if (text === null) {
      book.add(key, rawText, 'has a malformed percent-encoding');
    } else if (key === 'v') {
      if (text !== '1') book.add(key, text, 'must be 1, the only version so far');
    } else if (Object.hasOwn(pageKeys, key)) {
      addPage(page, key, text, book);
    } else given.set(key, text);
  }
  return { given, page };
};

const isUsable = (value: unknown): boolean => value !== undefined && (typeof value !== 'number' || Number.isFinite(value));

const usable = <T extends object>(changes: T): T => Object.fromEntries(Object.entries(changes).filter(([, value]) => isUsable(value))) as T;

/** The configuration with the changes as they are, and with what loses its meaning by them taken away. */
const merged = (model: AnyModel, config: Config, changes: Changes): Config => {
  const { params, page, ...rest } = usable(changes);
  const next: Config = {
    ...config,
    ...rest,
    params: resizeParams(model.params, config.params, usable<Params>(params ?? {})),
    page: { ...config.page, ...page },
  };
  const usual = next.criterion === config.criterion ? config.threshold : commonFields(model, next.criterion).threshold.default;
  const threshold = rest.threshold ?? usual;
  const moved = overIn(model, next) !== overIn(model, config);
  const moved2 = next.over2 !== config.over2;
  return {
    ...next,
    threshold,
    values: moved ? (rest.values ?? null) : next.values,
    values2: moved2 ? (rest.values2 ?? null) : next.values2,
  };
};

export interface CodecModels {
  /** Grows as models are loaded. */
  readonly models: Readonly<Record<string, AnyModel>>;
  readonly ids: readonly string[];
  /** Opened where a link names none. */
  readonly first: string;
}

/** The permalink codec over a set of models. */
export const makeCodec = ({ models, ids, first }: CodecModels): Codec => {
  const ready = (id: string): AnyModel => {
    const model = models[id];
    if (model === undefined) throw new Error(`the model ${id} is not loaded`);
    return model;
  };

  const named = (text: string): string => {
    const { model } = splitLink(text.length > mostText ? '' : text);
    return ids.includes(model) ? model : first;
  };
  const readLink: Codec['readLink'] = (text) => {
    const book = makeNoticeBook();
    const tooLong = text.length > mostText;
    const { model: name, pairs, lost } = splitLink(tooLong ? '' : text);
    if (tooLong) book.add('link', text, `must be at most ${mostText} characters`, true);
    if (lost) book.add('link', text, 'must say what it says after #/', true);
    const model = ready(named(text));
    if (model.id !== name && (name !== '' || pairs.length > 0)) {
      book.add('model', name, `must be one of ${ids.join(', ')}${suggestion(name, ids)}`);
    }
    const { given, page } = collect(model, pairs, book);
    const config = readConfig(model, given, page, book);
    return { config, notices: book.list((key) => usedText(model, config, key)) };
  };
  const writeLink: Codec['writeLink'] = (config, { page = true } = {}) => linkOf(ready(config.model), config, page);
  return {
    modelIn: named,
    readLink,
    writeLink,
    // By way of the link: one route decides what is valid.
    withParams: (config, changes) => readLink(writeLink(merged(ready(config.model), config, changes))).config,
  };
};
