import { logGrid } from '../../../numerics/logGrid.ts';
import type { Pause, Picture, PictureLine, PictureSource } from '../../contract.ts';
import { generalisationErrorOf, type Order, type Units } from '../order.ts';
import type { P } from '../params.ts';
import { settledAt } from './settled.ts';
import { follow, horizonOf, limitOf, said, unlearned } from './shared.ts';

const twoOverPi = 0.6366197723675814;

/**
 * The generalisation error by Hermite order k = 1, 3, 5, ...: what of order k the student lacks or has too much.
 *
 * g(z_a) = sum_k c_k(C_aa) h_k(z_a / sqrt C_aa), h_k the normalised Hermite polynomials. Orders do not mix in Gaussian averages and
 * <h_k h_k> = correlation^k (Mehler), so that eps = sum_k eps_k, eps_k = (1/2) sum_ab e_a e_b c_k(C_aa) c_k(C_bb) correlation_ab^k. With
 * <g_a g_b> = (2/pi) asin(x_ab), x_ab = C_ab / sqrt((1 + C_aa)(1 + C_bb)), comparing powers of C_ab gives
 *
 * eps_k = (1/2) sum_ab e_a e_b (2/pi) a_k x_ab^k >= 0, asin x = sum_k a_k x^k
 *
 * c_k(q)^2 = (2/pi) a_k (q / (1 + q))^k. @param parts number of odd orders; @returns eps_1, eps_3, ...
 */
export const errorByOrder = ({ K, M, A }: Units, { Q, R, T, v }: Order, parts: number): Float64Array => {
  const out = new Float64Array(parts);
  const add = (weight: number, x: number): void => {
    // a_1 = 1, a_k+2 / a_k = k^2 / ((k + 1) (k + 2))
    let term = 0.5 * twoOverPi * weight * x;
    for (let i = 0; i < parts; i++) {
      out[i] = out[i]! + term;
      const k = 2 * i + 1;
      term *= (k * k * x * x) / ((k + 1) * (k + 2));
    }
  };
  const scale = (variance: number): number => 1 / Math.sqrt(1 + variance);
  for (let k = 0; k < K; k++) {
    const own = scale(Q[k * K + k]!);
    for (let l = 0; l < K; l++) add(v[k]! * v[l]!, Q[k * K + l]! * own * scale(Q[l * K + l]!));
    for (let m = 0; m < M; m++) add(-2 * v[k]! * A[m]!, R[k * M + m]! * own * scale(T[m * M + m]!));
  }
  for (let m = 0; m < M; m++) for (let n = 0; n < M; n++) add(A[m]! * A[n]!, T[m * M + n]! * scale(T[m * M + m]!) * scale(T[n * M + n]!));
  return out;
};

const shown = [1, 3, 5] as const;
/** Parts below are left out of the picture. */
const least = 1e-6;
const points = 220;

function* draw(p: P, seed: number): Generator<Pause, Picture> {
  const limit = limitOf(p);
  const end = horizonOf(p);
  const grid = logGrid(end * 1e-4, end, points);
  const times: number[] = [];
  const whole: number[] = [];
  const parts: Float64Array[] = [];
  yield* follow(p, limit, seed, 0, grid, (_, t) => {
    times.push(t);
    whole.push(generalisationErrorOf(limit.task, limit.order));
    parts.push(errorByOrder(limit.task, limit.order, shown.length));
  });
  if (times.length < 2) return unlearned([['learning rate $η$', p.learningRate]], 'At these parameters the norms grow without bound, or learning takes longer than this picture can follow.');
  const last = settledAt(times, whole, least);
  const line = (label: string, tone: PictureLine['tone'], value: (i: number) => number): PictureLine[] => {
    const kept = times.map((_, i) => i).filter((i) => i <= last && value(i) > least);
    return kept.length < 2 ? [] : [{ label, tone, xs: Float64Array.from(kept, (i) => times[i]!), ys: Float64Array.from(kept, value) }];
  };
  const rest = (i: number): number => whole[i]! - parts[i]!.reduce((sum, x) => sum + x, 0);
  /** Time from which on less than half of the way from the first to the last value is left. */
  const halfOf = (value: (i: number) => number): number => {
    let i = last;
    while (i > 0 && Math.abs(value(i - 1) - value(last)) < 0.5 * Math.abs(value(0) - value(last))) i--;
    return times[i] ?? 0;
  };
  const halves = shown.map((_, j) => said(halfOf((i) => parts[i]![j]!)));
  const left = whole.length === 0 ? 0 : Math.round((100 * parts[last]![0]!) / Math.max(whole[last]!, 1e-300));
  const remains = whole.length > 0 && whole[last]! > least ? `; at the end of the axis order 1 is ${left} % of what is left` : '';
  return {
    kind: 'lines',
    x: { label: 'time $t$, steps/$N$', scale: 'log' },
    y: { label: 'part of the error $ε_{k}$', scale: 'log' },
    lines: [
      ...line('whole error $ε$', 'faint', (i) => whole[i]!),
      ...shown.flatMap((k, j) => line(`$k$ = ${k}`, 'theory', (i) => parts[i]![j]!)),
      ...line('all higher $k$', 'law', rest),
    ],
    note: `The error in Hermite polynomials of the fields, which do not mix: what of order k the student lacks or has too much; half of the way to their last values orders 1, 3 and 5 have gone by t = ${halves.join(', ')}${remains} (equations in the limit, one start).`,
  };
}

export const hermite: PictureSource<P> = { title: 'Simple parts are learned first: error by order', draw };
