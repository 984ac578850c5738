import { bottomTicks, leftTicks } from '../fitTicks.ts';
import { pixelScale, type PixelScale } from '../pixelScale.ts';
import { textWidth } from '../textWidth.ts';
import type { AxisTicks } from '../ticks.ts';
import type { ChartLayout, Rect } from '../types.ts';
import { weightsOf, type Weights } from '../weights.ts';
import type { PlaneAxis } from './pictureData.ts';
import { wrapRich } from './wrapRich.ts';

export interface TitleLine {
  readonly text: string;
  readonly y: number;
}

export interface PlaneFrame {
  readonly size: ChartLayout;
  readonly weights: Weights;
  readonly plot: Rect;
  readonly x: PixelScale;
  readonly y: PixelScale;
  readonly xTicks: AxisTicks;
  readonly yTicks: AxisTicks;
  /** Of the vertical axis, above the plot from the left edge; of the horizontal one, below to its right end. */
  readonly above: readonly TitleLine[];
  readonly below: readonly TitleLine[];
  /** Where the room kept free at the foot begins. */
  readonly footY: number;
}

const lineOf = (fontSize: number): number => Math.round(1.3 * fontSize);

/** Axes and margins; titles are wrapped, and `foot` px stay free below. */
export const planeFrame = (x: PlaneAxis, y: PlaneAxis, size: ChartLayout, foot = 0): PlaneFrame => {
  const { width, height, fontSize } = size;
  const line = lineOf(fontSize);
  const over = wrapRich(y.title, fontSize, width);
  const right = Math.round(Math.max(10, 0.8 * fontSize));
  const under = wrapRich(x.title, fontSize, width - right);
  const top = over.length * line + Math.round(0.7 * fontSize);
  const bottom = Math.round(1.9 * fontSize) + under.length * line + foot;
  const plotHeight = Math.max(20, height - top - bottom);
  const yScale = pixelScale(y.scale, y.domain, top + plotHeight, top);
  const yTicks = leftTicks(yScale, fontSize, 'grouped');
  const labels = Math.max(0, ...yTicks.major.map((tick) => textWidth(tick.label, fontSize)));
  const left = Math.round(Math.max(44, 2.95 * fontSize, labels + 0.75 * fontSize));
  const plot = { x: left, y: top, width: Math.max(10, width - left - right), height: plotHeight };
  const xScale = pixelScale(x.scale, x.domain, plot.x, plot.x + plot.width);
  const axisY = top + plotHeight;
  const firstBelow = axisY + Math.round(2.75 * fontSize);
  return {
    size,
    weights: weightsOf(fontSize),
    plot,
    x: xScale,
    y: yScale,
    xTicks: bottomTicks(xScale, fontSize, 'grouped'),
    yTicks,
    above: over.map((text, i) => ({ text, y: Math.round(fontSize) + i * line })),
    below: under.map((text, i) => ({ text, y: firstBelow + i * line })),
    footY: firstBelow + (under.length - 1) * line + Math.round(0.6 * fontSize),
  };
};
