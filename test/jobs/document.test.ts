import { describe, expect, test } from 'vitest';
import { runCell } from '../../src/jobs/cell.ts';
import { csvOf } from '../../src/jobs/csv.ts';
import { documentOf, version, type Document } from '../../src/jobs/document.ts';
import { fingerprintOf } from '../../src/jobs/fingerprint.ts';
import { readLink } from '../../src/jobs/link.ts';
import { models } from '../../src/models/registry.ts';
import { makeResults, noDescription, requestFor, type Made } from './sample.ts';

const describeAll = (link: string) => {
  const request = requestFor(link);
  const { model, params, criterion, threshold } = request.config;
  const steps = models[model]!.describe(params, request.over?.over ?? 'dimension', request.over?.values ?? [100], criterion, threshold);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

const computed = (link: string) => {
  const request = requestFor(link);
  const results = new Map(request.tasks.flatMap(({ cells }) => cells).map((cell) => [cell, runCell(cell)]));
  return { request, results, document: documentOf(request, results, describeAll(link)), csv: [...csvOf(request, results)] };
};

const madeUp = (link: string, made: Made) => {
  const request = requestFor(link);
  const results = makeResults(request, made);
  return { document: documentOf(request, results, noDescription), csv: [...csvOf(request, results)] };
};

type Any = { readonly [key: string]: Any } & readonly Any[];
const open = (document: Document): Any => document as unknown as Any;

/** Places of a document where a number is not one, or something is not plain data. */
const impure = (value: unknown, path = ''): string[] => {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap((x, i) => impure(x, `${path}[${i}]`));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return [path];
  return Object.entries(value).flatMap(([key, x]) => impure(x, `${path}.${key}`));
};

const trajectory = 'committee?dimension=40&points=5&duration=4&replicas=4';
const always = ['plateau', 'link', 'model', 'view', 'seed', 'params', 'fingerprint', 'law'];
const keysOf = (value: unknown) => Object.keys(value as object).toSorted();

describe('the document of a trajectory', () => {
  const { request, results, document } = computed(trajectory);
  const d = open(document);
  const names = ['generalisationError', 'specialisation', 'Q11', 'Q12', 'Q21', 'Q22', 'R11', 'R12', 'R21', 'R22', 'v1', 'v2'];

  test('has the keys of its description, and only plain finite data', () => {
    expect(keysOf(d)).toEqual([...always, 'simulation', 'theory', 'learning', 'series', 'agreement'].toSorted());
    expect(impure(document)).toEqual([]);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(d).toMatchObject({ plateau: version, model: 'committee', view: 'trajectory', seed: 7, link: '#/committee?dimension=40&replicas=4&duration=4&points=5&v=1' });
    expect(keysOf(d['params'])).toEqual([...Object.keys(models['committee']!.params), 'replicas', 'starts', 'duration', 'points', 'criterion', 'threshold', 'budget'].toSorted());
    expect(readLink(String(d['link']))).toEqual({ config: request.config, notices: [] });
    expect(d['fingerprint']).toEqual({ simulation: fingerprintOf(request, 'simulation', results), theory: fingerprintOf(request, 'theory', results) });
  });

  test('simulation and theory: replica 0, quantiles over runs, outcomes', () => {
    const { simulation, theory } = d;
    expect(keysOf(simulation)).toEqual(['high', 'low', 'median', 'observables', 'outcomes', 'replicas', 'time']);
    expect(keysOf(theory)).toEqual(['observables', 'outcome', 'time']);
    for (const part of ['observables', 'median', 'low', 'high']) {
      expect(Object.keys(simulation![part]!)).toEqual(names);
      for (const name of names) expect(simulation![part]![name]).toHaveLength(5);
    }
    expect(simulation!['time']).toEqual([0, 1, 2, 3, 4]);
    expect(simulation!['replicas']).toBe(4);
    expect(simulation!['outcomes']).toHaveLength(4);
    expect(keysOf(simulation!['outcomes']![0])).toEqual(['end', 'reason', 'replica', 'time']);
    const first = results.get(request.tasks[0]!.cells[0]!)!;
    names.forEach((name, column) => expect(simulation!['observables']![name]).toEqual([0, 1, 2, 3, 4].map((i) => first.frames[i * names.length + column])));
    // Both start from the same weights.
    expect(theory!['observables']!['R12']![0]).toBeCloseTo(Number(simulation!['observables']!['R12']![0]), 12);
    expect(d['series']!.map((s) => [s['engine'], s['side']])).toEqual([['chain', 'simulation'], ['ode', 'theory']]);
    expect(d['series']![0]).toEqual({ engine: 'chain', side: 'simulation', ...simulation });
  });

  test('learning, agreement, law', () => {
    expect(d['learning']).toMatchObject({ observable: 'specialisation', threshold: 0.5 });
    expect(d['learning']!['simulation']).toMatchObject({ learned: 0, censored: 4, median: null, medianReason: expect.stringMatching(/./), budget: 4 });
    expect(d['learning']!['theory']).toEqual({ time: null, timeReason: expect.stringMatching(/./) });
    expect(Object.keys(d['agreement']!)).toEqual(names);
    for (const name of names) expect(keysOf(d['agreement']![name])).toEqual(['largestZ', 'rms']);
    for (const key of ['exponent', 'logPower', 'prefactor', 'source']) expect(Object.keys(d['law']![0]!)).toContain(key);
  });

  test('a side left out is null, and so are its fingerprint and the agreement, with a reason', () => {
    const only = open(madeUp(`${trajectory}&only=theory`, {}).document);
    expect(only).toMatchObject({ simulation: null, fingerprint: { simulation: null }, agreement: null, agreementReason: 'one side is left out', learning: { simulation: null } });
    expect(only['series']).toHaveLength(1);
    expect(open(madeUp(`${trajectory}&only=simulation`, {}).document)).toMatchObject({ theory: null, fingerprint: { theory: null }, learning: { theory: null } });
    expect(open(madeUp('committee?points=5&replicas=2', {}).document)).toMatchObject({ agreement: null, agreementReason: expect.stringMatching(/three/) });
  });

  test('a run that ended early leaves nulls, never NaN', () => {
    const { document: cut, csv } = madeUp(trajectory, { value: (_, r, t) => (t > 2 && r === 0 ? NaN : t), learned: (_, r) => (r < 3 ? 2 + r : null) });
    expect(impure(cut)).toEqual([]);
    expect(open(cut)).toMatchObject({ simulation: { observables: { R11: [0, 1, 2, null, null] }, median: { R11: [0, 1, 2, null, null] } }, learning: { simulation: { median: 3.5, learned: 3, censored: 1 }, theory: { time: 2 } } });
    expect(csv.join('\n')).not.toMatch(/NaN|null|undefined|Infinity/);
    expect(csv).toContain('chain,40,0,3,R11,');
  });

  test('a named engine replaces its own side', () => {
    const two = open(madeUp(`${trajectory}&engine=direct,chain`, { value: (engine) => (engine === 'direct' ? 2 : 1) }).document);
    expect(two['series']!.map((s) => s['engine'])).toEqual(['direct', 'chain', 'ode']);
    expect(two['simulation']!['observables']!['R11']![0]).toBe(2);
    expect(two['fingerprint']!['simulation']).toMatch(/^direct\./);
  });
});

describe('the documents of sweep, scan and map', () => {
  test('a sweep', () => {
    const { document, csv } = computed('committee?view=sweep&dimensions=20,40,80&hiddenUnits=1&teacherUnits=1&replicas=7&starts=5&fitfrom=20');
    const d = open(document);
    expect(keysOf(d)).toEqual([...always, 'sweep', 'learning', 'series'].toSorted());
    expect(impure(document)).toEqual([]);
    const { sweep } = d;
    for (const key of ['over', 'values', 'simulation', 'theory', 'samples', 'fit', 'law']) expect(Object.keys(sweep!)).toContain(key);
    expect(sweep).toMatchObject({ over: 'dimension', values: [20, 40, 80] });
    for (const part of ['simulation', 'samples']) {
      for (const key of ['median', 'medianLow', 'medianHigh', 'low', 'high', 'learned', 'censored', 'times']) expect(sweep![part]![key]).toHaveLength(3);
      expect(sweep![part]!['times']!.map((times) => times.length)).toEqual([7, 7, 7]);
    }
    expect(keysOf(sweep!['samples'])).toEqual(keysOf(sweep!['simulation']));
    for (const key of ['median', 'low', 'high']) expect(sweep!['theory']![key]).toHaveLength(3);
    expect(sweep!['simulation']!['learned']).toEqual([7, 7, 7]);
    expect(sweep!['samples']!['times']![1]![2]).toBe(Math.round(40 * Number(sweep!['simulation']!['times']![1]![2])));
    expect(sweep!['fit']).toMatchObject({ power: { exponent: expect.any(Number), low: expect.any(Number), high: expect.any(Number) }, log: { slopePerEfold: expect.any(Number) }, localSlopes: [expect.any(Number), expect.any(Number)], from: 20 });
    expect(d['series']!.map((s) => s['engine'])).toEqual(['chain', 'ode']);
    const rows = csv.slice(1).map((row) => row.split(','));
    expect(rows.filter(([part]) => part === 'chain').map(([, n, r, time, , value]) => [n, r, time, value])).toEqual(
      [20, 40, 80].flatMap((n, i) => Array.from({ length: 7 }, (_, r) => [String(n), String(r), '', String(sweep!['simulation']!['times']![i]![r])])),
    );
    expect(rows.filter(([part]) => part === 'ode')).toHaveLength(15);
  });

  test('a sweep in which nothing learns: nulls and reasons', () => {
    const { document, csv } = madeUp('committee?view=sweep&dimensions=300,1000&replicas=2&starts=2', {});
    expect(impure(document)).toEqual([]);
    expect(open(document)['sweep']).toMatchObject({
      simulation: { median: [null, null], times: [[null, null], [null, null]], censored: [2, 2] },
      fit: { power: { exponent: null, reason: expect.stringMatching(/./) }, log: { slopePerEfold: null, reason: expect.stringMatching(/./) }, localSlopes: [null] },
    });
    expect(csv[1]).toBe('chain,300,0,,learningTime,');
  });

  test('a scan and a map: final values, median over runs', () => {
    const value: Made['value'] = (engine, r, time, name) => (engine === 'ode' ? 5 : r * r) + time + name.length;
    const { document, csv } = madeUp('committee?view=scan&values=0.5,1,2&replicas=3&duration=4&only=simulation', { value });
    const d = open(document);
    expect(keysOf(d)).toEqual([...always, 'scan', 'series'].toSorted());
    expect(d['scan']).toMatchObject({ over: 'learningRate', values: [0.5, 1, 2], theory: null, simulation: { R11: [8, 8, 8] }, simulationLow: { R11: [7.2, 7.2, 7.2] } });
    expect(csv.filter((row) => row.startsWith('chain[learningRate=2],1000,1,4,R11,'))).toEqual(['chain[learningRate=2],1000,1,4,R11,8']);
    const map = madeUp('committee?view=map&over=dimension&values=100,1000&over2=labelNoise&values2=0,1,2&replicas=1&duration=4', { value });
    const m = map.document['map'] as unknown as Any;
    expect(m).toMatchObject({ over: ['dimension', 'labelNoise'], values: [[100, 1000], [0, 1, 2]] });
    expect(m['simulation']!['R11']).toEqual([[7, 7, 7], [7, 7, 7]]);
    expect(m['theory']!['R11']).toEqual([[12, 12, 12], [12, 12, 12]]);
    expect(map.csv).toContain('chain[labelNoise=2],1000,0,4,R11,7');
  });

  test('a scan over the number of units names what exists at each value', () => {
    const { document } = madeUp('committee?view=scan&over=hiddenUnits&values=1,2&replicas=1', { value: () => 1 });
    expect(impure(document)).toEqual([]);
    expect(open(document)['scan']!['simulation']).toMatchObject({ Q11: [1, 1], Q22: [null, 1] });
  });
});

describe('csv of a trajectory', () => {
  test('every number of every run, the times of learning, and the quantiles of the first simulation', () => {
    const link = 'committee?hiddenUnits=1&teacherUnits=1&dimension=100&points=3&duration=2&replicas=2';
    const { csv } = madeUp(link, { value: (engine, r, t) => (engine === 'ode' ? 100 : 0) + 10 * r + t, learned: (_, r) => (r === 0 ? 1.5 : null) });
    expect(csv[0]).toBe('part,dimension,replica,time,observable,value');
    expect(csv.every((row) => row.split(',').length === 6)).toBe(true);
    // Two engines, two runs, five columns, three times; a row a run for learning; three quantiles.
    expect(csv).toHaveLength(1 + 2 * 2 * 5 * 3 + 2 * 2 + 3 * 5 * 3);
    expect(new Set(csv).size).toBe(csv.length);
    for (const row of ['chain,100,1,2,R11,12', 'ode,100,1,2,R11,112', 'chain,100,0,1.5,learned:specialisation,0.5', 'chain,100,1,,learned:specialisation,', 'median,100,,2,R11,7', 'high,100,,0,v1,9']) expect(csv).toContain(row);
  });
});
