import type { Place } from './placeLabels.ts';
import type { Rect } from './types.ts';

/** Places of a w x h label beside a point, `away` px off its middle: right first, then left, above and below. */
export function aroundPoint(x: number, y: number, w: number, h: number, away: number): Place[] {
  const near = 0.35 * h;
  return [
    { x: x + away, y: y + near },
    { x: x + away, y: y - h - near },
    { x: x + away + 2, y: y - h / 2 },
    { x: x - away - w, y: y - h - near },
    { x: x - away - w, y: y + near },
    { x: x - w / 2, y: y - h - away },
    { x: x - w / 2, y: y + away },
    { x: x + away, y: y + h },
    { x: x - away - w, y: y - 2 * h },
    { x: x + away, y: y + 1.8 * h },
    { x: x + away, y: y - 2.6 * h },
    { x: x - away - w, y: y + 1.4 * h },
  ];
}

/** Places beside a line given by its pixel points, at the shares of its length listed (1 = its end). */
export function alongLine(points: Float64Array, w: number, h: number, away: number, shares: readonly number[]): Place[] {
  const n = points.length >> 1;
  const places: Place[] = [];
  if (n === 0) return places;
  for (const share of shares) {
    const i = Math.min(n - 1, Math.max(0, Math.round(share * (n - 1))));
    const x = points[2 * i]!;
    const y = points[2 * i + 1]!;
    places.push(
      { x: x + away, y: y - h - 2 },
      { x: x - w - away, y: y - h - 2 },
      { x: x - w / 2, y: y - h - away },
      { x: x - w / 2, y: y + away },
      { x: x + away, y: y - h / 2 },
      { x: x - w - away, y: y + 2 },
      { x: x - w - away, y: y - h / 2 },
      { x: x + away, y: y + 2 },
    );
  }
  return places;
}

/** Places at the end of a line, flush with the plot's right edge when it ends there. */
export function atLineEnd(points: Float64Array, w: number, h: number, away: number, plot: Rect): Place[] {
  const n = points.length >> 1;
  if (n === 0) return [];
  const x = points[2 * n - 2]!;
  const y = points[2 * n - 1]!;
  const flush = Math.min(x, plot.x + plot.width) - w;
  return [
    { x: flush, y: y - h - away },
    { x: flush, y: y + away },
    { x: x - w - away, y: y - h / 2 },
    { x: x + away, y: y - h },
    ...alongLine(points, w, h, away, [0.95, 0.9, 0.85, 0.75, 0.65, 0.5]),
  ];
}

/** Places along a horizontal level: just above it from left to right, then below. */
export function onLevel(y: number, w: number, h: number, plot: Rect): Place[] {
  const places: Place[] = [];
  const first = plot.x + 6;
  const last = plot.x + plot.width - w - 6;
  const spots = [first, first + 0.25 * (last - first), (first + last) / 2, first + 0.75 * (last - first), last];
  for (const x of spots) places.push({ x, y: y - h - 3 });
  for (const x of spots) places.push({ x, y: y + 3 });
  return places;
}

/** Places of a block: under and above what lies in its columns, for each left edge in `xs`; then a raster. */
export function inFreeSpace(points: readonly Float64Array[], w: number, h: number, plot: Rect, xs: readonly number[]): Place[] {
  const places: Place[] = [];
  for (const x of xs) {
    const [top, bottom] = extent(points, x - 4, x + w + 4);
    if (bottom > -Infinity) places.push({ x, y: bottom + 7 });
    if (top < Infinity) places.push({ x, y: top - h - 7 });
    places.push({ x, y: plot.y + plot.height - h - 4 }, { x, y: plot.y + 4 });
  }
  for (const x of xs) for (let y = plot.y + 4; y + h <= plot.y + plot.height; y += 10) places.push({ x, y });
  return places;
}

function extent(lines: readonly Float64Array[], left: number, right: number): [number, number] {
  let top = Infinity;
  let bottom = -Infinity;
  for (const points of lines) {
    for (let i = 0; i + 1 < points.length; i += 2) {
      if (points[i]! < left || points[i]! > right) continue;
      top = Math.min(top, points[i + 1]!);
      bottom = Math.max(bottom, points[i + 1]!);
    }
  }
  return [top, bottom];
}
