import { expect, it } from 'vitest';
import { committee } from '../../../src/models/committee/index.ts';
import { relabel } from '../../../src/models/committee/relabel.ts';
import { layoutOf } from '../../../src/models/layout.ts';
import { paramsOf } from '../../support/committee/starts.ts';

it('students that end crosswise are renamed, signs aside; Q and v go along, error and specialisation stay', () => {
  const p = paramsOf({ hiddenUnits: 2, teacherUnits: 2 });
  const layout = layoutOf(committee.observables, p as never);
  const { Q, R, v, generalisationError, specialisation } = layout.offsets;
  const frame = new Float64Array(layout.size);
  frame.set([11, 12, 21, 22], Q!);
  frame.set([0.1, -0.9, 0.8, 0.2], R!);
  frame.set([1, 2], v!);
  frame[generalisationError!] = 0.01;
  frame[specialisation!] = 0.02;
  const named = Array.from(relabel(p, frame, layout), (from) => frame[from]!);
  expect(named.slice(Q!, Q! + 4)).toEqual([22, 21, 12, 11]);
  expect(named.slice(R!, R! + 4)).toEqual([0.8, 0.2, 0.1, -0.9]);
  expect(named.slice(v!, v! + 2)).toEqual([2, 1]);
  expect([named[generalisationError!], named[specialisation!]]).toEqual([0.01, 0.02]);
});
