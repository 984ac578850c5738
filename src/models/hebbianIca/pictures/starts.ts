import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { signalOf } from '../equations.ts';
import { typicalVector } from '../typicalStart.ts';
import { predictedSamples } from '../predict.ts';
import { largestSize } from '../measure.ts';
import type { P } from '../params.ts';
import { makeStart } from '../start.ts';
import { makeCurve } from '../theory/curve.ts';
import { hasWinner, pause, said } from './shared.ts';
import { countsOf, simulate } from './simulated.ts';

const wanted = 120;

/** The overlap that the flow makes win: the largest size, for k = 3 the largest with its sign. */
export const winnerOf = (p: P, v: Float64Array): number => (signalOf(p).order === 3 ? v.reduce((top, x) => Math.max(top, x), -1) : largestSize(v));

/** Places of the numbers by size, from 0; equal ones share theirs. */
const ranksOf = (xs: readonly number[]): number[] => xs.map((x) => xs.reduce((sum, other) => sum + (other < x ? 1 : other === x ? 0.5 : 0), -0.5));

/** Correlation of the ranks of two lists, 1 where both are in the same order; null for less than three. */
export const rankCorrelation = (xs: readonly number[], ys: readonly number[]): number | null => {
  if (xs.length < 3) return null;
  const [a, b] = [ranksOf(xs), ranksOf(ys)];
  const middle = 0.5 * (xs.length - 1);
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((rank, i) => {
    ab += (rank - middle) * (b[i]! - middle);
    aa += (rank - middle) * (rank - middle);
    bb += (b[i]! - middle) * (b[i]! - middle);
  });
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null;
};

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
  const [ran, flowed]: [number[], number[]] = [[], []];
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
    ran.push(time);
    flowed.push(flowTime);
    flowXs.push(m0);
    flowYs.push(flowTime);
  }
  const correlation = rankCorrelation(ran, flowed);
  return {
    kind: 'lines',
    x: { label: 'overlap at the start $m_{0}$', scale: 'linear' },
    y: { label: 'samples until learned $n$', scale: 'log' },
    lines: predictedXs.length > 1 ? [{ label: 'flow, typical start', tone: 'theory', xs: Float64Array.from(predictedXs), ys: Float64Array.from(predictedYs) }] : [],
    points: [
      ...(flowXs.length > 0 ? [{ label: 'flow, same starts', tone: 'faint' as const, xs: Float64Array.from(flowXs), ys: Float64Array.from(flowYs) }] : []),
      ...(xs.length > 0 ? [{ label: 'runs', tone: 'simulation' as const, xs: Float64Array.from(xs), ys: Float64Array.from(ys) }] : []),
    ],
    note:
      `Samples until learned against the winning overlap of the start (${countsOf(result, said)})` +
      `${correlation === null ? '' : `. Rank correlation of the runs with the flow from the same starts: **${correlation.toFixed(2).replace('-', '−')}**, where 1 means that the start alone decides the order`}. Noise redraws the start, the more the larger the rate.`,
  };
}

export const starts: PictureSource<P> = {
  title: 'Learning time against the initial overlap',
  when: (p) => hasWinner(p) && p.start === 'random',
  draw,
};
