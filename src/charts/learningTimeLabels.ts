import { alongLine, aroundPoint, atLineEnd } from './labelPlaces.ts';
import { wording, type LabelLine, type LabelSpec } from './labelSpecs.ts';
import type { LearningTimeData } from './learningTimeData.ts';
import type { LearningTimeFrame } from './learningTimeFrame.ts';
import type { IntervalMark } from './marks/interval.ts';
import { samplePoints, sampleSegment, sampleDisc } from './obstacles.ts';
import { toPixel } from './pixelScale.ts';
import type { Obstacle, Place } from './placeLabels.ts';
import { countOf, pinClass, seriesKeys, seriesTextClass } from './seriesStyle.ts';
import type { Rect, Series, TextKind } from './types.ts';

export interface LearningTimeLabels {
  specs: LabelSpec[];
  obstacles: Obstacle[];
  bounds: Rect;
}

/** Priority: current point, censored points, theory, simulation, read-outs, pins, guide, notes. */
export function learningTimeLabels(data: LearningTimeData, points: readonly IntervalMark[], frame: LearningTimeFrame): LearningTimeLabels {
  const { plot } = frame.place;
  const series = [...(data.theory === null ? [] : [data.theory]), ...data.pins, ...(data.ghost === null ? [] : [data.ghost])];
  const sampled = series.map((one) => samplePoints(one.x, one.y, countOf(one), frame.x, frame.y, plot));
  const budget = data.budget === null ? null : samplePoints(data.budget.x, data.budget.y, data.budget.x.length, frame.x, frame.y, plot);
  const specs = [
    currentLabel(data, points),
    ...censoredLabels(data, points),
    ...lineLabels(series, sampled, plot),
    legendBlock(data, plot),
    readoutBlock(data, plot, frame.size.fontSize),
    guideLabel(data, frame),
    budgetLabel(data, budget, plot),
    ...notes(data, frame),
  ].filter((spec) => spec !== null);
  const obstacles: Obstacle[] = sampled.map((one) => ({ points: one, weight: 1 }));
  if (budget !== null) obstacles.push({ points: budget, weight: 0.4 });
  if (frame.cursorX !== null) obstacles.push(sampleSegment(frame.cursorX, plot.y, frame.cursorX, plot.y + plot.height, 0.5));
  for (const mark of points) obstacles.push(...pointObstacles(mark, frame));
  if (data.guide !== null) {
    const ends = guidePixels(data.guide, frame);
    if (ends !== null) obstacles.push(sampleSegment(ends[0], ends[1], ends[2], ends[3], 0.6), sampleDisc(ends[0], ends[1], 6, 2), sampleDisc(ends[2], ends[3], 10, 2));
  }
  return { specs, obstacles, bounds: { x: plot.x + 3, y: plot.y - 2, width: plot.width - 3, height: plot.height } };
}

export function guidePixels(guide: { x1: number; y1: number; x2: number; y2: number }, frame: LearningTimeFrame): readonly [number, number, number, number] | null {
  const ends = [toPixel(frame.x, guide.x1), toPixel(frame.y, guide.y1), toPixel(frame.x, guide.x2), toPixel(frame.y, guide.y2)] as const;
  return ends.every(Number.isFinite) ? ends : null;
}

export function textClass(kind: TextKind): string {
  return kind.startsWith('pin') ? `text-${pinClass(Number(kind.slice(3)))}` : `text-${kind}`;
}

function currentLabel(data: LearningTimeData, points: readonly IntervalMark[]): LabelSpec | null {
  const current = points.find((point) => point.current);
  if (data.currentLabel === null || current === undefined) return null;
  const text = data.currentLabel;
  return { key: 'current', priority: 100, tolerance: 0.2, wordings: [wording(text, 'text-sim', true)], placesOf: (w, h) => aroundPoint(current.x, current.y, w, h, 11) };
}

function censoredLabels(data: LearningTimeData, points: readonly IntervalMark[]): LabelSpec[] {
  return points.flatMap((mark): LabelSpec[] => {
    const point = data.points.find((one) => String(one.x) === mark.key);
    if (!mark.censored || point === undefined || (mark.current && data.currentLabel !== null)) return [];
    const text = `${point.learned} of ${point.total} learned`;
    const top = mark.tail?.[1] ?? mark.y;
    return [
      {
        key: `censored${mark.key}`,
        priority: 95,
        tolerance: 6,
        limit: 20,
        wordings: [wording(text, 'text-sim', true), wording(`${point.learned} of ${point.total}`, 'text-sim', true)],
        placesOf: (w, h) => [
          { x: mark.x - w / 2, y: top - h - 2 },
          { x: mark.x + 8 - w, y: top - h - 2 },
          { x: mark.x + 8 - w, y: top - 2 * h },
          { x: mark.x - w - 8, y: top - 2 },
          ...aroundPoint(mark.x, mark.y, w, h, 11),
        ],
      },
    ];
  });
}

