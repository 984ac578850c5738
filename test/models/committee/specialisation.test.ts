import { expect, it } from 'vitest';
import { makeGeneralisationError, specialisationOf, type Task } from '../../../src/models/committee/equations.ts';
import { plainTask } from '../../../src/models/committee/checks.ts';
import { randomOrder, rearranged, richTask } from '../../support/committee/orders.ts';

const specialisation = (K: number, M: number, R: readonly number[], changes: Partial<Task> = {}): number =>
  specialisationOf({ ...plainTask(M, 1), K, ...changes }, Float64Array.from(R));

it.each([
  ['the difference of two equal students is nothing', 2, 2, [0.4, 0.4, 0.4, 0.4], 0],
  ['one teacher each', 2, 2, [1, 0, 0, 1], 1],
  ['crosswise, signs aside', 2, 2, [0.1, -0.9, -0.8, 0.3], 0.65],
  ['one student alone', 1, 1, [-0.7], 0.7],
  ['one student for two teachers', 1, 2, [0.5, -0.3], 0.4],
  ['two students on one teacher', 3, 2, [0.9, 0, 0.9, 0, 0, 1], 0.5],
  ['the second largest counts, not the last', 3, 1, [0.2, 0.9, 0.5], 0.4],
  ['the largest last', 3, 1, [0.2, 0.5, 0.9], 0.4],
  ['nothing learned', 2, 3, [0, 0, 0, 0, 0, 0], 0],
] as const)('specialisation: %s', (_, K, M, R, expected) => {
  expect(specialisation(K, M, R)).toBeCloseTo(expected, 14);
});

it('is measured in the teacher norms, and averaged over teachers', () => {
  expect(specialisation(2, 2, [2, 0, 0, 0.25], { T: Float64Array.of(4, 0, 0, 0.5) })).toBeCloseTo(0.5, 14);
  expect(specialisation(2, 2, [2, 0, 0, 0], { T: Float64Array.of(4, 0.1, 0.1, 0.5) })).toBeCloseTo(0.25, 14);
});

it('does not depend on the order or the signs of the students', () => {
  const task = richTask(3, 2, 'specialisation');
  const order = randomOrder(task, 'specialisation');
  expect(specialisationOf(task, rearranged(order, [2, 0, 1], [1, -1, -1]).R)).toBe(specialisationOf(task, order.R));
});

it('the error of a student that knows nothing is half the second moment of the labels', () => {
  // <g g> of one unit with T = 1: (2 / pi) asin(1/2) = 1/3; two independent units: 2/3; half of it.
  const order = { Q: new Float64Array(4), R: new Float64Array(4), v: new Float64Array(2).fill(1) };
  expect(makeGeneralisationError(plainTask(2, 1))(order)).toBeCloseTo(1 / 3, 14);
});
