import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime } from '../sampleData.ts';

/** 640 x 360: the smallest embed. */
export const example: Example = {
  name: 'learningTimeEmbed',
  width: 608,
  height: 280,
  draw(svg) {
    const data = learningTime();
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg', interactive: false }).update(data, { width: 608, height: 280, fontSize: 13.5 });
  },
};
