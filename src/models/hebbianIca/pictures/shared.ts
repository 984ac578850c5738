import { criteria } from '../criteria.ts';
import { signalOf } from '../equations.ts';
import { finalOverlap } from '../learning.ts';
import { canLearn } from '../predict.ts';
import { featuresOf, type P } from '../params.ts';

export const pause = { kind: 'pause' } as const;

/** Does the flow bring one overlap to 1? Second-order sources that are alike stay tied. */
export const hasWinner = (p: P): boolean => p.dimension > 1 && canLearn(p) && !(signalOf(p).order === 2 && featuresOf(p) > 1);

/** Overlap taken as learned: the default threshold, 0.7 where noise keeps the overlap near or below it. */
export const levelOf = (p: P): number => {
  const final = finalOverlap(p);
  return final !== null && final < 0.95 ? 0.7 : criteria.learned.default;
};

/** A number for a sentence: three digits, no exponent below a million. */
export const said = (x: number): string => {
  if (!(x > 0 && x < Infinity)) return String(x);
  if (x >= 1e6 || x < 1e-3) return x.toExponential(1).replace(/e\+?(-?)(\d+)$/, (_, sign: string, digits: string) => ` × 10^{${sign === '-' ? '−' : ''}${digits}}`);
  return x >= 100 ? String(Math.round(x)) : String(Number(x.toPrecision(3)));
};
