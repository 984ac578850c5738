import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime } from '../sampleData.ts';

/** The opening picture. */
export const example: Example = {
  name: 'learningTimeDesktop',
  width: 508,
  height: 412,
  draw(svg) {
    const data = learningTime();
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg' }).update(data, { width: 508, height: 412, fontSize: 13.5 });
  },
};
