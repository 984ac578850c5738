import type { NumberField } from '../../models/params.ts';

export type SliderRange = Pick<NumberField, 'scale' | 'min' | 'max'>;

const isLog = ({ scale }: SliderRange): boolean => scale === 'log' || scale === 'logInteger';
const isWhole = ({ scale }: SliderRange): boolean => scale === 'integer' || scale === 'logInteger';
const clamp = (x: number, min: number, max: number): number => Math.min(max, Math.max(min, x));

/** Place of a value on its slider, 0 to 1; log sliders run over the logarithm. */
export const placeOf = (value: number, range: SliderRange): number => {
  const { min, max } = range;
  const x = clamp(value, min, max);
  return isLog(range) ? Math.log(x / min) / Math.log(max / min) : (x - min) / (max - min);
};

/** Steps of a linear slider: 1, 2 or 5 times a power of ten, about a hundred of them. */
export const linearStep = ({ min, max }: SliderRange): number => {
  const rough = (max - min) / 100;
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-9);
  const digit = rough / power;
  return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
};

const tidy = (x: number): number => Number(x.toPrecision(12));

/** The value a thumb stands for: whole numbers, two significant digits on a log slider, steps on a linear one. */
export const valueAtPlace = (place: number, range: SliderRange): number => {
  const { min, max } = range;
  const at = clamp(place, 0, 1);
  if (at === 0 || at === 1) return at === 0 ? min : max;
  if (isLog(range)) {
    const x = Number((min * (max / min) ** at).toPrecision(2));
    return clamp(isWhole(range) ? Math.round(x) : x, min, max);
  }
  const step = isWhole(range) ? 1 : linearStep(range);
  return clamp(tidy(Math.round((min + (max - min) * at) / step) * step), min, max);
};

/** One arrow key: to the next value that two digits (or a linear step) can say. */
export const stepFrom = (value: number, direction: 1 | -1, range: SliderRange): number => {
  const { min, max } = range;
  let step = isWhole(range) ? 1 : linearStep(range);
  if (isLog(range)) {
    const inside = direction > 0 ? value * (1 + 1e-9) : value * (1 - 1e-9);
    step = 10 ** (Math.floor(Math.log10(inside)) - 1);
    if (isWhole(range)) step = Math.max(1, step);
  }
  const grid = value / step;
  const next = direction > 0 ? Math.floor(grid + 1e-9) + 1 : Math.ceil(grid - 1e-9) - 1;
  return clamp(tidy(next * step), min, max);
};

/** Page keys: a tenth of the slider. */
export const pageFrom = (value: number, direction: 1 | -1, range: SliderRange): number => {
  const next = valueAtPlace(placeOf(value, range) + direction * 0.1, range);
  return next === value ? stepFrom(value, direction, range) : next;
};

/** The value a key leads to; null for keys that are not the slider's. */
export const keyedValue = (key: string, value: number, range: SliderRange): number | null => {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return stepFrom(value, 1, range);
    case 'ArrowLeft':
    case 'ArrowDown':
      return stepFrom(value, -1, range);
    case 'PageUp':
      return pageFrom(value, 1, range);
    case 'PageDown':
      return pageFrom(value, -1, range);
    case 'Home':
      return range.min;
    case 'End':
      return range.max;
    default:
      return null;
  }
};

/** A number as people type it: '1,000', '1e4', '10^4', '−2'; null when it is none. */
export const parseNumber = (text: string): number | null => {
  const plain = text.trim().replaceAll(/[\s,  ]/g, '').replaceAll('−', '-');
  const power = /^(?:([-+]?[\d.]+)[*×·])?10\^\{?([-+]?\d+)\}?$/.exec(plain);
  const x = power === null ? Number(plain) : Number(power[1] ?? 1) * 10 ** Number(power[2]);
  return plain === '' || !Number.isFinite(x) ? null : x;
};
