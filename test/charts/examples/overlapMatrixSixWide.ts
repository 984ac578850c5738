import { mountOverlapMatrix } from '../../../src/charts/overlapMatrix.ts';
import type { OverlapMatrixData } from '../../../src/charts/overlapMatrixData.ts';
import type { Example } from '../example.ts';

const data: OverlapMatrixData = {
  description: 'Overlap of six students with six teachers.',
  students: 6,
  teachers: 6,
  matrices: ['start', '$t$ = 40', '$t$ = 80', '$t$ = 160'].map((caption, k) => ({
    caption,
    current: k === 2,
    values: Float64Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 0.3 * k : 0.3 * Math.sin(7 * i + k))),
  })),
};

/** Six units in the result row: the height decides. */
export const example: Example = {
  name: 'overlapMatrixSixWide',
  width: 540,
  height: 190,
  draw(svg) {
    mountOverlapMatrix(svg).update(data, { width: 540, height: 190, fontSize: 13.5 });
  },
};
