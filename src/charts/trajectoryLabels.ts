import { formatSignificant } from './formatNumber.ts';
import { aroundPoint, alongLine, atLineEnd, inFreeSpace, onLevel } from './labelPlaces.ts';
import { wording, type LabelLine, type LabelSpec } from './labelSpecs.ts';
import { sampleBand, samplePoints, sampleSegment } from './obstacles.ts';
import { toPixel } from './pixelScale.ts';
import type { Obstacle } from './placeLabels.ts';
import { plainText } from './richText.ts';
import { countOf, seriesKeys, seriesTextClass } from './seriesStyle.ts';
import type { Legend, PanelData, TrajectoryData } from './trajectoryData.ts';
import type { TrajectoryFrame } from './trajectoryFrame.ts';
import type { Rect } from './types.ts';

export interface PanelLabels {
  specs: LabelSpec[];
  obstacles: Obstacle[];
  bounds: Rect;
}

/** The labels of one panel, in the order of their priority: learned, cursor, threshold, theory, simulation, plateau, pins and ghosts. */
export function trajectoryLabels(data: TrajectoryData, panel: 0 | 1, frame: TrajectoryFrame): PanelLabels {
  const plot = frame.place.panels[panel];
  const one = data.panels[panel];
  const sampled = one.series.map((series) => samplePoints(series.x, series.y, countOf(series), frame.x, frame.y[panel], plot));
  const specs = [
    learnedLabel(data, panel, frame),
    panel === 0 ? cursorLabel(data, frame, plot) : null,
    thresholdLabel(one, panel, frame, plot),
    panel === 0 ? legendBlock(data.legends, sampled, frame, plot) : null,
    panel === 0 ? plateauLabel(data, frame, plot) : null,
    levelLabel(one, panel, frame),
    ...seriesLabels(one, sampled, plot),
  ].filter((spec) => spec !== null);
  const bounds = { x: plot.x + 3, y: plot.y, width: plot.width - 3, height: plot.height };
  return { specs, obstacles: obstaclesOf(data, panel, frame, sampled, plot), bounds };
}

function learnedLabel(data: TrajectoryData, panel: 0 | 1, frame: TrajectoryFrame): LabelSpec | null {
  const learned = data.learnedAt;
  if (learned === null || learned.panel !== panel || learned.label === '') return null;
  const x = toPixel(frame.x, learned.time);
  const y = toPixel(frame.y[panel], learned.value);
  return { key: 'learned', priority: 100, tolerance: 0.9, wordings: [wording(learned.label, 'text-sim', true)], placesOf: (w, h) => aroundPoint(x, y, w, h, 10) };
}

function cursorLabel(data: TrajectoryData, frame: TrajectoryFrame, plot: Rect): LabelSpec | null {
  const x = frame.cursorX;
  if (x === null || data.cursor === null) return null;
  if (data.learnedAt !== null && Math.abs(toPixel(frame.x, data.learnedAt.time) - x) < 3) return null;
  const name = plainText(data.x.symbol).split('=')[0]!.trim();
  if (name === '') return null;
  const text = `$${name}$ = ${formatSignificant(data.cursor, 3)}`;
  return {
    key: 'cursor',
    priority: 90,
    tolerance: 0.9,
    wordings: [wording(text, 'text-sim', true)],
    placesOf: (w, h) =>
      [0, 1, 2, 3, 4, 5].flatMap((line) => [
        { x: x + 8, y: plot.y + 1 + line * h },
        { x: x - 8 - w, y: plot.y + 1 + line * h },
      ]),
  };
}

function thresholdLabel(one: PanelData, panel: 0 | 1, frame: TrajectoryFrame, plot: Rect): LabelSpec | null {
  if (one.threshold === null || one.threshold.label === '') return null;
  const y = toPixel(frame.y[panel], one.threshold.value);
  return { key: 'threshold', priority: 80, limit: 40, wordings: [wording(one.threshold.label, 'text-note')], placesOf: (w, h) => onLevel(y, w, h, plot) };
}

const legendClass = { theory: 'text-ink', run: 'text-sim', band: 'text-sim', ghost: 'text-note', pin: 'text-pin0' } as const;

