import type { Collected } from '../../jobs/collected.ts';
import { modelOf } from '../../jobs/config.ts';

/**
 * Results as they would be at another threshold, read between the levels stored on the way to the one that was asked for;
 * null beyond it. Linear in the level (in its logarithm where the criterion's levels are decades).
 */
export const atThreshold = (collected: Collected, threshold: number): Collected | null => {
  const { cells } = collected.task;
  const { criterion: id, levels } = cells[0]!.plan.questions[0]!;
  const criterion = modelOf({ model: cells[0]!.model } as Parameters<typeof modelOf>[0]).criteria[id]!;
  const at = levels.findIndex((level) => (criterion.direction === 'above' ? level >= threshold : level <= threshold));
  if (at < 0) return null;
  const scale = (x: number): number => (criterion.between === 'logLog' ? Math.log(x) : x);
  const before = at === 0 ? levels[0]! : levels[at - 1]!;
  const weight = at === 0 ? 1 : (scale(threshold) - scale(before)) / (scale(levels[at]!) - scale(before));
  return {
    ...collected,
    passage: (replica) => {
      const late = collected.passage(replica, at);
      const early = at === 0 ? late : collected.passage(replica, at - 1);
      return late === null || early === null ? null : early + weight * (late - early);
    },
  };
};
