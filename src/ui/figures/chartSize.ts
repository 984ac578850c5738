import type { ChartLayout } from '../../charts/types.ts';
import type { WidthClass } from '../shell/useMedia.ts';

const heights = { wide: { trajectory: 406, learning: 406 }, medium: { trajectory: 428, learning: 428 }, narrow: { trajectory: 336, learning: 280 } } as const;

export const chartSize = (which: 'trajectory' | 'learning', place: WidthClass, width: number): ChartLayout => ({
  width,
  height: heights[place][which],
  fontSize: place === 'wide' ? 13.5 : 13,
});
