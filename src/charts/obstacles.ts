import { toPixel, type PixelScale } from './pixelScale.ts';
import type { Obstacle } from './placeLabels.ts';
import type { Rect } from './types.ts';

/** Pixel points along a line, at most `spacing` apart, inside the plot only: what labels avoid, and where they may sit. */
export function samplePoints(x: Float64Array, y: Float64Array, count: number, xs: PixelScale, ys: PixelScale, plot: Rect, spacing = 5): Float64Array {
  const points: number[] = [];
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  let lastX = NaN;
  let lastY = NaN;
  const stride = Math.max(1, Math.floor(count / 160));
  for (let i = 0; i < count; i += stride) {
    const px = toPixel(xs, x[i]!);
    const py = toPixel(ys, y[i]!);
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      lastX = NaN;
      continue;
    }
    const distance = Math.abs(px - lastX) + Math.abs(py - lastY);
    if (distance < spacing && i + stride < count) continue;
    const steps = Number.isNaN(distance) ? 1 : Math.min(400, Math.ceil(distance / spacing));
    for (let k = 1; k <= steps; k++) {
      const t = k / steps;
      const sx = Number.isNaN(lastX) ? px : lastX + t * (px - lastX);
      const sy = Number.isNaN(lastX) ? py : lastY + t * (py - lastY);
      if (sx >= plot.x - 1 && sx <= right + 1 && sy >= plot.y - 1 && sy <= bottom + 1) points.push(sx, sy);
    }
    lastX = px;
    lastY = py;
  }
  return Float64Array.from(points);
}

/** A loose raster over a band: labels may lie on it, but free ground is better. */
export function sampleBand(x: Float64Array, low: Float64Array, high: Float64Array, count: number, xs: PixelScale, ys: PixelScale, plot: Rect): Float64Array {
  const points: number[] = [];
  const bottom = plot.y + plot.height;
  let lastX = -Infinity;
  for (let i = 0; i < count; i++) {
    const px = toPixel(xs, x[i]!);
    if (!(px - lastX >= 10) || px < plot.x || px > plot.x + plot.width) continue;
    lastX = px;
    const lower = toPixel(ys, low[i]!);
    const from = Math.max(plot.y, toPixel(ys, high[i]!));
    const to = Math.min(bottom, Number.isNaN(lower) ? bottom : lower);
    for (let py = from; py <= to; py += 10) points.push(px, py);
  }
  return Float64Array.from(points);
}

/** Points along a straight line. */
export function sampleSegment(x1: number, y1: number, x2: number, y2: number, weight: number): Obstacle {
  const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 5));
  const points = new Float64Array(2 * steps + 2);
  for (let k = 0; k <= steps; k++) {
    points[2 * k] = x1 + ((x2 - x1) * k) / steps;
    points[2 * k + 1] = y1 + ((y2 - y1) * k) / steps;
  }
  return { points, weight };
}

/** Points over a ring and what it encloses. */
export function sampleDisc(x: number, y: number, radius: number, weight: number): Obstacle {
  const points: number[] = [];
  for (let dx = -radius; dx <= radius; dx += 4) for (let dy = -radius; dy <= radius; dy += 4) if (dx * dx + dy * dy <= radius * radius) points.push(x + dx, y + dy);
  return { points: Float64Array.from(points), weight };
}
