import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { bandOf, errorAt, errorPanel, overlapPanel, trajectory, run, series } from '../sampleData.ts';

/** Above the largest stable rate: the units specialise, the error stops at a floor. */
export const example: Example = {
  name: 'trajectoryFloor',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory({
      panels: [
        errorPanel({
          series: [series('theory', (t) => errorAt(t, 70, 0.09, 0.039)), run((t) => errorAt(t, 78, 0.09, 0.039))],
          band: bandOf((t) => errorAt(t, 55, 0.09, 0.039), (t) => errorAt(t, 100, 0.09, 0.039)),
          level: { value: 0.039, label: 'floor 0.039' },
        }),
        overlapPanel(),
      ],
      plateau: null,
      cursor: null,
      learnedAt: null,
    });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
