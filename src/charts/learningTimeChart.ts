import { bandPath } from './bandPath.ts';
import { writeRoot } from './chartRoot.ts';
import { listenDrag, pointerIn } from './drag.ts';
import { formatSignificant } from './formatNumber.ts';
import { LabelPlacer } from './labelSpecs.ts';
import type { LearningTimeData, LearningTimeHandlers } from './learningTimeData.ts';
import { learningTimeFrame, type LearningTimeFrame } from './learningTimeFrame.ts';
import { guidePixels, learningTimeLabels } from './learningTimeLabels.ts';
import { intervalMarks } from './learningTimeMarks.ts';
import { linePath } from './linePath.ts';
import { axisBottom } from './marks/axisBottom.ts';
import { axisLeft } from './marks/axisLeft.ts';
import { band } from './marks/band.ts';
import { append, show, write } from './marks/element.ts';
import { makeGuide, writeGuide } from './marks/guide.ts';
import { intervals } from './marks/interval.ts';
import { labels } from './marks/label.ts';
import { lines, type LineMark } from './marks/line.ts';
import { writeSlider } from './marks/scrubber.ts';
import { writeRich } from './marks/text.ts';
import { axisTitle, wordingsOf } from './marks/title.ts';
import { toValue } from './pixelScale.ts';
import { plainText } from './richText.ts';
import { countOf, inDrawingOrder, seriesKeys, seriesStyle } from './seriesStyle.ts';
import { keyedValue } from './sliderKeys.ts';
import type { Chart, ChartLayout, ChartOptions, DragPhase } from './types.ts';

