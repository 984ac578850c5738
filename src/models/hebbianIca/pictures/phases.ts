import { logGrid } from '../../../numerics/logGrid.ts';
import type { FieldCategory, FieldPicture, Pause, PictureSource } from '../../contract.ts';
import { initialRate, rateUnit, signalOf, smallPower } from '../equations.ts';
import { typicalStart } from '../initialOverlap.ts';
import { hasWinner, pause } from './shared.ts';
import { nonlinearityOf } from '../nonlinearities.ts';
import type { P } from '../params.ts';
import { sourceNodes } from '../sources.ts';

const columns = 56;
const rowsOfCells = 48;
/** Learned well: 1 - m^2 in the end no more than at m = 0.9. */
export const mostLost = 0.19;

const categories: readonly FieldCategory[] = [
  { label: 'learned', colour: 'green' },
  { label: 'trapped at the start', colour: 'orange' },
  { label: 'found, but inaccurate', colour: 'blue' },
  { label: 'trapped and inaccurate', colour: 'grey' },
];

/** Rate above which noise outweighs the drift at the typical start: eta_c = (2 a b/B) c^((k-2)/2) N^(-k/2), c = N m0^2. */
export const escapeRate = (p: P): number => {
  const { order } = signalOf(p);
  if (order === 0) return 0;
  // k = 3, one feature: half of the starts are negative; the median of the others.
  const quantile = order === 3 && (p.allFeatures ? p.dimension : p.features) === 1 ? 0.75 : 0.5;
  const root = p.start === 'given' ? p.initialOverlap * Math.sqrt(p.dimension) : Math.sqrt(typicalStart(p, quantile).square);
  return rateUnit(p) * smallPower(root, order - 2);
};

/** E f(s)^2: the noise on a source that has been found. */
const finalNoise = (p: P): number => {
  const f = nonlinearityOf(p);
  const { x, weight } = sourceNodes(p);
  return x.reduce((sum, s, i) => sum + weight[i]! * f(s) * f(s), 0);
};

/** Rate at which noise keeps 1 - m^2 = eta N E f(s)^2 / (2 a b) at the bound; f of the found source must not vanish. */
export const accurateRate = (p: P, noise = finalNoise(p)): number => (2 * signalOf(p).drift * p.batch * mostLost) / (p.dimension * Math.max(noise, 1e-12));

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
      { label: `escape, $N^{${slope}}$${log}`, tone: 'theory', xs: xs.slice(), ys: escape },
      { label: 'accuracy, $N^{−1}$', tone: 'law', xs: xs.slice(), ys: accurate },
    ],
    points: [{ label: 'present rate', tone: 'simulation', xs: Float64Array.of(p.dimension), ys: Float64Array.of(rate) }],
    note:
      `Estimates, not runs: trapped where noise outweighs the drift at the typical start, inaccurate where it keeps 1 − m² above ${mostLost} in the end; ` +
      'the loss to the other sources lowers the first bound and starts that noise redraws raise it, both by factors of order one that are left out.',
  };
}

export const phases: PictureSource<P> = { title: 'Which rates learn', when: hasWinner, draw };
