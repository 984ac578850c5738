import { describe, expect, it } from 'vitest';
import type { Frame, Outcome, Passage, Plan } from '../../../src/models/contract.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { copyOverlaps, makeOverlaps, takeStep } from '../../../src/models/sequenceMultiIndex/core.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { observables } from '../../../src/models/sequenceMultiIndex/observables.ts';
import { params, type P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { relabel } from '../../../src/models/sequenceMultiIndex/relabel.ts';
import { startNormals, startSquares } from '../../../src/models/sequenceMultiIndex/start.ts';
import { positional, semantic, stateEvolution } from '../../../src/models/sequenceMultiIndex/theory/engines.ts';
import { linearGrid } from '../../../src/numerics/linearGrid.ts';
import { solved, stepped } from '../../support/sequenceMultiIndex/theory.ts';
import { paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

const engines = { stateEvolution, semantic, positional };

interface Result {
  readonly frames: Float64Array[];
  readonly passages: number[];
  readonly outcomes: Outcome[];
  readonly pauses: number;
}

const run = (engine: keyof typeof engines, p: P, plan: Partial<Plan>, count = 1, seed = 7): Result => {
  const whole: Plan = { saveAt: new Float64Array(0), questions: [], budget: 40, quality: 'rest', ...plan };
  const running = engines[engine].run(p, { seed, firstReplica: 0, count }, whole, layoutOf(observables, p));
  const frames: Float64Array[] = [];
  const passages: number[] = [];
  let pauses = 0;
  for (;;) {
    const { done, value } = running.next();
    if (done === true) return { frames, passages, outcomes: value, pauses };
    if (value.kind === 'pause') pauses++;
    else if (value.kind === 'frame') frames.push((value as Frame).values.slice());
    else passages.push((value as Passage).time);
  }
};
const column = (p: P, name: string): number => layoutOf(observables, p).names.indexOf(name);

const allInstances = Object.keys(params.instance.options) as P['instance'][];
const quick = { attention: { regularisation: 0.01, sampleRatio: 1.5 } } as Partial<Record<P['instance'], Partial<P>>>;

describe('trajectories of state evolution', () => {
  it.each(['perceptron', 'phaseRetrieval', 'ridge', 'logistic', 'committee'] as const)('%s: frame t is the undamped map t times from 1/d', (instance) => {
    const p = paramsWith({ instance, dimension: 500, sampleRatio: 2.2 });
    const { frames, outcomes } = run('stateEvolution', p, { saveAt: linearGrid(0, 8, 9), budget: 8 });
    expect(outcomes[0]!.end).toBe('done');
    const { units, evolution, writeStart } = instanceOf(p);
    const start = makeOverlaps(units);
    writeStart(p, 'only', startSquares(null, units, 500), start);
    expect(start.q[0]!).toBe(1 / 500);
    for (let t = 0; t <= 8; t++) {
      const expected = stepped(evolution(p, 'only', 'rest'), start, t);
      const q = column(p, instance === 'committee' ? 'q11' : 'q');
      expect(frames[t]![q]!).toBe(expected.q[0]!);
      expect(frames[t]![column(p, 'testError')]!).toBe(instanceOf(p).testError(p, expected));
    }
  });

  it.each(allInstances)('%s: every value is finite, the names fit, and the end is the fixed point', (instance) => {
    const p = paramsWith({ instance, ...quick[instance] });
    const { frames } = run('stateEvolution', p, { saveAt: Float64Array.of(0, 0.5, 3, 400), budget: 400, quality: 'drag' });
    expect(frames).toHaveLength(4);
    for (const frame of frames) expect(frame.every(Number.isFinite)).toBe(true);
    const last = frames.at(-1)!;
    expect(last[column(p, 'progress')]!).toBeCloseTo(1, 4);
    const { testError, trainError } = solved(p, instance === 'attention' ? 'positional' : 'only', 'drag');
    expect(Math.abs(last[column(p, 'testError')]! - testError)).toBeLessThan(1e-5);
    if (instanceOf(p).has.trainError) expect(Math.abs(last[column(p, 'trainError')]! - trainError)).toBeLessThan(1e-5);
    else expect(column(p, 'trainError')).toBe(-1);
    expect(column(p, 'm') >= 0).toBe(instanceOf(p).has.m);
    expect(column(p, instance === 'committee' ? 'theta21' : 'theta') >= 0).toBe(instanceOf(p).has.theta);
  });

  it('a passage stands on its level, between the iterations around it', () => {
    const p = paramsWith({ dimension: 10_000 });
    const { passages } = run('stateEvolution', p, { questions: [{ criterion: 'recovered', levels: [0.1, 0.5, 0.9] }], budget: 100 });
    expect(passages).toHaveLength(3);
    const { frames } = run('stateEvolution', p, { saveAt: Float64Array.from(passages), budget: 100 });
    [0.1, 0.5, 0.9].forEach((level, i) => expect(frames[i]![column(p, 'progress')]!).toBeCloseTo(level, 10));
    const around = run('stateEvolution', p, { saveAt: Float64Array.of(Math.floor(passages[1]!), Math.ceil(passages[1]!)), budget: 100 }).frames;
    expect(around[0]![column(p, 'progress')]!).toBeLessThan(0.5);
    expect(around[1]![column(p, 'progress')]!).toBeGreaterThan(0.5);
  });

  it('below weak recovery nothing is reached by the budget', () => {
    const { passages, outcomes } = run('stateEvolution', paramsWith({ sampleRatio: 0.45 }), { questions: [{ criterion: 'recovered', levels: [0.5] }], budget: 300 });
    expect(passages).toEqual([]);
    expect(outcomes[0]).toMatchObject({ end: 'budget', time: 300 });
  });

  it('replica starts: as random as the start says, one theory otherwise', () => {
    const p = paramsWith({ start: 'replica', dimension: 1000 });
    expect(stateEvolution.random(p)).toBe(true);
    expect(stateEvolution.random(paramsWith({}))).toBe(false);
    expect(stateEvolution.random(paramsWith({ start: 'replica', instance: 'attention' }))).toBe(false);
    const { frames } = run('stateEvolution', p, { saveAt: Float64Array.of(0), budget: 1 }, 5);
    frames.forEach((frame, replica) => expect(frame[column(p, 'q')]!).toBe(startNormals(7, replica, 1)[0]! ** 2 / 1000));
    expect(new Set(frames.map((frame) => frame[column(p, 'q')]!)).size).toBe(5);
  });

  it('the informed start begins at the truth and stays there above alpha = 1', () => {
    const p = paramsWith({ start: 'informed', sampleRatio: 1.05 });
    const { frames } = run('stateEvolution', p, { saveAt: Float64Array.of(0, 30), budget: 30 });
    expect(frames[0]![column(p, 'q')]!).toBeCloseTo(1, 5);
    expect(frames[1]![column(p, 'q')]!).toBeCloseTo(1, 5);
  });

  it('attention: each engine has its branch, the default that of the nearer start', () => {
    const p = paramsWith({ instance: 'attention', ...quick.attention });
    const at = (engine: keyof typeof engines, given: P): Float64Array => run(engine, given, { saveAt: Float64Array.of(60), budget: 60, quality: 'drag' }).frames[0]!;
    const [m, theta] = [column(p, 'm'), column(p, 'theta')];
    expect([at('semantic', p)[m]!, at('positional', p)[theta]!]).toEqual([0, 0]);
    expect(at('semantic', p)[theta]!).toBeGreaterThan(0.1);
    expect(at('positional', p)[m]!).toBeGreaterThan(0.2);
    expect(at('stateEvolution', p)).toEqual(at('positional', p));
    expect(at('stateEvolution', { ...p, basin: 1 })).toEqual(at('semantic', p));
    const ridge = paramsWith({ instance: 'ridge' });
    expect(at('semantic', ridge)).toEqual(at('stateEvolution', ridge));
  });

  it('a step of 16384 points pauses every 256 of them', () => {
    const p = paramsWith({ instance: 'attention', ...quick.attention });
    const now = makeOverlaps(1);
    copyOverlaps(now, solved(p, 'semantic', 'drag').overlaps);
    const map = instanceOf(p).evolution(p, 'semantic', 'rest');
    const pauses = (): number => [...takeStep(map, now, makeOverlaps(1))].length;
    // The first step also draws the points, unless another test has.
    expect(pauses()).toBeGreaterThanOrEqual(64);
    expect(pauses()).toBe(64);
  });

  it('few nodes and many agree to the accuracy that a moving slider needs', () => {
    for (const instance of ['committee', 'denoiser'] as const) {
      for (const sampleRatio of [0.7, 2.5, 6]) {
        const [drag, rest] = (['drag', 'rest'] as const).map((quality) => solved({ instance, sampleRatio }, 'only', quality));
        expect(Math.abs(drag!.overlaps.q[0]! / rest!.overlaps.q[0]! - 1)).toBeLessThan(3e-3);
      }
    }
  });
});

it('the committee is relabelled by its final pairing', () => {
  const p = paramsWith({ instance: 'committee' });
  const layout = layoutOf(observables, p);
  const frame = Float64Array.from({ length: layout.size }, (_, i) => i);
  const { q, theta } = layout.offsets as { q: number; theta: number };
  frame.set([0.1, 0.9, 0.8, 0.2], theta);
  frame.set([1, 2, 3, 4], q);
  const map = relabel(p, frame, layout);
  const named = Array.from(map, (from) => frame[from]!);
  expect(named.slice(theta, theta + 4)).toEqual([0.8, 0.2, 0.1, 0.9]);
  expect(named.slice(q, q + 4)).toEqual([4, 3, 2, 1]);
  frame.set([0.9, 0.1, 0.2, 0.8], theta);
  expect([...relabel(p, frame, layout)]).toEqual(Array.from(map, (_, i) => i));
});
