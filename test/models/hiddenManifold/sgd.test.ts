import { describe, expect, it } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import type { Batch, Frame, Passage, Plan } from '../../../src/models/contract.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { generalisationErrorOf, makeOrder, observables, unitsOf } from '../../../src/models/hiddenManifold/order.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { sgd } from '../../../src/models/hiddenManifold/simulation/engines.ts';
import { latentOf } from '../../../src/models/hiddenManifold/params.ts';
import { drawsOf, paramsOf, sgdOf } from './tools.ts';
import { makeTwin } from './twins/sgd.ts';

const widthOf = (p: P): number => (p.task === 'independent' ? p.dimension : latentOf(p));

/** Largest difference of the weights after `steps` samples on the same latents and noise, over the root of their variance. */
const differenceAfter = (p: P, steps: number): number => {
  const draws = drawsOf(p, 6, 0, widthOf(p));
  const twin = makeTwin(p, 6, 0, draws.latent, draws.noise);
  const run = sgdOf(p, 6);
  // Uneven pieces: inputs are made eight samples at a time.
  for (let done = 0, piece = 1; done < steps; piece = (3 * piece) % 29) {
    const n = Math.min(piece, steps - done);
    run.advance(n);
    done += n;
  }
  twin.advance(steps);
  const order = makeOrder(p.hiddenUnits, p.teacherUnits);
  run.writeOrder(order);
  const weights = run.weights();
  run.close();
  draws.release();
  twin.v.forEach((v, k) => expect(Math.abs(order.v[k]! - v)).toBeLessThan(1e-4));
  const size = Math.sqrt(twin.w.reduce((sum, w) => sum + w * w, 0) / twin.w.length);
  return twin.w.reduce((most, w, i) => Math.max(most, Math.abs(w - weights[i]!)), 0) / size;
};

describe('the kernel against double precision on the same samples', () => {
  const cases: readonly Partial<P>[] = [
    {},
    { fold: 'erf', hiddenUnits: 3, labelNoise: 0.3, secondLayerRate: 0.4 },
    { fold: 'tanh', task: 'inputs', hiddenUnits: 1, teacherUnits: 3 },
    { fold: 'relu', features: 'orthogonal' },
    { fold: 'linear', features: 'hadamard', hiddenUnits: 6, teacherUnits: 5 },
    { task: 'independent', features: 'hadamard', labelNoise: 0.1 },
    { dimension: 541, latentRatio: 1.1 },
    { dimension: 8, latentRatio: 2, fold: 'relu' },
  ];
  // Roundings of 2^-24 in each of 1500 steps, adding up as a random walk; weights go up to four times their root mean square. Signs are those of exact sums.
  it.each(cases)('%o', (given) => expect(differenceAfter(paramsOf({ dimension: 101, latentRatio: 0.4, ...given }), 1500)).toBeLessThan(2e-5));
});

const collect = (p: P, batch: Batch, plan: Partial<Plan>): { frames: Map<string, number[]>; passages: Passage[]; pauses: number } => {
  const layout = layoutOf(observables, p);
  const frames = new Map<string, number[]>();
  const passages: Passage[] = [];
  let pauses = 0;
  for (const item of sgd.run(p, batch, { saveAt: new Float64Array(0), questions: [], budget: 5, quality: 'rest', ...plan }, layout)) {
    if (item.kind === 'frame') frames.set(`${(item satisfies Frame).replica} ${item.index}`, [...item.values]);
    else if (item.kind === 'passage') passages.push(item);
    else pauses++;
  }
  return { frames, passages, pauses };
};

