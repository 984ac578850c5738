import type { Domain, ScaleKind } from './types.ts';

/**
 * From data to pixels: px = offset + slope * v, or of log10 v. Kept open (kind, offset, slope) so that path loops inline it.
 * A log scale sends values at or below 0 to NaN; path writers break the line there.
 */
export interface PixelScale {
  kind: ScaleKind;
  offset: number;
  slope: number;
  domain: Domain;
  from: number;
  to: number;
}

export function pixelScale(kind: ScaleKind, domain: Domain, from: number, to: number): PixelScale {
  const safe = safeDomain(kind, domain);
  const a = kind === 'log' ? Math.log10(safe[0]) : safe[0];
  const b = kind === 'log' ? Math.log10(safe[1]) : safe[1];
  const slope = (to - from) / (b - a);
  return { kind, offset: from - slope * a, slope, domain: safe, from, to };
}

export function toPixel(scale: PixelScale, value: number): number {
  if (scale.kind === 'linear') return scale.offset + scale.slope * value;
  return value > 0 ? scale.offset + scale.slope * Math.log10(value) : NaN;
}

export function toValue(scale: PixelScale, pixel: number): number {
  const linear = (pixel - scale.offset) / scale.slope;
  return scale.kind === 'log' ? 10 ** linear : linear;
}

/** A domain that can be drawn: finite, not empty, positive on a log axis. */
function safeDomain(kind: ScaleKind, [a, b]: Domain): Domain {
  if (kind === 'log') {
    const high = b > 0 && Number.isFinite(b) ? b : 1;
    const low = a > 0 && a < high ? a : high / 1000;
    return [low, high];
  }
  if (!Number.isFinite(a) || !Number.isFinite(b)) return [0, 1];
  return a === b ? [a - 0.5, a + 0.5] : [a, b];
}
