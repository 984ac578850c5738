import { select } from 'd3-selection';
import { write } from './element.ts';
import { writeRich } from './text.ts';

export interface LabelMark {
  key: string;
  /** Rich. */
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  className: string;
  anchor?: 'start' | 'middle' | 'end';
  bold?: boolean;
  /** Paper around the letters, where a line passes behind them. Default none. */
  halo?: 'paper' | 'plateau';
}

/** Words inside a chart, each on what it names and in its colour. */
export function labels(parent: SVGGElement, marks: readonly LabelMark[], haloWidth: number): void {
  select(parent)
    .selectAll<SVGTextElement, LabelMark>('text')
    .data(marks, (mark) => mark.key)
    .join('text')
    .each(function (mark) {
      write(this, {
        class: mark.halo === undefined ? mark.className : `${mark.className} halo ${mark.halo === 'plateau' ? 'on-plateau' : ''}`.trim(),
        x: mark.x,
        y: mark.y,
        'text-anchor': mark.anchor ?? null,
        'font-weight': mark.bold === true ? 600 : null,
        'stroke-width': mark.halo === undefined ? null : haloWidth,
      });
      writeRich(this, mark.text);
    });
}
