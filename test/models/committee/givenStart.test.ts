import { describe, expect, it } from 'vitest';
import { givenStartProblems } from '../../../src/models/committee/givenStart.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { readLink } from '../../../src/jobs/link.ts';
import { randomOrder, richTask } from '../../support/committee/orders.ts';
import { paramsOf } from '../../support/committee/starts.ts';

const custom = (given: Partial<P>): P => paramsOf({ start: 'custom', ...given });
const keysOf = (p: P): string[] => givenStartProblems(p).map(({ key }) => key);

describe('a given start', () => {
  it.each([
    ['the usual one', {}],
    ['the perfect solution', { norms: [1, 0, 0, 1], overlaps: [1, 0, 0, 1] }],
    ['two students alike', { norms: [0.5, 0.5, 0.5, 0.5], overlaps: [0.1, 0.2, 0.1, 0.2] }],
    ['no weights at all', { norms: [0, 0, 0, 0], overlaps: [0, 0, 0, 0] }],
    ['students inside the span of overlapping teachers', { teacher: [1, 0.5, 0.5, 1], norms: [1, 0.5, 0.5, 1], overlaps: [1, 0.5, 0.5, 1] }],
    ['the largest overlap possible', { norms: [0.25, 0, 0, 0.5], overlaps: [0.5, 0, 0, 0.01] }],
  ])('is possible: %s', (_, given) => {
    expect(givenStartProblems(custom(given))).toEqual([]);
  });

  it('is possible for the Gram matrices of any weights', () => {
    for (const [K, M] of [[1, 1], [3, 2], [2, 4], [6, 6]] as const) {
      const task = richTask(K, M, `given ${K}`);
      const { Q, R } = randomOrder(task, `given ${K}`);
      expect(keysOf(custom({ hiddenUnits: K, teacherUnits: M, teacher: [...task.T], norms: [...Q], overlaps: [...R] }))).toEqual([]);
    }
  });

  it.each([
    ['T is not symmetric', { teacher: [1, 0.2, 0.1, 1] }, ['teacher']],
    ['T has a negative eigenvalue', { teacher: [1, 2, 2, 1] }, ['teacher']],
    ['two teachers are one', { teacher: [1, 1, 1, 1] }, ['teacher']],
    ['a teacher is zero', { teacher: [1, 0, 0, 0] }, ['teacher']],
    ['Q is not symmetric', { norms: [0.5, 0.1, 0, 0.5] }, ['norms']],
    ['Q has a negative eigenvalue', { norms: [0.5, 0.6, 0.6, 0.5] }, ['norms']],
    ['a norm is negative', { norms: [-0.5, 0, 0, 0.5], overlaps: [0, 0, 0, 0] }, ['norms']],
    ['R is longer than Q allows', { overlaps: [0.8, 0, 0, 0] }, ['overlaps']],
    ['R is longer by a little', { norms: [0.25, 0, 0, 0.5], overlaps: [0.501, 0, 0, 0.01] }, ['overlaps']],
    ['two students apart are one by their overlaps', { norms: [0.5, -0.5, -0.5, 0.5], overlaps: [0.5, 0, 0.5, 0] }, ['overlaps', 'norms']],
    ['R is too long for the overlap of the teachers', { teacher: [1, 0.9, 0.9, 1], overlaps: [0.5, -0.5, 0, 0] }, ['overlaps']],
    ['Q leaves no room for any overlap', { norms: [0, 0, 0, 0], overlaps: [0.1, 0, 0, 0] }, ['overlaps', 'norms']],
    ['everything', { teacher: [1, 2, 2, 1], norms: [0.5, 0.6, 0.6, 0.5], overlaps: [3, 0, 0, 0] }, ['teacher', 'norms', 'overlaps']],
  ])('is impossible: %s; what is used instead is possible', (_, given, keys) => {
    const p = custom(given);
    const problems = givenStartProblems(p);
    expect(problems.map(({ key }) => key)).toEqual(keys);
    const mended = problems.reduce((params, { use }) => ({ ...params, ...use }), p);
    expect(givenStartProblems(mended)).toEqual([]);
  });

  it('is judged only where it is used', () => {
    expect(givenStartProblems(paramsOf({ start: 'random', norms: [0.5, 0.6, 0.6, 0.5] }))).toEqual([]);
    expect(givenStartProblems(paramsOf({ start: 'broken', teacher: [1, 2, 2, 1] }))).toEqual([]);
  });

  it('is mended by a link, which says so', () => {
    const { config, notices } = readLink('committee?start=custom&norms=0.5,0.6;0.6,0.5');
    expect(notices.map(({ key }) => key)).toEqual(['norms']);
    expect(config.params['norms']).toEqual([0.5, 0, 0, 0.5]);
    expect(readLink('committee?start=custom&norms=0.5,0.4;0.4,0.5').notices).toEqual([]);
  });
});
