import { formatSignificant } from '../../charts/formatNumber.ts';
import type { FieldPicture, PictureLine } from '../../models/contract.ts';
import { pictureView, pictureWords, type DrawnPicture } from './pictureView.ts';

interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const mostRows = 81;
const mostColumns = 13;

const text = (x: number | undefined): string => (x === undefined || Number.isNaN(x) ? '' : formatSignificant(x, 4));
/** At most `most` of n indices, evenly, the first among them. */
const some = (n: number, most: number): number[] => {
  const stride = Math.max(1, Math.ceil(n / most));
  return Array.from({ length: Math.ceil(n / stride) }, (_, i) => i * stride);
};

const fieldTable = ({ xs, ys, values, cells, x, y }: FieldPicture): Omit<Table, 'caption'> => {
  const columns = some(xs.length, mostColumns);
  const write = (value: number): string => (cells.kind === 'categories' ? (cells.categories[value]?.label ?? '') : text(value));
  return {
    head: [`${y.label} ↓ ${x.label} →`, ...columns.map((i) => text(xs[i]))],
    rows: some(ys.length, mostRows).map((j) => [text(ys[j]), ...columns.map((i) => write(values[j * xs.length + i]!))]),
  };
};

const planeTable = (picture: Exclude<DrawnPicture, { kind: 'bars' | 'field' }>): Omit<Table, 'caption'> => {
  const { lines = [], points = [] } = picture;
  const data = pictureView(picture);
  const bins = data.kind === 'histogram' ? data.bins : null;
  const rows: string[][] = [];
  if (bins !== null) for (const i of some(bins.heights.length, mostRows)) rows.push([bins.label, `${text(bins.edges[i])} to ${text(bins.edges[i + 1])}`, text(bins.heights[i]), '']);
  const add = ({ label, xs, ys, low, high }: PictureLine): void => {
    for (const i of some(xs.length, mostRows)) rows.push([label, text(xs[i]), text(ys[i]), low === undefined ? '' : `${text(low[i])} to ${text(high?.[i])}`]);
  };
  for (const one of [...lines, ...points]) add(one);
  return { head: ['', picture.x.label, picture.y.label, 'band'], rows };
};

/** The numbers of a picture; long lists and large fields are thinned evenly. */
export const pictureTable = (picture: DrawnPicture): Table => {
  const caption = pictureWords(picture);
  if (picture.kind === 'field') return { caption, ...fieldTable(picture) };
  if (picture.kind !== 'bars') return { caption, ...planeTable(picture) };
  const { value, bars } = picture;
  return { caption, head: ['', value.label, 'interval'], rows: bars.map((bar) => [bar.label, text(bar.value), bar.low === undefined ? '' : `${text(bar.low)} to ${text(bar.high)}`]) };
};
