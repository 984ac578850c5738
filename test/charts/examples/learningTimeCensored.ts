import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime, point } from '../sampleData.ts';

/** At the largest dimension fewer than half of the runs learned within the budget. */
export const example: Example = {
  name: 'learningTimeCensored',
  width: 508,
  height: 412,
  draw(svg) {
    const data = learningTime({
      points: [...learningTime().points.slice(0, 5), point(10000, 100, { high: null, learned: 83, budget: 130 }), { x: 30000, median: null, medianLow: null, medianHigh: null, low: 84, high: null, learned: 21, total: 100, current: false, budget: 100 }],
      budget: { x: Float64Array.of(9000, 50000), y: Float64Array.of(160, 60), label: 'budget' },
      theoryBand: { x: learningTime().theory!.x, low: learningTime().theory!.y.map((v) => 0.72 * v), high: learningTime().theory!.y.map((v) => 1.4 * v) },
      guide: null,
      readouts: [],
    });
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg' }).update(data, { width: 508, height: 412, fontSize: 13.5 });
  },
};
