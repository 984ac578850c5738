import { dotOf } from '../../../numerics/optimise/lbfgs.ts';
import type { Layout } from '../../contract.ts';
import { makeOverlaps, type Overlaps } from '../core.ts';
import { instanceOf } from '../instances.ts';
import { writeFrame } from '../measure.ts';
import type { P } from '../params.ts';
import type { Iteration } from './iteration.ts';
import type { Runner } from './iterated.ts';
import { writeOverlaps } from './overlaps.ts';

/** Squared length per dimension beyond which a run has diverged. */
const largestSquare = 1e12;

/** Share of the fixed point's overlap that has been reached. */
export type Progress = (now: Overlaps) => number;

/** What is seen of an iteration; the overlaps are computed once a step, the errors when a frame is asked for. */
export const makeRunner = (p: P, iteration: Iteration, teachers: readonly Float64Array[], progress: Progress, layout: Layout, release: () => void): Runner => {
  const { units, has } = instanceOf(p);
  const now = makeOverlaps(units);
  const frame = new Float64Array(layout.size);
  const { weights, response, risk, step } = iteration;
  let fresh = false;
  const overlaps = (): Overlaps => {
    if (!fresh) writeOverlaps(p, weights, teachers, response, now);
    fresh = true;
    return now;
  };
  const write = (out: Float64Array): void => {
    const trainError = has.trainError ? (risk() + 0.5 * p.regularisation * dotOf(weights[0]!, weights[0]!)) / p.dimension : NaN;
    writeFrame(p, overlaps(), progress(overlaps()), trainError, out, layout);
  };
  return {
    step: function* () {
      fresh = false;
      return yield* step();
    },
    read: (observable) => {
      if (observable === 'progress') return progress(overlaps());
      write(frame);
      return frame[layout.offsets[observable]!]!;
    },
    write,
    trouble: () => {
      const { q } = overlaps();
      let largest = 0;
      for (let k = 0; k < units; k++) if (!(q[k * (units + 1)]! < largest)) largest = q[k * (units + 1)]!;
      return largest < largestSquare ? null : `the squared length of the weights went above ${largestSquare} d`;
    },
    release,
  };
};
