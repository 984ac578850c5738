import type { Pause, Picture, PictureSource } from '../../src/models/contract.ts';
import type { Params } from '../../src/models/params.ts';

const from = (n: number, of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i));
const grid = (a: number, b: number, n: number): Float64Array => from(n, (i) => a + ((b - a) * i) / (n - 1));
const logGrid = (a: number, b: number, n: number): Float64Array => from(n, (i) => a * (b / a) ** (i / (n - 1)));

const source = (title: string, make: (p: Params, seed: number) => Picture, when?: (p: Params) => boolean): PictureSource<Params> => ({
  title,
  ...(when === undefined ? {} : { when }),
  *draw(p, seed): Generator<Pause, Picture> {
    for (let i = 0; i < 3; i++) yield { kind: 'pause' };
    return make(p, seed);
  },
});

const well = (x: number, a: number): number => -a * x * x + x ** 4;

/** A wave of the seed: no random numbers, yet another picture for another seed. */
const scattered = (n: number, seed: number, width: number): Float64Array => from(n, (i) => width * Math.sin(12.9898 * (i + 1) + seed));

const potential = (walker: string) => (_: Params, seed: number): Picture => {
  const line = (a: number) => ({ xs: grid(0, 1.1, 221), ys: from(221, (i) => well((1.1 * i) / 220, a)) });
  return {
    kind: 'lines',
    x: { label: 'specialisation $S$', scale: 'linear' },
    y: { label: 'potential $U$ whose slope drives the overlap, per sample and input dimension', scale: 'linear' },
    lines: [
      { label: 'potential, $N$ → ∞', tone: 'theory', ...line(1) },
      { label: 'with noise', tone: 'theory', ...line(0.5), low: from(221, (i) => well((1.1 * i) / 220, 0.5) - 0.03), high: from(221, (i) => well((1.1 * i) / 220, 0.5) + 0.03) },
      { label: 'one hidden unit', tone: 'faint', ...line(0.2) },
    ],
    points: [{ label: 'starts', tone: 'simulation', xs: scattered(12, seed, 0.1).map(Math.abs), ys: scattered(12, seed, 0.02).map(Math.abs) }],
    marks: [{ axis: 'x', value: Math.sqrt(0.5), label: 'bottom of the well' }],
    walker,
    note: 'The dot is the run of the first chart: it creeps along the flat top and then falls into the well. The potential is that of the limit of large $N$.',
  };
};

const starts = (_: Params, seed: number): Picture => ({
  kind: 'histogram',
  x: { label: 'overlap of a start, $m √N$', scale: 'linear' },
  y: { label: 'density', scale: 'linear' },
  samples: { label: '2,000 starts', tone: 'simulation', edges: grid(-4, 4, 33), counts: from(32, (i) => Math.round(200 * Math.exp(-((i - 15.5) ** 2) / 32) + 5 * Math.sin(i + seed) ** 2)), total: 2100 },
  lines: [{ label: 'normal density', tone: 'theory', xs: grid(-4, 4, 161), ys: from(161, (i) => Math.exp(-((-4 + i / 20) ** 2) / 2) / Math.sqrt(2 * Math.PI)) }],
  note: 'Bars are counts over the number of starts and the width of a bin.',
});

const phases = (): Picture => {
  const [xs, ys] = [logGrid(10, 1e5, 48), logGrid(1e-3, 10, 36)];
  const category = (x: number, y: number): number => (y > 3 ? 2 : y * x < 1 ? 3 : y < 0.3 / Math.log(x) ? 0 : 1);
  return {
    kind: 'field',
    x: { label: 'input dimension $N$', scale: 'log' },
    y: { label: 'learning rate $η$', scale: 'log' },
    xs, ys,
    values: from(48 * 36, (k) => category(xs[k % 48]!, ys[Math.floor(k / 48)]!)),
    cells: { kind: 'categories', categories: [{ label: 'slow', colour: 'blue' }, { label: 'learns', colour: 'green' }, { label: 'diverges', colour: 'orange' }, { label: 'too slow to be seen within any budget', colour: 'purple' }] },
    lines: [{ label: '$η$ ∝ 1/ln $N$', tone: 'law', xs: logGrid(10, 1e5, 60), ys: from(60, (i) => 0.3 / Math.log(10 * 1e4 ** (i / 59))) }],
    points: [{ label: 'here', tone: 'simulation', xs: Float64Array.of(1000), ys: Float64Array.of(1) }],
    note: 'Which of four behaviours the theory gives on a grid of 48 × 36 cells; borders are known to half a cell.',
  };
};

const shades = (): Picture => {
  const [xs, ys] = [grid(0, 2, 40), grid(-1, 1, 30)];
  return {
    kind: 'field',
    x: { label: 'label noise $σ$', scale: 'linear' },
    y: { label: 'correlation of the inputs $ω$', scale: 'linear' },
    xs, ys,
    values: from(1200, (k) => Math.exp(-3 * ((xs[k % 40]! - 1) ** 2 + ys[Math.floor(k / 40)]! ** 2)) + 0.001),
    cells: { kind: 'shades', label: 'final error $ε$', scale: 'log', tone: 'theory' },
    lines: [{ label: 'threshold of weak recovery', tone: 'theory', xs: from(81, (i) => 1 + 0.6 * Math.cos((Math.PI * i) / 40)), ys: from(81, (i) => 0.6 * Math.sin((Math.PI * i) / 40)) }],
    note: 'Shade: logarithm of the error. The ring is where a linear algorithm begins to see the signal.',
  };
};

const bars = (): Picture => ({
  kind: 'bars',
  value: { label: 'samples per dimension until learned', scale: 'linear', unit: '$n/N$' },
  bars: [
    { label: 'committee, online', value: 80.3, low: 62, high: 110, tone: 'simulation' },
    { label: 'theory, $N$ → ∞, the same random start', value: 77.1, tone: 'theory' },
    { label: 'information limit', value: 4.2, tone: 'law' },
    { label: 'change by noise', value: -12, low: -18, high: -7, tone: 'simulation' },
    { label: 'last year', value: 60, tone: 'faint' },
  ],
  note: 'Thin lines: 10–90 % of runs.',
});

const logBars = (): Picture => ({
  ...(bars() as Picture & { kind: 'bars' }),
  value: { label: 'samples in all', scale: 'log' },
  bars: [{ label: 'layer 1', value: 300, low: 200, high: 500, tone: 'simulation' }, { label: 'layer 2', value: 4.1e4, tone: 'theory' }, { label: 'layer 3', value: 3e6, tone: 'law' }],
});

const ladder = (): Picture => ({
  kind: 'table',
  columns: ['step', 'what is used', 'samples', 'exponent of $d$'],
  rows: [
    { cells: ['1', 'second moments of the first layer', 1200, 1], badge: 'proved' },
    { cells: ['2', 'features of features, which see the second layer only after the first is known to a constant', 45_000, 2], badge: 'numerical' },
    { cells: ['3', 'all', 2.5e8, 3.25] },
  ],
  note: 'A ladder: each step waits for the one before.',
});

/** A picture of each kind; `walker` is an observable of the model that shows them. */
export const toyPicturesOf = (walker: string): Readonly<Record<string, PictureSource<Params>>> => ({
  potential: source('Potential', potential(walker)),
  starts: source('Where runs start', starts),
  phases: source('Map of behaviours', phases),
  shades: source('Final error over two parameters', shades),
  bars: source('Times compared', bars),
  logBars: source('Samples of each layer', logBars),
  ladder: source('Ladder', ladder, (p) => p['units'] !== 1),
});

export const toyPictures = toyPicturesOf('error');
