import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { trajectory } from '../sampleData.ts';

/** The telephone. */
export const example: Example = {
  name: 'trajectoryNarrow',
  width: 288,
  height: 310,
  draw(svg) {
    const data = trajectory();
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 288, height: 310, fontSize: 13 });
  },
};
