import { wording, type LabelSpec } from '../labelSpecs.ts';
import { tenth } from '../linePath.ts';
import { append, write } from '../marks/element.ts';
import { toPixel } from '../pixelScale.ts';
import type { Obstacle } from '../placeLabels.ts';
import type { Chart, ChartLayout } from '../types.ts';
import type { HistogramData } from './pictureData.ts';
import { mountPlane } from './plane.ts';
import { planeFrame, type PlaneFrame } from './planeFrame.ts';
import { toneClass, toneText } from './toneStyle.ts';

/** Densities of samples as steps, with exact densities as lines over them. */
export const mountHistogramPicture = (svg: SVGSVGElement): Chart<HistogramData> => {
  const plane = mountPlane(svg, 'histogram-picture');
  const area = append(plane.ground, 'path');
  const outline = append(plane.ground, 'path', { fill: 'none' });
  const update = (data: HistogramData, size: ChartLayout): void => {
    const frame = planeFrame(data.x, data.y, size);
    const { bins } = data;
    const tops = topsOf(data, frame);
    const foot = frame.plot.y + frame.plot.height;
    const d = tops.map(({ left, right, y }, i) => `${i === 0 ? `M${tenth(left)},${tenth(foot)}` : ''}V${tenth(y)}H${tenth(right)}`).join('') + (tops.length > 0 ? `V${tenth(foot)}` : '');
    write(area, { class: bins.tone === 'simulation' ? 'band' : 'theory-band', d });
    write(outline, { class: `line ${toneClass[bins.tone]}`, d, 'stroke-width': frame.weights.thin });
    plane.draw(data, frame, { specs: nameOf(data, tops, frame), obstacles: [edgesOf(tops)] });
  };
  return { update, destroy: () => plane.root.remove() };
};

interface Top {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Bins in pixels; what cannot be drawn on a log axis stands at the foot. */
const topsOf = ({ bins: { edges, heights } }: HistogramData, { x, y, plot }: PlaneFrame): Top[] =>
  Array.from(heights, (height, i) => {
    const top = toPixel(y, height);
    return { left: toPixel(x, edges[i]!), right: toPixel(x, edges[i + 1]!), y: Number.isFinite(top) ? Math.min(plot.y + plot.height, top) : plot.y + plot.height };
  });

const edgesOf = (tops: readonly Top[]): Obstacle => ({ points: Float64Array.from(tops.flatMap(({ left, right, y }) => [left, y, (left + right) / 2, y, right, y])), weight: 1 });

/** The name of the samples: above a bin, the tallest first. */
const nameOf = ({ bins }: HistogramData, tops: readonly Top[], { plot }: PlaneFrame): LabelSpec[] => {
  if (bins.label === '' || tops.length === 0) return [];
  const sorted = [...tops].sort((a, b) => a.y - b.y);
  const placesOf = (w: number, h: number) => [
    ...sorted.flatMap(({ left, right, y }) => [{ x: right + 8, y: y - 2 }, { x: left - 8 - w, y: y - 2 }, { x: (left + right - w) / 2, y: y - h - 4 }]),
    { x: plot.x + plot.width - w - 6, y: plot.y + 4 },
    { x: plot.x + 8, y: plot.y + 4 },
  ];
  return [{ key: 'bins', priority: 75, limit: 30, wordings: [wording(bins.label, toneText[bins.tone], true)], placesOf }];
};
