import type { DotMark } from './marks/dot.ts';
import { toPixel } from './pixelScale.ts';
import { countOf } from './seriesStyle.ts';
import type { TrajectoryData } from './trajectoryData.ts';
import type { TrajectoryFrame } from './trajectoryFrame.ts';
import type { Series } from './types.ts';
import { valueAt } from './valueAt.ts';

/** The dots of both panels: the head of the stream, the cursor on the run (on theory when nothing has run), and where the run learned. */
export function trajectoryDots(data: TrajectoryData, frame: TrajectoryFrame): DotMark[] {
  const marks: DotMark[] = [];
  const { dot, ring } = frame.weights;
  const learned = learnedDot(data, frame);
  for (const panel of [0, 1] as const) {
    const { series } = data.panels[panel];
    const run = series.find((one) => one.kind === 'run' && countOf(one) > 0);
    const head = data.running && run !== undefined ? endOf(run, panel, frame) : null;
    if (head !== null) marks.push({ key: `head${panel}`, ...head, r: dot, className: 'head', width: 0 });
    const followed = run ?? series.find((one) => one.kind === 'theory');
    if (frame.cursorX === null || data.cursor === null || followed === undefined) continue;
    const value = valueAt(followed.x, followed.y, countOf(followed), data.cursor);
    const y = value === null ? NaN : toPixel(frame.y[panel], value);
    const hidden = learned !== null && data.learnedAt?.panel === panel && Math.abs(learned.x - frame.cursorX) < 2;
    if (hidden || !isIn(y, panel, frame)) continue;
    marks.push({ key: `cursor${panel}`, x: frame.cursorX, y, r: dot, className: followed.kind, width: ring * 0.8 });
  }
  if (learned !== null) marks.push(learned);
  return marks;
}

function learnedDot(data: TrajectoryData, frame: TrajectoryFrame): DotMark | null {
  if (data.learnedAt === null) return null;
  const { time, value, panel } = data.learnedAt;
  const exact = toPixel(frame.x, time);
  const y = toPixel(frame.y[panel], value);
  if (!isIn(y, panel, frame) || exact < frame.x.from - 1 || exact > frame.x.to + 1) return null;
  const x = frame.cursorX !== null && Math.abs(exact - frame.cursorX) < 1.5 ? frame.cursorX : exact;
  return { key: 'learned', x, y, r: frame.weights.dot, className: 'run', width: frame.weights.ring * 0.8 };
}

function endOf(run: Series, panel: 0 | 1, frame: TrajectoryFrame): { x: number; y: number } | null {
  const last = countOf(run) - 1;
  const x = toPixel(frame.x, run.x[last]!);
  const y = toPixel(frame.y[panel], run.y[last]!);
  return isIn(y, panel, frame) && x <= frame.x.to + 1 ? { x, y } : null;
}

function isIn(y: number, panel: 0 | 1, frame: TrajectoryFrame): boolean {
  const plot = frame.place.panels[panel];
  return y >= plot.y - 1 && y <= plot.y + plot.height + 1;
}