describe('engine', () => {
  const p = paramsOf({ dimension: 90, latentRatio: 0.3, labelNoise: 0.1 });

  it('gives the same bits in any batch and for any save times', () => {
    const before = memoryInUse().reserved;
    const saveAt = Float64Array.of(0, 1.1, 2.5, 4, 5);
    const all = collect(p, { seed: 3, firstReplica: 0, count: 3 }, { saveAt });
    expect(all.frames.size).toBe(15);
    const last = collect(p, { seed: 3, firstReplica: 2, count: 1 }, { saveAt: Float64Array.of(0, 0.3, 0.7, 2.5, 3.3, 5), questions: [{ criterion: 'errorBelow', levels: [1e-9] }] });
    for (const [mine, theirs] of [[0, 0], [3, 2], [5, 4]] as const) expect(last.frames.get(`2 ${mine}`)).toEqual(all.frames.get(`2 ${theirs}`));
    expect(all.frames.get('1 4')).not.toEqual(all.frames.get('2 4'));
    expect(memoryInUse().reserved).toBe(before);
  });

  it('gives its memory back when it is stopped anywhere', () => {
    const before = memoryInUse().reserved;
    const layout = layoutOf(observables, p);
    for (let stop = 1; stop < 1200; stop = Math.ceil(1.7 * stop)) {
      const run = sgd.run({ ...p, features: 'orthogonal' }, { seed: 1, firstReplica: 0, count: 1 }, { saveAt: Float64Array.of(0, 1), questions: [], budget: 1, quality: 'rest' }, layout);
      for (let i = 0; i < stop; i++) run.next();
      run.return([]);
      expect(memoryInUse().reserved).toBe(before);
    }
  });

  it('answers with the first tested step beyond a level', () => {
    const { passages } = collect(p, { seed: 3, firstReplica: 0, count: 1 }, { questions: [{ criterion: 'errorBelow', levels: [0.12, 0.1] }], budget: 60 });
    expect(passages.map(({ level }) => level)).toEqual([0, 1]);
    const times = passages.map(({ time }) => time);
    times.forEach((time) => expect(Math.round(time * 90) % 9).toBe(0));
    const { frames } = collect(p, { seed: 3, firstReplica: 0, count: 1 }, { saveAt: Float64Array.of(times[1]! - 0.1, times[1]!), budget: 60 });
    expect(frames.get('0 0')![0]!).toBeGreaterThan(0.1);
    expect(frames.get('0 1')![0]!).toBeLessThanOrEqual(0.1);
  });
});

describe('test error', () => {
  it.each(['sign', 'erf', 'relu'] as const)('agrees with the formula for Gaussian fields within its error, fold %s', (fold) => {
    const p = paramsOf({ dimension: 1000, latentRatio: 0.2, fold, learningRate: 0.5 });
    const run = sgdOf(p, 8);
    const order = makeOrder(2, 2);
    for (const steps of [0, 3000]) {
      run.advance(steps);
      run.writeOrder(order);
      const { mean, error } = run.testError();
      const formula = generalisationErrorOf(unitsOf(p), order);
      expect(error / mean).toBeLessThan(0.1);
      // Fields are Gaussian up to 1 / sqrt D or so.
      expect(Math.abs(mean - formula)).toBeLessThan(4 * error + formula / Math.sqrt(200));
    }
    run.close();
  });

  it('without a manifold the fields are Gaussian at any N', () => {
    const p = paramsOf({ task: 'independent', dimension: 12, hiddenUnits: 2 });
    const differences = Array.from({ length: 20 }, (_, replica) => {
      const run = sgdOf(p, 8, replica);
      const order = makeOrder(2, 2);
      run.advance(40);
      run.writeOrder(order);
      const { mean, error } = run.testError();
      run.close();
      return (mean - generalisationErrorOf(unitsOf(p), order)) / error;
    });
    const sum = differences.reduce((a, b) => a + b);
    expect(Math.abs(sum / Math.sqrt(20))).toBeLessThan(4);
    const squares = differences.reduce((total, z) => total + z * z, 0);
    // Chi-square of 20 degrees: 4.5 standard deviations.
    expect(Math.abs(squares - 20)).toBeLessThan(4.5 * Math.sqrt(40));
  });
});
