import type { Evolution, Instance, Overlaps } from './core.ts';

/** A start so near to the truth that what remains to be learned is V = 1e-6. */
const informedRest = 1e-6;

/** State evolution of one neuron: V' = 1/(1 + q^), q' = q^ V', theta = q; `hat` gives q^ for q and V = 1 - q. */
export const scalarBayes = (hat: (q: number, V: number) => number): Evolution => ({
  damping: 0,
  pauseEvery: 1000,
  trainError: () => NaN,
  step: (now, next) => {
    const qHat = hat(now.q[0]!, now.V[0]!);
    if (!(qHat >= 0 && qHat < Infinity)) return 'singular';
    const V = 1 / (1 + qHat);
    next.V[0] = V;
    next.q[0] = qHat * V;
    next.theta[0] = next.q[0]!;
    return 'ok';
  },
});

/** What the two single neurons share. */
export const scalarBayesParts: Pick<Instance, 'units' | 'branches' | 'has' | 'writeStart' | 'overlap' | 'cosine'> = {
  units: 1,
  branches: ['only'],
  has: { m: false, theta: true, trainError: false },
  writeStart: (_p, _branch, squares, out) => {
    const V = squares === null ? informedRest : 1 - squares[0]!;
    out.V[0] = V;
    out.q[0] = squares === null ? 1 - V : squares[0]!;
    out.theta[0] = out.q[0]!;
  },
  overlap: (_branch, { theta }) => Math.abs(theta[0]!),
  cosine: (_p, now) => scalarCosine(now),
};

/** |theta|/sqrt q, 0 for no weights at all; at most 1. */
export const scalarCosine = ({ q, theta }: Overlaps): number => (q[0]! > 0 ? Math.min(1, Math.abs(theta[0]!) / Math.sqrt(q[0]!)) : 0);

/** What ridge and logistic regression share: one field, |w*|^2 = d, no clusters; V starts at 1. */
export const scalarErmParts: Pick<Instance, 'units' | 'branches' | 'has' | 'writeStart' | 'overlap' | 'cosine'> = {
  units: 1,
  branches: ['only'],
  has: { m: false, theta: true, trainError: true },
  writeStart: (_p, _branch, squares, out) => {
    out.q[0] = squares === null ? 1 : squares[0]!;
    out.theta[0] = out.q[0]!;
    out.V[0] = 1;
  },
  overlap: (_branch, { theta }) => Math.abs(theta[0]!),
  cosine: (_p, now) => scalarCosine(now),
};

/** Hats of one neuron to its overlaps: V = 1/(lambda + V^), theta = theta^ V, q = (q^ + theta^^2) V^2. */
export const writeRidgeSide = (lambda: number, qHat: number, thetaHat: number, VHat: number, next: Overlaps): boolean => {
  const V = 1 / (lambda + VHat);
  next.V[0] = V;
  next.theta[0] = thetaHat * V;
  next.q[0] = (qHat + thetaHat * thetaHat) * V * V;
  return V > 0 && next.q[0]! < Infinity;
};
