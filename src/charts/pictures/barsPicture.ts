import { select } from 'd3-selection';
import { writeRoot } from '../chartRoot.ts';
import { formatSignificant } from '../formatNumber.ts';
import { axisBottom } from '../marks/axisBottom.ts';
import { append, show, write } from '../marks/element.ts';
import { writeRich } from '../marks/text.ts';
import { toPixel } from '../pixelScale.ts';
import type { Chart, ChartLayout } from '../types.ts';
import { barsFrame, type BarsFrame, type BarRow } from './barsFrame.ts';
import type { BarsData } from './pictureData.ts';
import { drawTitles } from './plane.ts';
import { toneClass, toneText } from './toneStyle.ts';

/** Categories from top to bottom, each with its value and interval; dots where the axis is logarithmic. */
export const mountBarsPicture = (svg: SVGSVGElement): Chart<BarsData> => {
  const root = append(svg, 'g', { class: 'bars-picture' });
  const axis = append(root, 'g', { class: 'axis' });
  const titles = append(root, 'g');
  const zero = append(root, 'line', { class: 'zero' });
  const rows = append(root, 'g');
  const update = (data: BarsData, size: ChartLayout): void => {
    const frame = barsFrame(data, size);
    const { plot, fontSize, weights, x } = frame;
    writeRoot(svg, { ...size, height: frame.height }, data.description, false);
    const axisY = plot.y + plot.height;
    axisBottom(axis, frame.ticks, x, { y: axisY, tickLabelY: axisY + Math.round(1.5 * fontSize), right: size.width }, fontSize, weights);
    drawTitles(titles, [], frame.below, size.width - 3);
    show(zero, frame.zero !== null);
    if (frame.zero !== null) write(zero, { x1: frame.zero, x2: frame.zero, y1: plot.y, y2: axisY, 'stroke-width': 1 });
    select(rows)
      .selectAll<SVGGElement, BarRow>('g.bar-row')
      .data(frame.rows)
      .join((enter) => enter.append('g').attr('class', 'bar-row').each(build))
      .each(function (row) {
        draw(this, row, frame);
      });
  };
  return { update, destroy: () => root.remove() };
};

function build(this: SVGGElement): void {
  append(this, 'g', { class: 'bar-name' });
  append(this, 'rect', { class: 'bar' });
  append(this, 'line', { class: 'span' });
  append(this, 'circle', { class: 'dot' });
  append(this, 'text', { class: 'value' });
}

const draw = (group: SVGGElement, { bar, lines, y, height }: BarRow, { x, zero, plot, fontSize, weights }: BarsFrame): void => {
  const [name, rect, span, dot, value] = Array.from(group.children) as [SVGGElement, SVGRectElement, SVGLineElement, SVGCircleElement, SVGTextElement];
  const middle = y + height / 2;
  const line = 1.25 * fontSize;
  select(name)
    .selectAll<SVGTextElement, string>('text')
    .data(lines)
    .join('text')
    .each(function (text, i) {
      write(this, { class: 'tick', x: plot.x - Math.round(0.75 * fontSize), y: middle + 0.35 * fontSize + (i - (lines.length - 1) / 2) * line, 'text-anchor': 'end' });
      writeRich(this, text);
    });
  const at = toPixel(x, bar.value);
  const thick = Math.min(height - 6, 1.3 * fontSize);
  show(rect, zero !== null);
  if (zero !== null) write(rect, { class: `bar ${toneClass[bar.tone]}`, x: Math.min(zero, at), width: Math.abs(at - zero), y: middle - thick / 2, height: thick });
  show(dot, zero === null);
  write(dot, { class: `dot ${toneClass[bar.tone]}`, cx: at, cy: middle, r: 1.2 * weights.dot, 'stroke-width': weights.ring });
  const ends = bar.low === null || bar.high === null ? null : ([toPixel(x, bar.low), toPixel(x, bar.high)] as const);
  show(span, ends !== null);
  if (ends !== null) write(span, { class: `span ${toneClass[bar.tone]}`, x1: ends[0], x2: ends[1], y1: middle, y2: middle, 'stroke-width': weights.run });
  const right = Math.max(at + (zero === null ? 1.2 * weights.dot : 0), ends?.[1] ?? at, zero ?? at);
  write(value, { class: `value ${toneText[bar.tone]}`, x: right + Math.round(0.5 * fontSize), y: middle + 0.35 * fontSize });
  writeRich(value, formatSignificant(bar.value, 3));
};
