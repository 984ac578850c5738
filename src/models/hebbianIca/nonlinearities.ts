import { exp } from '../../numerics/exp.ts';
import { panelNodes } from '../../numerics/quadrature/gaussLegendre.ts';
import { tanh } from '../../numerics/tanh.ts';
import type { P } from './params.ts';

export type RuleParams = Pick<P, 'nonlinearity' | 'subtractLinear'>;

const plain: Readonly<Record<P['nonlinearity'], (y: number) => number>> = {
  cubic: (y) => y * y * y,
  hermite3: (y) => y * (y * y - 3),
  square: (y) => y * y,
  hermite2: (y) => y * y - 1,
  rectifiedSquare: (y) => (y > 0 ? y * y : 0),
  relu: (y) => (y > 0 ? y : 0),
  tanh,
  linear: (y) => y,
};

/** What the first orders of learning see of f, z ~ N(0, 1). */
export interface Hermite {
  /** E f(z) z = E f' */
  readonly linear: number;
  /** E f(z) (z^2 - 1) / 2 = E f'' / 2 */
  readonly quadratic: number;
  /** E f(z) (z^3 - 3 z) / 6 = E f''' / 6 */
  readonly cubic: number;
  /** B = E f(z)^2 */
  readonly noise: number;
}

/** Panels end at zero, where the rectified functions have their kink. */
const nodes = panelNodes([-10, -8, -6.5, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6.5, 8, 10], 12);
const density = nodes.x.map((x, i) => 0.3989422804014327 * nodes.weight[i]! * exp(-0.5 * x * x));

const overNormal = (g: (z: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < density.length; i++) sum += density[i]! * g(nodes.x[i]!);
  return sum;
};

const remembered = new Map<string, { readonly f: (y: number) => number; readonly slope: number; readonly hermite: Hermite }>();

const entryOf = (p: RuleParams) => {
  const key = `${p.nonlinearity} ${p.subtractLinear}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const raw = plain[p.nonlinearity];
  const linear = p.nonlinearity === 'linear' ? 1 : overNormal((z) => raw(z) * z);
  const slope = p.subtractLinear ? linear : 0;
  const f = p.subtractLinear ? (y: number) => raw(y) - slope * y : raw;
  // Quadrature leaves 1e-15 where parity says zero; rounding must not choose the order of learning.
  const clean = (x: number): number => (Math.abs(x) < 1e-12 ? 0 : x);
  const hermite = {
    linear: clean(overNormal((z) => f(z) * z)),
    quadratic: clean(overNormal((z) => f(z) * (z * z - 1)) / 2),
    cubic: clean(overNormal((z) => f(z) * (z * z - 3) * z) / 6),
    noise: overNormal((z) => f(z) * f(z)),
  };
  const entry = { f, slope, hermite };
  remembered.set(key, entry);
  return entry;
};

/** f, without its linear part where that is asked for. */
export const nonlinearityOf = (p: RuleParams): ((y: number) => number) => entryOf(p).f;

/** The factor of y that is taken off: 0 unless asked for. */
export const slopeOf = (p: RuleParams): number => entryOf(p).slope;

/** Hermite numbers of f by quadrature, accurate to 1e-13. */
export const hermiteOf = (p: RuleParams): Hermite => entryOf(p).hermite;
