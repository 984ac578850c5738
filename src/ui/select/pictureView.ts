import type { PictureData, PlaneAxis, WalkerData } from '../../charts/pictures/pictureData.ts';
import { plainText } from '../../charts/richText.ts';
import type { Domain, ScaleKind } from '../../charts/types.ts';
import { valueAt } from '../../charts/valueAt.ts';
import type { BarsPicture, FieldPicture, HistogramPicture, LinesPicture, Picture, PictureAxis } from '../../models/contract.ts';
import { extentOf } from './axis.ts';

export type DrawnPicture = Exclude<Picture, { kind: 'table' }>;

type Lists = readonly ArrayLike<number>[];

/** All of the numbers with a margin of `pad` of their span, in the logarithm on a log axis. */
const domainOf = (scale: ScaleKind, lists: Lists, pad: number): Domain => {
  const [low, high] = extentOf(lists, scale === 'log') ?? (scale === 'log' ? [0.1, 1] : [0, 1]);
  if (scale === 'linear') {
    const margin = low === high ? Math.abs(low) / 2 || 0.5 : pad * (high - low);
    return [low - margin, high + margin];
  }
  const factor = low === high ? 2 : (high / low) ** pad;
  return [low / factor, high * factor];
};

const axisOf = ({ label, scale, unit }: PictureAxis, domain: Domain): PlaneAxis => ({ title: unit === undefined || unit === '' ? label : `${label} (${unit})`, scale, domain });

/** What reaches beyond the centres of cells: half a cell. */
const fieldDomain = (scale: ScaleKind, centres: Float64Array): Domain => {
  const n = centres.length;
  if (n < 2) return domainOf(scale, [centres], 0);
  const [a, b, y, z] = [centres[0]!, centres[1]!, centres[n - 2]!, centres[n - 1]!];
  return scale === 'log' ? [a * Math.sqrt(a / b), z * Math.sqrt(z / y)] : [a - (b - a) / 2, z + (z - y) / 2];
};

const heightsOf = ({ edges, counts, total }: HistogramPicture['samples']): Float64Array => {
  const all = total ?? counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, i) => (all > 0 ? count / (all * (edges[i + 1]! - edges[i]!)) : 0));
};

const namesOf = (items: readonly { readonly label: string }[]): string => items.map(({ label }) => plainText(label)).filter((label) => label !== '').join('; ');

/** The picture in words: its own, else its axes, what is named in it, and its note. */
export const pictureWords = (picture: Picture): string => {
  if (picture.alt !== undefined) return picture.alt;
  if (picture.kind === 'table') return plainText(picture.note);
  if (picture.kind === 'bars') return `${plainText(picture.value.label)} of ${namesOf(picture.bars)}. ${plainText(picture.note)}`;
  const { lines = [], points = [], marks = [] } = picture;
  const regions = picture.kind === 'field' && picture.cells.kind === 'categories' ? picture.cells.categories : [];
  const named = namesOf([...(picture.kind === 'histogram' ? [picture.samples] : []), ...regions, ...lines, ...points, ...marks]);
  return `${plainText(picture.y.label)} against ${plainText(picture.x.label)}${named === '' ? '' : `: ${named}`}. ${plainText(picture.note)}`;
};

const planeOf = (picture: LinesPicture | HistogramPicture | FieldPicture, domains: readonly [Domain, Domain]) => {
  const { lines = [], points = [], marks = [] } = picture;
  return { description: pictureWords(picture), x: axisOf(picture.x, domains[0]), y: axisOf(picture.y, domains[1]), lines, points, marks };
};

const marksOn = (axis: 'x' | 'y', { marks = [] }: LinesPicture | HistogramPicture): Lists => [marks.filter((mark) => mark.axis === axis).map(({ value }) => value)];

const linesView = (picture: LinesPicture): PictureData => {
  const { lines = [], points = [] } = picture;
  const xs = [...lines, ...points].map((one) => one.xs);
  const ys = [...points.map((one) => one.ys), ...lines.flatMap(({ ys: own, low = own, high = own }) => [own, low, high])];
  const x = domainOf(picture.x.scale, [...xs, ...marksOn('x', picture)], points.length > 0 ? 0.03 : 0);
  const y = domainOf(picture.y.scale, [...ys, ...marksOn('y', picture)], 0.06);
  return { kind: 'lines', ...planeOf(picture, [x, y]), walkers: [] };
};

const histogramView = (picture: HistogramPicture): PictureData => {
  const { samples, lines = [] } = picture;
  const heights = heightsOf(samples);
  const xs = [samples.edges, ...lines.map((line) => line.xs), ...marksOn('x', picture)];
  const [low, high] = domainOf(picture.y.scale, [heights, ...lines.map((line) => line.ys), ...(picture.y.scale === 'linear' ? [[0]] : [])], 0.06);
  const y: Domain = picture.y.scale === 'linear' ? [0, high] : [low, high];
  return { kind: 'histogram', ...planeOf(picture, [domainOf(picture.x.scale, xs, 0), y]), bins: { label: samples.label, tone: samples.tone, edges: samples.edges, heights } };
};

const fieldView = (picture: FieldPicture): PictureData => {
  const { cells, xs, ys, values } = picture;
  const plane = planeOf(picture, [fieldDomain(picture.x.scale, xs), fieldDomain(picture.y.scale, ys)]);
  return { kind: 'field', ...plane, xs, ys, values, cells: cells.kind === 'categories' ? cells : { ...cells, domain: domainOf(cells.scale, [values], 0) } };
};

const barsView = (picture: BarsPicture): PictureData => {
  const bars = picture.bars.map(({ label, value, low, high, tone }) => ({ label, value, low: low ?? null, high: high ?? null, tone }));
  const numbers = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const linear = picture.value.scale === 'linear';
  const [from, to] = domainOf(picture.value.scale, [linear ? [...numbers, 0] : numbers], linear ? 0 : 0.06);
  return { kind: 'bars', description: pictureWords(picture), value: axisOf(picture.value, [from, to]), bars };
};

const known = new WeakMap<DrawnPicture, PictureData>();

const viewOf = (picture: DrawnPicture): PictureData => {
  if (picture.kind === 'lines') return linesView(picture);
  if (picture.kind === 'histogram') return histogramView(picture);
  return picture.kind === 'field' ? fieldView(picture) : barsView(picture);
};

/** The picture as the charts take it; the same object for the same picture. */
export const pictureView = (picture: DrawnPicture): PictureData => {
  const data = known.get(picture) ?? viewOf(picture);
  known.set(picture, data);
  return data;
};

/** The same with dots on its first line, where the observable stands now. */
export const withWalkers = (data: PictureData, at: Readonly<Record<WalkerData['tone'], number | null>>): PictureData => {
  if (data.kind !== 'lines' || data.lines.length === 0) return data;
  const { xs, ys } = data.lines[0]!;
  const walkers = (['simulation', 'theory'] as const).flatMap((tone): WalkerData[] => {
    const x = at[tone];
    const y = x === null ? null : valueAt(xs, ys, xs.length, x);
    return x === null || y === null ? [] : [{ tone, x, y }];
  });
  return { ...data, walkers };
};
