import { bottomTicks, leftTicks } from './fitTicks.ts';
import { pixelScale, toPixel, type PixelScale } from './pixelScale.ts';
import type { AxisTicks } from './ticks.ts';
import type { TrajectoryData } from './trajectoryData.ts';
import { trajectoryLayout, type TrajectoryLayout } from './trajectoryLayout.ts';
import type { ChartLayout, Rect } from './types.ts';
import { weightsOf, type Weights } from './weights.ts';

/** Everything that follows from the data's domains and the size: where things are. */
export interface TrajectoryFrame {
  size: ChartLayout;
  place: TrajectoryLayout;
  weights: Weights;
  x: PixelScale;
  y: readonly [PixelScale, PixelScale];
  xTicks: AxisTicks;
  yTicks: readonly [AxisTicks, AxisTicks];
  /** The plateau's fill in each panel; null when none is in sight. */
  plateau: readonly [Rect, Rect] | null;
  /** The cursor, on a pixel's middle so that line, thumb and dots are one. */
  cursorX: number | null;
}

export function trajectoryFrame(data: TrajectoryData, size: ChartLayout): TrajectoryFrame {
  const place = trajectoryLayout(size.width, size.height, size.fontSize);
  const [upper, lower] = place.panels;
  const x = pixelScale(data.x.scale, data.x.domain, upper.x, upper.x + upper.width);
  const scaleOf = (panel: 0 | 1): PixelScale => {
    const { y, height } = place.panels[panel];
    return pixelScale(data.panels[panel].scale, data.panels[panel].domain, y + height, y);
  };
  const y = [scaleOf(0), scaleOf(1)] as const;
  return {
    size,
    place,
    weights: weightsOf(size.fontSize),
    x,
    y,
    xTicks: bottomTicks(x, size.fontSize, 'grouped'),
    yTicks: [leftTicks(y[0], size.fontSize, 'power'), leftTicks(y[1], size.fontSize, 'power')],
    plateau: plateauRects(data, x, upper, lower),
    cursorX: data.cursor === null ? null : snap(toPixel(x, Math.min(x.domain[1], Math.max(x.domain[0], data.cursor)))),
  };
}

export function snap(pixel: number): number {
  return Math.floor(pixel) + 0.5;
}

function plateauRects(data: TrajectoryData, x: PixelScale, upper: Rect, lower: Rect): readonly [Rect, Rect] | null {
  if (data.plateau === null) return null;
  const from = toPixel(x, Math.max(data.plateau.from, x.domain[0]));
  const to = toPixel(x, Math.min(data.plateau.to, x.domain[1]));
  if (!(to - from >= 1)) return null;
  const cut = (panel: Rect): Rect => ({ x: from, y: panel.y, width: to - from, height: panel.height });
  return [cut(upper), cut(lower)];
}
