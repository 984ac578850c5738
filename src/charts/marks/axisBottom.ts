import { select } from 'd3-selection';
import type { PixelScale } from '../pixelScale.ts';
import { toPixel } from '../pixelScale.ts';
import { textWidth } from '../textWidth.ts';
import type { AxisTicks, Tick } from '../ticks.ts';
import type { Weights } from '../weights.ts';
import { append, write } from './element.ts';
import { writeRich } from './text.ts';

export interface AxisBottomPlace {
  y: number;
  tickLabelY: number;
  /** Names of ticks stay left of this. */
  right: number;
}

/** The ink baseline, ticks outward, and their names below. */
export function axisBottom(parent: SVGGElement, ticks: AxisTicks, scale: PixelScale, place: AxisBottomPlace, fontSize: number, weights: Weights): void {
  const line = parent.querySelector<SVGPathElement>('path.baseline') ?? append(parent, 'path', { class: 'baseline' });
  write(line, { d: baseline(ticks, scale, place.y, weights) });
  select(parent)
    .selectAll<SVGTextElement, Tick>('text')
    .data(ticks.major.filter((tick) => tick.label !== ''))
    .join('text')
    .each(function (tick) {
      const half = textWidth(tick.label, fontSize) / 2;
      const x = Math.min(toPixel(scale, tick.value), place.right - half);
      write(this, { class: 'tick', x, y: place.tickLabelY, 'text-anchor': 'middle' });
      writeRich(this, tick.label);
    });
}

function baseline(ticks: AxisTicks, scale: PixelScale, y: number, weights: Weights): string {
  const middle = y + 0.5;
  let d = `M${scale.from},${middle}H${scale.to}`;
  for (const tick of ticks.major) d += mark(toPixel(scale, tick.value), middle, weights.tick);
  for (const value of ticks.minor) d += mark(toPixel(scale, value), middle, weights.minorTick);
  return d;
}

function mark(x: number, y: number, length: number): string {
  return `M${Math.round(x) + 0.5},${y}v${length}`;
}
