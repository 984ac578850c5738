import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { errorAt, errorPanel, overlapAt, overlapPanel, series, trajectory } from '../sampleData.ts';

/** A slider moves: theory at once, the former curve a ghost, the former simulation gone. */
export const example: Example = {
  name: 'trajectoryDragging',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory({
      panels: [
        errorPanel({ series: [series('theory', (t) => errorAt(t, 90, 0.017), { label: 'theory, $η$ = 0.7' }), series('ghost', (t) => errorAt(t), { label: 'was $η$ = 1' })], band: null }),
        overlapPanel({ series: [series('theory', (t) => overlapAt(t, 104)), series('ghost', (t) => overlapAt(t))], band: null }),
      ],
      plateau: { from: 8, to: 92, label: 'plateau $ε*$ = 0.0170', short: 'plateau' },
      cursor: null,
      learnedAt: null,
      legends: [],
    });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
