import { select } from 'd3-selection';
import { writeRoot } from './chartRoot.ts';
import { cells, type CellMark } from './marks/cell.ts';
import { append } from './marks/element.ts';
import { labels, type LabelMark } from './marks/label.ts';
import type { OverlapMatrixData } from './overlapMatrixData.ts';
import { overlapMatrixLayout, type OverlapMatrixLayout, type OverlapMatrixShape } from './overlapMatrixLayout.ts';
import { textWidth } from './textWidth.ts';
import type { Chart, ChartLayout } from './types.ts';

/** Overlap of each student unit with each teacher unit at a few times, beside each other. Nothing in it takes the focus. */
export function mountOverlapMatrix(svg: SVGSVGElement): Chart<OverlapMatrixData> {
  const root = append(svg, 'g', { class: 'overlap-matrix' });
  const frames = append(root, 'g');
  const words = append(root, 'g', { class: 'labels' });

  function update(data: OverlapMatrixData, size: ChartLayout): void {
    const place = overlapMatrixLayout(overlapMatrixShape(data), size);
    writeRoot(svg, { ...size, height: size.height > 0 ? size.height : place.height }, data.description, false);
    select(frames)
      .selectAll<SVGGElement, number>('g.frame')
      .data(place.shown)
      .join((enter) => enter.append('g').attr('class', 'frame'))
      .each(function (index, position) {
        cells(this, cellMarks(data, index, place, position), size.fontSize);
      });
    labels(words, wordMarks(data, place, size.fontSize), 0);
  }

  return { update, destroy: () => root.remove() };
}

export function overlapMatrixShape(data: OverlapMatrixData): OverlapMatrixShape {
  const current = data.matrices.findIndex((matrix) => matrix.current);
  return { students: data.students, teachers: data.teachers, frames: data.matrices.length, current, rowWord: data.rowWord ?? 'student' };
}

function cellMarks(data: OverlapMatrixData, index: number, place: OverlapMatrixLayout, position: number): CellMark[] {
  const { students, teachers } = data;
  const { values } = data.matrices[index]!;
  return Array.from({ length: students * teachers }, (_, i) => ({
    key: String(i),
    x: place.lefts[position]! + (i % teachers) * place.cell,
    y: place.top + Math.floor(i / teachers) * place.cell,
    size: place.cell,
    value: values[i] ?? NaN,
  }));
}

function wordMarks(data: OverlapMatrixData, place: OverlapMatrixLayout, fontSize: number): LabelMark[] {
  const middle = (place.cell - 1.5) / 2;
  const rowWord = place.words ? `${data.rowWord ?? 'student'} ` : '';
  const columnWord = place.words ? `${data.columnWord ?? 'teacher'} ` : '';
  const marks: LabelMark[] = [];
  for (let row = 0; row < data.students; row++) {
    const y = place.top + row * place.cell + middle + 0.35 * fontSize;
    marks.push({ key: `row${row}`, text: `${rowWord}${row + 1}`, x: place.lefts[0]! - 0.5 * fontSize, y, anchor: 'end', className: 'text-note' });
  }
  place.shown.forEach((index, position) => {
    const left = place.lefts[position]!;
    for (let column = 0; column < data.teachers; column++) {
      const x = left + column * place.cell + middle;
      const y = place.top - 0.5 * fontSize;
      const text = `${column + 1}`;
      const first = position === 0 && column === 0;
      // The word ends over the first column, so that its number stands over the column's middle.
      if (first) marks.push({ key: 'column0.0', text: columnWord + text, x: x + textWidth(text, fontSize) / 2, y, anchor: 'end', className: 'text-note' });
      else marks.push({ key: `column${position}.${column}`, text, x, y, anchor: 'middle', className: 'text-note' });
    }
    const matrix = data.matrices[index]!;
    const x = left + (data.teachers * place.cell - 1.5) / 2;
    marks.push({ key: `caption${position}`, text: matrix.caption, x, y: place.captionY, anchor: 'middle', className: matrix.current ? 'text-sim' : 'text-note', bold: matrix.current });
  });
  return marks;
}
