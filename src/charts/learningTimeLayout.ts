import type { Rect, TitlePlace } from './types.ts';

export interface LearningTimeLayout {
  plot: Rect;
  title: TitlePlace;
  axisY: number;
  tickLabelY: number;
  axisTitleY: number;
}

/**
 * `labelWidth`: of the widest name on the y axis; the left margin is 44 px and grows where the name needs more.
 * The same margins as the trajectory's, so that the two charts share their top and their axis when they stand side by side.
 */
export function learningTimeLayout(width: number, height: number, fontSize: number, labelWidth = 0): LearningTimeLayout {
  const left = Math.round(Math.max(44, 2.95 * fontSize, labelWidth + 0.75 * fontSize));
  const right = Math.round(Math.max(10, 0.8 * fontSize));
  const top = Math.round(2 * fontSize);
  const bottom = Math.round(3.2 * fontSize);
  const plot = { x: left, y: top, width: Math.max(10, width - left - right), height: Math.max(20, height - top - bottom) };
  const axisY = plot.y + plot.height;
  return {
    plot,
    title: { x: 0, baseline: top - Math.round(0.95 * fontSize), width },
    axisY,
    tickLabelY: axisY + Math.round(1.5 * fontSize),
    axisTitleY: axisY + Math.round(2.75 * fontSize),
  };
}
