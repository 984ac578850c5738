import { formatSignificant } from '../../charts/formatNumber.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import { isShown, sameValue, type Value } from '../../models/params.ts';
import { valueRich } from '../controls/fieldValue.ts';
import { symbolRich } from '../shell/symbols.ts';

/** Common keys that a theory curve shows; how many runs there were is not one of them. */
const common = ['seed', 'criterion', 'threshold', 'duration'] as const;
const commonWords: Readonly<Record<(typeof common)[number], string>> = {
  seed: 'seed', criterion: 'learned when', threshold: 'threshold', duration: 'end',
};

const valueAt = (config: Config, key: string): Value | null => config.params[key] ?? (config as unknown as Record<string, Value | null>)[key] ?? null;

const same = (a: Value | null, b: Value | null): boolean => (a === null || b === null ? a === b : sameValue(a, b));

/** Keys in which some of the configurations differ, in the order of the schema. */
export const differingKeys = (configs: readonly Config[]): string[] => {
  const [first, ...rest] = configs;
  if (first === undefined) return [];
  const keys = [...Object.keys(modelOf(first).params), ...common];
  return keys.filter((key) => rest.some((other) => !same(valueAt(first, key), valueAt(other, key))));
};

/** Do two configurations have the same theory curve? */
export const isSameCurve = (a: Config, b: Config): boolean =>
  a.model === b.model && a.seed === b.seed && a.duration === b.duration && !differingKeys([a, b]).some((key) => a.params[key] !== undefined);

/** 'η = 0.5', 'seed 9': one value in rich text. */
export const entryRich = (config: Config, key: string): string => {
  const model = modelOf(config);
  const field = model.params[key];
  const value = valueAt(config, key);
  if (field !== undefined && value !== null) {
    if (field.kind === 'matrix') return `${symbolRich(field.symbol)} ${valueRich(field, value)}`;
    return field.symbol === '' ? `${field.label.toLowerCase()}: ${valueRich(field, value)}` : `${symbolRich(field.symbol)} = ${valueRich(field, value)}`;
  }
  if (key === 'criterion') return model.criteria[config.criterion]!.label;
  return `${commonWords[key as (typeof common)[number]]} ${typeof value === 'number' ? formatSignificant(value, 6) : String(value)}`;
};

const entriesRich = (config: Config, keys: readonly string[]): string =>
  keys
    .filter((key) => config.params[key] === undefined || isShown(modelOf(config).params[key]!, config.params))
    .map((key) => entryRich(config, key))
    .join(', ');

/** What a former configuration had that the present one has not: 'was η = 1'. */
export const formerRich = (former: Config, present: Config): string => {
  const keys = differingKeys([present, former]).filter((key) => former.params[key] !== undefined || key === 'seed' || key === 'duration');
  const words = former.model === present.model ? entriesRich(former, keys) : modelOf(former).name;
  return words === '' ? 'before' : `was ${words}`;
};

/** Names of pins: only what is not the same in all of them and on the page. */
export const pinLabels = (present: Config, pins: readonly Config[]): string[] => {
  if (pins.some((pin) => pin.model !== present.model)) return pins.map((pin) => `${modelOf(pin).name}, ${entriesRich(pin, modelOf(pin).first)}`);
  const keys = differingKeys([present, ...pins]);
  return pins.map((pin) => entriesRich(pin, keys.length === 0 ? modelOf(pin).first.slice(0, 1) : keys) || 'pinned');
};

/** The present configuration under the names of the pins. */
export const presentLabel = (present: Config, pins: readonly Config[]): string =>
  pins.some((pin) => pin.model !== present.model) ? '' : entriesRich(present, differingKeys([present, ...pins]));
