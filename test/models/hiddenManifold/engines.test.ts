import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/models/contract.ts';
import { hiddenManifold } from '../../../src/models/hiddenManifold/index.ts';
import type { P } from '../../../src/models/hiddenManifold/params.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { linearGrid } from '../../../src/numerics/linearGrid.ts';
import { paramsOf } from '../../support/hiddenManifold/systems.ts';

/** Frames of one replica, a row for each save time. */
const framesOf = (engine: string, p: P, duration: number, quality: Plan['quality'] = 'rest', replica = 0): Float64Array[] => {
  const plan = { saveAt: linearGrid(0, duration, 41), questions: [], budget: duration, quality };
  const layout = layoutOf(hiddenManifold.observables, p as never);
  const rows: Float64Array[] = [];
  const run = hiddenManifold.engines[engine]!.run(p as never, { seed: 2, firstReplica: replica, count: 1 }, plan, layout);
  for (let step = run.next(); step.done !== true; step = run.next()) if (step.value.kind === 'frame') rows.push(Float64Array.from(step.value.values));
  return rows;
};
const columnsOf = (p: P) => layoutOf(hiddenManifold.observables, p as never);
const largest = (a: readonly Float64Array[], b: readonly Float64Array[]): number => Math.max(...a.map((row, i) => Math.max(...row.map((x, j) => Math.abs(x - b[i]![j]!)))));

const settings: readonly (readonly [string, Partial<P>, number])[] = [
  ['defaults', {}, 160],
  ['four units', { hiddenUnits: 4, teacherUnits: 4 }, 160],
  ['teacher sees the inputs', { task: 'inputs', latentRatio: 0.3 }, 160],
  ['no manifold, both layers', { task: 'independent', learningRate: 1, secondLayerRate: 0.3 }, 100],
];

describe.each(settings)('%s', (_, changes, duration) => {
  const p = paramsOf({ ...changes, dimension: 300 });

  it.each(['limit', 'perMode'])('%s: while dragging the curve is the same to the eye', (engine) => {
    const [rest, drag] = [framesOf(engine, p, duration), framesOf(engine, p, duration, 'drag')];
    const { offsets } = columnsOf(p);
    const at = offsets['generalisationError']!;
    // A line is two pixels of some 400 wide, over four decades of the error.
    rest.forEach((row, i) => expect(Math.abs(Math.log10(drag[i]![at]! / row[at]!))).toBeLessThan(0.02));
    expect(largest(rest, drag)).toBeLessThan(0.01);
    expect(largest(rest, drag)).toBeGreaterThan(0);
  });

  it('the equations for these features start where the simulation does', () => {
    const [simulated] = framesOf('sgd', p, 0.01);
    const [theory] = framesOf('perMode', p, 0.01);
    const { ids, offsets, shapes } = columnsOf(p);
    for (const id of ids.filter((id) => id !== 'testError')) {
      const size = shapes[id]!.reduce((a, b) => a * b, 1);
      // Features and weights in single precision on the one side, groups of products too.
      for (let i = offsets[id]!; i < offsets[id]! + size; i++) expect(Math.abs(simulated![i]! - theory![i]!), id).toBeLessThan(2e-6);
    }
  });
});

describe('frames of a theory', () => {
  const p = paramsOf({ dimension: 200 });
  const { offsets } = columnsOf(p);

  it('name the formula where a simulation names its test error; Q = (c - b^2) W + b^2 Sigma', () => {
    for (const engine of ['limit', 'perMode']) {
      for (const row of framesOf(engine, p, 60)) {
        expect(row[offsets['testError']!]).toBe(row[offsets['generalisationError']!]);
        const b2 = 2 / Math.PI;
        for (let i = 0; i < 4; i++) expect(Math.abs(row[offsets['Q']! + i]! - (1 - b2) * row[offsets['W']! + i]! - b2 * row[offsets['Sigma']! + i]!)).toBeLessThan(1e-13);
      }
    }
  });

  it('another replica, another start; a given start is one for all in the limit, not for these features', () => {
    expect(largest(framesOf('limit', p, 10), framesOf('limit', p, 10, 'rest', 1))).toBeGreaterThan(1e-3);
    const given = paramsOf({ dimension: 200, start: 'broken' });
    expect(hiddenManifold.engines['limit']!.random(given as never)).toBe(false);
    expect(largest(framesOf('limit', given, 10), framesOf('limit', given, 10, 'rest', 1))).toBe(0);
    expect(largest(framesOf('perMode', given, 10), framesOf('perMode', given, 10, 'rest', 1))).toBeGreaterThan(1e-3);
  });

  it('what is remembered of a replica changes nothing', () => {
    const first = framesOf('perMode', p, 20);
    for (let replica = 1; replica < 20; replica++) framesOf('perMode', p, 0.1, 'rest', replica);
    expect(largest(first, framesOf('perMode', p, 20))).toBe(0);
    const faster = framesOf('perMode', { ...p, learningRate: 0.4 }, 20);
    expect(largest(first, faster)).toBeGreaterThan(1e-3);
    expect(faster[0]).toEqual(first[0]);
  });
});
