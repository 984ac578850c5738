import { describe, expect, it } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { readLink } from '../../../src/jobs/link.ts';
import type { Engine, Frame, Outcome, Passage, Plan, Run } from '../../../src/models/contract.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { observables } from '../../../src/models/sequenceMultiIndex/observables.ts';
import type { P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { mostDataBytes } from '../../../src/models/sequenceMultiIndex/simulation/data.ts';
import { amp, gd, lbfgs, simulation } from '../../../src/models/sequenceMultiIndex/simulation/engines.ts';
import { paramsWith } from '../../support/sequenceMultiIndex/tools.ts';

interface Seen {
  readonly frames: Map<string, number[]>;
  readonly passages: Passage[];
  readonly outcomes: Outcome[];
  readonly pauses: number;
}

const plan = (given: Partial<Plan> = {}): Plan => ({ saveAt: Float64Array.from({ length: 7 }, (_, i) => i), questions: [{ criterion: 'recovered', levels: [0.3, 0.5] }], budget: 12, quality: 'rest', ...given });

const start = (engine: Engine<P>, p: P, firstReplica: number, count: number, given: Plan): Run => engine.run(p, { seed: 7, firstReplica, count }, given, layoutOf(observables, p));

const collect = (run: Run, between: () => void = () => {}): Seen => {
  const frames = new Map<string, number[]>();
  const passages: Passage[] = [];
  let pauses = 0;
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return { frames, passages, outcomes: value, pauses };
    if (value.kind === 'frame') frames.set(`${(value satisfies Frame).replica} ${value.index}`, [...value.values]);
    else if (value.kind === 'passage') passages.push(value);
    else {
      pauses++;
      between();
    }
  }
};

const cases: readonly (readonly [string, Engine<P>, Partial<P>])[] = [
  ['amp', amp, { instance: 'perceptron', dimension: 301, sampleRatio: 2 }],
  ['amp', amp, { instance: 'phaseRetrieval', dimension: 300, sampleRatio: 2 }],
  ['amp', amp, { instance: 'logistic', dimension: 300, sampleRatio: 2 }],
  ['amp', amp, { instance: 'committee', dimension: 97, sampleRatio: 3 }],
  ['gd', gd, { instance: 'attention', dimension: 103, sampleRatio: 1.5, basin: 0.5 }],
  ['lbfgs', lbfgs, { instance: 'attention', dimension: 103, sampleRatio: 1.5, basin: 1 }],
  ['lbfgs', lbfgs, { instance: 'denoiser', dimension: 103, sampleRatio: 1.5 }],
  ['gd', gd, { instance: 'ridge', dimension: 103, sampleRatio: 1.5 }],
];

