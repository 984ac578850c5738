import { aroundPoint, alongLine, onLevel } from '../labelPlaces.ts';
import { wording, type LabelSpec } from '../labelSpecs.ts';
import { samplePoints, sampleSegment } from '../obstacles.ts';
import { toPixel } from '../pixelScale.ts';
import type { Obstacle, Place } from '../placeLabels.ts';
import type { PlaneData, RuleData, ScatterData } from './pictureData.ts';
import type { PlaneFrame } from './planeFrame.ts';
import { toneText } from './toneStyle.ts';

export interface PlaneLabels {
  readonly specs: LabelSpec[];
  readonly obstacles: Obstacle[];
}

/** Names of lines, points and marks, each where it belongs, in its own colour, and what they avoid. */
export const planeLabels = (data: PlaneData, frame: PlaneFrame): PlaneLabels => {
  const { plot, x, y } = frame;
  const sampled = data.lines.map(({ xs, ys }) => samplePoints(xs, ys, xs.length, x, y, plot));
  const specs: LabelSpec[] = [
    ...data.lines.flatMap(({ label, tone }, i): LabelSpec[] => {
      if (label === '' || sampled[i]!.length === 0) return [];
      // Each line asks for another stretch first, so that names do not crowd at one.
      const shares = [0.75, 0.4, 0.6, 0.25, 0.9, 0.12, 0.5, 0.97];
      const turned = shares.map((_, k) => shares[(k + i) % shares.length]!);
      return [{ key: `line${i}`, priority: (tone === 'faint' ? 50 : 80) - i / 100, limit: 30, wordings: [wording(label, toneText[tone], tone !== 'faint')], placesOf: (w, h) => alongLine(sampled[i]!, w, h, 7, turned) }];
    }),
    ...data.points.flatMap((points, i): LabelSpec[] =>
      points.label === '' ? [] : [{ key: `points${i}`, priority: 70 - i / 100, limit: 30, wordings: [wording(points.label, toneText[points.tone], points.tone !== 'faint')], placesOf: placesOfPoints(points, frame) }],
    ),
    ...data.marks.flatMap((mark, i): LabelSpec[] =>
      mark.label === '' ? [] : [{ key: `mark${i}`, priority: 60 - i / 100, limit: 30, wordings: [wording(mark.label, 'text-note')], placesOf: placesOfMark(mark, frame) }],
    ),
  ];
  const obstacles: Obstacle[] = sampled.map((points) => ({ points, weight: 1 }));
  for (const { xs, ys } of data.points) {
    const pixels = new Float64Array(2 * xs.length);
    xs.forEach((value, k) => pixels.set([toPixel(x, value), toPixel(y, ys[k]!)], 2 * k));
    obstacles.push({ points: pixels, weight: 1.5 });
  }
  for (const mark of data.marks) {
    const at = mark.axis === 'x' ? toPixel(x, mark.value) : toPixel(y, mark.value);
    if (mark.axis === 'x') obstacles.push(sampleSegment(at, plot.y, at, plot.y + plot.height, 0.6));
    else obstacles.push(sampleSegment(plot.x, at, plot.x + plot.width, at, 0.6));
  }
  return { specs, obstacles };
};

const placesOfPoints = ({ xs, ys }: ScatterData, { x, y }: PlaneFrame) => (w: number, h: number): Place[] => {
  const n = xs.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => ys[b]! - ys[a]!);
  const chosen = [...new Set([0, n - 1, order[0] ?? 0, order[n - 1] ?? 0, order[n >> 1] ?? 0])].filter((i) => i >= 0 && i < n);
  return chosen.flatMap((i) => aroundPoint(toPixel(x, xs[i]!), toPixel(y, ys[i]!), w, h, 8));
};

const placesOfMark = (mark: RuleData, { x, y, plot }: PlaneFrame) => (w: number, h: number): Place[] => {
  if (mark.axis === 'y') return onLevel(toPixel(y, mark.value), w, h, plot).toReversed();
  const at = toPixel(x, mark.value);
  return Array.from({ length: Math.floor((plot.height - 4) / h) }, (_, k) => plot.y + 2 + k * h).flatMap((top) => [{ x: at + 6, y: top }, { x: at - 6 - w, y: top }]);
};
