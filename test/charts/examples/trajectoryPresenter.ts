import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { trajectory } from '../sampleData.ts';

/** The slide: heavy lines, nothing to press. */
export const example: Example = {
  name: 'trajectoryPresenter',
  width: 700,
  height: 470,
  draw(svg) {
    const data = trajectory();
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg', interactive: false }).update(data, { width: 700, height: 470, fontSize: 22 });
  },
};
