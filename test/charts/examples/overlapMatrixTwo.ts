import { mountOverlapMatrix } from '../../../src/charts/overlapMatrix.ts';
import type { OverlapMatrixData } from '../../../src/charts/overlapMatrixData.ts';
import type { Example } from '../example.ts';

const data: OverlapMatrixData = {
  description: 'Overlap of each student unit with each teacher unit, run 7.',
  students: 2,
  teachers: 2,
  matrices: [
    { caption: 'start', current: false, values: [0.01, 0.001, -0.03, 0.002] },
    { caption: '$t$ = 40', current: false, values: [0.48, 0.4, 0.41, 0.48] },
    { caption: '$t$ = 80', current: true, values: [0.7, 0.19, 0.19, 0.7] },
    { caption: '$t$ = 160', current: false, values: [0.99, 0.01, 0.01, 0.99] },
  ],
};

/** Two units, four times. */
export const example: Example = {
  name: 'overlapMatrixTwo',
  width: 540,
  height: 0,
  draw(svg) {
    mountOverlapMatrix(svg).update(data, { width: 540, height: 0, fontSize: 13.5 });
  },
};
