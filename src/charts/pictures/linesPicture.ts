import { dots } from '../marks/dot.ts';
import { toPixel } from '../pixelScale.ts';
import type { Chart, ChartLayout } from '../types.ts';
import type { LinesData } from './pictureData.ts';
import { mountPlane } from './plane.ts';
import { planeFrame } from './planeFrame.ts';

/** Lines and points over an axis, with a dot that walks along the first line. */
export const mountLinesPicture = (svg: SVGSVGElement): Chart<LinesData> => {
  const plane = mountPlane(svg, 'lines-picture');
  const update = (data: LinesData, size: ChartLayout): void => {
    const frame = planeFrame(data.x, data.y, size);
    plane.draw(data, frame);
    const { plot, weights } = frame;
    const marks = data.walkers.map(({ tone, x, y }) => ({ key: tone, x: toPixel(frame.x, x), y: toPixel(frame.y, y), r: 1.5 * weights.dot, className: tone === 'simulation' ? 'head' : 'theory', width: weights.ring }));
    dots(plane.over, marks.filter(({ x, y }) => x >= plot.x && x <= plot.x + plot.width && Number.isFinite(y)));
  };
  return { update, destroy: () => plane.root.remove() };
};
