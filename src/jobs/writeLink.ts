import type { AnyModel } from '../models/contract.ts';
import { defaultOf, sameValue } from '../models/params.ts';
import { overIn } from './axesOf.ts';
import { commonFields, commonKeys, pageKeys, pinSeparator } from './commonKeys.ts';
import type { CommonField } from './commonKeys.ts';
import type { Config } from './config.ts';
import { listText, numberText, valueText } from './writeValue.ts';

type Entry = readonly [key: string, text: string];
type CommonKey = (typeof commonKeys)[number];

const isCommon = (key: string): key is CommonKey => (commonKeys as readonly string[]).includes(key);

/** A common key as it stands in a link; null where the link says nothing of it. */
const commonText = (config: Config, key: CommonKey): string | null => {
  const value = config[key];
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  return key === 'engine' ? value.join(',') : listText(value as readonly number[]);
};

/** What the configuration has for any key, as it stands in a link; `default` where the model decides. */
export const usedText = (model: AnyModel, config: Config, key: string): string => {
  if (key === 'model') return config.model;
  if (key === 'v') return '1';
  if (Object.hasOwn(model.params, key)) return valueText(model.params[key]!, config.params[key]!, config.params);
  if (isCommon(key)) return commonText(config, key) ?? (key === 'over' ? overIn(model, config) : 'default');
  return Object.hasOwn(config.page, key) ? config.page[key]!.replaceAll(pinSeparator, ', ') : 'ignored';
};

/** Everything that differs from the defaults, in the canonical order. */
const entriesOf = (model: AnyModel, config: Config, page: boolean): Entry[] => {
  const entries: Entry[] = [];
  for (const [key, field] of Object.entries(model.params)) {
    const value = config.params[key]!;
    if (!sameValue(value, defaultOf(field, config.params))) entries.push([key, valueText(field, value, config.params)]);
  }
  const fields = commonFields(model, config.criterion);
  for (const key of commonKeys) {
    const text = commonText(config, key);
    const isDefault = Object.hasOwn(fields, key) && config[key] === fields[key as CommonField].default;
    if (text !== null && !isDefault) entries.push([key, text]);
  }
  for (const key of page ? Object.keys(pageKeys) : []) {
    if (!Object.hasOwn(config.page, key)) continue;
    for (const text of key === 'pin' ? config.page[key]!.split(pinSeparator) : [config.page[key]!]) entries.push([key, text]);
  }
  return entries;
};

const marks: Readonly<Record<string, string>> = { '%2C': ',', '%3B': ';', '%3A': ':', '%2F': '/', "'": '%27', '(': '%28', ')': '%29' };
/** Commas and the like stay legible; quotes and brackets, which shells and Markdown read, do not. */
const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, '')).replace(/%2C|%3B|%3A|%2F|['()]/g, (mark) => marks[mark]!);

/** The canonical link: schema order, then common keys, then keys of the page, and the version. */
export const linkOf = (model: AnyModel, config: Config, page: boolean): string => {
  const said = entriesOf(model, config, page).map(([key, text]) => `${key}=${encoded(text)}&`);
  return `#/${model.id}?${said.join('')}v=1`;
};
