import type { Picture, PictureSource } from '../../src/models/contract.ts';

type Numbers = readonly (readonly [name: string, list: ArrayLike<number>, positive: boolean])[];

/** Runs a source to its end. */
export const drawn = <P>(source: PictureSource<P>, params: P, seed = 7): Picture => {
  const steps = source.draw(params, seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

export const ascends = (list: Float64Array): boolean => list.every((x, i) => i === 0 || x > list[i - 1]!);

/** Every array of a picture. */
export const arraysOf = (value: unknown): Float64Array[] =>
  value instanceof Float64Array ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(arraysOf) : [];

/** What the charts rely on: finite numbers, above 0 on a log axis, lists that fit together, words. */
export const pictureFaults = (picture: Picture): string[] => {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => holds || faults.push(fault);
  const numbers = (all: Numbers) => all.forEach(([name, list, positive]) => check(Array.from(list).every((x) => Number.isFinite(x) && (!positive || x > 0)), `${name}: a number that cannot be drawn`));
  check(picture.note.trim() !== '', 'no note');
  check(arraysOf(picture).every(({ buffer, byteLength }) => buffer.byteLength === byteLength), 'an array that is a part of a larger buffer');
  if (picture.kind === 'table') {
    check(picture.rows.every(({ cells }) => cells.length === picture.columns.length), 'a row with other cells than columns');
    numbers([['cells', picture.rows.flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'number')), false]]);
    return faults;
  }
  if (picture.kind === 'bars') {
    const log = picture.value.scale === 'log';
    check(picture.bars.length > 0, 'no bars');
    check(picture.bars.every(({ low, high }) => (low === undefined) === (high === undefined)), 'half an interval');
    numbers([['bars', picture.bars.flatMap(({ value, low = value, high = value }) => [value, low, high]), log]]);
    return faults;
  }
  const { x, y, lines = [], points = [], marks = [] } = picture;
  const [xLog, yLog] = [x.scale === 'log', y.scale === 'log'];
  for (const one of [...lines, ...points]) {
    check(one.xs.length === one.ys.length && one.xs.length > 0, `${one.label}: other xs than ys, or none`);
    numbers([[one.label, one.xs, xLog], [one.label, one.ys, yLog]]);
  }
  for (const { label, xs, low, high } of lines) {
    check((low === undefined) === (high === undefined) && (low ?? xs).length === xs.length && (high ?? xs).length === xs.length, `${label}: half a band`);
    numbers([[`${label}, band`, low ?? [], yLog], [`${label}, band`, high ?? [], yLog]]);
    if (low !== undefined) check(ascends(xs), `${label}: a band over xs that do not ascend`);
  }
  for (const { axis, value, label } of marks) numbers([[label, [value], axis === 'x' ? xLog : yLog]]);
  if (picture.kind === 'lines') {
    check(lines.length + points.length > 0, 'nothing to draw');
    if (picture.walker !== undefined) check(lines.length > 0 && ascends(lines[0]!.xs), 'a walker without a line whose xs ascend');
  }
  if (picture.kind === 'histogram') {
    const { edges, counts, total } = picture.samples;
    check(edges.length === counts.length + 1 && ascends(edges), 'edges that do not ascend or do not fit the counts');
    check(counts.every((count) => count >= 0) && (total === undefined || total >= counts.reduce((sum, count) => sum + count, 0)), 'counts below 0, or more than there are samples');
    numbers([['edges', edges, xLog], ['counts', counts, false]]);
  }
  if (picture.kind === 'field') {
    const { xs, ys, values, cells } = picture;
    check(values.length === xs.length * ys.length && values.length > 0 && ascends(xs) && ascends(ys), 'cells that do not fit the axes');
    numbers([['xs', xs, xLog], ['ys', ys, yLog], ['values', values, cells.kind === 'shades' && cells.scale === 'log']]);
    if (cells.kind === 'categories') check(values.every((value) => Number.isInteger(value) && value >= 0 && value < cells.categories.length), 'a cell of no category');
  }
  return faults;
};

/** Two pictures must not share their arrays: the first is given away. */
export const sharedArrays = (a: Picture, b: Picture): number => {
  const buffers = new Set(arraysOf(a).map(({ buffer }) => buffer));
  return arraysOf(b).filter(({ buffer }) => buffers.has(buffer)).length;
};
