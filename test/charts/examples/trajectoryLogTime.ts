import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { bandOf, errorAt, errorPanel, overlapPanel, series, trajectory } from '../sampleData.ts';

/** Nine decades, logarithmic time, values at 0: the line breaks, the band stands on the foot of the axis. */
export const example: Example = {
  name: 'trajectoryLogTime',
  width: 330,
  height: 330,
  draw(svg) {
    const data = trajectory({
      panels: [errorPanel({ domain: [1e-9, 1], series: [series('theory', (t) => (t > 120 ? 0 : errorAt(t) ** 2), { label: 'theory' })], band: bandOf((t) => errorAt(t, 40) ** 2 - 1e-5, (t) => errorAt(t, 80) ** 2) }), overlapPanel()],
      x: { domain: [1, 160], label: 'samples seen per input dimension', symbol: '$t = n/N$', scale: 'log' },
      legends: [],
      cursor: 30,
      learnedAt: null,
    });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 330, height: 330, fontSize: 13.5 });
  },
};
