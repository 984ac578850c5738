import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { errorAt, errorPanel, overlapAt, overlapPanel, run, series, trajectory } from '../sampleData.ts';

/** Three pins, named only by what differs. */
export const example: Example = {
  name: 'trajectoryPinned',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory({
      panels: [
        errorPanel({
          series: [
            series('theory', (t) => errorAt(t), { label: '$η$ = 1' }),
            series('pin', (t) => errorAt(t, 120, 0.014), { pinIndex: 0, label: '$η$ = 0.5' }),
            run((t) => errorAt(t, 124, 0.014), { kind: 'pin', pinIndex: 0, pinOf: 'run' }),
            series('pin', (t) => errorAt(t, 90, 0.017), { pinIndex: 1, label: '0.7' }),
            series('pin', (t) => errorAt(t, 40, 0.03), { pinIndex: 2, label: '1.5' }),
          ],
          band: null,
          level: null,
        }),
        overlapPanel({
          series: [
            series('theory', (t) => overlapAt(t)),
            series('pin', (t) => overlapAt(t, 140), { pinIndex: 0 }),
            series('pin', (t) => overlapAt(t, 104), { pinIndex: 1 }),
            series('pin', (t) => overlapAt(t, 50), { pinIndex: 2 }),
          ],
          band: null,
        }),
      ],
      plateau: null,
      cursor: null,
      learnedAt: null,
      legends: [],
    });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
