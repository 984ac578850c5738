import { featuresOf, type P } from '../../../src/models/hebbianIca/params.ts';
import { strideOf } from '../../../src/models/hebbianIca/simulation/engines.ts';
import { makeUnit } from '../../../src/models/hebbianIca/simulation/unit.ts';
import { makeStart } from '../../../src/models/hebbianIca/start.ts';
import { makeCurve } from '../../../src/models/hebbianIca/theory/curve.ts';

export interface Hit {
  /** Samples until the largest overlap was first seen at the threshold; null: not within the budget. */
  readonly time: number | null;
  /** Samples of the exact flow from the same start; 0 where it stands beyond the threshold. */
  readonly predicted: number;
  /** Did the source with the largest overlap at the start win? */
  readonly firstWins: boolean;
  /** The largest overlap at the end. */
  readonly overlap: number;
}

const argmax = (v: Float64Array): number => v.reduce((best, x, i) => (Math.abs(x) > Math.abs(v[best]!) ? i : best), 0);

/** Runs of the simulation over all weights, looked at every `stride` steps as the engine does unless told otherwise. */
export const hits = (p: P, seed: number, replicas: number, budget: number, { threshold = 0.9, stride = strideOf(p) } = {}): Hit[] =>
  Array.from({ length: replicas }, (_, replica) => {
    const start = makeStart(p, seed, replica);
    const curve = makeCurve(p, start);
    const place = curve.crossing(threshold, 0);
    const learner = makeUnit(p, seed, replica, 'chain');
    const v = new Float64Array(featuresOf(p));
    let time = 0;
    while (learner.overlap() < threshold && time < budget) {
      learner.advance(Math.min(stride, budget - time));
      time += Math.min(stride, budget - time);
    }
    learner.writeOverlaps(v);
    const overlap = learner.overlap();
    learner.close?.();
    return { time: overlap >= threshold ? time : null, predicted: place === null ? Infinity : place === 0 ? 0 : curve.samples(place), firstWins: argmax(v) === argmax(start.v), overlap };
  });
