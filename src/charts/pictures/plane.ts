import { select } from 'd3-selection';
import { bandPath } from '../bandPath.ts';
import { writeRoot } from '../chartRoot.ts';
import { LabelPlacer } from '../labelSpecs.ts';
import { axisBottom } from '../marks/axisBottom.ts';
import { axisLeft } from '../marks/axisLeft.ts';
import { dots, type DotMark } from '../marks/dot.ts';
import { append, write } from '../marks/element.ts';
import { labels } from '../marks/label.ts';
import { lines, type LineMark } from '../marks/line.ts';
import { writeRich } from '../marks/text.ts';
import { toPixel } from '../pixelScale.ts';
import { curvePath } from './curvePath.ts';
import type { CurveData, PlaneData, ScatterData } from './pictureData.ts';
import type { PlaneFrame, TitleLine } from './planeFrame.ts';
import { planeLabels, type PlaneLabels } from './planeLabels.ts';
import { ranksOf, toneClass, toneLine } from './toneStyle.ts';

/** Axes, lines, bands, points, marks and their names: what lines, histogram and field have in common. With `casing` they stand on paper of their own. */
export const mountPlane = (svg: SVGSVGElement, className: string, options: { readonly casing?: boolean } = {}) => {
  const root = append(svg, 'g', { class: className });
  const leftAxis = append(root, 'g', { class: 'axis' });
  const clip = append(root, 'svg', { class: 'clip' });
  const ground = append(clip, 'g');
  const bands = append(clip, 'g');
  const ruleLayer = append(clip, 'g');
  const casings = append(clip, 'g');
  const lineLayer = append(clip, 'g');
  const dotLayer = append(root, 'g', { class: 'scatter' });
  const bottomAxis = append(root, 'g', { class: 'axis' });
  const titles = append(root, 'g');
  const over = append(root, 'g', { class: 'over' });
  const words = append(root, 'g', { class: 'labels' });
  const placer = new LabelPlacer();

  const drawLines = (data: PlaneData, frame: PlaneFrame): void => {
    const ranks = ranksOf(data.lines);
    const marks = data.lines.map(({ xs, ys, tone }, i): LineMark => ({ key: String(i), d: curvePath(xs, ys, frame.x, frame.y), ...toneLine(tone, ranks[i]!, frame.weights) }));
    // The simulation over what is faint, the theory on top.
    const order = { faint: 0, law: 1, simulation: 2, theory: 3 };
    const sorted = marks.map((mark, i) => ({ mark, at: order[data.lines[i]!.tone] })).sort((a, b) => a.at - b.at).map(({ mark }) => mark);
    lines(lineLayer, sorted);
    lines(casings, options.casing === true ? sorted.map((mark) => ({ ...mark, className: 'casing', width: mark.width + 3.2, dash: null })) : []);
    const { plot } = frame;
    const rules = data.marks.map(({ axis, value }, i): LineMark => {
      const at = Math.round(toPixel(axis === 'x' ? frame.x : frame.y, value)) + 0.5;
      return { key: String(i), d: axis === 'x' ? `M${at},${plot.y}v${plot.height}` : `M${plot.x},${at}h${plot.width}`, className: 'rule', width: frame.weights.threshold, dash: '6 4' };
    });
    lines(ruleLayer, rules);
    drawBands(bands, data.lines, frame);
  };

  const draw = (data: PlaneData, frame: PlaneFrame, more: PlaneLabels = { specs: [], obstacles: [] }): ReadonlySet<string> => {
    const { plot, size, weights } = frame;
    writeRoot(svg, size, data.description, false);
    axisLeft(leftAxis, frame.yTicks.major, frame.y, plot, size.fontSize);
    const axisY = plot.y + plot.height;
    axisBottom(bottomAxis, frame.xTicks, frame.x, { y: axisY, tickLabelY: axisY + Math.round(1.5 * size.fontSize), right: size.width }, size.fontSize, weights);
    drawTitles(titles, frame.above, frame.below, plot.x + plot.width);
    write(clip, { x: plot.x, y: plot.y - 2, width: plot.width, height: plot.height + 4, viewBox: `${plot.x} ${plot.y - 2} ${plot.width} ${plot.height + 4}` });
    drawLines(data, frame);
    dots(dotLayer, data.points.flatMap((points, i) => scatterDots(points, i, frame)));
    const { specs, obstacles } = planeLabels(data, frame);
    const all = [...more.specs, ...specs];
    const bounds = { x: plot.x + 3, y: plot.y, width: plot.width - 3, height: plot.height };
    const placed = placer.place(all, bounds, [...obstacles, ...more.obstacles], size.fontSize, null);
    labels(words, options.casing === true ? placed.map((mark) => ({ ...mark, halo: 'paper' as const })) : placed, weights.halo);
    return new Set(placed.map(({ key }) => key.slice(0, key.lastIndexOf('.'))));
  };

  return { root, ground, over, draw };
};

const drawBands = (parent: SVGGElement, curves: readonly CurveData[], { x, y }: PlaneFrame): void => {
  const marks = curves.flatMap(({ tone, xs, low, high }, i) => (low === undefined || high === undefined ? [] : [{ key: String(i), tone, d: bandPath(xs, low, high, xs.length, x, y) }]));
  select(parent)
    .selectAll<SVGPathElement, (typeof marks)[number]>('path')
    .data(marks, ({ key }) => key)
    .join('path')
    .each(function ({ tone, d }) {
      write(this, { class: tone === 'simulation' ? 'band' : 'theory-band', d });
    });
};

export const drawTitles = (parent: SVGGElement, above: readonly TitleLine[], below: readonly TitleLine[], right: number): void => {
  select(parent)
    .selectAll<SVGTextElement, TitleLine>('text')
    .data([...above, ...below])
    .join('text')
    .each(function ({ text, y }, i) {
      const isAbove = i < above.length;
      write(this, { class: 'title', x: isAbove ? 0 : right, y, 'text-anchor': isAbove ? null : 'end' });
      writeRich(this, text);
    });
};

const scatterDots = ({ tone, xs, ys }: ScatterData, group: number, { x, y, plot, weights }: PlaneFrame): DotMark[] =>
  Array.from(xs, (value, i): DotMark => ({ key: `${group}.${i}`, x: toPixel(x, value), y: toPixel(y, ys[i]!), r: xs.length > 200 ? 0.5 * weights.dot : 0.8 * weights.dot, className: toneClass[tone], width: 0.75 * weights.ring }))
    .filter((mark) => mark.x >= plot.x - 1 && mark.x <= plot.x + plot.width + 1 && mark.y >= plot.y - 1 && mark.y <= plot.y + plot.height + 1);
