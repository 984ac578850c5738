import { wording, type LabelSpec } from '../labelSpecs.ts';
import type { Place } from '../placeLabels.ts';
import { cellAt } from './fieldCells.ts';

export interface RegionGrid {
  readonly lefts: readonly number[];
  readonly tops: readonly number[];
  readonly classOf: (i: number, j: number) => number;
}

/** Names inside the regions that have room for them; the nearest place to a region's middle first. */
export const regionLabels = (names: readonly string[], grid: RegionGrid): LabelSpec[] =>
  names.flatMap((name, category): LabelSpec[] =>
    name === '' ? [] : [{ key: `region${category}`, priority: 90, tolerance: 0.5, limit: 6, wordings: [wording(name, 'text-ink', true)], placesOf: (w, h) => placesIn(category, w, h, grid) }],
  );

const placesIn = (category: number, w: number, h: number, { lefts, tops, classOf }: RegionGrid): Place[] => {
  let [sumX, sumY, n] = [0, 0, 0];
  const free: Place[] = [];
  const stride = Math.max(1, Math.floor(lefts.length / 40));
  const holds = (x: number, y: number): boolean => {
    const [i, j] = [cellAt(lefts, x), cellAt(tops, y)];
    return i >= 0 && j >= 0 && classOf(i, j) === category;
  };
  const isFree = (x: number, y: number): boolean => [0, 0.25, 0.5, 0.75, 1].every((a) => [0, 0.5, 1].every((b) => holds(x + a * w, y + b * h)));
  for (let j = 0; j + 1 < tops.length; j++) {
    for (let i = 0; i + 1 < lefts.length; i += stride) {
      if (classOf(i, j) !== category) continue;
      const [x, y] = [(lefts[i]! + lefts[i + 1]!) / 2, (tops[j]! + tops[j + 1]!) / 2];
      sumX += x;
      sumY += y;
      n++;
      if (isFree(x - w / 2, y - h / 2)) free.push({ x: x - w / 2, y: y - h / 2 });
    }
  }
  const far = ({ x, y }: Place): number => Math.hypot(x + w / 2 - sumX / n, 2 * (y + h / 2 - sumY / n));
  return free.sort((a, b) => far(a) - far(b)).slice(0, 60);
};
