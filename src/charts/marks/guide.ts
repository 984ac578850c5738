import type { Weights } from '../weights.ts';
import { append, show, write } from './element.ts';

/** A dashed straight line with a ring at both ends: a slope to compare with. The second ring can be a grip. */
export interface GuideMark {
  root: SVGGElement;
  line: SVGLineElement;
  start: SVGCircleElement;
  grip: SVGGElement;
}

export function makeGuide(parent: Element): GuideMark {
  const root = append(parent, 'g', { class: 'guide' });
  const line = append(root, 'line', { class: 'slope' });
  const start = append(root, 'circle', { class: 'end' });
  const grip = append(root, 'g', { class: 'guide-grip' });
  append(grip, 'circle', { class: 'hit' });
  append(grip, 'circle', { class: 'focus-ring' });
  append(grip, 'circle', { class: 'end' });
  return { root, line, start, grip };
}

export interface GuideEnds {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  guess: boolean;
  draggable: boolean;
}

export function writeGuide(mark: GuideMark, ends: GuideEnds | null, weights: Weights): void {
  show(mark.root, ends !== null);
  if (ends === null) return;
  const { x1, y1, x2, y2, guess, draggable } = ends;
  const width = guess ? weights.theory : weights.guide;
  const r = guess || draggable ? weights.thumb : weights.point;
  write(mark.root, { class: guess ? 'guide guess' : 'guide' });
  write(mark.line, { x1, x2, y1, y2, 'stroke-width': width, 'stroke-dasharray': '7 5' });
  show(mark.start, !guess);
  write(mark.start, { cx: x1, cy: y1, r: weights.point, 'stroke-width': 1.3 * weights.thin });
  write(mark.grip, { transform: `translate(${x2},${y2})`, class: draggable ? 'guide-grip draggable' : 'guide-grip' });
  write(mark.grip.querySelector('.hit')!, { r: draggable ? 15 : 0 });
  write(mark.grip.querySelector('.end')!, { r, 'stroke-width': guess || draggable ? weights.ring : 1.3 * weights.thin });
  write(mark.grip.querySelector('.focus-ring')!, { r: r + 4 });
}
