import type { Rect } from '../types.ts';
import type { Weights } from '../weights.ts';
import { append, write } from './element.ts';

export interface ThresholdMark {
  line: SVGLineElement;
  grip: SVGGElement;
}

/** A dashed level across the panel with a triangular grip outside the frame. */
export function makeThreshold(lineParent: Element, gripParent: Element, interactive: boolean): ThresholdMark {
  const line = append(lineParent, 'line', { class: 'threshold' });
  const grip = append(gripParent, 'g', { class: 'grip' });
  if (interactive) append(grip, 'rect', { class: 'hit', x: -10, y: -14, width: 28, height: 28 });
  if (interactive) append(grip, 'rect', { class: 'focus-ring', rx: 2 });
  append(grip, 'path', { class: 'triangle' });
  return { line, grip };
}

export function writeThreshold(mark: ThresholdMark, y: number, plot: Rect, weights: Weights): void {
  const right = plot.x + plot.width;
  const at = Math.round(y) + 0.5;
  const size = weights.grip;
  write(mark.line, { x1: plot.x, x2: right, y1: at, y2: at, 'stroke-width': weights.threshold, 'stroke-dasharray': '6 4' });
  write(mark.grip, { transform: `translate(${right + 3},${at})` });
  write(mark.grip.querySelector('.triangle')!, { d: `M0,0L${size},${-0.75 * size}V${0.75 * size}Z` });
  const ring = mark.grip.querySelector('.focus-ring');
  if (ring !== null) write(ring, { x: -3, y: -0.75 * size - 3, width: size + 6, height: 1.5 * size + 6 });
}
