import { select } from 'd3-selection';
import { write } from './element.ts';

export interface DotMark {
  key: string;
  x: number;
  y: number;
  r: number;
  /** 'head' and 'current' are filled, the others are rings with paper inside. */
  className: string;
  width: number;
}

export function dots(parent: SVGGElement, marks: readonly DotMark[]): void {
  select(parent)
    .selectAll<SVGCircleElement, DotMark>('circle')
    .data(marks, (mark) => mark.key)
    .join('circle')
    .each(function (mark) {
      write(this, { class: `dot ${mark.className}`, cx: mark.x, cy: mark.y, r: mark.r, 'stroke-width': mark.width });
    });
}
