import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime } from '../sampleData.ts';

/** Theory only. */
export const example: Example = {
  name: 'learningTimeEmpty',
  width: 400,
  height: 300,
  draw(svg) {
    const data = learningTime({ points: [], guide: null, readouts: [], legend: [{ text: 'press Run', kind: 'sim' }], currentLabel: null });
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg' }).update(data, { width: 400, height: 300, fontSize: 13.5 });
  },
};
