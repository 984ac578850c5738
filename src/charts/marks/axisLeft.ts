import { select } from 'd3-selection';
import type { PixelScale } from '../pixelScale.ts';
import { toPixel } from '../pixelScale.ts';
import type { Tick } from '../ticks.ts';
import type { Rect } from '../types.ts';
import { write } from './element.ts';
import { writeRich } from './text.ts';

/** Horizontal grid lines at the ticks, and their names to the left of the plot. No axis line: the grid is enough. */
export function axisLeft(parent: SVGGElement, ticks: readonly Tick[], scale: PixelScale, plot: Rect, fontSize: number): void {
  const group = select(parent);
  group
    .selectAll<SVGLineElement, Tick>('line')
    .data(ticks)
    .join('line')
    .each(function (tick) {
      const y = Math.round(toPixel(scale, tick.value));
      write(this, { class: 'grid', x1: plot.x, x2: plot.x + plot.width, y1: y, y2: y });
    });
  group
    .selectAll<SVGTextElement, Tick>('text')
    .data(ticks.filter((tick) => tick.label !== ''))
    .join('text')
    .each(function (tick) {
      const y = toPixel(scale, tick.value) + 0.34 * fontSize;
      write(this, { class: 'tick', x: plot.x - Math.round(0.75 * fontSize), y, 'text-anchor': 'end' });
      writeRich(this, tick.label);
    });
}
