import { select } from 'd3-selection';
import type { Weights } from '../weights.ts';
import { append, show, write } from './element.ts';

/** One point of the learning-time chart, in pixels. Null: not known. */
export interface IntervalMark {
  key: string;
  x: number;
  /** Median, or the budget for a censored one. */
  y: number;
  censored: boolean;
  /** 10-90 % of the runs, lower end first (in the data's sense). */
  thin: readonly [number, number] | null;
  /** 95 % interval of the median. */
  thick: readonly [number, number] | null;
  /** Upper end of the dotted tail: some runs learn later than the budget. */
  tail: readonly [number, number] | null;
  current: boolean;
  label: string;
}

/** Dot and bars: thin for the runs, thick for the median's interval; an open upward triangle where the median is above the budget. */
export function intervals(parent: SVGGElement, marks: readonly IntervalMark[], weights: Weights, onPick: ((key: string) => void) | null): void {
  select(parent)
    .selectAll<SVGGElement, IntervalMark>('g.point')
    .data(marks, (mark) => mark.key)
    .join((enter) => enter.append('g').each(function (mark) { build(this, mark.key, onPick); }))
    .each(function (mark) {
      draw(this, mark, weights, onPick !== null);
    });
}

function build(group: SVGGElement, key: string, onPick: ((key: string) => void) | null): void {
  append(group, 'line', { class: 'thin' });
  append(group, 'line', { class: 'tail' });
  append(group, 'line', { class: 'thick' });
  append(group, 'path', { class: 'mark' });
  if (onPick === null) return;
  append(group, 'circle', { class: 'focus-ring' });
  append(group, 'circle', { class: 'hit', r: 14 });
  group.addEventListener('click', () => onPick(key));
  group.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick(key);
  });
}

function draw(group: SVGGElement, mark: IntervalMark, weights: Weights, interactive: boolean): void {
  write(group, { class: mark.current ? 'point current' : 'point' });
  if (interactive) write(group, { role: 'button', tabindex: '0', 'aria-label': mark.label, 'aria-pressed': String(mark.current) });
  const part = (name: string): Element => group.querySelector(`.${name}`)!;
  bar(part('thin'), mark.x, mark.thin, weights.thin);
  bar(part('tail'), mark.x, mark.tail, weights.thin);
  bar(part('thick'), mark.x, mark.thick, weights.thick);
  write(part('tail'), { 'stroke-dasharray': '2 3' });
  const size = weights.point * (mark.current && !mark.censored ? 1.3 : 1);
  write(part('mark'), { d: mark.censored ? triangle(mark.x, mark.y, 1.35 * size) : circle(mark.x, mark.y, size), 'stroke-width': weights.ring });
  if (!interactive) return;
  write(part('focus-ring'), { cx: mark.x, cy: mark.y, r: weights.point + 6 });
  write(part('hit'), { cx: mark.x, cy: mark.y });
}

function bar(line: Element, x: number, ends: readonly [number, number] | null, width: number): void {
  show(line, ends !== null);
  if (ends !== null) write(line, { x1: x, x2: x, y1: ends[0], y2: ends[1], 'stroke-width': width });
}

function circle(x: number, y: number, r: number): string {
  const [cx, cy, radius] = [x, y, r].map((value) => Math.round(100 * value) / 100);
  return `M${cx! - radius!},${cy}a${radius},${radius} 0 1 0 ${2 * radius!},0a${radius},${radius} 0 1 0 ${-2 * radius!},0Z`;
}

function triangle(x: number, y: number, size: number): string {
  const [cx, top, half, foot] = [x, y - size, 0.95 * size, y + 0.6 * size].map((value) => Math.round(100 * value) / 100);
  return `M${cx},${top}L${cx! + half!},${foot}H${cx! - half!}Z`;
}
