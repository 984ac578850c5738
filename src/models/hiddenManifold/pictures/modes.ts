import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureLine, PicturePoints, PictureSource } from '../../contract.ts';
import { folds } from '../fold.ts';
import { limitNodes } from '../theory/limit.ts';
import { specialisationOf } from '../order.ts';
import { latentOf, type P } from '../params.ts';
import { spectrumOf } from '../spectrum.ts';
import { follow, horizonOf, largestRatio, limitOf, said } from './shared.ts';
import { halfIndex, partnersOf, simulateModes, smallEnough, type ModeValues, type Moment } from './simulatedModes.ts';

const resolution = 400;
const bins = 6;
const wantedRuns = 2;
const names = ['start', 'plateau', 'end'] as const;

/**
 * In place of a random start, whose overlaps scatter from mode to mode: each teacher has one student, R of the size that D gives to random weights, r(rho) =
 * rho R / b.
 */
const smoothStart = (p: P): P => {
  if (p.start !== 'random') return p;
  const size = Math.sqrt(p.initialNorm / latentOf(p)) * folds[p.fold].b;
  return { ...p, start: 'custom', overlaps: Array.from({ length: p.hiddenUnits * p.teacherUnits }, (_, i) => (i % p.teacherUnits === Math.floor(i / p.teacherUnits) ? size : 0)) };
};

/** The limit mode by mode at three times: the start, half of the time to half of the final specialisation, and the end. */
export function* limitMoments(given: P, seed: number): Generator<Pause, readonly Moment[]> {
  const p = smoothStart(given);
  const limit = limitOf(p);
  const { task, modes, system, order } = limit;
  const { K, M } = task;
  const [states, times, specialisations]: [Float64Array[], number[], number[]] = [[], [], []];
  const seen = yield* follow(p, limit, seed, 0, linearGrid(0, horizonOf(p), resolution), (y, t) => {
    states.push(Float64Array.from(y));
    times.push(t);
    specialisations.push(specialisationOf(task, order));
  });
  const partners = partnersOf(order.R, K, M);
  const count = modes.rho.length;
  // Runs of `count` numbers: sigma_kl for k <= l, then r_km, at the end of a state.
  const rAt = system.length - K * M * count;
  const sigmaAt = rAt - ((K * (K + 1)) / 2) * count;
  const valuesOf = (y: Float64Array): ModeValues => {
    const [r, t, sigma] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
    for (let i = 0; i < count; i++) {
      partners.forEach((k, m) => {
        r[i] = r[i]! + y[rAt + (k * M + m) * count + i]! / M;
        t[i] = t[i]! + modes.teacher[(i * M + m) * M + m]! / M;
      });
      for (let k = 0; k < K; k++) sigma[i] = sigma[i]! + y[sigmaAt + (k * K - (k * (k - 1)) / 2) * count + i]! / K;
    }
    return { rho: modes.rho, r, t, sigma };
  };
  return [0, Math.max(1, Math.floor(halfIndex(specialisations) / 2)), seen - 1].flatMap((i) => (i < seen && i >= 0 ? [{ time: times[i]!, values: valuesOf(states[i]!) }] : []));
}

/** Sums of y over sums of x in bins of equally many modes, at the mean rho of the bin. */
const binned = (rho: Float64Array, y: Float64Array, x: Float64Array | null): { xs: number[]; ys: number[] } => {
  const [xs, ys]: [number[], number[]] = [[], []];
  const used = Math.min(bins, rho.length);
  for (let bin = 0; bin < used; bin++) {
    const [from, to] = [Math.floor((bin * rho.length) / used), Math.floor(((bin + 1) * rho.length) / used)];
    let [place, sum, norm] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      place += rho[i]! / (to - from);
      sum += y[i]!;
      norm += x === null ? 1 : x[i]!;
    }
    if (!(norm > 1e-9)) continue;
    xs.push(place);
    ys.push(sum / norm);
  }
  return { xs, ys };
};

