import { bottomTicks, leftTicks } from './fitTicks.ts';
import type { LearningTimeData } from './learningTimeData.ts';
import { learningTimeLayout, type LearningTimeLayout } from './learningTimeLayout.ts';
import { pixelScale, toPixel, type PixelScale } from './pixelScale.ts';
import { textWidth } from './textWidth.ts';
import type { AxisTicks } from './ticks.ts';
import type { ChartLayout } from './types.ts';
import { weightsOf, type Weights } from './weights.ts';

export interface LearningTimeFrame {
  size: ChartLayout;
  place: LearningTimeLayout;
  weights: Weights;
  x: PixelScale;
  y: PixelScale;
  xTicks: AxisTicks;
  yTicks: AxisTicks;
  cursorX: number | null;
}

export function learningTimeFrame(data: LearningTimeData, size: ChartLayout): LearningTimeFrame {
  const { width, height, fontSize } = size;
  const first = learningTimeLayout(width, height, fontSize).plot;
  const y = pixelScale(data.yScale, data.yDomain, first.y + first.height, first.y);
  const yTicks = leftTicks(y, fontSize, 'grouped');
  const labelWidth = Math.max(0, ...yTicks.major.map((tick) => textWidth(tick.label, fontSize)));
  const place = learningTimeLayout(width, height, fontSize, labelWidth);
  const { plot } = place;
  const x = pixelScale(data.x.scale, data.x.domain, plot.x, plot.x + plot.width);
  const cursor = data.cursor === null ? NaN : toPixel(x, data.cursor);
  return {
    size,
    place,
    weights: weightsOf(fontSize),
    x,
    y,
    xTicks: bottomTicks(x, fontSize, 'grouped'),
    yTicks,
    cursorX: cursor >= plot.x - 0.5 && cursor <= plot.x + plot.width + 0.5 ? Math.floor(cursor) + 0.5 : null,
  };
}
