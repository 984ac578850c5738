import { bandPath } from './bandPath.ts';
import { writeRoot } from './chartRoot.ts';
import { listenDrag, pointerIn } from './drag.ts';
import { formatSignificant } from './formatNumber.ts';
import { LabelPlacer } from './labelSpecs.ts';
import { linePath } from './linePath.ts';
import { axisBottom } from './marks/axisBottom.ts';
import { axisLeft } from './marks/axisLeft.ts';
import { band } from './marks/band.ts';
import { dots } from './marks/dot.ts';
import { append, show, write } from './marks/element.ts';
import { labels } from './marks/label.ts';
import { lines } from './marks/line.ts';
import { makeScrubber, writeScrubber, writeSlider } from './marks/scrubber.ts';
import { writeRich } from './marks/text.ts';
import { makeThreshold, writeThreshold, type ThresholdMark } from './marks/threshold.ts';
import { axisTitle, wordingsOf } from './marks/title.ts';
import { toPixel, toValue, type PixelScale } from './pixelScale.ts';
import { plainText } from './richText.ts';
import { countOf, inDrawingOrder, seriesKeys, seriesStyle } from './seriesStyle.ts';
import { keyedValue } from './sliderKeys.ts';
import type { PanelData, TrajectoryData, TrajectoryHandlers } from './trajectoryData.ts';
import { trajectoryDots } from './trajectoryDots.ts';
import { trajectoryFrame, type TrajectoryFrame } from './trajectoryFrame.ts';
import { trajectoryLabels } from './trajectoryLabels.ts';
import type { Chart, ChartLayout, ChartOptions, CursorPhase, DragPhase } from './types.ts';

interface Panel {
  axis: SVGGElement;
  plateau: SVGRectElement;
  /** A nested svg clips what leaves the panel. */
  clip: SVGSVGElement;
  band: SVGPathElement;
  /** Faint lines, once there are any. */
  behind: SVGPathElement | null;
  level: SVGLineElement;
  lines: SVGGElement;
  /** What the faint lines were last drawn from. */
  drawn: readonly unknown[];
  threshold: ThresholdMark;
  title: SVGTextElement;
  labels: SVGGElement;
  placer: LabelPlacer;
}

