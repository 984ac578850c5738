import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { signalOf } from '../equations.ts';
import { typicalVector } from '../initialOverlap.ts';
import { predictedSamples } from '../learning.ts';
import { largestSize } from '../measure.ts';
import type { P } from '../params.ts';
import { makeStart } from '../start.ts';
import { makeCurve } from '../theory/curve.ts';
import { hasWinner, pause, said } from './shared.ts';
import { countsOf, simulate } from './simulated.ts';

const wanted = 120;

/** The overlap that the flow makes win: the largest size, for k = 3 the largest with its sign. */
export const winnerOf = (p: P, v: Float64Array): number => (signalOf(p).order === 3 ? v.reduce((top, x) => Math.max(top, x), -1) : largestSize(v));

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const result = yield* simulate(p, seed, wanted);
  const { p: q, level, learned } = result;
  const [predictedXs, predictedYs]: [number[], number[]] = [[], []];
  for (const quantile of linearGrid(0.005, 0.995, 40)) {
    const m0 = winnerOf(q, typicalVector(q, quantile).v);
    const time = m0 > 0 && m0 < level ? predictedSamples(q, level, 1 - quantile) : null;
    yield pause;
    if (time === null || !(time > 0 && time < Infinity)) continue;
    predictedXs.push(m0);
    predictedYs.push(time);
  }
  const [flowXs, flowYs]: [number[], number[]] = [[], []];
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const { replica, time } of learned) {
    const start = makeStart(q, seed, replica);
    const m0 = winnerOf(q, start.v);
    if (time > 0) {
      xs.push(m0);
      ys.push(time);
    }
    const curve = makeCurve(q, start);
    const place = curve.crossing(level, 0);
    const flowTime = place === null ? Infinity : curve.samples(place);
    yield pause;
    if (!(flowTime > 0 && flowTime < Infinity)) continue;
    flowXs.push(m0);
    flowYs.push(flowTime);
  }
  return {
    kind: 'lines',
    x: { label: 'overlap at the start $m_{0}$', scale: 'linear' },
    y: { label: 'samples until learned $n$', scale: 'log' },
    lines: predictedXs.length > 1 ? [{ label: 'flow, typical start', tone: 'theory', xs: Float64Array.from(predictedXs), ys: Float64Array.from(predictedYs) }] : [],
    points: [
      ...(flowXs.length > 0 ? [{ label: 'flow, same starts', tone: 'faint' as const, xs: Float64Array.from(flowXs), ys: Float64Array.from(flowYs) }] : []),
      ...(xs.length > 0 ? [{ label: 'runs', tone: 'simulation' as const, xs: Float64Array.from(xs), ys: Float64Array.from(ys) }] : []),
    ],
    note: `Samples until learned against the winning overlap of the start (${countsOf(result, said)}): at small rates the start decides, at larger ones noise redraws it and the scatter grows.`,
  };
}

export const starts: PictureSource<P> = {
  title: 'Learning time against the initial overlap',
  when: (p) => hasWinner(p) && p.start === 'random',
  draw,
};
