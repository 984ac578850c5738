import { log } from '../../../numerics/log.ts';
import { logGrid } from '../../../numerics/logGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { adaptiveTime, signalOf, smallPower, type Order } from '../equations.ts';
import { typicalStart } from '../typicalStart.ts';
import { featuresOf, type P } from '../params.ts';
import { hasWinner, pause } from './shared.ts';

/** Largest N shown. */
const most: Readonly<Record<Order, number>> = { 2: 1e7, 3: 1e6, 4: 1e5 };
/** Least N: below, logarithms of N say nothing. */
const least = 4;

/** Samples at the best rate at every overlap, from the typical start; k = 3 with one feature: from the typical positive one. */
export const samplesFor = (p: P): number => {
  const { order, drift, noise } = signalOf(p);
  const { overlap } = typicalStart(p, order === 3 && featuresOf(p) === 1 ? 0.75 : 0.5);
  return adaptiveTime(order as Order, drift, noise, p.dimension, overlap);
};

/** The law for K = N as N grows, c = N m0^2 = 2 ln N: N^(k-1) B / ((k-2) a^2 (2 ln N)^(k-2)). */
export const lawFor = (p: P): number => {
  const { order, drift, noise } = signalOf(p);
  return adaptiveTime(order as Order, drift, noise, p.dimension, Math.sqrt((2 * log(p.dimension)) / p.dimension));
};

export const powerName = (order: Order): string => (order === 4 ? '(8a² ln²K n/B)^{1/3}' : order === 3 ? '(2a² ln K n/B)^{1/2}' : 'a² n/(B ln N)');

function* draw(p: P): Generator<Pause, LinesPicture> {
  const order = signalOf(p).order as Order;
  const grid = logGrid(least, most[order], 60);
  yield pause;
  const line = function* (label: string, tone: 'theory' | 'faint' | 'law', samples: (p: P) => number, change: Partial<P> = {}): Generator<Pause, PictureLine> {
    yield pause;
    return { label, tone, xs: grid.map((dimension) => samples({ ...p, ...change, dimension: Math.round(dimension) })), ys: grid.map(Math.round) };
  };
  const one = yield* line('one source, $K$ = 1', p.allFeatures ? 'faint' : 'theory', samplesFor, { allFeatures: false, features: 1 });
  const lines =
    order === 2
      ? [{ ...one, label: '' }]
      : [
          yield* line('all sources, $K = N$', p.allFeatures ? 'theory' : 'faint', samplesFor, { allFeatures: true }),
          yield* line(`$${powerName(order)}$`, 'law', lawFor),
          ...(!p.allFeatures && p.features > 1 ? [yield* line(`$K$ = ${p.features}`, 'theory', samplesFor)] : []),
          one,
        ];
  const here = samplesFor(p);
  return {
    kind: 'lines',
    x: { label: 'samples $n$', scale: 'log' },
    y: { label: 'largest learnable $N$', scale: 'log' },
    lines,
    points: p.dimension >= least && here > 0 && here < Infinity ? [{ label: 'present $N$', tone: 'theory', xs: Float64Array.of(here), ys: Float64Array.of(p.dimension) }] : [],
    note: `Derived here: samples at the best rate at every overlap, from the typical start; a learner does not know its overlap${order === 2 ? '' : ', the best constant rate needs 1.23 times as many as $N$ grows, and the law meets the line for all sources slowly, as logarithms do'}.`,
  };
}

export const budget: PictureSource<P> = { title: 'Largest dimension within a budget', when: hasWinner, draw };

/** Median of a squared normal. */
const typicalSquare = 0.454936423119572;

/**
 * Toy: a feature spread evenly over Nf inputs, a neuron that sees N of them and noise beyond.
 *
 * it sees the share r = min(1, N/Nf) of the variance: cumulant r^(k/2), n ~ N^(k-1) / r^k: 1/N below Nf, N^(k-1) above
 */
export const samplesWith = (p: P, N: number, spread: number): number => {
  const { order, drift, noise } = signalOf(p);
  const share = Math.min(1, N / spread);
  const seen = order === 3 ? share * Math.sqrt(share) : smallPower(share, order / 2);
  return adaptiveTime(order as Order, drift * seen, noise, N, Math.sqrt(typicalSquare / N));
};

const spreads = [10, 100, 1000] as const;

function* drawInputs(p: P): Generator<Pause, LinesPicture> {
  yield pause;
  const lines = spreads.map((spread) => {
    const xs = logGrid(2, spread, 40);
    return { label: `$N_{f}$ = ${spread}`, tone: 'theory' as const, xs, ys: xs.map((N) => samplesWith(p, N, spread)) };
  });
  // Beyond N = Nf all are the same.
  const beyond = logGrid(spreads[0], 1e4, 60);
  return {
    kind: 'lines',
    x: { label: 'inputs of the neuron $N$', scale: 'log' },
    y: { label: 'samples $n$ at the best rate', scale: 'log' },
    lines: [...lines, { label: '', tone: 'law', xs: beyond, ys: beyond.map((N) => samplesWith(p, N, spreads[0])) }],
    points: [{ label: 'least, $N = N_{f}$', tone: 'law', xs: Float64Array.from(spreads), ys: Float64Array.from(spreads, (spread) => samplesWith(p, spread, spread)) }],
    note: 'Derived here, a toy model: one feature is spread evenly over $N_{f}$ inputs. With fewer inputs the neuron sees only a part of it, with more (dashed) it has a longer plateau, and $N = N_{f}$ is best.',
  };
}

export const inputs: PictureSource<P> = { title: 'Best number of inputs', when: (p) => signalOf(p).order !== 0, draw: drawInputs };
