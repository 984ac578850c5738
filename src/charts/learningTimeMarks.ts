import { formatInteger, formatSignificant } from './formatNumber.ts';
import type { LearningPoint } from './learningTimeData.ts';
import type { LearningTimeFrame } from './learningTimeFrame.ts';
import type { IntervalMark } from './marks/interval.ts';
import { toPixel } from './pixelScale.ts';
import { plainText } from './richText.ts';

/** Points of the data as marks in pixels, cut at the plot's edges; points without runs or out of sight are left out. */
export function intervalMarks(points: readonly LearningPoint[], frame: LearningTimeFrame): IntervalMark[] {
  return points.flatMap((point) => {
    const x = toPixel(frame.x, point.x);
    const { plot } = frame.place;
    const censored = point.median === null;
    const y = pixelOf(point.median ?? point.budget, frame);
    if (point.total === 0 || y === null || !(x >= plot.x - 1 && x <= plot.x + plot.width + 1)) return [];
    const inSight = y >= plot.y - 1 && y <= plot.y + plot.height + 1;
    if (!inSight && !censored) return [];
    const mark: IntervalMark = {
      key: String(point.x),
      x,
      y: Math.min(plot.y + plot.height, Math.max(plot.y + 1.5 * frame.weights.point, y)),
      censored,
      thin: thinBar(point, frame),
      thick: cut(point.medianLow, point.medianHigh ?? (point.medianLow === null ? null : point.budget), frame),
      tail: null,
      current: point.current,
      label: labelOf(point),
    };
    return [{ ...mark, tail: tailOf(point, mark, frame) }];
  });
}

/** 10-90 % of the runs; an unknown upper end reaches to the budget. */
function thinBar(point: LearningPoint, frame: LearningTimeFrame): IntervalMark['thin'] {
  return point.low === null ? null : cut(point.low, point.high ?? point.budget, frame);
}

/** Dotted from the budget upwards when the slower runs are not known. */
function tailOf(point: LearningPoint, mark: IntervalMark, frame: LearningTimeFrame): IntervalMark['tail'] {
  if (point.high !== null || point.learned === point.total) return null;
  const budget = pixelOf(point.budget, frame) ?? mark.y;
  const from = mark.censored ? mark.y - 1.35 * frame.weights.point : budget;
  const to = Math.max(frame.place.plot.y, from - 26);
  return to < from - 2 ? [from, to] : null;
}

function cut(low: number | null, high: number | null, frame: LearningTimeFrame): readonly [number, number] | null {
  if (low === null || high === null) return null;
  const { plot } = frame.place;
  const inside = (pixel: number): number => Math.min(plot.y + plot.height, Math.max(plot.y, pixel));
  const from = pixelOf(low, frame) ?? plot.y + plot.height;
  const to = pixelOf(high, frame);
  return to === null ? null : [inside(from), inside(to)];
}

function pixelOf(value: number, frame: LearningTimeFrame): number | null {
  const pixel = toPixel(frame.y, value);
  return Number.isFinite(pixel) ? pixel : null;
}

function labelOf(point: LearningPoint): string {
  const x = formatInteger(point.x);
  if (point.median === null) return `${x}: above ${plainText(formatSignificant(point.budget))}; ${point.learned} of ${point.total} runs learned`;
  const range = point.low === null || point.high === null ? '' : `, 10–90 % of runs ${plainText(formatSignificant(point.low))} to ${plainText(formatSignificant(point.high))}`;
  return `${x}: median ${plainText(formatSignificant(point.median))}${range}`;
}
