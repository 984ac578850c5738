import type { Rect, TitlePlace } from './types.ts';

/** Where the parts of the trajectory chart lie, in px from the left upper corner of the SVG. */
export interface TrajectoryLayout {
  panels: readonly [Rect, Rect];
  /** Places of the panel titles: the caller's menus, or the chart's own texts. */
  titles: readonly [TitlePlace, TitlePlace];
  /** Baseline of the time axis. */
  axisY: number;
  /** Baselines below it. */
  tickLabelY: number;
  axisTitleY: number;
}

/** Margins in chart text sizes: 2 above, 3.2 below, 3.1 between the panels; 44 px on the left, 10-18 on the right. */
export function trajectoryLayout(width: number, height: number, fontSize: number): TrajectoryLayout {
  const left = Math.round(Math.max(44, 2.95 * fontSize));
  const right = Math.round(width < 400 ? 14 : Math.max(18, 1.2 * fontSize));
  const top = Math.round(2 * fontSize);
  const between = Math.round(3.1 * fontSize);
  const bottom = Math.round(3.2 * fontSize);
  const plot = Math.max(10, width - left - right);
  const room = Math.max(20, height - top - between - bottom);
  const upper = Math.round(0.6 * room);
  const first = { x: left, y: top, width: plot, height: upper };
  const second = { x: left, y: top + upper + between, width: plot, height: room - upper };
  const axisY = second.y + second.height;
  return {
    panels: [first, second],
    titles: [titleAbove(first, width, fontSize), titleAbove(second, width, fontSize)],
    axisY,
    tickLabelY: axisY + Math.round(1.5 * fontSize),
    axisTitleY: axisY + Math.round(2.75 * fontSize),
  };
}

function titleAbove(panel: Rect, width: number, fontSize: number): TitlePlace {
  return { x: 0, baseline: panel.y - Math.round(0.95 * fontSize), width };
}
