import type { BarsPicture, Pause, PictureSource } from '../../contract.ts';
import { signalOf, type Order } from '../equations.ts';
import { params, type P } from '../params.ts';
import { pause, said } from './shared.ts';

type Nonlinearity = P['nonlinearity'];

const plain = Object.keys(params.nonlinearity.options) as Nonlinearity[];
/** Those that keep something without their linear part; y³ without it is y³ − 3y. */
const reducible: readonly Nonlinearity[] = ['rectifiedSquare', 'relu', 'tanh'];

export interface Seen {
  readonly label: string;
  readonly order: Order | 0;
  /** B / a^2. */
  readonly cost: number;
  readonly chosen: boolean;
}

/** What each nonlinearity sees of the chosen source, and B / a^2. */
export const seenBy = (p: P): Seen[] =>
  [...plain.map((nonlinearity) => ({ nonlinearity, subtractLinear: false })), ...reducible.map((nonlinearity) => ({ nonlinearity, subtractLinear: true }))].map((rule) => {
    const { order, drift, noise } = signalOf({ ...p, ...rule });
    const same = rule.nonlinearity === p.nonlinearity && rule.subtractLinear === p.subtractLinear;
    const reduced = rule.nonlinearity === 'hermite3' && (p.nonlinearity === 'cubic' || p.nonlinearity === 'hermite3') && p.subtractLinear;
    const even = rule.nonlinearity === p.nonlinearity && !rule.subtractLinear && (p.nonlinearity === 'square' || p.nonlinearity === 'hermite2');
    return {
      label: rule.subtractLinear ? `${params.nonlinearity.options[rule.nonlinearity]}, no linear part` : params.nonlinearity.options[rule.nonlinearity],
      order,
      cost: order === 0 ? 0 : noise / (drift * drift),
      chosen: same || reduced || even,
    };
  });

function* draw(p: P): Generator<Pause, BarsPicture> {
  const all = seenBy(p);
  yield pause;
  const seen = all.filter(({ order }) => order !== 0).sort((a, b) => a.order - b.order || a.cost - b.cost);
  const blind = all.filter(({ order }) => order === 0).map(({ label }) => label);
  const chosen = seen.find((one) => one.chosen);
  const costs = seen.map(({ cost }) => cost);
  const span = Math.max(...costs) / Math.min(...costs);
  const orders = [...new Set(seen.map(({ order }) => order))];
  const named = orders.length > 1;
  return {
    kind: 'bars',
    value: { label: 'samples needed, relative: $B/a²$', scale: span > 300 ? 'log' : 'linear' },
    bars: seen.map(({ label, order, cost, chosen }) => ({ label: named ? `${label} ($k$ = ${order})` : label, value: cost, tone: chosen ? 'theory' : 'faint' })),
    note:
      `Fewer is better, at the best rates: noise $B$ over squared drift $a²$ of each nonlinearity on the plateau${named ? ', to be compared within one order $k$ only, as each $k$ has its own power of $N$' : ''}. ${chosen === undefined ? '' : `Chosen here: ${chosen.label}. `}` +
      `The least possible is ${orders.map((order) => `${said(leastCost(p, order as Order))}${named ? ` for $k$ = ${order}` : ''}`).join(' and ')}` +
      `${blind.length > 0 ? `. Blind to this source: ${blind.join('; ')}` : ''}.`,
  };
}

/** The least B / a^2 over all f, by Cauchy and Schwarz: that of the Hermite polynomial, (k-1)! / cumulant^2. */
export const leastCost = (p: P, order: Order): number => {
  const nonlinearity = ({ 2: 'linear', 3: 'hermite2', 4: 'hermite3' } as const)[order];
  const { drift, noise } = signalOf({ ...p, nonlinearity, subtractLinear: false });
  return noise / (drift * drift);
};

export const nonlinearities: PictureSource<P> = { title: 'Nonlinearities', when: (p) => seenBy(p).some(({ order }) => order !== 0), draw };
