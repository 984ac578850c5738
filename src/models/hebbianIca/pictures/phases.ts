import { logGrid } from '../../../numerics/logGrid.ts';
import type { FieldCategory, FieldPicture, Pause, PictureSource } from '../../contract.ts';
import { signalOf, trappingRate } from '../equations.ts';
import { initialRate, isWarming } from '../rate.ts';
import { typicalStart } from '../typicalStart.ts';
import { hasWinner, pause } from './shared.ts';
import { nonlinearityOf } from '../nonlinearities.ts';
import { featuresOf, type P } from '../params.ts';
import { sourceNodes } from '../sources.ts';

const columns = 56;
const rowsOfCells = 48;
/** Learned well: 1 - m^2 in the end no more than at m = 0.9. */
export const mostLost = 0.19;

const categories: readonly FieldCategory[] = [
  { label: 'learned', colour: 'green' },
  { label: 'noise wins at the start', colour: 'orange' },
  { label: 'found, but inaccurate', colour: 'blue' },
  { label: 'noise wins at start and end', colour: 'grey' },
];

/** `trappingRate` at the typical start, or at the given one. */
export const escapeRate = (p: P): number => {
  // k = 3, one feature: half of the starts are negative; the median of the others.
  const quantile = signalOf(p).order === 3 && featuresOf(p) === 1 ? 0.75 : 0.5;
  return trappingRate(p, p.start === 'given' ? p.dimension * p.initialOverlap * p.initialOverlap : typicalStart(p, quantile).square);
};

/** E f(s)^2: the noise on a source that has been found. */
const finalNoise = (p: P): number => {
  const f = nonlinearityOf(p);
  const { x, weight } = sourceNodes(p);
  return x.reduce((sum, s, i) => sum + weight[i]! * f(s) * f(s), 0);
};

/** Rate at which noise keeps 1 - m^2 = eta N E f(s)^2 / (2 a b) at the bound; f of the found source must not vanish. */
export const accurateRate = (p: P, noise = finalNoise(p)): number => (2 * signalOf(p).drift * p.batch * mostLost) / (p.dimension * Math.max(noise, 1e-12));

/** How far beyond the first line runs still learn; measured as said at `trappingRate`. */
const measured = (p: P): string => {
  if (p.start === 'given' || p.batch > 1 || isWarming(p) || (!p.allFeatures && p.features > 1)) return '';
  if (p.source === 'rademacher' && p.nonlinearity === 'cubic' && !p.subtractLinear) {
    return p.allFeatures
      ? ': measured at $N$ = 16 to 128, half of the runs still learn within eight times the predicted time at 1.8 to 1.9 times this rate'
      : ': measured at $N$ = 16 to 64, half of the runs still learn within eight times the predicted time at 13 to 24 times this rate, the more the larger $N$';
  }
  if (p.source !== 'exponential' || p.nonlinearity !== 'square') return '';
  return `: measured at $N$ = 128, half of the runs still learn within eight times the predicted time at ${p.allFeatures ? '1.5' : '4'} times this rate`;
};

function* draw(p: P): Generator<Pause, FieldPicture> {
  const { order } = signalOf(p);
  const noise = finalNoise(p);
  const xs = logGrid(Math.min(8, p.dimension), Math.max(1e4, p.dimension), columns);
  const at = (N: number): P => ({ ...p, dimension: N });
  const [escape, accurate] = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0; i < columns; i++) {
    escape[i] = escapeRate(at(xs[i]!));
    accurate[i] = accurateRate(at(xs[i]!), noise);
    if (i % 8 === 7) yield pause;
  }
  const rate = initialRate(p);
  const bounds = [...escape, ...accurate];
  const low = Math.min(rate, bounds.reduce((a, b) => Math.min(a, b))) / 3;
  const high = Math.max(rate, bounds.reduce((a, b) => Math.max(a, b))) * 3;
  const ys = logGrid(low, high, rowsOfCells);
  const values = new Float64Array(columns * rowsOfCells);
  for (let j = 0; j < rowsOfCells; j++) {
    for (let i = 0; i < columns; i++) values[j * columns + i] = (ys[j]! > escape[i]! ? 1 : 0) + (ys[j]! > accurate[i]! ? 2 : 0);
  }
  const exponent = order === 2 ? '−1' : order === 3 ? '−3/2' : '−2';
  const slope = p.start === 'given' ? '−1' : exponent;
  const log = p.allFeatures && p.start === 'random' && order !== 2 ? ' with a logarithm' : '';
  return {
    kind: 'field',
    x: { label: 'inputs $N$', scale: 'log' },
    y: { label: `rate${p.rateRule === 'warmUp' ? ' at the start' : ''} $η$`, scale: 'log' },
    xs,
    ys,
    values,
    cells: { kind: 'categories', categories },
    lines: [
      { label: `start, $N^{${slope}}$${log}`, tone: 'theory', xs: xs.slice(), ys: escape },
      { label: 'end, $N^{−1}$', tone: 'law', xs: xs.slice(), ys: accurate },
    ],
    points: [{ label: 'present rate', tone: 'simulation', xs: Float64Array.of(p.dimension), ys: Float64Array.of(rate) }],
    note:
      `Estimates, not runs. Above the first line noise outweighs the drift at ${p.start === 'given' ? 'the given' : 'a typical'} start, and a run needs noise to bring a better one${measured(p)}. ` +
      `Above the second, noise keeps $1 − m²$ above ${mostLost} in the end.`,
  };
}

export const phases: PictureSource<P> = { title: 'Which rates learn', when: hasWinner, draw };
