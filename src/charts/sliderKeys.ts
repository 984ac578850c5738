import type { ScaleKind } from './types.ts';

export interface SliderRange {
  min: number;
  max: number;
  kind: ScaleKind;
}

/** The value that a key leads to: arrows 1 % of the range, Page keys 10 %, Home and End its ends (of the logarithm on a log scale). Null: not a slider's key. */
export function keyedValue(key: string, value: number, { min, max, kind }: SliderRange): number | null {
  if (key === 'Home') return min;
  if (key === 'End') return max;
  const steps = stepsOf(key);
  if (steps === 0) return null;
  const low = kind === 'log' ? Math.log10(min) : min;
  const high = kind === 'log' ? Math.log10(max) : max;
  const now = kind === 'log' ? Math.log10(value) : value;
  const next = Math.min(high, Math.max(low, now + ((high - low) * steps) / 100));
  return Math.min(max, Math.max(min, kind === 'log' ? 10 ** next : next));
}

function stepsOf(key: string): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -1;
    case 'PageUp':
      return 10;
    case 'PageDown':
      return -10;
    default:
      return 0;
  }
}
