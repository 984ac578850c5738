import { mountTrajectoryChart } from '../../../src/charts/trajectoryChart.ts';
import type { Example } from '../example.ts';
import { trajectory } from '../sampleData.ts';

/** Paused: the cursor names its time, and stands on the run in both panels. */
export const example: Example = {
  name: 'trajectoryScrubbed',
  width: 540,
  height: 412,
  draw(svg) {
    const data = trajectory({ cursor: 100 });
    mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { titles: 'svg' }).update(data, { width: 540, height: 412, fontSize: 13.5 });
  },
};
