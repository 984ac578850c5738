import { modelOf, type Config } from '../../jobs/config.ts';
import type { LearningAxis, OtherClock } from '../../models/contract.ts';
import { sameValue, type Params } from '../../models/params.ts';
import { clockOf } from './words.ts';

type Axis = LearningAxis<Params>;

/** The vertical axes of learning times that these parameters allow, by id. */
export const axesIn = (config: Config): readonly (readonly [string, Axis])[] =>
  Object.entries(modelOf(config).learningAxes ?? {}).filter(([, { when }]) => when?.(config.params) !== false);

/** Is it of the engines' clock, and are its own values those of the page? */
export const fits = ({ clock, params = {} }: Axis, config: Config): boolean =>
  clock === undefined && Object.keys(params).every((key) => sameValue(params[key]!, config.params[key]!));

/** The axis in use: another clock that the link asks for, else the last whose values are those of the page. */
export const axisIn = (config: Config): readonly [string, Axis] | undefined => {
  const axes = axesIn(config);
  return axes.find(([id, { clock }]) => clock !== undefined && id === config.page['y']) ?? axes.findLast(([, axis]) => fits(axis, config));
};

/** Id of the other clock that learning times are given in; undefined: the clock of the engines. */
export const clockIn = (config: Config): string | undefined => (config.view === 'scan' ? undefined : axisIn(config)?.[1].clock);

const otherClock = (config: Config): OtherClock<Params> | undefined => {
  const id = clockIn(config);
  return id === undefined ? undefined : modelOf(config).otherClocks[id];
};

/** Unit of learning times on log axes, 'samples': by choice, and always where the model's time is samples; '' for a linear axis. */
export const powerUnit = (config: Config): string => {
  if (config.view === 'scan') return '';
  const clock = clockOf(modelOf(config));
  return otherClock(config)?.label ?? (clock.unit === 'samples' ? clock.unit : '');
};

/** A unit of the engines' clock in the axis' unit. */
export const unitAt = (config: Config, params: Params): number => otherClock(config)?.from(1, params) ?? 1;
