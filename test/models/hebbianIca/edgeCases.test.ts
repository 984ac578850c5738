import { describe, expect, it } from 'vitest';
import { singleTime, writeFlow, type Order } from '../../../src/models/hebbianIca/equations.ts';
import { featuresOf } from '../../../src/models/hebbianIca/params.ts';
import { sampleSource } from '../../../src/models/hebbianIca/sampleSource.ts';
import { dot, moveAlong } from '../../../src/models/hebbianIca/simulation/hebbianStep.ts';
import { makeUnit } from '../../../src/models/hebbianIca/simulation/unit.ts';
import { makeStart } from '../../../src/models/hebbianIca/start.ts';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { meanOf, paramsWith } from '../../support/hebbianIca/tools.ts';
import { runLink } from '../../support/runLink.ts';

const squaresOf = (v: Float64Array): number => v.reduce((sum, x) => sum + x * x, 0);
const sizeOf = (v: Float64Array): number => v.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);

describe('one input, and two', () => {
  it.each(['chain', 'direct', 'flow', 'reduced', 'single', 'noisy'])('N = 1: m = 1 at all times: %s', (engine) => {
    for (const link of ['', 'source=laplace&learningRate=100', 'source=exponential&nonlinearity=square&rateRule=fixed&learningRate=10', 'source=gaussian&variance=1', 'source=gaussian&nonlinearity=linear&learningRate=0.1']) {
      const [run] = runLink(`hebbianIca?dimension=1&engine=${engine}&replicas=2&starts=2&duration=500&points=6&${link}`).of(engine);
      for (let index = 0; index < 6; index++) expect(Math.abs(run!.value(0, index, run!.layout.offsets['overlap']!) - 1)).toBeLessThan(1e-12);
    }
  });

  const tangent = (v1: number, v2: number): number => Math.tan(2 * Math.atan2(Math.min(Math.abs(v1), Math.abs(v2)), Math.max(Math.abs(v1), Math.abs(v2))));

  it.each(['flow', 'reduced'])('N = 2: tan 2 phi falls like exp(-a tau): %s', (engine) => {
    const { of } = runLink(`hebbianIca?only=theory&dimension=2&engine=${engine}&replicas=8&duration=60&points=13`);
    const [run] = of(engine);
    const { v, tau } = run!.layout.offsets;
    for (let replica = 0; replica < 8; replica++) {
      const first = tangent(run!.value(replica, 0, v!), run!.value(replica, 0, v! + 1));
      for (let index = 1; index < 13; index++) {
        const now = tangent(run!.value(replica, index, v!), run!.value(replica, index, v! + 1));
        const expected = first * Math.exp(-2 * run!.value(replica, index, tau!));
        // The integrator holds m to 1e-10; from it the small overlap is known while it is not too small.
        if (engine === 'flow' || expected > 0.1) expect(Math.abs(now / expected - 1)).toBeLessThan(1e-6);
      }
    }
  });

  it('N = 2: so it does in runs at a tiny rate, up to their noise', () => {
    const p = paramsWith({ dimension: 2, rateRule: 'fixed', learningRate: 1e-5, start: 'given', initialOverlap: 0.8 });
    const v = new Float64Array(2);
    const logs = Array.from({ length: 60 }, (_, replica) => {
      const learner = makeUnit(p, 9, replica, 'chain');
      learner.advance(40_000);
      learner.writeOverlaps(v);
      learner.close?.();
      return Math.log(tangent(v[0]!, v[1]!) / tangent(0.8, 0.6)) + 2 * 0.4;
    });
    const { mean, error } = meanOf(logs);
    expect(error).toBeLessThan(0.01);
    // The noise adds a term of the order of the rate.
    expect(Math.abs(mean)).toBeLessThan(4 * error + 1e-3);
  });
});

describe('the wrong sign of the step', () => {
  it('flow: all overlaps come to the same size 1/sqrt N', () => {
    for (const N of [2, 8, 30]) {
      const { v } = makeStart(paramsWith({ dimension: N }), 4, 0);
      // With this sign a length beside 1 runs away: the flow of the direction alone.
      const direction = new Float64Array(N);
      const turn = (_: number, y: Float64Array, out: Float64Array): void => {
        const length = Math.sqrt(squaresOf(y));
        y.forEach((x, i) => (direction[i] = x / length));
        writeFlow(4, -1, N, direction, out);
      };
      const solver = makeDormandPrince(turn, v.slice(), 0, { rtol: 1e-9, atol: 1e-12 });
      let last = sizeOf(v);
      for (let time = 20 * N; solver.t < time; ) {
        expect(solver.step(time)).toBe('ok');
        expect(sizeOf(solver.y)).toBeLessThan(last + 1e-9);
        last = sizeOf(solver.y);
      }
      expect(last * Math.sqrt(N)).toBeGreaterThan(1 - 1e-6);
      expect(last * Math.sqrt(N)).toBeLessThan(1 + 1e-6);
    }
  });

  it('runs: a source that was found is lost again', () => {
    const p = paramsWith({ dimension: 16, start: 'given', initialOverlap: 0.95 });
    const fill = sampleSource(p);
    const ends = Array.from({ length: 40 }, (_, replica) => {
      const w = makeStart(p, 5, replica).v.slice();
      const stream = makeStream('wrong sign', replica);
      const s = new Float64Array(16);
      let scale = 1;
      for (let step = 0; step < 20_000; step++) {
        fill(stream, s, 0, 16);
        const y = scale * dot(w, s, 0, 16);
        // The right sign of +-1 sources and y^3 is negative.
        const force = 1e-3 * y * y * y;
        scale = 1 / Math.sqrt(moveAlong(w, s, 0, 16, (1 - force * y) * scale, force));
      }
      return scale * sizeOf(w);
    });
    // Below the size 0.53 of the largest overlap of a random vector, and near 1/4.
    expect(Math.max(...ends)).toBeLessThan(0.5);
    expect(meanOf(ends).mean).toBeLessThan(0.4);
  });
});

describe('gradient time of one feature', () => {
  it.each([[2, 0], [3, 0.5], [4, 1]] as const)('k = %i: the median grows like N^%f, for k = 2 like ln N / 2', (order: Order, exponent) => {
    const median = (N: number): number => singleTime(order, 1, 0.6745 / Math.sqrt(N), 0.9);
    const slope = Math.log(median(1e7) / median(1e6)) / Math.log(10);
    if (order === 2) expect(Math.abs((median(1e7) - median(1e6)) / Math.log(10) - 0.5)).toBeLessThan(1e-6);
    else expect(Math.abs(slope - exponent)).toBeLessThan(1e-3);
  });

  it('K counted up to N is all sources', () => {
    const all = makeStart(paramsWith({ dimension: 20 }), 3, 0);
    const counted = makeStart(paramsWith({ dimension: 20, allFeatures: false, features: 20 }), 3, 0);
    expect(counted).toEqual(all);
    expect(featuresOf(paramsWith({ dimension: 20, allFeatures: false, features: 30 }))).toBe(20);
  });
});
