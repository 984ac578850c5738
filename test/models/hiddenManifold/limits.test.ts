import { expect, it } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { simulationBounds } from '../../../src/models/hiddenManifold/limits.ts';
import { latentOf, params as schema, type P } from '../../../src/models/hiddenManifold/params.ts';
import { bytesOf } from '../../../src/models/hiddenManifold/simulation/cost.ts';
import { paramsOf, sgdOf } from './tools.ts';

/** Values clamped to their bounds, round after round, as the page does it. */
const settled = (given: Partial<P>): P => {
  let p = paramsOf(given);
  for (let round = 0; round < 10; round++) {
    const before = p;
    for (const [key, { min = -Infinity, max = Infinity }] of Object.entries(simulationBounds(p))) p = { ...p, [key]: Math.max(Math.min(p[key as 'dimension'], Math.floor(max)), min) };
    if (JSON.stringify(p) === JSON.stringify(before)) return p;
  }
  throw new Error(`no end of clamping: ${JSON.stringify(p)}`);
};

const grid = ['gaussian', 'orthogonal', 'hadamard'].flatMap((features) =>
  ['latent', 'inputs', 'independent'].flatMap((task) =>
    [4, 100, 1000, 1e4, 1e6].flatMap((dimension) =>
      ([...[0.01, 0.1, 0.7, 1, 2].map((latentRatio) => ({ latent: 'ratio', latentRatio })), ...[2, 50, 5000, 1e5].map((latentDimension) => ({ latent: 'dimension', latentDimension }))] as const).flatMap((size) =>
        ['random', 'custom'].map((start) => ({ features, task, dimension, ...size, start, hiddenUnits: 6, teacherUnits: 6, overlaps: Array(36).fill(0) }) as Partial<P>)))));

it('the largest sliders are cut to what fits into memory and time', () => {
  for (const given of grid) {
    const p = settled(given);
    const [N, D] = [p.dimension, latentOf(p)];
    expect(bytesOf(p)).toBeLessThan(1.5e8);
    expect(N).toBeGreaterThanOrEqual(schema.dimension.min);
    if (p.task !== 'independent' && p.features !== 'hadamard') {
      expect(N * D).toBeLessThan(1.001e7 + N);
      if (p.features === 'orthogonal') expect(N * D * Math.min(N, D)).toBeLessThan(2.1e9);
    } else if (p.task !== 'independent') expect(Math.max(N, D)).toBeLessThanOrEqual(16_384);
    if (p.start === 'custom') {
      expect(N).toBeGreaterThanOrEqual(2 * p.teacherUnits + p.hiddenUnits);
      if (p.task === 'latent') expect(D).toBeGreaterThanOrEqual(p.teacherUnits);
    }
  }
});

it('what fits is left alone', () => {
  for (const given of [{ dimension: 5000, latentRatio: 0.25 }, { dimension: 1200, latentRatio: 1, features: 'orthogonal' }, { dimension: 10_000, task: 'independent' }] as const) {
    expect(settled(given)).toEqual(paramsOf(given));
  }
});

it.each([{}, { dimension: 3000, latentRatio: 0.4 }, { dimension: 700, latentRatio: 0.5, features: 'orthogonal' }, { dimension: 4000, latentRatio: 1, features: 'hadamard' }, { task: 'independent', dimension: 3000 }] as const)('%o: the memory told is enough', (given) => {
  const p = paramsOf(given);
  const before = memoryInUse().reserved;
  const run = sgdOf(p, 1);
  const used = memoryInUse().reserved - before;
  run.close();
  expect(used).toBeLessThan(bytesOf(p));
});

it.each([{ latent: 'dimension', latentDimension: 2 }, { latent: 'ratio', latentRatio: 0.013 }, { latent: 'ratio', latentRatio: 2 }] as const)('N as small as the slider goes, with a given start: %o', (size) => {
  const p = settled({ dimension: 4, ...size, start: 'custom', hiddenUnits: 6, teacherUnits: 6, overlaps: Array.from({ length: 36 }, (_, i) => 0.001 * i) });
  const run = sgdOf(p, 1);
  run.advance(100);
  expect(run.weights().every(Number.isFinite)).toBe(true);
  run.close();
});