/** Two panels on one time axis: the error, and the quantity that decides "learned". */
export function mountTrajectoryChart(svg: SVGSVGElement, handlers: TrajectoryHandlers, options: ChartOptions = {}): Chart<TrajectoryData> {
  const interactive = options.interactive ?? true;
  const ownTitles = options.titles === 'svg';
  const root = append(svg, 'g', { class: 'trajectory' });
  const below = append(root, 'g');
  const data = append(root, 'g', interactive ? { 'aria-hidden': 'true' } : {});
  const above = append(root, 'g');
  const hit = interactive ? append(root, 'rect', { class: 'hit scrub' }) : null;
  const grips = append(root, 'g');
  const panels = [0, 1].map(() => makePanel(below, data, above, grips, interactive)) as unknown as [Panel, Panel];
  const axis = append(above, 'g', { class: 'axis' });
  const xTitle = append(above, 'text');
  const cursor = append(above, 'line', { class: 'cursor' });
  const dotLayer = append(above, 'g');
  const words = append(above, 'g');
  for (const panel of panels) words.append(panel.labels);
  const scrubber = interactive ? makeScrubber(root) : null;
  let now: { data: TrajectoryData; frame: TrajectoryFrame } | null = null;

  function update(next: TrajectoryData, size: ChartLayout): void {
    const frame = trajectoryFrame(next, size);
    now = { data: next, frame };
    writeRoot(svg, size, next.description, interactive);
    for (const index of [0, 1] as const) drawPanel(panels[index], next, index, frame);
    drawAxis(frame, next);
    drawCursor(frame, next);
    for (const index of [0, 1] as const) {
      const { specs, obstacles, bounds } = trajectoryLabels(next, index, frame);
      labels(panels[index].labels, panels[index].placer.place(specs, bounds, obstacles, size.fontSize, frame.plateau?.[index] ?? null), frame.weights.halo);
    }
  }

  function drawPanel(panel: Panel, next: TrajectoryData, index: 0 | 1, frame: TrajectoryFrame): void {
    const one = next.panels[index];
    const plot = frame.place.panels[index];
    const y = frame.y[index];
    axisLeft(panel.axis, frame.yTicks[index].major, y, plot, frame.size.fontSize);
    const fill = frame.plateau?.[index];
    show(panel.plateau, fill !== undefined);
    if (fill !== undefined) write(panel.plateau, fillBetween(fill, index, frame));
    const margin = 2;
    const box = [plot.x, plot.y - margin, plot.width, plot.height + 2 * margin] as const;
    write(panel.clip, { x: box[0], y: box[1], width: box[2], height: box[3], viewBox: box.join(' ') });
    band(panel.band, one.band === null ? '' : bandPath(one.band.x, one.band.low, one.band.high, countOf(one.band), frame.x, y), 'band');
    drawBehind(panel, one, frame, y);
    const ordered = inDrawingOrder(one.series);
    const keys = seriesKeys(ordered);
    lines(
      panel.lines,
      ordered.map((series, i) => ({ key: keys[i]!, d: linePath(series.x, series.y, countOf(series), frame.x, y), ...seriesStyle(series, frame.weights) })),
    );
    const level = one.level === null ? NaN : toPixel(y, one.level.value);
    show(panel.level, Number.isFinite(level));
    if (Number.isFinite(level)) {
      const span = fill ?? plot;
      write(panel.level, { class: fill === undefined ? 'level free' : 'level', x1: span.x, x2: span.x + span.width, y1: level, y2: level, 'stroke-width': frame.weights.thin, 'stroke-dasharray': '2 3' });
    }
    const threshold = one.threshold === null ? NaN : toPixel(y, one.threshold.value);
    show(panel.threshold.line, Number.isFinite(threshold));
    show(panel.threshold.grip, Number.isFinite(threshold));
    if (one.threshold !== null && Number.isFinite(threshold)) {
      writeThreshold(panel.threshold, threshold, plot, frame.weights);
      const { min, max, value, label } = one.threshold;
      if (interactive) writeSlider(panel.threshold.grip, { label: plainText(label), min, max, now: value, text: formatSignificant(value, 3) }, 'vertical');
    }
    if (ownTitles) {
      const place = frame.place.titles[index];
      write(panel.title, { class: 'title', x: place.x, y: place.baseline });
      writeRich(panel.title, `${one.title} ${one.symbol}`.trim());
    }
  }

  /** One path for all of them: where they cross they grow no darker. */
  function drawBehind(panel: Panel, { behind }: PanelData, { x, weights }: TrajectoryFrame, y: PixelScale): void {
    if (!behind && panel.behind === null) return;
    const drawn = [behind?.lines, behind?.from, x.slope, x.offset, y.slope, y.offset];
    if (drawn.every((part, i) => part === panel.drawn[i])) return;
    panel.drawn = drawn;
    if (panel.behind === null) {
      panel.behind = append(panel.clip, 'path', { class: 'line behind', fill: 'none' });
      panel.band.after(panel.behind);
    }
    const d = behind?.lines.map((line) => linePath(behind.x.subarray(behind.from), line.subarray(behind.from), line.length, x, y)).join('');
    write(panel.behind, { d: d ?? '', 'stroke-width': weights.thin });
  }

  function drawAxis(frame: TrajectoryFrame, next: TrajectoryData): void {
    const { place, size, weights } = frame;
    const plot = place.panels[1];
    axisBottom(axis, frame.xTicks, frame.x, { y: place.axisY, tickLabelY: place.tickLabelY, right: size.width }, size.fontSize, weights);
    axisTitle(xTitle, wordingsOf(next.x.label, next.x.symbol, next.x.short), plot.x + plot.width, place.axisTitleY, plot.x + plot.width, size.fontSize);
    if (hit !== null) write(hit, { x: plot.x, y: place.panels[0].y, width: plot.width, height: place.tickLabelY - place.panels[0].y });
  }

  function drawCursor(frame: TrajectoryFrame, next: TrajectoryData): void {
    const x = frame.cursorX;
    show(cursor, x !== null);
    if (x !== null) write(cursor, { x1: x, x2: x, y1: frame.place.panels[0].y, y2: frame.place.axisY, 'stroke-width': frame.weights.cursor });
    dots(dotLayer, trajectoryDots(next, frame));
    if (scrubber === null) return;
    writeScrubber(scrubber, x ?? frame.x.from, frame.place.axisY + 0.5, x === null, frame.weights);
    const value = next.cursor ?? frame.x.domain[0];
    const label = plainText(next.x.label);
    writeSlider(scrubber, { label, min: frame.x.domain[0], max: frame.x.domain[1], now: value, text: `${formatSignificant(value, 3)} ${label}` }, 'horizontal');
  }

  function moveCursor(event: PointerEvent, phase: CursorPhase): void {
    if (now === null) return;
    const { x, size } = now.frame;
    const [px] = pointerIn(svg, event, size.width, size.height);
    handlers.onCursor(toValue(x, Math.min(x.to, Math.max(x.from, px))), phase);
  }

  function moveThreshold(event: PointerEvent, panel: 0 | 1, phase: DragPhase): void {
    const threshold = now?.data.panels[panel].threshold;
    if (now === null || threshold === null || threshold === undefined) return;
    const { y, size } = now.frame;
    const py = pointerIn(svg, event, size.width, size.height)[1];
    handlers.onThreshold(Math.min(threshold.max, Math.max(threshold.min, toValue(y[panel], py))), phase, panel);
  }

  function listen(): void {
    for (const element of [hit, scrubber]) {
      if (element === null) continue;
      listenDrag(element, {
        start: () => scrubber?.focus({ preventScroll: true }),
        move: (event) => moveCursor(event, 'drag'),
        end: (event) => moveCursor(event, 'end'),
        hover: (event) => moveCursor(event, 'hover'),
      });
    }
    scrubber?.addEventListener('keydown', (event) => {
      if (now === null || event.altKey || event.ctrlKey || event.metaKey) return;
      const { domain, kind } = now.frame.x;
      const value = keyedValue(event.key, now.data.cursor ?? domain[0], { min: domain[0], max: domain[1], kind });
      if (value === null) return;
      event.preventDefault();
      handlers.onCursor(value, 'key');
    });
    for (const index of [0, 1] as const) listenThreshold(index);
  }

  function listenThreshold(index: 0 | 1): void {
    const grip = panels[index].threshold.grip;
    listenDrag(grip, {
      start: () => grip.focus({ preventScroll: true }),
      move: (event) => moveThreshold(event, index, 'drag'),
      end: (event) => moveThreshold(event, index, 'end'),
    });
    const byKey = (event: KeyboardEvent, phase: DragPhase): void => {
      const threshold = now?.data.panels[index].threshold;
      if (now === null || threshold === null || threshold === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      const value = keyedValue(event.key, threshold.value, { min: threshold.min, max: threshold.max, kind: now.frame.y[index].kind });
      if (value === null) return;
      event.preventDefault();
      handlers.onThreshold(phase === 'drag' ? value : threshold.value, phase, index);
    };
    grip.addEventListener('keydown', (event) => byKey(event, 'drag'));
    grip.addEventListener('keyup', (event) => byKey(event, 'end'));
  }

  if (interactive) listen();
  return { update, destroy: () => root.remove() };
}

function makePanel(below: Element, data: Element, above: Element, grips: Element, interactive: boolean): Panel {
  const axis = append(below, 'g', { class: 'axis' });
  const plateau = append(below, 'rect', { class: 'plateau' });
  const clip = append(data, 'svg', { class: 'clip' });
  return {
    axis,
    plateau,
    clip,
    band: append(clip, 'path', { class: 'band' }),
    behind: null,
    level: append(clip, 'line', { class: 'level' }),
    lines: append(clip, 'g'),
    drawn: [],
    threshold: makeThreshold(above, grips, interactive),
    title: append(above, 'text'),
    labels: append(above, 'g', { class: 'labels' }),
    placer: new LabelPlacer(),
  };
}

/** The fill spans both panels: the upper part reaches down to the lower. */
function fillBetween(fill: { x: number; y: number; width: number; height: number }, index: 0 | 1, frame: TrajectoryFrame): Record<string, number> {
  const bottom = index === 0 ? frame.place.panels[1].y : fill.y + fill.height;
  return { x: fill.x, y: fill.y, width: fill.width, height: bottom - fill.y };
}
