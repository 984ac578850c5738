import { describe, expect, it } from 'vitest';
import { runCell } from '../../../src/jobs/cell.ts';
import { hebbianIca } from '../../../src/models/hebbianIca/index.ts';
import { makeChain } from '../../../src/models/hebbianIca/simulation/chain.ts';
import { dot, moveAlong } from '../../../src/models/hebbianIca/simulation/hebbianStep.ts';
import { makeNetwork } from '../../../src/models/hebbianIca/simulation/network.ts';
import { isUnit, makeUnit } from '../../../src/models/hebbianIca/simulation/unit.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { everySource, paramsWith } from '../../support/hebbianIca/tools.ts';
import { requestOfLink } from '../../support/runLink.ts';

const squaresOf = (v: Float64Array): number => v.reduce((sum, x) => sum + x * x, 0);
const sizeOf = (v: Float64Array): number => v.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
const nonlinearities = ['cubic', 'hermite3', 'square', 'hermite2', 'rectifiedSquare', 'relu', 'tanh', 'linear'] as const;

describe('length of the weights', () => {
  it('|w + F (x - y w)|^2 = 1 + F^2 (|x|^2 - y^2)', () => {
    const stream = makeStream('length');
    for (const N of [1, 2, 7, 100]) {
      for (const F of [1e-6, 0.1, 3, 1e4]) {
        const [w, x] = [new Float64Array(N), new Float64Array(N)];
        fillNormals(stream, w, N);
        fillNormals(stream, x, N);
        const scale = 1 / Math.sqrt(squaresOf(w));
        w.forEach((value, i) => (w[i] = scale * value));
        const y = dot(w, x, 0, N);
        const length = moveAlong(w, x, 0, N, 1 - F * y, F);
        // N = 1: |x|^2 - y^2 is rounding alone.
        expect(Math.abs(length - 1 - F * F * (squaresOf(x) - y * y))).toBeLessThan(1e-14 * (1 + F * F * squaresOf(x)) * N);
        expect(length).toBeCloseTo(squaresOf(w), 12);
      }
    }
  });

  it.each(everySource)('stays 1 to 1e-12 at the largest rate, by every rule: %o', (source) => {
    for (const nonlinearity of nonlinearities) {
      for (const [dimension, batch] of [[1, 1], [2, 1], [9, 1], [40, 3]] as const) {
        const p = paramsWith({ ...source, nonlinearity, dimension, batch, rateRule: 'fixed', learningRate: 100 });
        const learners = [makeChain(p, 3, 0, 'direct', dimension), makeNetwork({ ...p, mixing: 'orthogonal' }, 3, 0, 'direct'), ...(isUnit(p) ? [makeUnit(p, 3, 0, 'direct')] : [])];
        const v = new Float64Array(dimension);
        for (const learner of learners) {
          for (let round = 0; round < 5; round++) {
            learner.advance(20);
            learner.writeOverlaps(v);
            expect(Math.abs(squaresOf(v) - 1)).toBeLessThan(1e-12);
            expect(Math.abs(learner.overlap() - sizeOf(v))).toBeLessThan(1e-15);
          }
          learner.close?.();
        }
      }
    }
  });

  const largest = 'rateRule=fixed&learningRate=100';
  it.each([
    largest, `${largest}&allFeatures=false&features=3`, `${largest}&neurons=3&engine=direct`, 'rateRule=warmUp&learningRate=100', `${largest}&batch=50`,
    `${largest}&source=exponentialPower&exponent=0.5`, `${largest}&nonlinearity=square&source=exponential`,
  ])('no run diverges at the largest rate: %s', (link) => {
    const { tasks } = requestOfLink(`hebbianIca?only=simulation&dimension=24&replicas=3&duration=5000&points=3&${link}`);
    for (const cell of tasks[0]!.cells) {
      const { outcomes, frames } = runCell(cell);
      for (const { end } of outcomes) expect(['done', 'learned']).toContain(end);
      const { size, offsets } = layoutOf(hebbianIca.observables, cell.params);
      for (let at = offsets['overlap']!; at < frames.length; at += size) expect(Math.abs(frames[at]! - 0.5)).toBeLessThanOrEqual(0.5 + 1e-12);
    }
  });
});
