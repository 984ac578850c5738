import { exp } from '../../../numerics/exp.ts';
import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { HistogramPicture, Pause, PictureSource } from '../../contract.ts';
import { latentOf, type P } from '../params.ts';
import { countsBetween, gaussianDistance, noiseOfDistance } from './gaussianDistance.ts';
import { largestRatio, said } from './shared.ts';
import { sizesOf, train, type State } from './trained.ts';

const bins = 48;
const widest = 4;
/** Density of the standard normal law. */
const normalDensity = (z: number): number => 0.3989422804014327 * exp(-0.5 * z * z);

const distanceOf = ({ sample, variance }: State): number => gaussianDistance(sample.lambda, variance);

function* draw(given: P, seed: number): Generator<Pause, HistogramPicture> {
  const trained = yield* train(given, seed);
  const { start, end, count } = trained;
  const edges = linearGrid(-widest, widest, bins + 1);
  const width = edges[1]! - edges[0]!;
  const shown = end ?? start;
  const scaleOf = ({ variance }: State): number => 1 / Math.sqrt(variance);
  const early = countsBetween(start.sample.lambda, scaleOf(start), edges);
  const middles = Float64Array.from({ length: bins }, (_, i) => 0.5 * (edges[i]! + edges[i + 1]!));
  const zs = linearGrid(-widest, widest, 121);
  const distances = end === null ? `at the start is ${said(distanceOf(start))}` : `is ${said(distanceOf(start))} at the start and ${said(distanceOf(end))} at t = ${said(end.time)}`;
  const root = Math.sqrt(count);
  return {
    kind: 'histogram',
    x: { label: 'field of student 1, $λ_{1}/√Q_{11}$', scale: 'linear' },
    y: { label: 'density', scale: 'linear' },
    samples: { label: end === null ? 'start' : `after $t$ = ${said(shown.time)}`, tone: 'simulation', edges, counts: countsBetween(shown.sample.lambda, scaleOf(shown), edges), total: count },
    lines: [{ label: 'Gaussian', tone: 'theory', xs: zs, ys: zs.map(normalDensity) }],
    points: end === null ? [] : [{ label: 'start', tone: 'faint', xs: middles, ys: early.map((n) => n / (count * width)) }],
    note:
      `${count} fresh latents through weights of one run (${sizesOf(given, trained)}); the line is N(0, Q_{11}) of these weights, with no fit. The largest difference of the distribution functions ${distances}; ` +
      `samples of a Gaussian would give ${said(noiseOfDistance.mean / root)}, above ${said(noiseOfDistance.twentieth / root)} once in 20 times.${latentOf(trained.p) > 8 ? ' Try D = 2.' : ''}`,
  };
}

export const fields: PictureSource<P> = { title: 'Is the field Gaussian?', when: (p) => p.task !== 'independent' && latentOf(p) <= largestRatio * p.dimension, draw };
