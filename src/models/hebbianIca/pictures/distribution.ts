import { linearGrid } from '../../../numerics/linearGrid.ts';
import { log } from '../../../numerics/log.ts';
import type { HistogramPicture, Pause, PictureSource } from '../../contract.ts';
import { predictedSamples } from '../predict.ts';
import type { P } from '../params.ts';
import { hasWinner, pause, said } from './shared.ts';
import { countsOf, simulate } from './simulated.ts';

const wanted = 200;
const bins = 16;
const ln10 = log(10);
const log10 = (x: number): number => log(x) / ln10;

/** Quantiles of the learning time as the law of the initial overlap gives them: log10 n, rising, where finite. */
function* quantiles(p: P, level: number): Generator<Pause, { readonly share: number; readonly x: number }[]> {
  const found: { share: number; x: number }[] = [];
  for (const share of linearGrid(0.01, 0.99, 36)) {
    const time = predictedSamples(p, level, share);
    yield pause;
    if (time !== null && time > 0 && time < Infinity && !(found.length > 0 && log10(time) <= found[found.length - 1]!.x)) found.push({ share, x: log10(time) });
  }
  return found;
}

function* draw(p: P, seed: number): Generator<Pause, HistogramPicture> {
  const result = yield* simulate(p, seed, wanted);
  const { p: q, level, learned, runs, budget } = result;
  const law = yield* quantiles(q, level);
  const times = learned.map(({ time }) => log10(Math.max(1, time)));
  const all = [...times, ...law.map(({ x }) => x)];
  const low = all.length > 0 ? Math.min(...all) : 0;
  const high = all.length > 0 ? Math.max(...all, low + 0.1) : log10(budget);
  const edges = linearGrid(low, Math.max(high, low + 0.1), bins + 1);
  const counts = new Float64Array(bins);
  for (const x of times) counts[Math.min(bins - 1, Math.floor(((x - low) * bins) / (edges[bins]! - low)))]!++;
  const xs: number[] = [];
  const ys: number[] = [];
  // Density between two quantiles, at its middle.
  for (let i = 0; i + 1 < law.length; i++) {
    xs.push(0.5 * (law[i]!.x + law[i + 1]!.x));
    ys.push((law[i + 1]!.share - law[i]!.share) / (law[i + 1]!.x - law[i]!.x));
  }
  const median = predictedSamples(q, level, 0.5);
  const searching = learned.reduce((sum, { half }) => sum + half, 0) / learned.reduce((sum, { time }) => sum + time, 0);
  const share = learned.length > 0 && searching >= 0 ? ` they spent ${Math.round(100 * searching)} % of their samples searching, before m = 0.5,` : '';
  return {
    kind: 'histogram',
    x: { label: 'samples until learned, $log_{10} n$', scale: 'linear' },
    y: { label: 'density', scale: 'linear' },
    samples: { label: learned.length > 0 ? 'runs' : 'no run learned', tone: 'simulation', edges, counts, total: Math.max(1, runs) },
    lines: xs.length > 0 ? [{ label: 'flow, random starts', tone: 'theory', xs: Float64Array.from(xs), ys: Float64Array.from(ys) }] : [],
    marks: median !== null && median > 0 && median < Infinity ? [{ axis: 'x', value: log10(median), label: 'predicted median' }] : [],
    note: `Learning times of ${countsOf(result, said)};${share} and the line, from the law of the initial overlap, has no noise of samples and keeps only the winning overlap of a start.`,
  };
}

export const distribution: PictureSource<P> = {
  title: 'Distribution of the learning time',
  when: (p) => hasWinner(p) && p.start === 'random',
  draw,
};
