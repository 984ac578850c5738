import { select } from 'd3-selection';
import { formatDecimal } from '../formatNumber.ts';
import { append, show, write } from './element.ts';

export interface CellMark {
  key: string;
  x: number;
  y: number;
  size: number;
  value: number;
}

/** Above these opacities of sim over paper, paper is easier to read than ink: in the dark theme, and in both. */
const middle = 0.64;
const high = 0.83;

/** A matrix of numbers: sim over paper, opacity = |value|; negative ones are hatched and carry a minus sign. */
export function cells(parent: SVGGElement, marks: readonly CellMark[], fontSize: number): void {
  select(parent)
    .selectAll<SVGGElement, CellMark>('g.cell')
    .data(marks, (mark) => mark.key)
    .join((enter) => enter.append('g').attr('class', 'cell').each(build))
    .each(function (mark) {
      draw(this, mark, fontSize);
    });
}

function build(this: SVGGElement): void {
  append(this, 'rect', { class: 'fill' });
  append(this, 'path', { class: 'hatch' });
  append(this, 'text', { 'text-anchor': 'middle' });
}

function draw(group: SVGGElement, { x, y, size, value }: CellMark, fontSize: number): void {
  const [fill, hatch, text] = Array.from(group.children) as [SVGRectElement, SVGPathElement, SVGTextElement];
  const strength = Number.isFinite(value) ? Math.min(1, Math.abs(value)) : 0;
  const inner = size - 1.5;
  write(fill, { x, y, width: inner, height: inner, 'fill-opacity': Math.max(0.03, strength) });
  const tone = strength >= high ? 'over' : strength >= middle ? 'on-middle' : 'under';
  const letters = Math.max(12, size < 34 ? Math.min(fontSize, 12) : Math.min(fontSize, 0.33 * size));
  const negative = value <= -0.005;
  show(hatch, negative);
  if (negative) write(hatch, { class: `hatch ${tone}`, d: hatching(x, y, inner, size < 22 ? 0 : 0.5 * letters) });
  write(text, { class: `value ${tone}`, x: x + inner / 2, y: y + inner / 2 + 0.35 * letters, 'font-size': letters });
  const label = size < 22 ? '' : writeValue(value, size);
  if (text.textContent !== label) text.textContent = label;
}

function writeValue(value: number, size: number): string {
  if (!Number.isFinite(value)) return '–';
  return formatDecimal(value, size < 28 ? 1 : 2, true);
}

/** Diagonals from lower left to upper right, above and below the number, which keeps `half` px of clear ground on either side of its middle. */
function hatching(x: number, y: number, size: number, half: number): string {
  const strip = size / 2 - half - 1;
  if (half === 0) return diagonals(x, y, size, size);
  return strip < 2 ? '' : diagonals(x, y, size, strip) + diagonals(x, y + size - strip, size, strip);
}

function diagonals(x: number, y: number, width: number, height: number): string {
  let d = '';
  for (let offset = 3; offset < width + height; offset += 6) {
    const x1 = x + Math.max(0, offset - height);
    const y1 = y + Math.min(offset, height);
    const x2 = x + Math.min(offset, width);
    const y2 = y + Math.max(0, offset - width);
    d += `M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}`;
  }
  return d;
}

function round(pixel: number): number {
  return Math.round(10 * pixel) / 10;
}
