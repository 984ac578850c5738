import { formatSignificant } from '../../charts/formatNumber.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import { enginesOf } from '../../jobs/enginesInUse.ts';
import type { AnyModel, Clock } from '../../models/contract.ts';
import { layoutFor } from './layoutFor.ts';
import { symbolRich } from '../shell/symbols.ts';

/** The clock of the headline pair. */
export const clockOf = (model: AnyModel): Clock => model.clocks[model.engines[model.headlinePair.theory]!.clock]!;

/** 'samples seen per input dimension' -> 'samples per dimension'. */
export const shortClock = ({ label }: Clock): string => label.replace(' seen', '').replace('input ', '');

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** '$t = n/N$' where the clock counts samples per N. */
export const clockSymbol = ({ symbol, unit }: Clock): string => (unit === 'samples / N' ? `$${symbol} = n/N$` : `$${symbol}$`);

/** A scalar keeps its name, an entry of a matrix is its symbol with indices. */
export const columnSymbol = (model: AnyModel, name: string, ids: readonly string[]): string => {
  const scalar = model.observables[name];
  if (scalar !== undefined) return symbolRich(scalar.symbol);
  const id = ids.find((one) => name.startsWith(one) && /^_?\d/.test(name.slice(one.length))) ?? '';
  return `$${model.observables[id]?.symbol ?? id}$_{${name.slice(id.length).replaceAll('_', ' ').trim()}}`;
};

export interface Column {
  readonly name: string;
  /** Of the observable that it is an entry of. */
  readonly id: string;
  /** Words, without symbol. */
  readonly label: string;
  /** Rich. */
  readonly symbol: string;
  readonly scale: 'linear' | 'log';
  readonly group: string;
}

const known = new Map<string, readonly Column[]>();

/** Every column that the upper panel can show; the same list as long as it holds the same columns. */
export const columnsOf = (config: Config): readonly Column[] => {
  const model = modelOf(config);
  const { ids, names } = layoutFor(config);
  const key = `${model.id} ${names.join()}`;
  const columns = known.get(key) ?? names.map((name) => {
    const id = model.observables[name] === undefined ? ids.find((one) => name.startsWith(one) && /^_?\d/.test(name.slice(one.length)))! : name;
    const { label, scale } = model.observables[id]!;
    return { name, id, label, symbol: columnSymbol(model, name, ids), scale, group: name === id ? '' : label };
  });
  known.set(key, columns);
  return columns;
};

export const lowerColumn = (config: Config): string => modelOf(config).criteria[config.criterion]!.observable;

/** The quantity of the upper panel: the link's, else the headline, never the one already below. */
export const upperColumn = (config: Config): string => {
  const model = modelOf(config);
  const { names } = layoutFor(config);
  const asked = config.page['chart'];
  if (asked !== undefined && names.includes(asked)) return asked;
  const below = lowerColumn(config);
  return model.headline === below ? (names.find((name) => name !== below) ?? below) : model.headline;
};

const theoryEngine = (config: Config) => {
  const { engines } = modelOf(config);
  const [id] = enginesOf(config).theory;
  return id === undefined ? null : engines[id]!;
};

/** The limit in which the theory in use holds, or ''. */
export const theoryLimit = (config: Config): string => theoryEngine(config)?.limit ?? '';

/** What must not be believed of the theory in use, or ''. */
export const theoryCaution = (config: Config): string => theoryEngine(config)?.caution?.(config.params) ?? '';

/** 'theory ($N$ → ∞), same start' */
export const theoryLabel = (config: Config): string => {
  const limit = theoryLimit(config);
  return `theory${limit && ` (${limit})`}${theoryEngine(config)?.sameStart?.(config.params) === false ? '' : ', same start'}`;
};

/** 'Theory: Saad-Solla equations, $N$ → ∞, same random starts. ' */
export const theoryWords = (config: Config): string => {
  const engine = theoryEngine(config);
  return engine === null ? '' : `Theory: ${[engine.label, engine.limit, engine.random(config.params) && 'same random starts'].filter(Boolean).join(', ')}. ${theoryCaution(config)} `;
};

/** 'learned above 0.5'. */
export const learnedWords = (config: Config): string => {
  const { direction } = modelOf(config).criteria[config.criterion]!;
  return `learned ${direction} ${formatSignificant(config.threshold, 3)}`;
};

/** A learning time as the page writes it: three digits. */
export const timeText = (time: number): string => formatSignificant(time, time >= 100 ? 3 : 2);

export const runName = (config: Config): string => `run ${config.seed}`;
