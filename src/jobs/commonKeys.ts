import type { AnyModel } from '../models/contract.ts';
import type { ChoiceField, NumberField, NumberScale } from '../models/params.ts';
import type { Config, View } from './config.ts';
import type { Range } from './readValue.ts';

/** The keys that every model has besides its own, in the order of a canonical link. */
export const commonKeys = [
  'seed', 'view', 'only', 'replicas', 'dimensions', 'over', 'values', 'over2', 'values2', 'duration', 'points', 'criterion', 'threshold',
  'budget', 'starts', 'engine', 'fitfrom', 'fp',
] as const satisfies readonly (keyof Config)[];

/** Keys of the page alone, kept as text, with the longest text each may have. */
export const pageKeys: Readonly<Record<string, number>> = {
  y: 100, x: 100, xmin: 100, xmax: 100, ymin: 100, ymax: 100, chart: 100, picture: 100, cursor: 100, pin: 3000, step: 100, theme: 100, embed: 100,
  hide: 400, lock: 400, controls: 400, fontscale: 100, autoplay: 100, presenter: 100,
};
export const mostPins = 6;
/** A pin is itself a link; cut short it would be another one. */
export const pinForm = /^[ -~]{1,3000}$/;
/** Parts the pins in `config.page.pin`: no text of a link can hold it. */
export const pinSeparator = '\n';

export const sides = ['simulation', 'theory'] as const;
export const budgetRange: Range = { scale: 'log', min: 1e-3, max: 1e9 };
export const fitfromRange: Range = { scale: 'log', min: 1e-12, max: 1e12 };
export const fingerprintForm = /^[A-Za-z0-9.:-]{1,64}$/;

export const firstCriterion = (model: AnyModel): string => Object.keys(model.criteria)[0]!;

/** The parameters that can be swept, scanned or mapped. */
export const numberKeys = (model: AnyModel): string[] => Object.keys(model.params).filter((key) => model.params[key]!.kind === 'number');

const number = (symbol: string, label: string, scale: NumberScale, min: number, max: number, value: number): NumberField => ({
  kind: 'number', symbol, label, scale, min, max, default: value,
});
const choice = (label: string, options: Readonly<Record<string, string>>, value: string): ChoiceField => ({
  kind: 'choice', symbol: '', label, options, default: value,
});

const views: Readonly<Record<View, string>> = { trajectory: 'Trajectory', sweep: 'Learning time', scan: 'Final value', map: 'Map' };

/** Schema of those common keys that always have a value; the range of the threshold is that of the criterion. */
export const commonFields = (model: AnyModel, criterion: string) => {
  const labels = Object.fromEntries(Object.entries(model.criteria).map(([id, { label }]) => [id, label]));
  const { min, max, default: threshold } = model.criteria[Object.hasOwn(model.criteria, criterion) ? criterion : firstCriterion(model)]!;
  const { replicas, duration, points, starts } = model.defaults;
  return {
    seed: number('', 'Seed', 'integer', 0, 4294967295, 7),
    view: choice('View', views, 'trajectory'),
    replicas: number('', 'Runs', 'logInteger', 1, 10_000, replicas),
    duration: number('', 'End of the run', 'log', 1e-3, 1e7, duration),
    points: number('', 'Frames kept', 'logInteger', 2, 100_001, points),
    criterion: choice('Learned when', labels, firstCriterion(model)),
    threshold: number('', 'Threshold', 'linear', min, max, threshold),
    starts: number('', 'Random starts of the theory', 'logInteger', 1, 10_000, starts),
  };
};

export type CommonField = keyof ReturnType<typeof commonFields>;
