import { logGrid } from '../../../numerics/logGrid.ts';
import type { Pause, Picture, PictureLine, PictureSource } from '../../contract.ts';
import { folds } from '../fold.ts';
import { latentOf, type P } from '../params.ts';
import { fixedPoint } from './fixedPoint.ts';
import { said, unlearned } from './shared.ts';

const points = 14;
const smallest = 0.01;
const largest = 2;
/** Of the limit, where only the ratio counts. */
const largeN = 1e5;

export const atRatio = (p: P, delta: number): P => ({ ...p, latent: 'dimension', dimension: largeN, latentDimension: delta * largeN });

function* curve(p: P, deltas: Float64Array, alike: boolean): Generator<Pause, { xs: number[]; ys: number[] }> {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const delta of deltas) {
    const found = yield* fixedPoint(atRatio(p, delta), alike);
    if (found === null || !(found.error > 1e-9)) continue;
    xs.push(delta);
    ys.push(found.error);
  }
  return { xs, ys };
}

function* draw(p: P): Generator<Pause, Picture> {
  const deltas = logGrid(smallest, largest, points);
  const end = yield* curve(p, deltas, false);
  const plateau = p.hiddenUnits > 1 && p.teacherUnits > 1 ? yield* curve(p, deltas, true) : { xs: [], ys: [] };
  const line = (label: string, tone: PictureLine['tone'], { xs, ys }: { xs: number[]; ys: number[] }): PictureLine[] => (xs.length < 2 ? [] : [{ label, tone, xs: Float64Array.from(xs), ys: Float64Array.from(ys) }]);
  const delta = latentOf(p) / p.dimension;
  const here = yield* fixedPoint({ ...p, latent: 'dimension', latentDimension: latentOf(p) }, p.hiddenUnits !== p.teacherUnits);
  const { b, c } = folds[p.fold];
  const lines = [...line('after specialisation', 'theory', end), ...line('plateau', 'law', plateau)];
  if (lines.length === 0) {
    const why = here === null ? 'learning comes to rest nowhere: the rate is too large' : 'nothing keeps the error from falling to zero';
    return unlearned([['learning rate $η$', p.learningRate], ['present ratio $δ$', delta]], `At these parameters ${why} (fixed points of the equations in the limit).`);
  }
  const at = here === null ? '' : `; at the present δ = ${said(delta)} it is ${said(here.error)}`;
  const kept = said(Math.min(1, (b * b) / c));
  const missing = end.xs.length < points && p.hiddenUnits === p.teacherUnits ? '; where the line is missing the rate is too large for a fixed point' : '';
  return {
    kind: 'lines',
    x: { label: 'latent ratio $δ = D/N$', scale: 'log' },
    y: { label: 'generalisation error $ε$', scale: 'log' },
    lines,
    points: here !== null && here.error > 1e-9 ? [{ label: 'present $δ$', tone: 'theory', xs: Float64Array.of(delta), ys: Float64Array.of(here.error) }] : [],
    note: `Through the fold the inputs show the latents by its linear part, ${kept} of their variance; the rest acts as noise, and averages out less the larger δ = D/N is: the error keeps a floor${at} (fixed points of the equations in the limit${missing}).`,
  };
}

export const floor: PictureSource<P> = { title: 'Error floor against the latent ratio', when: (p) => p.task === 'latent', draw };
