import { linearGrid } from '../../../numerics/linearGrid.ts';
import { power } from '../../../numerics/power.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { signalOf, type Order } from '../equations.ts';
import { initialRate } from '../rate.ts';
import { typicalStart } from '../typicalStart.ts';
import { featuresOf, type P } from '../params.ts';
import { hasWinner, pause, said } from './shared.ts';

export interface Well {
  /** Strength of the signal against the noise. */
  readonly h: number;
  /** Stiffness: 1, and for k = 4 the loss to the other features. */
  readonly stiffness: number;
  /** g at the top of the barrier, and its height; the noise has temperature 1. */
  readonly top: number;
  readonly height: number;
  readonly U: (g: number) => number;
}

/**
 * The plateau as a walk in a potential: g = m sqrt N, dg = -U'(g) dT + sqrt 2 dW, dT = (eta/b)^2 b B N dn / 2.
 *
 * k = 4: U = (1 + 6 h r) g^2/2 - h g^4/2, h = a b/(eta B N^2), r = (K-1)/N the loss to the others at their mean; top at g^2 = (1 + 6 h r)/2h, height (1 + 6 h r)^2/8h
 * k = 3: U = g^2/2 - h g^3, h = 2 a b/(3 eta B N^(3/2)); top at g = 1/3h, height 1/54h^2
 */
export const wellOf = (p: P): Well => {
  const { order, drift, noise } = signalOf(p);
  const ratio = (drift * p.batch) / (initialRate(p) * noise * power(p.dimension, order / 2));
  if (order === 3) {
    const h = (2 / 3) * ratio;
    return { h, stiffness: 1, top: 1 / (3 * h), height: 1 / (54 * h * h), U: (g) => g * g * (0.5 - h * g) };
  }
  const h = ratio;
  const stiffness = 1 + (6 * h * (featuresOf(p) - 1)) / p.dimension;
  return { h, stiffness, top: Math.sqrt(stiffness / (2 * h)), height: (stiffness * stiffness) / (8 * h), U: (g) => 0.5 * g * g * (stiffness - h * g * g) };
};

function* draw(p: P): Generator<Pause, LinesPicture> {
  const order = signalOf(p).order as Order;
  const { top, height, U } = wellOf(p);
  const root = Math.sqrt(p.dimension);
  const typical = p.start === 'given' ? p.initialOverlap : Math.max(0, typicalStart(p, 0.5).overlap);
  const end = Math.min(1, Math.max((1.6 * top) / root, 1.2 * typical));
  const xs = linearGrid(0, end, 200);
  yield pause;
  const visible = top <= end * root;
  return {
    kind: 'lines',
    x: { label: 'largest overlap $m = g/√N$', scale: 'linear' },
    y: { label: 'potential $U$, noise = 1', scale: 'linear' },
    lines: [{ label: '', tone: 'theory', xs, ys: xs.map((m) => U(m * root)) }],
    marks: [
      ...(visible ? [{ axis: 'x', value: top / root, label: 'top' } as const, { axis: 'y', value: height, label: `barrier ${said(height)}` } as const] : []),
      ...(typical > 0 && typical < end ? [{ axis: 'x', value: typical, label: 'typical start' } as const] : []),
    ],
    walker: 'overlap',
    note:
      `Noise pulls the overlap back to that of a random direction; beyond a barrier of ${said(height)} in units of the noise the drift wins${visible ? '' : ', which lies beyond the right end'}; ` +
      (order === 4 && featuresOf(p) > 1 ? 'the loss to the other sources is taken at its mean, and ' : order === 3 ? 'negative overlaps are left out, and ' : '') +
      'the picture holds for $m$ well below 1, at the rate of the start.',
  };
}

export const potential: PictureSource<P> = {
  title: 'The plateau as a potential',
  when: (p) => hasWinner(p) && signalOf(p).order !== 2,
  draw,
};