describe('the engines of the simulation', () => {
  it.each(cases)('%s: a replica has the same bits in any batch, between other runs, and with other save times and levels', (_name, engine, given) => {
    const p = paramsWith(given);
    const together = collect(start(engine, p, 0, 3, plan()));
    const alone = collect(start(engine, p, 2, 1, plan()));
    // Another run takes a step at every pause of the first one: their memory lies interleaved.
    const other = start(simulation, paramsWith({ instance: 'phaseRetrieval', dimension: 200, sampleRatio: 3 }), 5, 4, plan());
    const disturbed = collect(start(engine, p, 2, 1, plan()), () => other.next());
    other.return([]);
    const coarse = collect(start(engine, p, 2, 1, plan({ saveAt: Float64Array.of(2, 6), questions: [{ criterion: 'recovered', levels: [0.5] }] })));
    expect(together.frames.size).toBe(21);
    for (let index = 0; index < 7; index++) {
      const frame = together.frames.get(`2 ${index}`)!;
      expect(frame.every((x) => x - x === 0)).toBe(true);
      expect(alone.frames.get(`2 ${index}`)).toEqual(frame);
      expect(disturbed.frames.get(`2 ${index}`)).toEqual(frame);
    }
    expect(together.frames.get('1 6')).not.toEqual(together.frames.get('2 6'));
    expect(coarse.frames.get('2 0')).toEqual(together.frames.get('2 2'));
    expect(coarse.frames.get('2 1')).toEqual(together.frames.get('2 6'));
    expect(alone.passages).toEqual(together.passages.filter(({ replica }) => replica === 2));
    expect(coarse.passages.map(({ time }) => time)).toEqual(alone.passages.filter(({ level }) => level === 1).map(({ time }) => time));
  });
  it('a passage is the first iteration whose frame is beyond the level', () => {
    const p = paramsWith({ instance: 'phaseRetrieval', dimension: 400, sampleRatio: 2 });
    const saveAt = Float64Array.from({ length: 61 }, (_, i) => i);
    const { frames, passages, outcomes } = collect(start(amp, p, 0, 6, plan({ saveAt, budget: 60, questions: [{ criterion: 'recovered', levels: [0.2, 0.5, 0.9] }] })));
    const column = layoutOf(observables, p).offsets['progress']!;
    expect(passages.length).toBeGreaterThan(12);
    for (const { replica, level, time } of passages) {
      const values = Array.from({ length: 61 }, (_, i) => frames.get(`${replica} ${i}`)![column]!);
      expect(values.findIndex((x) => x >= [0.2, 0.5, 0.9][level]!)).toBe(time);
    }
    expect(outcomes.map(({ replica }) => replica)).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it('attention: learned at once from its own target, after a time from a small random start', () => {
    const times = (weights: P['weights']): number[] => {
      const p = paramsWith({ instance: 'attention', dimension: 200, sampleRatio: 1, regularisation: 0.01, weights });
      return collect(start(gd, p, 0, 4, plan({ saveAt: new Float64Array(0), budget: 6000, questions: [{ criterion: 'recovered', levels: [0.5] }] }))).passages.map(({ time }) => time);
    };
    expect(times('directed')).toEqual([0, 0, 0, 0]);
    const random = times('random');
    expect(random).toHaveLength(4);
    console.log(`attention, gradient descent from a small random start, d = 200: learned after ${random.join(', ')} iterations`);
    // From 0.1/sqrt d = 0.007 the overlap grows by a factor of 17, in steps that the largest curvature keeps small.
    for (const time of random) expect(time).toBeGreaterThan(5);
  });
  it('frames go on after a run has arrived, and it says that it has', () => {
    const p = paramsWith({ instance: 'ridge', dimension: 200, sampleRatio: 3, regularisation: 1 });
    const { frames, outcomes } = collect(start(amp, p, 0, 1, plan({ saveAt: Float64Array.of(0, 50, 90), budget: 100, questions: [] })));
    expect(frames.size).toBe(3);
    expect(frames.get('0 1')).toEqual(frames.get('0 2'));
    expect(outcomes[0]!.end).toBe('converged');
    expect(outcomes[0]!.time).toBeLessThan(50);
  });
  it('message passing of ten dimensions may run away: the run says so, and every frame before is finite', () => {
    const p = paramsWith({ instance: 'phaseRetrieval', dimension: 10 });
    const saveAt = Float64Array.from({ length: 101 }, (_, i) => i);
    const { frames, outcomes } = collect(start(amp, p, 0, 30, plan({ saveAt, budget: 100, questions: [] })));
    // 66 of 1000 such runs do.
    const left = outcomes.filter(({ end }) => end === 'diverged');
    expect(left.length).toBeGreaterThan(0);
    for (const { replica, time, reason } of left) {
      expect(reason).toBe('the squared length of the weights went above 1000000000000 d');
      expect(Array.from({ length: 101 }, (_, i) => frames.has(`${replica} ${i}`))).toEqual(Array.from({ length: 101 }, (_, i) => i < time));
    }
    for (const frame of frames.values()) expect(frame.every(Number.isFinite)).toBe(true);
  });
  it('a run that does not learn ends at its budget', () => {
    const p = paramsWith({ instance: 'phaseRetrieval', dimension: 500, sampleRatio: 0.3 });
    const { outcomes, passages } = collect(start(amp, p, 0, 2, plan({ saveAt: new Float64Array(0), budget: 15, questions: [{ criterion: 'recovered', levels: [0.9] }] })));
    expect(passages).toEqual([]);
    expect(outcomes.map(({ end, time }) => [end, time])).toEqual([['budget', 15], ['budget', 15]]);
  });
  it('small runs pause too, in hundreds of iterations and in frames', () => {
    const p = paramsWith({ instance: 'attention', dimension: 10, sampleRatio: 20, regularisation: 1e-4, basin: 0.5 });
    const none = new Float64Array(0);
    const { outcomes, pauses } = collect(start(gd, p, 0, 1, plan({ saveAt: none, budget: 4000, questions: [] })));
    const iterations = outcomes[0]!.time;
    // 200 samples of two tokens, 94 ns each by prediction: a pause every 133 iterations.
    expect(iterations).toBeGreaterThan(500);
    expect(pauses).toBeGreaterThan(iterations / 150);
    const framed = collect(start(gd, p, 0, 1, plan({ saveAt: Float64Array.from({ length: 100 }, (_, i) => i), budget: 100, questions: [] })));
    expect(framed.frames.size).toBe(100);
    expect(framed.pauses).toBeGreaterThan(25);
  });
  it('memory is given back at the end, and by a run that is given up wherever it stands', () => {
    const before = memoryInUse().reserved;
    for (const [, engine, given] of cases) {
      const p = paramsWith({ ...given, dimension: 400 });
      collect(start(engine, p, 0, 2, plan({ budget: 3 })));
      expect(memoryInUse().reserved).toBe(before);
      for (const stop of [1, 2, 3, 5, 8]) {
        const run = start(engine, p, 0, 2, plan());
        for (let i = 0; i < stop; i++) run.next();
        run.return([]);
        expect(memoryInUse().reserved).toBe(before);
      }
    }
  });
  it('refuses what does not exist or does not fit before anything is drawn', () => {
    const before = memoryInUse();
    const refusal = (engine: Engine<P>, given: Partial<P>) => (): unknown => start(engine, paramsWith(given), 0, 1, plan()).next();
    expect(refusal(amp, { instance: 'attention' })).toThrow('message passing is not offered for attention');
    expect(refusal(gd, { instance: 'perceptron' })).toThrow('perceptron has no loss to go down');
    expect(refusal(amp, { instance: 'perceptron', dimension: 4001, sampleRatio: 1 })).toThrow('dimension must be at most 4000, got 4001');
    expect(refusal(amp, { instance: 'perceptron', dimension: 4000, sampleRatio: 20 })).toThrow(/dimension must be at most \d+, got 4000: α = 20/);
    expect(refusal(lbfgs, { instance: 'denoiser', dimension: 1001, sampleRatio: 1 })).toThrow('dimension must be at most 1000, got 1001');
    expect(memoryInUse()).toEqual(before);
  });
  it('a link to an engine that the instance does not have is mended, and says so; every instance has what its own engines need', () => {
    const reasons = (link: string): string[] => readLink(`sequenceMultiIndex?${link}`).notices.map(({ key, used, why }) => `${key}: ${used}: ${why}`);
    expect(reasons('instance=perceptron&engine=lbfgs')).toEqual(['instance: ridge: perceptron has no loss to go down: take amp']);
    expect(reasons('instance=denoiser&engine=amp')).toEqual(['instance: ridge: message passing is not offered for denoiser: take gd or lbfgs']);
    // The instance of a page without any: phase retrieval.
    expect(reasons('engine=gd')).toEqual(['instance: ridge: phaseRetrieval has no loss to go down: take amp']);
    expect(readLink('sequenceMultiIndex?instance=attention&engine=amp,gd').config.params['instance']).toBe('ridge');
    const offered = { perceptron: 'amp', phaseRetrieval: 'amp', committee: 'amp', ridge: 'amp,gd,lbfgs', logistic: 'amp,gd,lbfgs', attention: 'gd,lbfgs', denoiser: 'gd,lbfgs' };
    for (const [instance, engines] of Object.entries(offered)) expect(reasons(`instance=${instance}&engine=${engines},simulation`)).toEqual([]);
  });
  it('announces what a worker can hold at the largest d that it allows', () => {
    for (const [, engine, given] of cases) {
      for (const sampleRatio of [0.05, 3, 20]) {
        const p = paramsWith({ ...given, sampleRatio });
        const { max } = engine.bounds!(p)['dimension']!;
        expect(engine.cost({ ...p, dimension: max! }, 100).bytes).toBeLessThanOrEqual(mostDataBytes);
        expect(max).toBeGreaterThanOrEqual(800);
      }
    }
  });
});