/** Learning time against the input dimension: points with intervals, theory through them, a slope to compare with. */
export function mountLearningTimeChart(svg: SVGSVGElement, handlers: LearningTimeHandlers, options: ChartOptions = {}): Chart<LearningTimeData> {
  const interactive = options.interactive ?? true;
  const root = append(svg, 'g', { class: 'learning-time' });
  const leftAxis = append(root, 'g', { class: 'axis' });
  const clip = append(root, 'svg', { class: 'clip', ...(interactive ? { 'aria-hidden': 'true' } : {}) });
  const theoryBand = append(clip, 'path');
  const lineLayer = append(clip, 'g');
  const cursor = append(root, 'line', { class: 'cursor' });
  const bottomAxis = append(root, 'g', { class: 'axis' });
  const title = append(root, 'text');
  const xTitle = append(root, 'text');
  const pointLayer = append(root, 'g', { class: 'points' });
  const guide = makeGuide(root);
  const words = append(root, 'g', { class: 'labels' });
  const placer = new LabelPlacer();
  let now: { data: LearningTimeData; frame: LearningTimeFrame } | null = null;
  let picking = true;
  const pick = interactive ? (key: string): void => { if (picking) handlers.onPoint(Number(key)); } : null;

  function update(data: LearningTimeData, size: ChartLayout): void {
    const frame = learningTimeFrame(data, size);
    now = { data, frame };
    const points = intervalMarks(data.points, frame);
    writeRoot(svg, size, data.description, interactive);
    drawAxes(data, frame);
    drawLines(data, frame);
    drawGuide(data, frame);
    intervals(pointLayer, points, frame.weights, pick);
    write(pointLayer, { class: data.stale ? 'points stale' : 'points' });
    const { specs, obstacles, bounds } = learningTimeLabels(data, points, frame);
    labels(words, placer.place(specs, bounds, obstacles, size.fontSize, null), frame.weights.halo);
  }

  function drawAxes(data: LearningTimeData, frame: LearningTimeFrame): void {
    const { place, size, weights } = frame;
    const right = place.plot.x + place.plot.width;
    axisLeft(leftAxis, frame.yTicks.major, frame.y, place.plot, size.fontSize);
    axisBottom(bottomAxis, frame.xTicks, frame.x, { y: place.axisY, tickLabelY: place.tickLabelY, right: size.width }, size.fontSize, weights);
    axisTitle(xTitle, wordingsOf(data.x.label, data.x.symbol, data.x.short), right, place.axisTitleY, right, size.fontSize);
    if (options.titles === 'svg') {
      write(title, { class: 'title', x: place.title.x, y: place.title.baseline });
      writeRich(title, wordingsOf(data.title, data.symbol)[0]!);
    }
    show(cursor, frame.cursorX !== null);
    if (frame.cursorX !== null) write(cursor, { x1: frame.cursorX, x2: frame.cursorX, y1: place.plot.y, y2: place.axisY, 'stroke-width': weights.cursor });
  }

  function drawLines(data: LearningTimeData, frame: LearningTimeFrame): void {
    const { x, y, width, height } = frame.place.plot;
    write(clip, { x, y: y - 2, width, height: height + 4, viewBox: `${x} ${y - 2} ${width} ${height + 4}` });
    const area = data.theoryBand;
    band(theoryBand, area === null ? '' : bandPath(area.x, area.low, area.high, countOf(area), frame.x, frame.y), 'theory-band');
    const series = inDrawingOrder([...(data.ghost === null ? [] : [data.ghost]), ...data.pins, ...(data.theory === null ? [] : [data.theory])]);
    const keys = seriesKeys(series);
    const marks: LineMark[] = series.map((one, i) => ({ key: keys[i]!, d: linePath(one.x, one.y, countOf(one), frame.x, frame.y), ...seriesStyle(one, frame.weights) }));
    if (data.budget !== null) {
      const d = linePath(data.budget.x, data.budget.y, data.budget.x.length, frame.x, frame.y);
      marks.unshift({ key: 'budget', d, className: 'line budget', width: frame.weights.threshold, dash: '6 4' });
    }
    lines(lineLayer, marks);
  }

  function drawGuide(data: LearningTimeData, frame: LearningTimeFrame): void {
    const ends = data.guide === null ? null : guidePixels(data.guide, frame);
    if (data.guide === null || ends === null) {
      writeGuide(guide, null, frame.weights);
      return;
    }
    const draggable = interactive && data.guide.draggable === true && handlers.onGuide !== undefined;
    const [x1, y1, x2, y2] = ends;
    writeGuide(guide, { x1, y1, x2, y2, guess: data.guide.kind === 'guess', draggable }, frame.weights);
    const [min, max] = frame.y.domain;
    const value = data.guide.y2;
    if (draggable) writeSlider(guide.grip, { label: plainText(data.guide.label), min, max, now: value, text: plainText(formatSignificant(value, 3)) }, 'vertical');
    else write(guide.grip, { role: null, tabindex: null });
  }

  function moveGuide(event: PointerEvent, phase: DragPhase): void {
    if (now === null || now.data.guide?.draggable !== true) return;
    const { x, y, size } = now.frame;
    const [px, py] = pointerIn(svg, event, size.width, size.height);
    const left = Math.min(x.to, Math.max(x.from, px));
    handlers.onGuide?.(toValue(x, left), toValue(y, Math.min(y.from, Math.max(y.to, py))), phase);
  }

  function keyGuide(event: KeyboardEvent, phase: DragPhase): void {
    const held = now?.data.guide;
    if (now === null || held?.draggable !== true) return;
    const [min, max] = now.frame.y.domain;
    const value = keyedValue(event.key, held.y2, { min, max, kind: now.frame.y.kind });
    if (value === null) return;
    event.preventDefault();
    handlers.onGuide?.(held.x2, phase === 'drag' ? value : held.y2, phase);
  }

  if (interactive && handlers.onGuide !== undefined) {
    listenDrag(guide.grip, { start: () => guide.grip.focus({ preventScroll: true }), move: (event) => moveGuide(event, 'drag'), end: (event) => moveGuide(event, 'end') });
    guide.grip.addEventListener('keydown', (event) => keyGuide(event, 'drag'));
    guide.grip.addEventListener('keyup', (event) => keyGuide(event, 'end'));
  }
  return {
    update,
    destroy() {
      picking = false;
      root.remove();
    },
  };
}
