import { reserve, type Block } from '../../../src/kernels/memory.ts';
import { erf } from '../../../src/numerics/erf.ts';
import { tanh } from '../../../src/numerics/tanh.ts';

/** Plain twins of `src/kernels/assembly/{latents,featureMap,manifold}.ts`: single precision by `Math.fround`, integers exact. */

const f = Math.fround;
const paddedTo8 = (n: number): number => Math.ceil(n / 8) * 8;

/** To the nearest integer, halves to the even one. */
export const roundHalfEven = (x: number): number => {
  const down = Math.floor(x);
  const rest = x - down;
  return rest > 0.5 || (rest === 0.5 && Math.abs(down % 2) === 1) ? down + 1 : down;
};

/** u = scale F c of integers: exact over 512 columns, then single precision. */
export const denseRow = (F: ArrayLike<number>, row: number, D: number, c: ArrayLike<number>, scale: number): number => {
  let sum = 0;
  for (let from = 0; from < D; from += 512) {
    let piece = 0;
    for (let j = from; j < Math.min(D, from + 512); j++) piece += F[row * D + j]! * c[j]!;
    sum = f(sum + f(piece));
  }
  return f(sum * f(scale));
};

export const isOdd = (x: number): boolean => x.toString(2).replaceAll('0', '').length % 2 === 1;

export const folds: readonly ((u: number) => number)[] = [
  (u) => (u < 0 ? -1 : 1),
  (u) => f(erf(Math.SQRT1_2 * u)),
  (u) => f(tanh(u)),
  (u) => u,
  (u) => f(Math.max(u, 0) - f(0.3989422804014327)),
];

/** Sums over the numbers 8 j + l, then as `dot`. */
export const teacherSum = (b: ArrayLike<number>, x: ArrayLike<number>): number => {
  const s = new Float64Array(8);
  for (let i = 0; i < x.length; i++) s[i % 8]! += b[i]! * x[i]!;
  return s[0]! + s[2]! + (s[4]! + s[6]!) + (s[1]! + s[3]! + (s[5]! + s[7]!));
};

/** (0 + 1) + (2 + 3) of four rows in single precision, added in double. */
export const transposed = (F: ArrayLike<number>, N: number, D: number, w: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: D }, (_, j) => {
    const term = (i: number): number => (i < N ? f(w[i]! * F[i * D + j]!) : 0);
    let sum = 0;
    for (let i = 0; i < N; i += 4) sum += f(f(term(i) + term(i + 1)) + f(term(i + 2) + term(i + 3)));
    return sum;
  });

interface Shape {
  readonly N: number;
  readonly D: number;
  readonly kind: number;
  readonly fold: number;
  /** 0: of the latents, 1: of the inputs. */
  readonly teacher?: number;
  readonly order?: number;
  readonly scale: number;
  readonly factor?: number;
}

/** A state for the functions of `manifold.ts` that do not learn, with room behind it. */
export interface Bench {
  readonly block: Block;
  readonly padded: number;
  readonly stride: number;
  /** Bytes from the block's start to free room. */
  readonly room: number;
  readonly point: (which: 'features' | 'columns' | 'teacher' | 'work', byteOffset: number) => void;
}

export const makeBench = ({ N, D, kind, fold, teacher = 0, order = 0, scale, factor = 1 }: Shape, room: number): Bench => {
  const padded = paddedTo8(N);
  const stride = paddedTo8(D);
  const block = reserve(512 + room);
  block.u32(0, 4).set([1, 1, padded, N]);
  block.u32(312, 8).set([D, stride, kind, fold, teacher, order, 0, 0]);
  block.f64(376, 2).set([factor, scale]);
  const places = { features: 344, columns: 348, teacher: 352, work: 364 } as const;
  return { block, padded, stride, room: 512, point: (which, byteOffset) => void (block.u32(places[which], 1)[0] = block.pointer + byteOffset) };
};