function legendBlock(legends: readonly Legend[], sampled: readonly Float64Array[], frame: TrajectoryFrame, plot: Rect): LabelSpec | null {
  if (legends.length === 0) return null;
  const lineOf = (legend: Legend, text: string): LabelLine => ({ text, className: legendClass[legend.kind], bold: legend.kind === 'theory' || legend.kind === 'run' });
  const full = legends.map((legend) => lineOf(legend, legend.text));
  const short = legends.flatMap((legend) => (legend.short === undefined ? [] : [lineOf(legend, legend.short)]));
  const anchor = frame.plateau === null ? plot.x + 10 : Math.max(plot.x, frame.plateau[0].x) + 8;
  return {
    key: 'legend',
    priority: 70,
    wordings: short.length > 0 ? [full, short] : [full],
    placesOf: (w, h) => {
      const last = plot.x + plot.width - w - 6;
      return inFreeSpace(sampled, w, h, plot, [anchor, plot.x + 10, (plot.x + last) / 2, last].filter((x) => x <= last + 1));
    },
  };
}

function plateauLabel(data: TrajectoryData, frame: TrajectoryFrame, plot: Rect): LabelSpec | null {
  if (data.plateau === null || frame.plateau === null || data.plateau.label === '') return null;
  const { x, width } = frame.plateau[0];
  const { label, short } = data.plateau;
  const wordings = [wording(label, 'text-plateau'), ...(short === undefined ? [] : [wording(short, 'text-plateau')])];
  return {
    key: 'plateau',
    priority: 60,
    shy: true,
    wordings,
    placesOf: (w, h) => {
      if (w > width - 6 && (short !== undefined || width < 24)) return [];
      const left = x + Math.min(8, Math.max(2, (width - w) / 2));
      return [plot.y + 4, plot.y + plot.height - h - 4, plot.y + plot.height / 2, plot.y + plot.height / 4].map((y) => ({ x: left, y }));
    },
  };
}

function levelLabel(one: PanelData, panel: 0 | 1, frame: TrajectoryFrame): LabelSpec | null {
  if (one.level === null || one.level.label === '') return null;
  const y = toPixel(frame.y[panel], one.level.value);
  const plot = frame.place.panels[panel];
  const span = frame.plateau?.[panel] ?? plot;
  return {
    key: 'level',
    priority: 30,
    shy: true,
    wordings: [wording(one.level.label, frame.plateau === null ? 'text-note' : 'text-plateau')],
    placesOf: (w, h) => [span, plot].flatMap((rect) => onLevel(y, w, h, rect).reverse()),
  };
}

function seriesLabels(one: PanelData, sampled: readonly Float64Array[], plot: Rect): LabelSpec[] {
  const keys = seriesKeys(one.series);
  const priorities = { theory: 75, run: 72, pin: 50, ghost: 40 };
  return one.series.flatMap((series, i): LabelSpec[] => {
    const points = sampled[i]!;
    if (series.label === undefined || series.label === '' || points.length === 0) return [];
    const bold = series.kind !== 'ghost';
    return [
      {
        key: keys[i]!,
        priority: priorities[series.kind],
        wordings: [wording(series.label, seriesTextClass(series), bold)],
        placesOf: (w, h) =>
          series.kind === 'pin' ? atLineEnd(points, w, h, 6, plot) : alongLine(points, w, h, 7, series.kind === 'ghost' ? [0.55, 0.45, 0.65, 0.35, 0.8] : [0.66, 0.75, 0.55, 0.85, 0.45, 0.95, 0.3]),
      },
    ];
  });
}

function obstaclesOf(data: TrajectoryData, panel: 0 | 1, frame: TrajectoryFrame, sampled: readonly Float64Array[], plot: Rect): Obstacle[] {
  const one = data.panels[panel];
  const y = frame.y[panel];
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const obstacles: Obstacle[] = sampled.map((points) => ({ points, weight: 1 }));
  if (one.band !== null) obstacles.push({ points: sampleBand(one.band.x, one.band.low, one.band.high, countOf(one.band), frame.x, y, plot), weight: 0.02 });
  if (one.threshold !== null) obstacles.push(sampleSegment(plot.x, toPixel(y, one.threshold.value), right, toPixel(y, one.threshold.value), 0.6));
  if (one.level !== null) {
    const span = frame.plateau?.[panel] ?? plot;
    const level = toPixel(y, one.level.value);
    obstacles.push(sampleSegment(span.x, level, span.x + span.width, level, 0.4));
  }
  if (frame.cursorX !== null) obstacles.push(sampleSegment(frame.cursorX, plot.y, frame.cursorX, bottom, 0.6));
  return obstacles;
}
