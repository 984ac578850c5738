import { logGrid } from '../../../numerics/logGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { signalOf } from '../equations.ts';
import { featuresOf, type P } from '../params.ts';
import { predictedSamples } from '../predict.ts';
import { hasWinner, levelOf, pause, said } from './shared.ts';
import { costOfRuns, runsAt } from './simulated.ts';

const sizes = [8, 16, 32, 64, 128] as const;
const wanted = 30;
/** Of the work of one picture of runs, for all sizes together. */
const mostWork = 1.5;
/** Fewer runs than this give no 10-90 % range. */
const fewest = 10;
const largest = 1e6;

/**
 * Share of the samples that the flow from the typical start spends before m = 1/2, of those until `level`; null where it never learns.
 *
 * The share falls with the overlap of the start, so that its median over starts is that of the median start. k = 3 with one feature: of the typical positive start.
 */
export const searchingShare = (p: P, level: number): number | null => {
  const quantile = signalOf(p).order === 3 && featuresOf(p) === 1 ? 0.25 : 0.5;
  const [half, all] = [predictedSamples(p, 0.5, quantile), predictedSamples(p, level, quantile)];
  return half === null || all === null || !(all > 0) ? null : half / all;
};

const at = (p: P, dimension: number): P => ({ ...p, dimension, neurons: 1, mixing: 'source' });

function* theory(p: P, level: number, label: string, tone: 'theory' | 'faint'): Generator<Pause, PictureLine[]> {
  const points: (readonly [number, number])[] = [];
  for (const x of logGrid(4, largest, 31)) {
    const N = Math.round(x);
    const share = searchingShare(at(p, N), level);
    yield pause;
    if (share !== null) points.push([N, share]);
  }
  return points.length < 2 ? [] : [{ label, tone, xs: Float64Array.from(points, ([x]) => x), ys: Float64Array.from(points, ([, y]) => y) }];
}

const quantile = (sorted: readonly number[], share: number): number => {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
};

/** Median and 10-90 % of the runs that learn, at each N that can be afforded. */
function* simulated(p: P, seed: number): Generator<Pause, { readonly lines: PictureLine[]; readonly lost: number }> {
  const rows: (readonly [N: number, low: number, median: number, high: number])[] = [];
  let lost = 0;
  let left = mostWork;
  for (const N of sizes) {
    const q = at(p, N);
    if (p.features > N && !p.allFeatures) continue;
    const cost = costOfRuns(q, 1);
    const count = Math.min(wanted, Math.floor(left / cost));
    if (count < fewest) break;
    left -= count * cost;
    const { runs, learned } = yield* runsAt(q, seed, count);
    lost += runs - learned.length;
    const shares = learned.filter(({ time }) => time > 0).map(({ half, time }) => half / time).sort((a, b) => a - b);
    if (shares.length >= fewest) rows.push([N, quantile(shares, 0.1), quantile(shares, 0.5), quantile(shares, 0.9)]);
  }
  const column = (i: number): Float64Array => Float64Array.from(rows, (row) => row[i]!);
  return { lost, lines: rows.length < 2 ? [] : [{ label: 'runs, 10–90 %', tone: 'simulation', xs: column(0), ys: column(2), low: column(1), high: column(3) }] };
}

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const level = levelOf(p);
  const tied = signalOf(p).order === 2;
  const one: P = { ...p, allFeatures: false, features: 1 };
  const lines: PictureLine[] = [
    ...(tied ? [] : yield* theory({ ...p, allFeatures: true }, level, 'all sources, $K = N$', p.allFeatures ? 'theory' : 'faint')),
    ...(!p.allFeatures && p.features > 1 ? yield* theory(p, level, `$K$ = ${p.features}`, 'theory') : []),
    ...(yield* theory(one, level, 'one source, $K$ = 1', p.allFeatures || p.features > 1 ? 'faint' : 'theory')),
  ];
  const { lines: runs, lost } = yield* simulated(p, seed);
  return {
    kind: 'lines',
    x: { label: 'inputs $N$', scale: 'log' },
    y: { label: `share of the samples before $m$ = 1/2, of those to ${said(level)}`, scale: 'linear' },
    lines: [...lines, ...runs],
    note:
      'Lines of theory: the gradient flow from the typical start, exact with one source and up to N = 4096, beyond that in one dimension. ' +
      (runs.length === 0 ? `No runs: ${lost === 0 ? 'too long for this picture' : 'too few of them learned within the budget'}. ` : `Runs: median and 10–90 %${lost === 0 ? '' : `; ${lost} of them had not learned within the budget and are left out`}. `) +
      'The share tends to 1 as N grows.',
  };
}

export const searching: PictureSource<P> = {
  title: 'Share of the samples spent searching',
  when: (p) => hasWinner(p) && p.start === 'random',
  draw,
};
