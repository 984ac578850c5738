import { log } from '../../../numerics/log.ts';
import { logGrid } from '../../../numerics/logGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import type { P } from '../params.ts';
import { startSquares } from '../start.ts';
import { passageTime } from '../theory/trajectory.ts';
import { costOfRuns, simulate } from './runs.ts';
import { lineOf, pause, pointsOf, said, type Dots } from './shared.ts';

const alphas = [0.6, 0.8, 1, 1.3, 2] as const;
const dimensions = logGrid(100, 1e6, 17);
/** Share of the fixed point that counts as learned. */
const level = 0.5;
/** Iterations after which a line is given up, and a run; below this ratio of samples a line would leave the picture. */
const most = 400;
const mostOfRun = 80;
const leastRatio = 0.55;
const sizes = [100, 200, 400, 800] as const;
const wanted = 15;
/** Nanoseconds for all runs at one d. */
const work = 3e8;

/** Iterations of state evolution from q = 1/d to half of its fixed point, with phase retrieval's alpha, at each of the dimensions. */
export function* iterationsOver(p: P, sampleRatio: number, ds: Iterable<number>): Generator<Pause, Dots> {
  const dots: (readonly [number, number])[] = [];
  for (const d of ds) {
    const q: P = { ...p, sampleRatio, dimension: Math.round(d) };
    const time = yield* passageTime(q, 'only', startSquares(null, 1, q.dimension), level, most);
    yield pause;
    if (time !== null) dots.push([q.dimension, time]);
  }
  return dots;
}

/** Straight line of slope 1/ln(2 alpha) through the last of the places. */
const lawThrough = (dots: Dots, sampleRatio: number): PictureLine[] => {
  const [end, top] = dots.at(-1) ?? [1, 0];
  const slope = 1 / log(2 * sampleRatio);
  return lineOf('', 'law', dots.map(([d]): readonly [number, number] => [d, top + slope * log(d / end)]).filter(([, y]) => y >= 0));
};

/** Iterations that tenfold d adds: ln 10/ln(2 alpha). */
const perDecade = (sampleRatio: number): string => said(log(10) / log(2 * sampleRatio));

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const present = p.sampleRatio;
  const shown = [...(present >= leastRatio ? [present] : []), ...alphas.filter((alpha) => alpha !== present)];
  const lines: PictureLine[] = [];
  const laws: PictureLine[] = [];
  for (const alpha of shown) {
    const dots = yield* iterationsOver(p, alpha, dimensions);
    lines.push(...lineOf(`$α$ = ${said(alpha)}: +${perDecade(alpha)}`, alpha === present ? 'theory' : 'faint', dots));
    laws.push(...lawThrough(dots, alpha));
  }
  if (laws.length > 0) laws[0] = { ...laws[0]!, label: 'slope 1/ln 2$α$' };
  const ran: (readonly [number, number])[] = [];
  const medians: (readonly [number, number])[] = [];
  let missing = 0;
  for (const d of present >= leastRatio ? sizes : []) {
    const q: P = { ...p, dimension: d };
    const count = Math.min(wanted, Math.floor(work / costOfRuns(q, 1, 30)));
    if (count < 5) break;
    const ends = yield* simulate(q, seed, count, mostOfRun, level);
    const times = ends.flatMap(({ passage }) => (passage === null ? [] : [passage])).sort((a, b) => a - b);
    missing += count - times.length;
    ran.push(...times.map((time): readonly [number, number] => [d, time]));
    // A run that has not arrived ranks last.
    const middle = (times[Math.floor((count - 1) / 2)] ?? Infinity) + (times[Math.ceil((count - 1) / 2)] ?? Infinity);
    if (middle < Infinity) medians.push([d, middle / 2]);
  }
  const more =
    present >= leastRatio
      ? `At $α$ = ${said(present)} that is ${perDecade(present)}, while the samples $αd$ grow tenfold each time, from ${said(100 * present)} to ${said(1e6 * present)}`
      : `At the present $α$ = ${said(present)} ${present > 0.5 ? 'the iterations leave this picture' : 'a small overlap does not grow'}`;
  const runs = ran.length === 0 ? '' : ` Dots: ${ran.length} runs from random starts${missing === 0 ? '' : `, ${missing} more had not arrived after ${mostOfRun} iterations`}; their median ${medians.map(([d, time]) => `${said(time)} at d = ${d}`).join(', ')}.`;
  return {
    kind: 'lines',
    x: { label: 'input dimension $d$', scale: 'log' },
    y: { label: 'iterations to half of the final overlap', scale: 'linear' },
    lines: [...lines, ...laws],
    points: pointsOf('runs', 'simulation', ran),
    note: `State evolution from an overlap of 1/d; after each $α$ the iterations that tenfold $d$ adds, ln 10/ln 2α. ${more}.${runs}`,
  };
}

export const growth: PictureSource<P> = { title: 'Iterations against the dimension', when: (p) => p.instance === 'phaseRetrieval', draw };
