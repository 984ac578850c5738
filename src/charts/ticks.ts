import { formatDecimal, formatPower, formatScientific } from './formatNumber.ts';
import type { Domain, ScaleKind } from './types.ts';

export interface Tick {
  value: number;
  /** Rich; '' for a tick that is drawn but not named. */
  label: string;
}

export interface AxisTicks {
  major: Tick[];
  minor: number[];
}

/** How decades are written: 10^{-2}, or 1,000 (as input dimensions are). */
export type DecadeStyle = 'power' | 'grouped';

const nobody: AxisTicks = { major: [], minor: [] };

export function axisTicks(kind: ScaleKind, domain: Domain, most: number, style: DecadeStyle): AxisTicks {
  const labels = Math.max(2, Math.min(6, Math.floor(most)));
  if (!(domain[1] > domain[0])) return nobody;
  return kind === 'log' ? decadeTicks(domain, labels, style) : linearTicks(domain, labels);
}

/** Round steps (1, 2, 2.5, 4 or 5 times a power of ten), at most `most` labels; a step that ends on both ends of the domain is preferred. */
export function linearTicks([low, high]: Domain, most: number): AxisTicks {
  const span = high - low;
  const power = Math.floor(Math.log10(span)) - 1;
  let best = { step: span, digits: 2, score: -Infinity };
  for (let k = power; k <= power + 2; k++) {
    for (const factor of [1, 2, 2.5, 4, 5]) {
      const step = factor * 10 ** k;
      const count = countSteps(low, high, step);
      if (count > most || count < 2) continue;
      const reachesEnds = isMultiple(high, step) && isMultiple(low, step) ? 1.6 : 0;
      const odd = factor === 2.5 || factor === 4 ? 0.7 : 0;
      const score = count + reachesEnds - odd;
      if (score > best.score) best = { step, digits: Math.max(0, -k) + (factor === 2.5 && k < 1 ? 1 : 0), score };
    }
  }
  const long = Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || best.step < 1e-5;
  const major: Tick[] = [];
  for (let i = Math.ceil(low / best.step - 1e-9); i * best.step <= high + 1e-9 * span; i++) {
    const value = i * best.step;
    major.push({ value, label: long ? formatScientific(value, 3) : formatDecimal(value, best.digits) });
  }
  return { major, minor: [] };
}

/**
 * Every decade has a tick. When they are more than `most`, every second (third, ...) is named, counted from 10^0, so that names stay
 * put when the domain grows. Below two decades the 1-2-5 series, and below that round steps, take over: no axis is without names.
 */
export function decadeTicks([low, high]: Domain, most: number, style: DecadeStyle): AxisTicks {
  if (!(low > 0)) return nobody;
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const decades = last - first + 1;
  if (decades < 2) return shortLogTicks(low, high, most);
  let stride = 1;
  while (Math.floor(last / stride) - Math.ceil(first / stride) + 1 > most) stride++;
  const write = decadeFormat(first, last, style);
  const major: Tick[] = [];
  for (let k = first; k <= last; k++) major.push({ value: 10 ** k, label: k % stride === 0 ? write(k) : '' });
  return { major, minor: stride > 1 ? [] : minorLogTicks(low, high, first, last) };
}

function shortLogTicks(low: number, high: number, most: number): AxisTicks {
  const values: number[] = [];
  for (let k = Math.floor(Math.log10(low)); k <= Math.log10(high); k++) {
    for (const factor of [1, 2, 5]) {
      const value = Number(`${factor}e${k}`);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.push(value);
    }
  }
  if (values.length < 2) return linearTicks([low, high], most);
  const stride = Math.ceil(values.length / most);
  const write = (value: number): string => formatDecimal(value, Math.max(0, -Math.floor(Math.log10(value) + 1e-9)));
  return { major: values.map((value, i) => ({ value, label: i % stride === 0 ? write(value) : '' })), minor: [] };
}

function decadeFormat(first: number, last: number, style: DecadeStyle): (k: number) => string {
  const plain = style === 'grouped' && first >= -2 && last <= 5;
  return plain ? (k) => formatDecimal(10 ** k, Math.max(0, -k)) : (k) => formatPower(k);
}

function minorLogTicks(low: number, high: number, first: number, last: number): number[] {
  const values: number[] = [];
  for (let k = first - 1; k <= last; k++) {
    for (let m = 2; m < 10; m++) {
      const value = m * 10 ** k;
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.push(value);
    }
  }
  return values;
}

function countSteps(low: number, high: number, step: number): number {
  const slack = 1e-9 * (high - low);
  return Math.floor((high + slack) / step) - Math.ceil((low - slack) / step) + 1;
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6;
}
