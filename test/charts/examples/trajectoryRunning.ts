import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { bandOf, errorAt, errorPanel, overlapAt, overlapPanel, run, series, trajectory } from '../sampleData.ts';

/** 12 of 32 runs: a dot at the head of the stream. */
export const example: Example = {
  name: 'trajectoryRunning',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory({
      panels: [
        errorPanel({ series: [series('theory', (t) => errorAt(t), { label: 'theory' }), run((t) => errorAt(t, 66), { count: 40, label: 'simulation' })], band: bandOf((t) => errorAt(t, 50), (t) => errorAt(t, 90), { count: 40 }) }),
        overlapPanel({ series: [series('theory', (t) => overlapAt(t)), run((t) => overlapAt(t, 80), { count: 40 })], band: bandOf((t) => overlapAt(t, 108), (t) => overlapAt(t, 60), { count: 40 }) }),
      ],
      cursor: null,
      learnedAt: null,
      legends: [],
      running: true,
    });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
