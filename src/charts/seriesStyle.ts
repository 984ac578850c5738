import type { LineMark } from './marks/line.ts';
import type { Series } from './types.ts';
import type { Weights } from './weights.ts';

/** Six pins: three hues and two dashes, so that colour is never alone. */
export function pinClass(index: number): string {
  return `pin${((index % 3) + 3) % 3}`;
}

export function pinDash(index: number): string {
  return index % 2 === 0 ? '7 3' : '2 3';
}

export function seriesStyle(series: Series, weights: Weights): Pick<LineMark, 'className' | 'width' | 'dash'> {
  switch (series.kind) {
    case 'theory':
      return { className: 'line theory', width: weights.theory, dash: null };
    case 'run':
      return { className: 'line run', width: weights.run, dash: null };
    case 'ghost':
      return { className: 'line ghost', width: weights.ghost, dash: null };
    case 'pin': {
      const index = series.pinIndex ?? 0;
      const thin = series.pinOf === 'run';
      return { className: `line ${pinClass(index)}${thin ? ' thin' : ''}`, width: thin ? weights.thin : weights.theory, dash: thin ? null : pinDash(index) };
    }
  }
}

/** Classes of the words that name a series. */
export function seriesTextClass(series: Pick<Series, 'kind' | 'pinIndex'>): string {
  switch (series.kind) {
    case 'theory':
      return 'text-ink';
    case 'run':
      return 'text-sim';
    case 'ghost':
      return 'text-note';
    case 'pin':
      return `text-${pinClass(series.pinIndex ?? 0)}`;
  }
}

/** Ghosts below, then pins, runs, and theory on top; stable within a kind. */
export function inDrawingOrder(series: readonly Series[]): Series[] {
  const rank = { ghost: 0, pin: 1, run: 2, theory: 3 };
  return [...series].sort((a, b) => rank[a.kind] - rank[b.kind]);
}

/** Keys that stay with a series from one update to the next. */
export function seriesKeys(series: readonly Series[]): string[] {
  const seen = new Map<string, number>();
  return series.map((one) => {
    const base = one.kind === 'pin' ? `pin${one.pinIndex ?? 0}${one.pinOf ?? 'theory'}` : one.kind;
    const nth = seen.get(base) ?? 0;
    seen.set(base, nth + 1);
    return nth === 0 ? base : `${base}-${nth}`;
  });
}

export function countOf(series: { x: Float64Array; y?: Float64Array; count?: number }): number {
  return Math.min(series.count ?? series.x.length, series.x.length);
}
