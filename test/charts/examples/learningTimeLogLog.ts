import { mountLearningTimeChart } from '../../../src/charts/learningTimeChart.ts';
import type { Example } from '../example.ts';
import { learningTime, series, times } from '../sampleData.ts';

/** Total samples on two logarithmic axes, a stored result while the new one is computed. */
export const example: Example = {
  name: 'learningTimeLogLog',
  width: 508,
  height: 412,
  draw(svg) {
    const data = learningTime({
      title: 'Samples until learned',
      symbol: '$n$',
      yScale: 'log',
      yDomain: [1e3, 1e7],
      points: learningTime().points.map((one) => {
        const scale = (value: number | null): number | null => (value === null ? null : value * one.x);
        return { ...one, median: scale(one.median), medianLow: scale(one.medianLow), medianHigh: scale(one.medianHigh), low: scale(one.low), high: scale(one.high), budget: 200 * one.x };
      }),
      theory: series('theory', (n) => n * (43 + 22.5 * Math.log10(n / 30)), { x: times(50000, 101).map((n) => n + 30), y: times(50000, 101).map((n) => (n + 30) * (43 + 22.5 * Math.log10((n + 30) / 30))), label: 'theory' }),
      pins: [series('pin', () => 0, { x: Float64Array.of(30, 30000), y: Float64Array.of(3e3, 6e6), pinIndex: 0, label: '$K$ = 3' })],
      guide: { x1: 300, y1: 4e4, x2: 30000, y2: 4e6, label: 'slope 1' },
      readouts: [{ text: 'slope **1.13** [1.11, 1.15]', kind: 'sim' }],
      currentLabel: null,
      notes: [{ x: 100, y: 2e5, text: 'a note', kind: 'warn' }],
      stale: true,
    });
    mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: () => {} }, { titles: 'svg' }).update(data, { width: 508, height: 412, fontSize: 13.5 });
  },
};
