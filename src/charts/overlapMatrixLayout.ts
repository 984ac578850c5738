import { textWidth } from './textWidth.ts';
import type { ChartLayout } from './types.ts';

export interface OverlapMatrixShape {
  students: number;
  teachers: number;
  /** Which frame is the current one, of how many. */
  frames: number;
  current: number;
  rowWord: string;
}

export interface OverlapMatrixLayout {
  /** Indices of the frames that are drawn, in the order of time. */
  shown: number[];
  cell: number;
  /** Left edges of the matrices. */
  lefts: number[];
  top: number;
  /** Whether 'student' and 'teacher' are written, or only their numbers. */
  words: boolean;
  captionY: number;
  /** What the picture needs; the natural height of the SVG. */
  height: number;
}

/**
 * As many matrices as the width allows, the words of the rows where they fit. Cells are square, at most 42 px (more in a presentation)
 * and small enough for `height` when it is above 0.
 */
export function overlapMatrixLayout(shape: OverlapMatrixShape, { width, height, fontSize }: ChartLayout): OverlapMatrixLayout {
  const top = Math.round(1.75 * fontSize);
  const below = Math.round(1.9 * fontSize);
  const scale = fontSize / 13.5;
  const largest = Math.max(16, Math.min(42 * scale, height > 0 ? (height - top - below) / shape.students : Infinity));
  const gap = width < 500 ? Math.round(0.9 * fontSize) : Math.round(1.8 * fontSize);
  const choose = (): { count: number; words: boolean; cell: number } => {
    for (let count = shape.frames; count >= 1; count--) {
      for (const words of [true, false]) {
        const room = width - rowLabelWidth(shape, words, fontSize) - gap * (count - 1);
        const cell = Math.floor(Math.min(largest, room / (count * shape.teachers)));
        const enough = Math.min(largest, words ? 30 * scale : 26 * scale);
        if (cell >= Math.floor(enough) || (count === 1 && !words)) return { count, words, cell: Math.max(4, cell) };
      }
    }
    return { count: 1, words: false, cell: 16 };
  };
  const { count, words, cell } = choose();
  const left = Math.ceil(rowLabelWidth(shape, words, fontSize));
  const lefts = Array.from({ length: count }, (_, i) => left + i * (cell * shape.teachers + gap));
  const bottom = top + cell * shape.students;
  return { shown: keep(shape.frames, shape.current, count), cell, lefts, top, words, captionY: bottom + Math.round(1.5 * fontSize), height: bottom + below };
}

function rowLabelWidth(shape: OverlapMatrixShape, words: boolean, fontSize: number): number {
  return textWidth(words ? `${shape.rowWord} ${shape.students}` : String(shape.students), fontSize) + 0.5 * fontSize;
}

/** The current frame, then the last, the first, and the others from the end. */
function keep(frames: number, current: number, count: number): number[] {
  const order = [current, frames - 1, 0, ...Array.from({ length: frames }, (_, i) => frames - 1 - i)];
  return [...new Set(order)].filter((i) => i >= 0 && i < frames).slice(0, count).sort((a, b) => a - b);
}
