import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime } from '../sampleData.ts';

/** Predict, then run: the handle of the guess. */
export const example: Example = {
  name: 'learningTimeGuess',
  width: 508,
  height: 412,
  draw(svg) {
    const data = learningTime({
      points: learningTime().points.slice(0, 3),
      theory: null,
      guide: { x1: 300, y1: 70, x2: 30000, y2: 138, label: 'your guess', kind: 'guess', draggable: true },
      legend: [{ text: '**measured so far**', kind: 'sim' }],
      readouts: [],
      currentLabel: null,
      cursor: null,
    });
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg' }).update(data, { width: 508, height: 412, fontSize: 13.5 });
  },
};
