import { logGrid } from '../../../numerics/logGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { adaptiveTime, signalOf, type Order } from '../equations.ts';
import { typicalStart } from '../typicalStart.ts';
import { featuresOf, type P } from '../params.ts';
import { samplesFor } from './budget.ts';
import { hasWinner, pause } from './shared.ts';

const orders = [2, 3, 4] as const;
const laws: Readonly<Record<Order, string>> = { 2: '$k$ = 2, variance: $N ln N$', 3: '$k$ = 3, skewness: $N²$', 4: '$k$ = 4, kurtosis: $N³$' };

/** Samples at the best rate at every overlap, for one source whose noise equals its squared drift, B = a^2; k = 3 from the median positive start. */
export const unitSamples = (p: P, order: Order, dimension: number): number => {
  const source = ({ 2: 'gaussian', 3: 'exponential', 4: 'rademacher' } as const)[order];
  const nonlinearity = ({ 2: 'linear', 3: 'hermite2', 4: 'hermite3' } as const)[order];
  const one: P = { ...p, source, nonlinearity, subtractLinear: false, variance: 2, allFeatures: false, features: 1, dimension };
  return adaptiveTime(order, 1, 1, dimension, typicalStart(one, order === 3 ? 0.75 : 0.5).overlap);
};

function* draw(p: P): Generator<Pause, LinesPicture> {
  const own = signalOf(p).order;
  const grid = logGrid(4, 1e5, 60).map(Math.round);
  const lines: PictureLine[] = [];
  for (const order of orders) {
    lines.push({ label: laws[order], tone: order === own ? 'theory' : 'faint', xs: grid.slice(), ys: grid.map((N) => unitSamples(p, order, N)) });
    yield pause;
  }
  const { drift, noise } = signalOf(p);
  const here = (samplesFor(p) * drift * drift) / noise;
  const many = featuresOf(p) > 1;
  return {
    kind: 'lines',
    x: { label: 'inputs $N$', scale: 'log' },
    y: { label: 'samples $n a²/B$ at the best rate', scale: 'log' },
    lines,
    points: p.dimension >= 4 && here > 0 && here < Infinity ? [{ label: 'present settings', tone: 'theory', xs: Float64Array.of(p.dimension), ys: Float64Array.of(here) }] : [],
    note:
      'Derived here: one source among $N$, the best rate at every overlap, in units $B/a²$ of noise over squared drift. A source that differs in its variance is found first, one that is skewed next; ' +
      `one with nothing but kurtosis costs $N³$${many && own !== 2 ? '. With more sources to choose from, as here, the best start is closer' : ''}.`,
  };
}

export const order: PictureSource<P> = { title: 'Variance, skewness, kurtosis', when: hasWinner, draw };
