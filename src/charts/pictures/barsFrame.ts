import { bottomTicks } from '../fitTicks.ts';
import { formatSignificant } from '../formatNumber.ts';
import { pixelScale, toPixel, type PixelScale } from '../pixelScale.ts';
import { textWidth } from '../textWidth.ts';
import type { AxisTicks } from '../ticks.ts';
import type { ChartLayout, Rect } from '../types.ts';
import { weightsOf, type Weights } from '../weights.ts';
import type { BarData, BarsData } from './pictureData.ts';
import type { TitleLine } from './planeFrame.ts';
import { wrapRich } from './wrapRich.ts';

export interface BarRow {
  readonly bar: BarData;
  /** The name, wrapped. */
  readonly lines: readonly string[];
  readonly y: number;
  readonly height: number;
}

export interface BarsFrame {
  readonly fontSize: number;
  readonly weights: Weights;
  readonly plot: Rect;
  readonly x: PixelScale;
  readonly ticks: AxisTicks;
  readonly below: readonly TitleLine[];
  readonly rows: readonly BarRow[];
  /** Where bars begin; null on a log axis. */
  readonly zero: number | null;
  /** What the picture needs. */
  readonly height: number;
}

/** Names at the left take at most two fifths of the width, values stand at the right end of their bars. */
export const barsFrame = ({ bars, value }: BarsData, { width, fontSize }: ChartLayout): BarsFrame => {
  const wrapped = bars.map(({ label }) => wrapRich(label, fontSize, 0.4 * width));
  const names = Math.max(0, ...wrapped.flat().map((text) => textWidth(text, fontSize)));
  const values = Math.max(0, ...bars.map((bar) => textWidth(formatSignificant(bar.value, 3), fontSize)));
  const left = Math.round(names + 0.75 * fontSize);
  const right = Math.round(values + 1.2 * fontSize);
  const rows: BarRow[] = [];
  let y = Math.round(0.5 * fontSize);
  bars.forEach((bar, i) => {
    const height = Math.round(Math.max(bars.length > 16 ? 1.5 * fontSize : 2 * fontSize, wrapped[i]!.length * 1.25 * fontSize + 0.5 * fontSize));
    rows.push({ bar, lines: wrapped[i]!, y, height });
    y += height;
  });
  const plot = { x: left, y: 0, width: Math.max(10, width - left - right), height: y + Math.round(0.3 * fontSize) };
  const x = pixelScale(value.scale, value.domain, plot.x, plot.x + plot.width);
  const line = Math.round(1.3 * fontSize);
  const first = plot.height + Math.round(2.75 * fontSize);
  const below = wrapRich(value.title, fontSize, width).map((text, i) => ({ text, y: first + i * line }));
  return {
    fontSize, weights: weightsOf(fontSize), plot, x, ticks: bottomTicks(x, fontSize, 'grouped'), below, rows,
    zero: value.scale === 'log' ? null : toPixel(x, 0),
    height: first + (below.length - 1) * line + Math.round(0.5 * fontSize),
  };
};
