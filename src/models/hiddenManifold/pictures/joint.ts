import { linearGrid } from '../../../numerics/linearGrid.ts';
import { cosTwoPi, sinTwoPi } from '../../../numerics/sinCos.ts';
import type { FieldPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { latentOf, type P } from '../params.ts';
import { largestRatio, pause, said } from './shared.ts';
import { sizesOf, train, type State } from './trained.ts';

const cells = 40;
const widest = 3.2;
/** Radii, in standard deviations, of the ellipses that hold half and nine tenths of a Gaussian: sqrt(-2 ln(1 - share)). */
export const ellipses = [[0.5, 1.1774100225154747], [0.9, 2.145966026289347]] as const;

export const correlationOf = ({ covariance, variance, teacherVariance }: State): number => Math.max(-1, Math.min(1, covariance / Math.sqrt(variance * teacherVariance)));

/** Share of the samples inside of the ellipse of this radius that N(0, C) predicts. */
export const shareInside = (state: State, radius: number): number => {
  const { sample, variance, teacherVariance } = state;
  const r = correlationOf(state);
  const rest = Math.max(1e-12, 1 - r * r);
  const [scale, teacherScale] = [1 / Math.sqrt(variance), 1 / Math.sqrt(teacherVariance)];
  let inside = 0;
  sample.lambda.forEach((lambda, i) => {
    const [x, y] = [sample.nu[i]! * teacherScale, lambda * scale];
    if ((x * x - 2 * r * x * y + y * y) / rest < radius * radius) inside++;
  });
  return inside / sample.lambda.length;
};

const ellipse = (radius: number, r: number, label: string): PictureLine => {
  const turns = linearGrid(0, 1, 97);
  const rest = Math.sqrt(Math.max(0, 1 - r * r));
  return { label, tone: 'theory', xs: turns.map((a) => radius * cosTwoPi(a)), ys: turns.map((a) => radius * (r * cosTwoPi(a) + rest * sinTwoPi(a))) };
};

function* draw(given: P, seed: number): Generator<Pause, FieldPicture> {
  const trained = yield* train(given, seed);
  const state = trained.end ?? trained.start;
  const { sample, variance, teacherVariance } = state;
  const edges = linearGrid(-widest, widest, cells + 1);
  const middles = Float64Array.from({ length: cells }, (_, i) => 0.5 * (edges[i]! + edges[i + 1]!));
  const values = new Float64Array(cells * cells);
  const size = (2 * widest) / cells;
  const place = (x: number): number => Math.floor((x + widest) / size);
  const weight = 1 / (trained.count * size * size);
  sample.lambda.forEach((lambda, n) => {
    const [i, j] = [place(sample.nu[n]! / Math.sqrt(teacherVariance)), place(lambda / Math.sqrt(variance))];
    if (i >= 0 && i < cells && j >= 0 && j < cells) values[j * cells + i] = values[j * cells + i]! + weight;
  });
  yield pause;
  const r = correlationOf(state);
  const shares = ellipses.map(([share, radius]) => `${said(100 * shareInside(state, radius))} % lie inside of the ${100 * share} % ellipse`).join(', ');
  const error = Math.ceil(500 / Math.sqrt(trained.count)) / 10;
  return {
    kind: 'field',
    x: { label: 'field of the teacher, $ν/√T$', scale: 'linear' },
    y: { label: 'field of student 1, $λ_{1}/√Q_{11}$', scale: 'linear' },
    xs: middles,
    ys: middles.slice(),
    values,
    cells: { kind: 'shades', label: 'density', scale: 'linear', tone: 'simulation' },
    lines: ellipses.map(([share, radius]) => ellipse(radius, r, `${100 * share} % of a Gaussian`)),
    note: `Student 1 and the teacher that is closest to it, ${trained.count} fresh latents at t = ${said(state.time)} of one run (${sizesOf(given, trained)}): ${shares} (sampling: ± ${said(error)} %); the ellipses follow from Q, R and T of these weights, with no fit.`,
  };
}

export const joint: PictureSource<P> = { title: 'Student and teacher fields together', when: (p) => p.task !== 'independent' && latentOf(p) <= largestRatio * p.dimension, draw };
