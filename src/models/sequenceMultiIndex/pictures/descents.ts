import { dotOf } from '../../../numerics/optimise/lbfgs.ts';
import type { Pause } from '../../contract.ts';
import type { Overlaps, TokenChannel } from '../core.ts';
import { instanceOf } from '../instances.ts';
import type { P } from '../params.ts';
import { drawData } from '../simulation/data.ts';
import { startQuasiNewton } from '../simulation/descent.ts';
import { overlapsOf } from '../simulation/overlaps.ts';
import { makeRisk } from '../simulation/risk.ts';
import { makeStart } from '../simulation/start.ts';

/** Where a descent of attention or of the denoiser ended. */
export interface Descent {
  readonly overlaps: Overlaps;
  readonly trainError: number;
}

const iterations = 200;

/** Replica after replica, by L-BFGS, 200 iterations at most; the same runs as those of the engine. */
export function* descend(p: P, seed: number, count: number): Generator<Pause, Descent[]> {
  const ends: Descent[] = [];
  const channel = instanceOf(p).channel(p) as TokenChannel;
  for (let replica = 0; replica < count; replica++) {
    const data = yield* drawData(p, channel, 1, seed, replica, 64);
    try {
      const start = makeStart(p, data.teachers, seed, replica);
      const search = yield* startQuasiNewton(makeRisk(channel, data, p.regularisation), start[0]!, p.regularisation);
      try {
        for (let step = 0; step < iterations; step++) {
          if (yield* search.step()) break;
          if (step % 8 === 7) yield { kind: 'pause' };
        }
        const w = search.weights[0]!;
        const overlaps = overlapsOf(p, search.weights, data.teachers, search.response);
        ends.push({ overlaps, trainError: (search.risk() + 0.5 * p.regularisation * dotOf(w, w)) / p.dimension });
      } finally {
        search.release();
      }
    } finally {
      data.release();
    }
    yield { kind: 'pause' };
  }
  return ends.filter(({ overlaps: { q } }) => q[0]! < Infinity);
}
