import type { Pause, PictureLine, PicturePoints, TablePicture, Tone } from '../../contract.ts';
import { fixedPoint, type FixedPoint } from '../fixedPoint.ts';
import { instanceOf } from '../instances.ts';
import type { P } from '../params.ts';

export const pause = { kind: 'pause' } as const;

/** A number for a sentence: three digits, no exponent from 0.001 to a million. */
export const said = (x: number): string => {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e6 || size < 1e-3) {
    const [digits, power] = x.toExponential(1).split('e') as [string, string];
    return `${digits} × 10^{${Number(power)}}`.replaceAll('-', '−');
  }
  return (size >= 100 ? String(Math.round(x)) : String(Number(x.toPrecision(3)))).replace('-', '−');
};

/** Places in a plane, in the order drawn. */
export type Dots = readonly (readonly [x: number, y: number])[];

const columns = (dots: Dots): { readonly xs: Float64Array; readonly ys: Float64Array } => ({ xs: Float64Array.from(dots, ([x]) => x), ys: Float64Array.from(dots, ([, y]) => y) });

/** A line, or nothing where there are fewer than two places. */
export const lineOf = (label: string, tone: Tone, dots: Dots): PictureLine[] => (dots.length < 2 ? [] : [{ label, tone, ...columns(dots) }]);

/** Points, or nothing where there are none. */
export const pointsOf = (label: string, tone: Tone, dots: Dots): PicturePoints[] => (dots.length === 0 ? [] : [{ label, tone, ...columns(dots) }]);

export const meanOf = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** Standard error of the mean of at least two numbers. */
export const standardError = (xs: readonly number[]): number => {
  const mean = meanOf(xs);
  return Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (xs.length * (xs.length - 1)));
};

/** Smaller numbers are rounding. */
const least = 1e-8;

/** A mean with its standard error, both to the first digit of the error. */
export const saidWithError = (xs: readonly number[]): string => {
  const error = standardError(xs);
  if (!(error > least)) return said(Math.abs(meanOf(xs)) > least ? meanOf(xs) : 0);
  const [, power = '0'] = error.toExponential(0).split('e');
  const digits = Math.max(0, Math.min(8, -Number(power)));
  return `${meanOf(xs).toFixed(digits).replace('-', '−')} ± ${error.toFixed(digits)}`;
};

/** A share of the way through sorted numbers, between two of them by a straight line; 0 where there are none. */
export const quantileOf = (sorted: readonly number[], share: number): number => {
  if (sorted.length === 0) return 0;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
};

/** Fixed points of the only branch at ratios of samples, few quadrature nodes: four digits. */
export function* fixedPointsOver(p: P, values: Iterable<number>): Generator<Pause, (readonly [ratio: number, q: P, found: FixedPoint])[]> {
  const found: (readonly [number, P, FixedPoint])[] = [];
  for (const value of values) {
    const q: P = { ...p, sampleRatio: value };
    found.push([value, q, yield* fixedPoint(q, 'only', 'drag')]);
    yield pause;
  }
  return found;
}

/** Test error at such fixed points. */
export function* errorsOver(p: P, values: Iterable<number>): Generator<Pause, Dots> {
  const dots: (readonly [number, number])[] = [];
  for (const [value, q, { overlaps }] of yield* fixedPointsOver(p, values)) {
    dots.push([value, instanceOf(q).testError(q, overlaps)]);
    yield pause;
  }
  return dots;
}

/** Where a line that goes through the given places crosses zero for the first time, between two of them; null if nowhere. */
export const zeroOf = (dots: Dots): number | null => {
  for (let i = 1; i < dots.length; i++) {
    const [[x0, y0], [x1, y1]] = [dots[i - 1]!, dots[i]!];
    if (y0 !== y1 && y0 * y1 <= 0) return x0 + ((x1 - x0) * y0) / (y0 - y1);
  }
  return null;
};

/** In place of a picture in which there would be nothing. */
export const tableOf = (rows: readonly (readonly [string, number])[], note: string): TablePicture => ({ kind: 'table', columns: ['parameter', 'value'], rows: rows.map(([name, value]) => ({ cells: [name, said(value)] })), note });
