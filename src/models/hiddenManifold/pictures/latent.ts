import { linearGrid } from '../../../numerics/linearGrid.ts';
import { logGrid } from '../../../numerics/logGrid.ts';
import type { Pause, Picture, PictureLine, PictureSource } from '../../contract.ts';
import { specialisationOf } from '../order.ts';
import { latentOf, type P } from '../params.ts';
import { fixedPoint } from './fixedPoint.ts';
import { follow, horizonOf, limitOf, said, unlearned } from './shared.ts';

const factors = logGrid(1 / 8, 8, 7);
const resolution = 800;
const unknownLevel = 0.4;
/** Beyond this D/N next to nothing can be learned of a function of the latents. */
const largestRatio = 4;
/** Nanoseconds of one point: a start that takes longer is not drawn. */
const work = 1.5e7;

/** Samples until the specialisation reaches half of its final value in the limit (0.4 where the final value is not known); null where it does not. */
export function* samplesUntilHalf(p: P, seed: number): Generator<Pause, number | null> {
  const final = yield* fixedPoint(p, false);
  return yield* samplesUntil(p, seed, final === null ? unknownLevel : 0.5 * final.specialisation);
}

function* samplesUntil(p: P, seed: number, level: number): Generator<Pause, number | null> {
  const limit = limitOf(p);
  let [before, beforeAt] = [0, 0];
  let time: number | null = null;
  yield* follow(p, limit, seed, 0, linearGrid(0, horizonOf(p), resolution), (_, t) => {
    const value = specialisationOf(limit.task, limit.order);
    if (value >= level) time = value > before ? beforeAt + ((t - beforeAt) * (level - before)) / (value - before) : t;
    [before, beforeAt] = [value, t];
  }, () => time !== null, work);
  return time === null ? null : time * p.dimension;
}

const sized = (p: P, dimension: number, latentDimension: number): P => ({ ...p, latent: 'dimension', dimension, latentDimension });

function* draw(p: P, seed: number): Generator<Pause, Picture> {
  const [N, D] = [p.dimension, latentOf(p)];
  const curves = [
    { label: '$D$ alone', tone: 'theory', at: (x: number) => sized(p, N, Math.round(x * D)) },
    { label: '$N$ alone', tone: 'law', at: (x: number) => sized(p, Math.round(x * N), D) },
    { label: '$N$ and $D$ together', tone: 'faint', at: (x: number) => sized(p, Math.round(x * N), Math.round(x * D)) },
  ] as const;
  const lines: PictureLine[] = [];
  const growth: string[] = [];
  const found = new Map<string, number | null>();
  for (const { label, tone, at } of curves) {
    const [xs, ys]: [number[], number[]] = [[], []];
    for (const factor of factors) {
      const q = at(factor);
      if (q.dimension < 4 || q.latentDimension < 2) continue;
      const key = `${q.dimension} ${q.latentDimension}`;
      if (!found.has(key)) found.set(key, yield* samplesUntilHalf(q, seed));
      const samples = found.get(key)!;
      if (samples === null || !(samples > 0)) continue;
      xs.push(factor);
      ys.push(samples);
    }
    if (xs.length < 2) continue;
    lines.push({ label, tone, xs: Float64Array.from(xs), ys: Float64Array.from(ys) });
    growth.push(`${label.replaceAll('$', '')} times ${said(xs.at(-1)! / xs[0]!)}: ${said(ys.at(-1)! / ys[0]!)} times the samples`);
  }
  if (lines.length === 0) return unlearned([['latent dimension $D$', D], ['inputs $N$', N]], 'At these parameters the students do not specialise, or not within the work of this picture.');
  return {
    kind: 'lines',
    x: { label: `times the present $N$ = ${N}, $D$ = ${D}`, scale: 'log' },
    y: { label: 'samples until specialised $n$', scale: 'log' },
    lines,
    note: `${growth.join('; ')}. Equations in the limit from one random start with overlaps of the size that D gives them, to half of the final specialisation.`,
  };
}

export const latent: PictureSource<P> = { title: 'The latent dimension sets the learning time', when: (p) => p.task === 'latent' && latentOf(p) <= largestRatio * p.dimension, draw };
