import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { trajectory } from '../sampleData.ts';

/** The opening picture. */
export const example: Example = {
  name: 'trajectoryDesktop',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory();
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
