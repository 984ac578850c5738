import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/models/contract.ts';
import { cellOf, finish, stepTimes } from '../../support/committee/cells.ts';

const questions: readonly Question[] = [
  { criterion: 'specialised', levels: [0.1, 0.3, 0.5, 0.7] },
  { criterion: 'errorBelow', levels: [0.1, 0.03, 0.015, 0.006] },
];
const levels = questions.flatMap(({ criterion, levels }) => levels.map((level) => ({ level, above: criterion === 'specialised' })));
const observableOf = (above: boolean): string => (above ? 'specialisation' : 'generalisationError');

const simulations = [
  ['chain', 'committee?dimension=60', 1], ['direct', 'committee?dimension=20', 1], ['chain', 'committee?dimension=1050', 10],
  ['chain', 'committee?dimension=60&learningRate=0.7&labelNoise=0.2&secondLayerRate=0.5', 1],
] as const;

describe.each(simulations)('passages of %s, %s', (engine, link, stride) => {
  const dimension = Number(/dimension=(\d+)/.exec(link)![1]);
  const until = 100;

  it('are the first tested step at which its own trajectory is at or beyond the level', () => {
    const saveAt = stepTimes(dimension, until, stride);
    const { result, value } = finish(cellOf(link, engine, { saveAt, questions, budget: until }, { count: 3 }));
    let reached = 0;
    for (let replica = 0; replica < 3; replica++) {
      levels.forEach(({ level, above }, i) => {
        let first = 0;
        const isBeyond = (x: number): boolean => (above ? x >= level : x <= level);
        while (first < saveAt.length && !isBeyond(value(replica, first, observableOf(above)))) first++;
        const passage = result.passages[replica * levels.length + i]!;
        expect(passage).toBe(first < saveAt.length ? (first * stride) / dimension : -1);
        if (passage >= 0) reached++;
      });
    }
    expect(reached).toBeGreaterThan(2 * levels.length);
  });

  it('do not depend on save times, other levels, the budget, the batch', () => {
    const whole = finish(cellOf(link, engine, { questions, budget: until }, { count: 3 })).result.passages;
    const uneven = Float64Array.from({ length: 700 }, (_, i) => 0.0137 * i * (1 + i / 100)).filter((t) => t <= until);
    expect(finish(cellOf(link, engine, { saveAt: uneven, questions, budget: until }, { count: 3 })).result.passages).toEqual(whole);
    expect(finish(cellOf(link, engine, { questions, budget: 2 * until }, { count: 1, firstReplica: 1 })).result.passages.map((t) => (t > until ? -1 : t))).toEqual(
      whole.subarray(levels.length, 2 * levels.length),
    );
    for (const [q, { criterion, levels: all }] of questions.entries()) {
      const alone = finish(cellOf(link, engine, { questions: [{ criterion, levels: [all[2]!] }], budget: until }, { count: 2 })).result.passages;
      expect([...alone]).toEqual([0, 1].map((replica) => whole[replica * levels.length + 4 * q + 2]));
    }
  });

  it('and frames are the same bytes however the replicas are divided into cells', () => {
    const plan = { saveAt: Float64Array.from({ length: 41 }, (_, i) => i / 2), questions, budget: 20 };
    const whole = finish(cellOf(link, engine, plan, { count: 4 }));
    const size = whole.result.frames.length / 4;
    for (const [firstReplica, count] of [[0, 1], [1, 3], [3, 1]] as const) {
      const part = finish(cellOf(link, engine, plan, { firstReplica, count })).result;
      expect(part.frames).toEqual(whole.result.frames.slice(firstReplica * size, (firstReplica + count) * size));
      expect(part.passages).toEqual(whole.result.passages.slice(firstReplica * levels.length, (firstReplica + count) * levels.length));
      expect(part.outcomes).toEqual(whole.result.outcomes.slice(firstReplica, firstReplica + count));
    }
    expect(whole.value(0, 40, 'Q11')).not.toBe(whole.value(1, 40, 'Q11'));
    // A frame does not depend on the other save times either.
    const last = finish(cellOf(link, engine, { saveAt: Float64Array.of(20), questions, budget: 20 }));
    expect(last.result.frames).toEqual(whole.result.frames.slice(40 * whole.layout.size, size));
  });
});

describe('passages of the equations', () => {
  const link = 'committee?dimension=1000';

  it('lie between the frames around the crossing', () => {
    const saveAt = Float64Array.from({ length: 15_001 }, (_, i) => i / 100);
    const { result, value } = finish(cellOf(link, 'ode', { saveAt, questions, budget: 150 }, { count: 2 }));
    for (let replica = 0; replica < 2; replica++) {
      levels.forEach(({ level, above }, i) => {
        const passage = result.passages[replica * levels.length + i]!;
        const before = Math.floor(100 * passage);
        const [x0, x1] = [before, before + 1].map((index) => value(replica, index, observableOf(above)));
        expect(above ? x0! < level && x1! >= level : x0! > level && x1! <= level).toBe(true);
        // Linear between frames: the curvature over a hundredth of t is far below 1e-4 of it.
        expect(Math.abs(passage - (before + (level - x0!) / (x1! - x0!)) / 100)).toBeLessThan(1e-4);
      });
    }
  });

  it('do not depend on save times, other levels, the budget, the batch', () => {
    const whole = finish(cellOf(link, 'ode', { questions, budget: 200 }, { count: 3 })).result.passages;
    const saved = finish(cellOf(link, 'ode', { saveAt: Float64Array.of(0, 1.234, 77.7), questions, budget: 500 }, { count: 2, firstReplica: 1 })).result.passages;
    expect(saved).toEqual(whole.subarray(levels.length));
    const alone = finish(cellOf(link, 'ode', { questions: [{ criterion: 'errorBelow', levels: [0.015] }], budget: 200 })).result.passages;
    expect([...alone]).toEqual([whole[6]]);
    expect(whole.every((t) => t > 0)).toBe(true);
  });

  it('count from the start where the level is reached already, and not beyond the budget', () => {
    const started = 'committee?start=custom&overlaps=0.8,0;0,0.8&norms=1,0;0,1';
    for (const engine of ['chain', 'ode']) {
      expect(finish(cellOf(started, engine, { questions: [{ criterion: 'specialised', levels: [0.1, 0.8] }] })).result.passages).toEqual(Float64Array.of(0, 0));
      const { passages, outcomes } = finish(cellOf(link, engine, { questions: [{ criterion: 'specialised', levels: [0.5] }], budget: 30 })).result;
      expect([...passages]).toEqual([-1]);
      expect(outcomes).toEqual([{ replica: 0, end: 'budget', time: 30, reason: 'not learned by 30' }]);
    }
  });
});
