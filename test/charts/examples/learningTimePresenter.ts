import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime } from '../sampleData.ts';

/** The slide. */
export const example: Example = {
  name: 'learningTimePresenter',
  width: 680,
  height: 470,
  draw(svg) {
    const data = learningTime();
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg', interactive: false }).update(data, { width: 680, height: 470, fontSize: 22 });
  },
};
