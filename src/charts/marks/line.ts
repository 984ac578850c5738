import { select } from 'd3-selection';
import { write } from './element.ts';

export interface LineMark {
  key: string;
  d: string;
  className: string;
  width: number;
  dash?: string | null;
}

/** Lines through data, in the order given. A ghost fades when it goes. */
export function lines(parent: SVGGElement, marks: readonly LineMark[]): void {
  select(parent)
    .selectAll<SVGPathElement, LineMark>('path:not(.leaving)')
    .data(marks, (mark) => mark.key)
    .join(
      (enter) => enter.append('path').attr('fill', 'none'),
      (update) => update,
      (exit) => exit.each(leave),
    )
    .order()
    .each(function (mark) {
      write(this, { class: mark.className, d: mark.d, 'stroke-width': mark.width, 'stroke-dasharray': mark.dash ?? null });
    });
}

function leave(this: SVGPathElement): void {
  if (!this.classList.contains('ghost')) {
    this.remove();
    return;
  }
  this.classList.add('leaving');
  setTimeout(() => this.remove(), 220);
}
