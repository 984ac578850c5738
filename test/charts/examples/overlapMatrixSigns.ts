import { mountOverlapMatrix } from '../../../src/charts/overlapMatrix.ts';
import type { OverlapMatrixData } from '../../../src/charts/overlapMatrixData.ts';
import type { Example } from '../example.ts';

const data: OverlapMatrixData = {
  description: 'All strengths and both signs.',
  students: 2,
  teachers: 6,
  matrices: [{ caption: '$t$ = 80', current: true, values: [0, 0.3, 0.6, 0.7, 0.9, 1.2, -0.1, -0.3, -0.6, -0.7, -0.9, NaN] }],
};

/** All strengths, both signs, one unknown. */
export const example: Example = {
  name: 'overlapMatrixSigns',
  width: 400,
  height: 0,
  draw(svg) {
    mountOverlapMatrix(svg).update(data, { width: 400, height: 0, fontSize: 13.5 });
  },
};
