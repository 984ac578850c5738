import type { PixelScale } from './pixelScale.ts';

/**
 * The 'd' of a line through (x, y), decimated: of the points that share a pixel column only the lowest and the highest are kept, in their
 * order, so at most two a pixel and no spike is lost. Not-finite pixels (values at or below 0 on a log axis, NaN) break the line.
 *
 * x must not decrease. Cost: one pass, about 0.1 ms for 401 points.
 */
export function linePath(x: Float64Array, y: Float64Array, count: number, xs: PixelScale, ys: PixelScale): string {
  const n = Math.min(count, x.length, y.length);
  const [from, to] = visibleRange(x, n, xs.domain[0], xs.domain[1]);
  const xLog = xs.kind === 'log';
  const yLog = ys.kind === 'log';
  let d = '';
  let open = false;
  let column = NaN;
  let lowX = 0;
  let lowY = 0;
  let highX = 0;
  let highY = 0;
  let used = 0;
  for (let i = from; i <= to; i++) {
    const px = xs.offset + xs.slope * (xLog ? Math.log10(x[i]!) : x[i]!);
    const py = ys.offset + ys.slope * (yLog ? Math.log10(y[i]!) : y[i]!);
    const valid = px - px === 0 && py - py === 0;
    const here = Math.floor(px);
    if (used > 0 && (!valid || here !== column)) {
      const lowFirst = lowX <= highX;
      d += (open ? 'L' : 'M') + tenth(lowFirst ? lowX : highX) + ',' + tenth(lowFirst ? lowY : highY);
      open = true;
      if (used > 1 && lowY !== highY) d += 'L' + tenth(lowFirst ? highX : lowX) + ',' + tenth(lowFirst ? highY : lowY);
      used = 0;
    }
    if (!valid) {
      open = false;
      continue;
    }
    if (used === 0) {
      column = here;
      lowX = highX = px;
      lowY = highY = py;
    } else if (py < lowY) {
      lowX = px;
      lowY = py;
    } else if (py > highY) {
      highX = px;
      highY = py;
    }
    used++;
  }
  if (used > 0) {
    const lowFirst = lowX <= highX;
    d += (open ? 'L' : 'M') + tenth(lowFirst ? lowX : highX) + ',' + tenth(lowFirst ? lowY : highY);
    if (used > 1 && lowY !== highY) d += 'L' + tenth(lowFirst ? highX : lowX) + ',' + tenth(lowFirst ? highY : lowY);
  }
  return d;
}

/** First and last index to draw: the visible ones and one neighbour on either side. */
export function visibleRange(x: Float64Array, n: number, low: number, high: number): [number, number] {
  let from = 0;
  let to = n - 1;
  while (from + 1 < n && x[from + 1]! < low) from++;
  while (to - 1 >= 0 && x[to - 1]! > high) to--;
  return [from, to];
}

/** Texts of the coordinates 0.0, 0.1, ... that occurred: writing a number anew costs more than everything else in a path. */
const texts: string[] = [];

/** One decimal, kept within +-1e5 so that far values stay harmless in every renderer. */
export function tenth(pixel: number): string {
  const n = Math.round(pixel * 10);
  if (n >= 0 && n < 40_000) return (texts[n] ??= String(n / 10));
  return String(Math.min(1e6, Math.max(-1e6, n)) / 10);
}
