import type { Layout } from '../contract.ts';
import { relabelStudents } from '../relabelStudents.ts';
import type { P } from './params.ts';

/** See `relabelStudents`. */
export const relabel = (p: P, finalFrame: Float64Array, layout: Layout): Int32Array => relabelStudents(p.hiddenUnits, p.teacherUnits, ['Q'], finalFrame, layout);
