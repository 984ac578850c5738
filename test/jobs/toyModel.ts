import type { Engine, Pause, Run, Side } from '../../src/models/contract.ts';
import { defineModel } from '../../src/models/contract.ts';
import type { ParamsOf } from '../../src/models/params.ts';
import { defineParams } from '../../src/models/params.ts';
import { toyPictures } from './toyPictures.ts';

const params = defineParams({
  dimension: { kind: 'number', scale: 'logInteger', min: 2, max: 1e6, default: 100, symbol: 'N', label: 'Dimension' },
  units: { kind: 'number', scale: 'integer', min: 1, max: 12, default: 2, symbol: 'K', label: 'Units' },
  targets: { kind: 'number', scale: 'integer', min: 1, max: 12, default: 2, symbol: 'M', label: 'Targets' },
  rate: { kind: 'number', scale: 'log', min: 1e-9, max: 1e30, default: 1, symbol: 'η', label: 'Rate' },
  offset: { kind: 'number', scale: 'linear', min: -5, max: 5, default: 0, symbol: 'b', label: 'Offset' },
  rule: { kind: 'choice', options: { online: 'online', batch: 'batch' }, default: 'online', symbol: '', label: 'Rule' },
  bias: { kind: 'flag', default: false, symbol: '', label: 'Bias' },
  overlaps: { kind: 'matrix', rows: 'units', columns: 'targets', diagonal: 1, off: 0, min: -2, max: 2, symbol: 'R', label: 'Overlaps' },
  weights: { kind: 'matrix', rows: 'units', columns: 1, diagonal: 1, off: 1, min: -2, max: 2, symbol: 'v', label: 'Weights' },
});
type P = ParamsOf<typeof params>;

const engine = (side: Side, random: boolean, most: number): Engine<P> => ({
  side,
  label: side,
  clock: 't',
  version: 1,
  random: () => random,
  bounds: () => ({ dimension: { max: most, why: 'the engine stores N x N numbers' } }),
  cost: () => ({ work: 1, bytes: 1 }),
  *run(): Run {
    yield { kind: 'pause' };
    return [];
  },
});

/** Every kind of field, limits of model and engines, and an impossible combination; it computes nothing. */
export const toyModel = defineModel({
  id: 'toy',
  name: 'Toy',
  params,
  first: ['dimension'],
  observables: {
    error: { symbol: 'ε', label: 'Error', scale: 'log' },
    R: { symbol: 'R', label: 'Overlaps', scale: 'linear', shape: (p) => [p.units, p.targets] },
  },
  headline: 'error',
  clocks: { t: { label: 'time', symbol: 't', unit: '', scale: 'linear' } },
  otherClocks: {},
  criteria: {
    low: { observable: 'error', label: 'error below', direction: 'below', min: 1e-6, max: 1, default: 0.1, between: 'logLog' },
    high: { observable: 'R', label: 'overlap above', direction: 'above', min: 0, max: 1, default: 0.5, between: 'linear' },
  },
  engines: { fast: engine('simulation', true, 1e6), exact: engine('simulation', true, 1000), flow: engine('theory', false, 1e6) },
  headlinePair: { simulation: 'fast', theory: 'flow' },
  bounds: (p) => ({ dimension: { min: p.units + p.targets + 1, why: 'N must be at least K + M + 1' } }),
  problems: (p) => (p.rule === 'batch' && p.offset < 0 ? [{ key: 'offset', why: 'a batch needs an offset of at least 0', use: { offset: 0 } }] : []),
  budget: () => 100,
  defaults: { replicas: 8, duration: 50, points: 101, starts: 20 },
  sweep: { over: 'dimension', values: [2, 10, 100], from: 10 },
  scan: { over: 'rate', values: [0.5, 1, 2] },
  *describe(): Generator<Pause, { laws: []; marks: [] }> {
    yield { kind: 'pause' };
    return { laws: [], marks: [] };
  },
  pictures: toyPictures,
  opening: { question: () => '', presets: [] },
  more: () => Promise.resolve({ title: '', summary: '', symbols: [], limits: [], references: [], tour: [], checks: [] }),
});
