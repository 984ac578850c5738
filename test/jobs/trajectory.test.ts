import { describe, expect, test } from 'vitest';
import { collect, type Collected } from '../../src/jobs/collected.ts';
import type { Request } from '../../src/jobs/tasks.ts';
import { agreementOf, columnBands, labelsOf, learningOf } from '../../src/jobs/trajectory.ts';
import { makeResults, requestFor, type Made } from './sample.ts';

const both = (request: Request, made: Made): [Collected, Collected] => {
  const results = makeResults(request, made);
  const [simulation, theory] = request.tasks.map((task) => collect(request, task, results));
  return [simulation!, theory!];
};

const small = 'committee?hiddenUnits=1&teacherUnits=1&points=5&duration=4';

describe('agreement', () => {
  const request = requestFor(`${small}&replicas=4`);
  /** Differences 1, 2, 3, 6 of R11 at t = 2 (mean 3, standard error sqrt(14/3)/2) and none elsewhere. */
  const differences = [1, 2, 3, 6];
  const value: Made['value'] = (engine, replica, time, column) => column === 'specialisation' ? 0 : 7 * replica + time + (engine === 'chain' && column === 'R11' && time === 2 ? differences[replica]! : 0);

  test('a case worked out by hand', () => {
    const agreement = agreementOf(request.config, ...both(request, { value }));
    if ('reason' in agreement) throw new Error(agreement.reason);
    expect(agreement.until).toBe(4);
    expect(agreement.columns['R11']!.rms).toBeCloseTo(Math.sqrt(50 / 16), 12);
    expect(agreement.columns['R11']!.largestZ).toBeCloseTo(3 / (Math.sqrt(14 / 3) / 2), 12);
    expect(agreement.columns['Q11']).toEqual({ rms: 0, largestZ: 0 });
  });

  test('only before the first run, of either side, has learned', () => {
    const until = (time: number, engine: string) => agreementOf(request.config, ...both(request, { value, learned: (e, r) => (e === engine && r === 2 ? time : null) }));
    for (const engine of ['chain', 'ode']) {
      expect(until(2, engine)).toMatchObject({ until: 2, columns: { R11: { rms: 0, largestZ: 0 } } });
      expect(until(2.5, engine)).toMatchObject({ until: 2.5, columns: { R11: { rms: Math.sqrt(50 / 8) } } });
      expect(until(1, engine)).toEqual({ reason: 'no frame lies between the start and the first run that has learned' });
    }
  });

  test('the last frame counts where nobody has learned, whatever the spacing', () => {
    for (const duration of [0.7, 1, 3, 17, 160]) for (const points of [4, 11, 50, 401]) {
      const some = requestFor(`committee?hiddenUnits=1&teacherUnits=1&points=${points}&duration=${duration}&replicas=3`);
      const agreement = agreementOf(some.config, ...both(some, { value: (engine, r, time, column) => (engine === 'chain' && time === duration && column === 'R11' ? 1 + r : 0) }));
      expect('columns' in agreement && agreement.columns['R11']!.rms).toBeCloseTo(Math.sqrt(14 / 3 / (points - 1)), 12);
    }
  });

  test('a run that ended early ends the comparison, and the theory of a fixed start is everyone\'s', () => {
    const ended = agreementOf(request.config, ...both(request, { value: (e, r, t, c) => (e === 'chain' && r === 1 && t >= 2 ? NaN : value!(e, r, t, c)) }));
    expect(ended).toMatchObject({ columns: { R11: { rms: 0 } } });
    const fixed = requestFor(`${small}&replicas=4&start=broken`);
    const paired = both(fixed, { value: (engine, r, _, column) => (column === 'specialisation' ? 0 : engine === 'chain' ? 10 + r : 10) });
    expect(paired[1].task.replicas).toBe(1);
    expect(agreementOf(fixed.config, ...paired)).toMatchObject({ columns: { Q11: { rms: Math.sqrt(14 / 4) } } });
  });

  test('never across an escape, whatever the link calls learned', () => {
    const other = requestFor(`${small}&replicas=4&criterion=errorBelow`);
    for (const engine of ['chain', 'ode']) {
      const escaping: Made['value'] = (e, r, time, column) => (column === 'specialisation' ? (e === engine && r === 2 && time >= 2 ? 0.5 : 0.4) : value(e, r, time, column));
      expect(agreementOf(other.config, ...both(other, { value: escaping }))).toMatchObject({ until: 2, columns: { R11: { rms: 0, largestZ: 0 } } });
    }
  });

  test('reasons', () => {
    const [simulation, theory] = both(request, { value });
    expect(agreementOf(request.config, simulation, null)).toEqual({ reason: 'one side is left out' });
    expect(agreementOf(request.config, null, theory)).toEqual({ reason: 'one side is left out' });
    expect(agreementOf(request.config, { ...simulation, whole: 2 }, theory)).toHaveProperty('reason');
    expect(agreementOf(request.config, simulation, { ...theory, whole: 3 })).toHaveProperty('reason');
  });
});

describe('learning times and bands', () => {
  test('censored runs rank last', () => {
    expect(learningOf([5, null, 1, 3, null])).toEqual({ median: 5, low: 1.8, high: null, learned: 3, censored: 2 });
    expect(learningOf([null, null, 1])).toEqual({ median: null, low: null, high: null, learned: 1, censored: 2 });
    expect(learningOf([])).toEqual({ median: null, low: null, high: null, learned: 0, censored: 0 });
  });

  test('students are named after the teachers they end with, by the last frame of their own run', () => {
    const request = requestFor('committee?points=3&duration=2&replicas=3');
    // Run 1 ends crossed, and one frame early.
    const [c] = both(request, {
      value: (_, r, t, name) => {
        if (r === 1 && t === 2) return NaN;
        const crossed = r === 1;
        if (name === 'R11' || name === 'R22') return crossed ? 0.1 : 0.9;
        if (name === 'R12' || name === 'R21') return crossed ? 0.9 : 0.1;
        if (name === 'v1') return crossed ? 2 : 1;
        return name === 'v2' ? (crossed ? 1 : 2) : 0;
      },
    });
    const labels = labelsOf(request.config, c)!;
    expect(labels.map((map) => c.layout.names[map[c.layout.names.indexOf('R11')]!])).toEqual(['R11', 'R21', 'R11']);
    const band = (name: string) => columnBands(c, labels, c.layout.names.indexOf(name));
    expect([...band('R11').low]).toEqual([0.9, 0.9, NaN]);
    expect([...band('R11').high]).toEqual([0.9, 0.9, NaN]);
    expect([...band('v2').median]).toEqual([2, 2, NaN]);
    expect([...columnBands(c, null, c.layout.names.indexOf('R11')).low].slice(0, 2)).toEqual([0.26, 0.26].map((x) => expect.closeTo(x, 12)));
  });
});
