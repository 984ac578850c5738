import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime } from '../sampleData.ts';

/** The telephone: words go, points stay. */
export const example: Example = {
  name: 'learningTimeNarrow',
  width: 288,
  height: 280,
  draw(svg) {
    const data = learningTime();
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg' }).update(data, { width: 288, height: 280, fontSize: 13 });
  },
};
