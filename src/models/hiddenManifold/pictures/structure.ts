import { logGrid } from '../../../numerics/logGrid.ts';
import type { Pause, Picture, PictureLine, PicturePoints, PictureSource } from '../../contract.ts';
import { generalisationErrorOf } from '../order.ts';
import { latentOf, type P } from '../params.ts';
import { settledAt } from './settled.ts';
import { simulateErrors } from './simulatedErrors.ts';
import { follow, horizonOf, limitOf, said, unlearned } from './shared.ts';

const tasks = [['latent', 'teacher on the latents'], ['inputs', 'teacher on the inputs'], ['independent', 'inputs without structure']] as const;
const points = 240;
const dots = 14;
/** Errors below are not drawn: those of learnable tasks fall for ever. */
const least = 1e-4;

interface Track {
  readonly label: string;
  readonly present: boolean;
  readonly times: number[];
  readonly errors: number[];
}

function* draw(p: P, seed: number): Generator<Pause, Picture> {
  const variants = tasks.map(([task, label]) => ({ q: { ...p, task } satisfies P, label }));
  const horizons = variants.map(({ q }) => horizonOf(q));
  const end = Math.max(...horizons);
  const start = 1e-3 * Math.min(...horizons);
  const tracks: Track[] = [];
  for (const { q, label } of variants) {
    const limit = limitOf(q);
    const track: Track = { label, present: q.task === p.task, times: [], errors: [] };
    let floor = 0;
    yield* follow(q, limit, seed, 0, logGrid(start, end, points), (_, t) => {
      const error = generalisationErrorOf(limit.task, limit.order);
      track.times.push(t);
      track.errors.push(error);
      floor = error;
    }, () => floor > 0 && floor < 0.5 * least);
    tracks.push(track);
  }
  const shown = Math.max(...tracks.map(({ times, errors }) => times[settledAt(times, errors, least)] ?? 0));
  const lines = tracks.flatMap(({ label, present, times, errors }): PictureLine[] => {
    const kept = times.map((_, i) => i).filter((i) => times[i]! <= shown && errors[i]! >= least);
    return kept.length < 2 ? [] : [{ label, tone: present ? 'theory' : 'law', xs: Float64Array.from(kept, (i) => times[i]!), ys: Float64Array.from(kept, (i) => errors[i]!) }];
  });
  if (lines.length === 0) return unlearned([['learning rate $η$', p.learningRate]], 'At these parameters the norms grow without bound, or learning takes longer than this picture can follow.');
  const runs: { readonly times: number[]; readonly errors: number[]; readonly present: boolean }[] = [];
  let sizes = '';
  for (const { q } of variants) {
    const run = yield* simulateErrors(q, seed, 0, logGrid(Math.max(1, start), shown, dots));
    const kept = run.times.map((_, i) => i).filter((i) => run.errors[i]! >= least);
    runs.push({ times: kept.map((i) => run.times[i]!), errors: kept.map((i) => run.errors[i]!), present: q.task === p.task });
    if (q.task === 'latent') sizes = `N = ${run.p.dimension}, D = ${latentOf(run.p)}`;
  }
  const dotted = (present: boolean, label: string): PicturePoints[] => {
    const some = runs.filter((run) => run.present === present);
    const xs = Float64Array.from(some.flatMap(({ times }) => times));
    return xs.length === 0 ? [] : [{ label, tone: present ? 'simulation' : 'faint', xs, ys: Float64Array.from(some.flatMap(({ errors }) => errors)) }];
  };
  const last = tracks.map(({ label, times, errors }) => {
    let i = errors.length - 1;
    while (i > 0 && times[i]! > shown) i--;
    return errors.length === 0 ? '' : errors[i]! < 2 * least ? `${label}: below ${said(2 * least)} by t = ${said(times[i]!)}` : `${label}: ${said(errors[i]!)} at t = ${said(times[i]!)}`;
  });
  return {
    kind: 'lines',
    x: { label: 'time $t$, steps/$N$', scale: 'log' },
    y: { label: 'generalisation error $ε$', scale: 'log' },
    lines,
    points: [...dotted(true, 'one run'), ...dotted(false, '')],
    note: `Same units, rate and variance of the start, other data: ${last.filter((part) => part !== '').join('; ')}. Equations in the limit, ${p.start === 'random' ? 'each from a random start' : 'from the overlaps given'}. Dots: one run of each at ${sizes}, with features, teachers and a start of its own, by which it differs.`,
  };
}

export const structure: PictureSource<P> = { title: 'Effect of structure: three kinds of data', draw };