function lineLabels(series: readonly Series[], sampled: readonly Float64Array[], plot: Rect): LabelSpec[] {
  const keys = seriesKeys(series);
  const priorities = { theory: 90, run: 80, pin: 60, ghost: 45 };
  return series.flatMap((one, i): LabelSpec[] => {
    const points = sampled[i]!;
    if (one.label === undefined || one.label === '' || points.length === 0) return [];
    const shares = one.kind === 'theory' ? [0.16, 0.25, 0.4, 0.6, 0.75, 0.1, 0.9] : [0.5, 0.35, 0.65, 0.2, 0.8];
    const placesOf = (w: number, h: number): Place[] => (one.kind === 'pin' ? atLineEnd(points, w, h, 6, plot) : alongLine(points, w, h, 7, shares));
    return [{ key: keys[i]!, priority: priorities[one.kind], wordings: [wording(one.label, seriesTextClass(one), one.kind !== 'ghost')], placesOf }];
  });
}

function legendBlock(data: LearningTimeData, plot: Rect): LabelSpec | null {
  const lines = data.legend.map((line): LabelLine => ({ text: line.text, className: textClass(line.kind), bold: false }));
  if (lines.length === 0) return null;
  return { key: 'legend', priority: 80, shy: true, wordings: lines.length > 1 ? [lines, lines.slice(0, 1)] : [lines], placesOf: (w, h) => corners(w, h, plot) };
}

function corners(w: number, h: number, plot: Rect): Place[] {
  const left = plot.x + 8;
  const right = plot.x + plot.width - w - 2;
  const ys = [6, 14, 24, 36, 50].map((down) => plot.y + down);
  const below = [0, 0.25, 0.32, 0.4, 0.5].flatMap((share) => [60, 68, 52, 42, 8].map((up) => ({ x: left + share * (right - left), y: plot.y + plot.height - h - up })));
  return [...ys.map((y) => ({ x: left, y })), ...ys.map((y) => ({ x: right, y })), ...ys.map((y) => ({ x: (left + right) / 2, y })), ...below];
}

function readoutBlock(data: LearningTimeData, plot: Rect, fontSize: number): LabelSpec | null {
  if (data.readouts.length === 0) return null;
  const lineOf = (text: string, kind: 'sim' | 'ink'): LabelLine => ({ text, className: textClass(kind), bold: false });
  const full = data.readouts.map((one) => lineOf(one.text, one.kind));
  const short = data.readouts.map((one) => lineOf(one.short ?? one.text, one.kind));
  const bottom = plot.y + plot.height;
  return {
    key: 'readouts',
    priority: 70,
    tolerance: 4,
    shy: true,
    align: 'end',
    wordings: [full, short],
    placesOf: (w, h) => (w > 0.62 * plot.width ? [] :
      [plot.x + plot.width - w, plot.x + 0.75 * (plot.width - w), plot.x + 10].flatMap((x) => [1.4, 0.9, 0.4, 2.2, 3.2].map((up) => ({ x, y: bottom - h - up * fontSize })))),
  };
}

function guideLabel(data: LearningTimeData, frame: LearningTimeFrame): LabelSpec | null {
  const ends = data.guide === null ? null : guidePixels(data.guide, frame);
  if (data.guide === null || ends === null || data.guide.label === '') return null;
  const guess = data.guide.kind === 'guess';
  const [x1, y1, x2, y2] = ends;
  const along = sampleSegment(x1, y1, x2, y2, 1).points;
  return {
    key: 'guide',
    priority: guess ? 85 : 55,
    wordings: [wording(data.guide.label, guess ? 'text-pin0' : 'text-note', guess)],
    placesOf: (w, h) => [{ x: x1 - w - 2, y: y1 - h - 4 }, { x: x1 - w - 8, y: y1 - 0.6 * h }, ...alongLine(along, w, h, 7, [0.3, 0.5, 0.7, 0.15, 0.9])],
  };
}

function budgetLabel(data: LearningTimeData, points: Float64Array | null, plot: Rect): LabelSpec | null {
  if (data.budget === null || points === null || points.length === 0 || data.budget.label === '') return null;
  return { key: 'budget', priority: 40, wordings: [wording(data.budget.label, 'text-warn')], placesOf: (w, h) => atLineEnd(points, w, h, 5, plot) };
}

function notes(data: LearningTimeData, frame: LearningTimeFrame): LabelSpec[] {
  return data.notes.map((note, i) => ({
    key: `note${i}`,
    priority: 35 - i,
    wordings: [wording(note.text, textClass(note.kind))],
    placesOf: (w, h) => aroundPoint(toPixel(frame.x, note.x), toPixel(frame.y, note.y), w, h, 9),
  }));
}

function pointObstacles(mark: IntervalMark, frame: LearningTimeFrame): Obstacle[] {
  const r = frame.weights.point;
  const around = Float64Array.of(mark.x, mark.y, mark.x - r, mark.y, mark.x + r, mark.y, mark.x, mark.y - r, mark.x, mark.y + r);
  const bars = [mark.thin, mark.tail].flatMap((bar) => (bar === null ? [] : [sampleSegment(mark.x, bar[0], mark.x, bar[1], 0.8)]));
  return [{ points: around, weight: 5 }, ...bars];
}