/** Modes of several runs, ascending in rho. */
const joined = (all: readonly ModeValues[]): ModeValues => {
  const of = (key: keyof ModeValues): number[] => all.flatMap((one) => Array.from(one[key]));
  const rhos = of('rho');
  const places = rhos.map((_, i) => i).sort((i, j) => rhos[i]! - rhos[j]!);
  const sorted = (key: keyof ModeValues): Float64Array => {
    const values = of(key);
    return Float64Array.from(places, (i) => values[i]!);
  };
  return { rho: sorted('rho'), r: sorted('r'), t: sorted('t'), sigma: sorted('sigma') };
};

/**
 * Mean of sigma in each bin, the part that the student owes to its teacher, (r/t)^2 t, taken at the teacher's expected size in place of that of the few modes of
 * a bin: t = 1, or rho / c where the teacher sees the inputs.
 */
const binnedSizes = (p: P, { rho, r, t, sigma }: ModeValues): { xs: number[]; ys: number[] } => {
  const [raw, slopes, sizes] = [binned(rho, sigma, null), binned(rho, r, t), binned(rho, t, null)];
  if (slopes.xs.length < raw.xs.length) return raw;
  const expected = (x: number): number => (p.task === 'inputs' ? x / folds[p.fold].c : 1);
  return { xs: raw.xs, ys: raw.ys.map((y, i) => y - slopes.ys[i]! * slopes.ys[i]! * (sizes.ys[i]! - expected(raw.xs[i]!))) };
};

const tones = ['faint', 'law', 'theory'] as const;

const drawing = (of: 'r' | 'sigma') =>
  function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
    const moments = yield* limitMoments(p, seed);
    const small = smallEnough(p);
    const all: (readonly Moment[])[] = [];
    for (let replica = 0; replica < wantedRuns; replica++) {
      const run = yield* simulateModes(small, seed, replica);
      if (run !== null) all.push(run);
    }
    const overlap = of === 'r';
    const lines = moments.map(({ time, values: { rho, r, t, sigma } }, i): PictureLine => {
      const kept = Array.from(rho, (_, j) => j).filter((j) => !overlap || t[j]! > 1e-9);
      return { label: `${names[i]}, $t$ = ${said(time)}`, tone: tones[i]!, xs: Float64Array.from(kept, (j) => rho[j]!), ys: Float64Array.from(kept, (j) => (overlap ? r[j]! / t[j]! : sigma[j]!)) };
    });
    const points = (all.length === 0 ? [] : names).map((name, i): PicturePoints => {
      const values = joined(all.map((run) => run[i]!.values));
      const times = all.map((run) => said(run[i]!.time));
      const { xs, ys } = overlap ? binned(values.rho, values.r, values.t) : binnedSizes(p, values);
      return { label: `runs, ${name}${i === 0 ? '' : `, $t$ = ${times.join(', ')}`}`, tone: i === 2 ? 'simulation' : tones[i]!, xs: Float64Array.from(xs), ys: Float64Array.from(ys) };
    });
    const run = all.length === 0 ? 'no runs: they diverge' : `dots: ${all.length} random starts at N = ${small.dimension}, D = ${latentOf(small)}, in bins of modes${overlap ? ', over the teacher’s size t there' : ', the teacher’s part at its expected size'}`;
    const what = overlap ? 'r is the overlap of a student with its teacher along the mode: strong modes are learned first' : 'σ is the squared size of a student along the mode';
    return {
      kind: 'lines',
      x: { label: 'strength of a mode $ρ$, eigenvalue of $F^{T}F/N$', scale: 'linear' },
      y: { label: overlap ? 'overlap along the mode $r(ρ)/t(ρ)$' : 'size along the mode $σ(ρ)$', scale: 'linear' },
      lines,
      points,
      note: `ρ says how strongly a direction of the latent space moves the inputs, 1 on average; ${what}. Lines: equations in the limit on ${limitNodes} modes${p.start === 'random' ? ', from overlaps of the size of random ones' : ''}; ${run}. Plateau: half of the time to half of the final specialisation.`,
    };
  };

const hasModes = (p: P): boolean => p.task !== 'independent' && latentOf(p) <= largestRatio * p.dimension && p.features !== 'orthogonal' && spectrumOf(p, limitNodes).rho.length > 2;

export const overlapModes: PictureSource<P> = { title: 'What is learned, mode by mode', when: hasModes, draw: drawing('r') };
export const sizeModes: PictureSource<P> = { title: 'Size of the students, mode by mode', when: hasModes, draw: drawing('sigma') };
