import { describe, expect, test } from 'vitest';
import { resultBytes, runCell, startCell } from '../../src/jobs/cell.ts';
import { collect, isComplete, learningTimes } from '../../src/jobs/collected.ts';
import { fingerprintOf } from '../../src/jobs/fingerprint.ts';
import { levelsUpTo } from '../../src/jobs/levels.ts';
import { bandsOf, quantilesOf } from '../../src/jobs/quantiles.ts';
import { spread } from '../../src/jobs/spread.ts';
import { models } from '../../src/models/registry.ts';
import { makeResults, requestFor } from './sample.ts';

const request = requestFor('committee?replicas=6&points=3&duration=2&hiddenUnits=1&teacherUnits=1');
const [simulation, theory] = request.tasks;
const made = { value: (engine: string, replica: number, time: number, column: string) => (engine === 'ode' ? 1000 : 0) + 100 * replica + 10 * time + column.length, learned: (_: string, replica: number) => (replica % 2 === 0 ? replica + 0.5 : null) };
const full = makeResults(request, made);
const without = (engine: string, ...firstReplicas: number[]) => new Map([...full].filter(([cell]) => cell.engine !== engine || !firstReplicas.includes(cell.firstReplica)));

describe('collected', () => {
  test('finds every number again, across cells', () => {
    const c = collect(request, simulation!, full);
    expect([c.points, c.whole, isComplete(c)]).toEqual([3, 6, true]);
    const R = c.layout.names.indexOf('R11');
    for (let r = 0; r < 6; r++) for (let i = 0; i < 3; i++) {
      expect(c.value(r, i, R)).toBe(100 * r + 10 * i + 3);
      expect([...c.frame(r, i)]).toEqual(c.layout.names.map((name) => 100 * r + 10 * i + name.length));
    }
    expect(c.outcome(4).replica).toBe(4);
    expect(learningTimes(c)).toEqual([0.5, null, 2.5, null, 4.5, null]);
  });

  test('a missing cell ends what counts', () => {
    for (const [missing, whole] of [[0, 0], [1, 1], [5, 5]] as const) {
      const c = collect(request, simulation!, without('chain', missing));
      expect(c.whole).toBe(whole);
      expect(isComplete(c)).toBe(false);
      expect(learningTimes(c)).toEqual([0.5, null, 2.5, null, 4.5, null].slice(0, whole));
    }
    expect(collect(request, theory!, without('chain', 0)).whole).toBe(6);
  });

  test('a cell: bytes, passages of several levels, an unknown engine', () => {
    const cell = { ...simulation!.cells[1]!, plan: { ...simulation!.cells[1]!.plan, questions: [{ criterion: 'specialised', levels: [0.01, 0.99] }, { criterion: 'errorBelow', levels: [1] }] } };
    const result = runCell(cell);
    expect(result.frames.byteLength + result.passages.byteLength).toBe(resultBytes(cell, collect(request, simulation!, full).layout.size));
    expect(result.passages).toHaveLength(12);
    // An error below 1 holds from the start on for a single unit.
    expect([2, 5, 8, 11].map((i) => result.passages[i])).toEqual([0, 0, 0, 0]);
    expect(() => startCell({ ...cell, engine: 'none' })).toThrow(/no engine committee\/none/);
  });
});

