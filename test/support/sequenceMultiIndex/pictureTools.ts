import type { HistogramPicture, LinesPicture, PictureLine, PicturePoints } from '../../../src/models/contract.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { pictures } from '../../../src/models/sequenceMultiIndex/pictures.ts';
import { drawn } from '../pictureFaults.ts';
import { paramsWith } from './tools.ts';

export const linesOf = (id: string, given: Partial<P>): LinesPicture => drawn(pictures[id]!, paramsWith(given)) as LinesPicture;
export const histogramOf = (id: string, given: Partial<P>): HistogramPicture => drawn(pictures[id]!, paramsWith(given)) as HistogramPicture;

/** The line whose label starts so. */
export const lineNamed = ({ lines = [] }: LinesPicture, label: string): PictureLine => {
  const found = lines.find((line) => line.label.startsWith(label));
  if (found === undefined) throw new Error(`no line ${label} among ${lines.map((line) => line.label).join(', ')}`);
  return found;
};

/** Ordinates of the points at an abscissa. */
export const ysAt = ({ xs, ys }: PicturePoints, x: number): number[] => Array.from(ys).filter((_, i) => Math.abs(xs[i]! - x) < 1e-9);

/** A line of ascending xs, straight between its places. */
export const heightAt = ({ xs, ys }: Pick<PictureLine, 'xs' | 'ys'>, x: number): number => {
  const i = Math.max(1, xs.findIndex((one) => one >= x));
  return ys[i - 1]! + ((x - xs[i - 1]!) / (xs[i]! - xs[i - 1]!)) * (ys[i]! - ys[i - 1]!);
};

export const meanOf = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
export const errorOfMean = (xs: readonly number[]): number => {
  const mean = meanOf(xs);
  return Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (xs.length * (xs.length - 1)));
};
