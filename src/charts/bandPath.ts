import { tenth, visibleRange } from './linePath.ts';
import type { PixelScale } from './pixelScale.ts';

/**
 * The 'd' of the area between low and high: one subpath for each stretch where high can be drawn. On a log axis a low end at or below 0
 * is drawn at the foot of the axis. Of the points in one pixel column the smallest low and the largest high are kept.
 */
export function bandPath(x: Float64Array, low: Float64Array, high: Float64Array, count: number, xs: PixelScale, ys: PixelScale): string {
  const n = Math.min(count, x.length, low.length, high.length);
  const [from, to] = visibleRange(x, n, xs.domain[0], xs.domain[1]);
  const xLog = xs.kind === 'log';
  const yLog = ys.kind === 'log';
  const foot = ys.from;
  let d = '';
  let forth = '';
  let back = '';
  let column = NaN;
  let top = 0;
  let bottom = 0;
  let at = 0;
  let used = false;
  const flush = (): void => {
    if (!used) return;
    forth += (forth === '' ? 'M' : 'L') + tenth(at) + ',' + tenth(top);
    back = 'L' + tenth(at) + ',' + tenth(bottom) + back;
    used = false;
  };
  const close = (): void => {
    flush();
    if (forth !== '') d += forth + back + 'Z';
    forth = '';
    back = '';
  };
  for (let i = from; i <= to; i++) {
    const px = xs.offset + xs.slope * (xLog ? Math.log10(x[i]!) : x[i]!);
    const upper = ys.offset + ys.slope * (yLog ? Math.log10(high[i]!) : high[i]!);
    let lower = ys.offset + ys.slope * (yLog ? Math.log10(low[i]!) : low[i]!);
    if (yLog && !(low[i]! > 0)) lower = foot;
    if (px - px !== 0 || upper - upper !== 0 || lower - lower !== 0) {
      close();
      continue;
    }
    const here = Math.floor(px);
    if (used && here !== column) flush();
    if (!used) {
      column = here;
      at = px;
      top = upper;
      bottom = lower;
      used = true;
    } else {
      if (upper < top) top = upper;
      if (lower > bottom) bottom = lower;
    }
  }
  close();
  return d;
}
