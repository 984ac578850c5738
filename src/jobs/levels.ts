import type { Criterion } from '../models/contract.ts';
import { exp } from '../numerics/exp.ts';
import { log } from '../numerics/log.ts';

/**
 * Levels stored on the way to a threshold, so that a dragged threshold can be read back without a new run.
 * Twentieths of one, or quarter decades below one, then the threshold itself, always last.
 */
export const levelsUpTo = ({ direction, between }: Criterion, threshold: number): number[] => {
  const levels: number[] = [];
  for (let i = 1; i < 200; i++) {
    const level = between === 'linear' ? i / 20 : exp(-0.25 * i * log(10));
    if (direction === 'above' ? level >= threshold * (1 - 1e-9) : level <= threshold * (1 + 1e-9)) break;
    levels.push(level);
  }
  levels.push(threshold);
  return levels;
};
