import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { errorAt, errorPanel, overlapAt, overlapPanel, series, trajectory } from '../sampleData.ts';

/** Nothing has run yet. */
export const example: Example = {
  name: 'trajectoryEmpty',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory({
      panels: [errorPanel({ series: [series('theory', (t) => errorAt(t))], band: null }), overlapPanel({ series: [series('theory', (t) => overlapAt(t))], band: null })],
      cursor: null,
      learnedAt: null,
      legends: [
        { text: 'press Run', kind: 'run' },
        { text: 'theory ($N$ → ∞)', short: 'theory', kind: 'theory' },
      ],
    });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
