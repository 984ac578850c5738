import { normalQuantile } from '../../../numerics/normalQuantile.ts';
import type { HistogramPicture, Pause, Picture, PictureSource } from '../../contract.ts';
import type { P } from '../params.ts';
import { startSquares } from '../start.ts';
import { passageTime } from '../theory/trajectory.ts';
import { phaseThresholds } from '../thresholds.ts';
import { affordable, costOfRuns, simulate } from './runs.ts';
import { lineOf, pause, quantileOf, said, tableOf } from './shared.ts';

const level = 0.5;
const runs = 160;
const largest = 500;
const starts = 400;
const most = 400;
/** Nanoseconds for all runs, at a typical number of iterations. */
const work = 5e8;
const typical = 20;

/**
 * Iteration at which state evolution passes the level, for starts q = z^2/d at equally likely |z|; Infinity for one that is not there after `most`.
 * Ascending from the luckiest start to the most unlucky.
 */
export function* timesOfStarts(p: P, count: number): Generator<Pause, number[]> {
  const times: number[] = [];
  for (let i = count - 1; i >= 0; i--) {
    const z = normalQuantile(0.5 + (0.5 * (i + 0.5)) / count);
    const [square] = startSquares(Float64Array.of(z), 1, p.dimension);
    const time = yield* passageTime(p, 'only', [square!], level, most);
    times.push(time === null ? Infinity : Math.ceil(time));
    if (i % 4 === 0) yield pause;
  }
  return times;
}

function* draw(given: P, seed: number): Generator<Pause, Picture> {
  const p = affordable(given, largest, work, (q) => costOfRuns(q, runs, typical));
  const { weak } = phaseThresholds();
  if (p.sampleRatio <= weak) return tableOf([['present α', p.sampleRatio], ['least α', weak]], 'Below the least number of samples a small overlap shrinks: there is no time until it is learned.');
  const predicted = yield* timesOfStarts(p, starts);
  const ends = yield* simulate(p, seed, runs, most, level);
  const times = ends.map(({ passage }) => passage ?? Infinity).sort((a, b) => a - b);
  const late = times.filter((time) => time === Infinity).length;
  // The axis ends where nearly all starts have arrived, and nine tenths of the runs that do.
  const farOf = (list: readonly number[], share: number): number => quantileOf(list.filter((time) => time < Infinity), share);
  const end = Math.min(most, Math.max(5, Math.ceil(Math.max(farOf(times, 0.92), farOf(predicted, 0.99))) + 1));
  const bin = Math.max(1, Math.ceil(end / 60));
  const bins = Math.ceil((end + 1) / bin);
  // Iterations are whole: a bar of width `bin` stands for as many of them.
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i * bin - 0.5);
  const counted = (list: readonly number[]): Float64Array => {
    const counts = new Float64Array(bins);
    for (const time of list) if (time <= end && Math.floor(time / bin) < bins) counts[Math.floor(time / bin)]!++;
    return counts;
  };
  const expected = counted(predicted);
  const picture: HistogramPicture = {
    kind: 'histogram',
    x: { label: 'iterations to half of the final overlap', scale: 'linear' },
    y: { label: 'share of the runs, per iteration', scale: 'linear' },
    samples: { label: `${ends.length} runs, $d$ = ${p.dimension}`, tone: 'simulation', edges, counts: counted(times), total: Math.max(1, ends.length) },
    lines: lineOf('theory, same kind of starts', 'theory', Array.from(expected, (count, i): readonly [number, number] => [i * bin + 0.5 * (bin - 1), count / (starts * bin)])),
    note:
      `State evolution restarted from the squared cosine of a random start, z²/d with z normal, against runs of message passing${p.dimension < given.dimension ? ', smaller than asked for' : ''}: ` +
      `10–90 % of the theory ${shareOf(predicted, 0.1)}–${shareOf(predicted, 0.9)} iterations, median ${shareOf(predicted, 0.5)}; of the runs ${shareOf(times, 0.1)}–${shareOf(times, 0.9)}, median ${shareOf(times, 0.5)}` +
      `${late > 0 ? `, ${late} of ${ends.length} not there after ${most}` : ''}. Runs differ by their samples too, which the theory leaves out.`,
  };
  return picture;
}

const shareOf = (sorted: readonly number[], share: number): string => (sorted[Math.ceil(share * (sorted.length - 1))]! < Infinity ? said(quantileOf(sorted, share)) : `more than ${most}`);

export const spread: PictureSource<P> = { title: 'Spread over random starts', when: (p) => p.instance === 'phaseRetrieval', draw };
