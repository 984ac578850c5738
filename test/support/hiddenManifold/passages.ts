import { hiddenManifold } from '../../../src/models/hiddenManifold/index.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { layoutOf } from '../../../src/models/layout.ts';

/** Times at which the specialisation of each replica first exceeds the levels, null where it does not within the budget. */
export const specialisationTimes = (engine: string, p: P, levels: readonly number[], { seed, count, budget }: { readonly seed: number; readonly count: number; readonly budget: number }): (number | null)[][] => {
  const layout = layoutOf(hiddenManifold.observables, p as never);
  const plan = { saveAt: new Float64Array(0), questions: [{ criterion: 'specialised', levels }], budget, quality: 'rest' as const };
  const times: (number | null)[][] = Array.from({ length: count }, () => levels.map(() => null));
  for (const item of hiddenManifold.engines[engine]!.run(p as never, { seed, firstReplica: 0, count }, plan, layout)) if (item.kind === 'passage') times[item.replica]![item.level] = item.time;
  return times;
};
