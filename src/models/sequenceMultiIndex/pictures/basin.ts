import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { fixedPoint } from '../fixedPoint.ts';
import { attention } from '../instances/attention.ts';
import { withCaution } from '../caution.ts';
import type { P } from '../params.ts';
import { descend } from './descents.ts';
import { affordable, costOfRuns } from './runs.ts';
import { meanOf, pointsOf, said } from './shared.ts';

const starts = linearGrid(0, 1, 11);
const runs = 4;
const largest = 250;
const typical = 80;
/** Nanoseconds for all runs. */
const work = 5e8;

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const q = affordable(p, largest, work, (one) => costOfRuns(one, runs * starts.length, typical));
  const [teacher, positions]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
  let turn: number | null = null;
  let alive = false;
  for (const basin of starts) {
    const ends = (yield* descend({ ...q, basin, weights: 'directed' }, seed, runs)).map(({ overlaps: { q: [square], theta, m } }) => {
      const size = Math.sqrt(square!);
      return size > 1e-6 ? ([Math.abs(theta[0]!) / (p.tokenSpread * size), (p.tokenSpread * Math.abs(m[0]!)) / size] as const) : ([0, 0] as const);
    });
    for (const [withTeacher, withPositions] of ends) {
      alive ||= withTeacher + withPositions > 0;
      teacher.push([basin, Math.min(1, withTeacher)]);
      positions.push([basin, Math.min(1, withPositions)]);
    }
    if (turn === null && ends.length > 0 && meanOf(ends.map(([a, b]) => (a > b ? 1 : 0))) > 0.5) turn = basin;
  }
  const levels: string[] = [];
  const marks: { readonly axis: 'y'; readonly value: number; readonly label: string }[] = [];
  if (p.sampleRatio >= 1) {
    for (const [branch, name] of [['semantic', 'meaning'], ['positional', 'positions']] as const) {
      const { overlap, overlaps } = yield* fixedPoint(p, branch, 'drag');
      const value = overlap === 0 ? 0 : attention.cosine(p, overlaps);
      marks.push({ axis: 'y', value, label: `theory, ${name}` });
      levels.push(`${name} ${said(value)}`);
    }
  }
  return {
    kind: 'lines',
    x: { label: 'start: 0 the positions, 1 the teacher', scale: 'linear' },
    y: { label: 'cosine at the end', scale: 'linear' },
    points: [...pointsOf('with the teacher', 'simulation', teacher), ...pointsOf('with the positions', 'theory', positions)],
    marks,
    note: withCaution(`${runs} runs of L-BFGS at each start, d = ${q.dimension}, α = ${said(p.sampleRatio)}: ${!alive ? 'the weights shrink to nothing from every start' : turn === null ? 'most end at the positions from every start' : turn === 0 ? 'most end at the teacher from every start' : `most end at the teacher from a share of ${said(turn)} on, at the positions below`}. ${levels.length > 0 ? `Theory of the two minima, d large: ${levels.join(', ')}.` : ''}`, p),
  };
}

export const basin: PictureSource<P> = { title: 'Which start ends where', when: (p) => p.instance === 'attention', draw };