describe('fingerprint', () => {
  const of = (results: typeof full, side: 'simulation' | 'theory' = 'simulation') => fingerprintOf(request, side, results);

  test('names engine and version, and is of these bytes', () => {
    expect(of(full)).toMatch(new RegExp(`^chain\\.${models['committee']!.engines['chain']!.version}-[0-9a-f]{16}$`));
    expect(of(full)).toBe(of(makeResults(request, made)));
    expect(of(makeResults(request, { value: (...a) => made.value(...a) + (a[1] === 5 && a[2] === 2 && a[3] === 'v1' ? 1e-12 : 0) }))).not.toBe(of(full));
    expect(of(full, 'theory')).toMatch(/^ode\./);
  });

  test('is missing as long as anything is missing', () => {
    for (const missing of [[0], [1], [5], [3, 5], [1, 3, 5]]) expect(of(without('chain', ...missing)), String(missing)).toBeNull();
    expect(fingerprintOf(requestFor('committee?only=theory'), 'simulation', new Map())).toBeNull();
  });

  test('of a theory counts the first run of a trajectory, and all of a sweep', () => {
    expect(of(without('ode', 1, 3, 5), 'theory')).toBe(of(full, 'theory'));
    expect(of(without('ode', 0), 'theory')).toBeNull();
    const sweep = requestFor('committee?view=sweep&dimensions=100,200&replicas=2&starts=20');
    const times = (last: number | null) => makeResults(sweep, { learned: (_, replica, index) => (replica === 19 && index === 1 ? last : replica + index) });
    const all = [5, 6, null].map((last) => fingerprintOf(sweep, 'theory', times(last)));
    expect(new Set(all).size).toBe(3);
    expect(new Set([5, 6, null].map((last) => fingerprintOf(sweep, 'simulation', times(last)))).size).toBe(1);
    const part = times(5);
    part.delete(sweep.tasks.at(-1)!.cells[1]!);
    expect(fingerprintOf(sweep, 'theory', part)).toBeNull();
  });
});

describe('levels, quantiles, spread', () => {
  const { specialised, errorBelow } = models['committee']!.criteria;

  test('levels lead to the threshold, which is last', () => {
    expect(levelsUpTo(specialised!, 0.2).map((x) => Number(x.toPrecision(12)))).toEqual([0.05, 0.1, 0.15, 0.2]);
    expect(levelsUpTo(specialised!, 0.03)).toEqual([0.03]);
    expect(levelsUpTo(errorBelow!, 1e-2).map((x) => Math.round(100 * Math.log10(x)))).toEqual([-25, -50, -75, -100, -125, -150, -175, -200]);
    for (const criterion of [specialised!, errorBelow!]) {
      for (let i = 0; i <= 50; i++) {
        const threshold = criterion.min * (criterion.max / criterion.min) ** (i / 50);
        const levels = levelsUpTo(criterion, threshold);
        expect(levels.at(-1)).toBe(threshold);
        const sign = criterion.direction === 'above' ? 1 : -1;
        expect(levels.every((x, at) => at === 0 || sign * (x - levels[at - 1]!) > 0)).toBe(true);
      }
    }
  });

  test('quantiles of type 7, none over a gap', () => {
    expect(quantilesOf(Float64Array.of(5, 1, 3, 2, 4), 5)).toEqual({ median: 3, low: 1.4, high: 4.6 });
    expect(quantilesOf(Float64Array.of(7, 99), 1)).toEqual({ median: 7, low: 7, high: 7 });
    expect(quantilesOf(Float64Array.of(1, NaN, 3), 3)).toEqual({ median: NaN, low: NaN, high: NaN });
    const bands = bandsOf(2, 3, (r, i) => (i === 1 && r === 2 ? NaN : 10 * r));
    expect([[...bands.median], [...bands.low], [...bands.high]]).toEqual([[10, NaN], [2, NaN], [18, NaN]]);
  });

  test('values over a range, on its own scale', () => {
    const field = { kind: 'number', symbol: '', label: '', default: 1 } as const;
    expect(spread({ ...field, scale: 'linear', min: 0, max: 1 })).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(spread({ ...field, scale: 'log', min: 0.01, max: 1000 })).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
    expect(spread({ ...field, scale: 'integer', min: 1, max: 6 })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(spread({ ...field, scale: 'logInteger', min: 3, max: 300_000 })).toEqual([3, 30, 300, 3000, 30_000, 300_000]);
    expect(spread({ ...field, scale: 'integer', min: 0, max: 100 })).toEqual([0, 20, 40, 60, 80, 100]);
    expect(spread({ kind: 'flag', symbol: '', label: '', default: true })).toEqual([]);
    expect(spread(undefined)).toEqual([]);
  });
});
