import { blockLanczos } from '../../../numerics/linear/blockLanczos.ts';
import { tridiagonalEigen, tridiagonalise } from '../../../numerics/linear/symmetricEigen.ts';
import type { Manifold } from './manifold.ts';
import type { Spectrum } from '../spectrum.ts';
import type { Task } from '../task.ts';

/** A replica in the modes that its weights and its teacher reach. */
export interface Reduced {
  readonly D: number;
  /** Eigenvalues of F^T F / N, Ritz values if D is large. */
  readonly rho: Float64Array;
  /** Gamma_k on each of them, K x count; beta_m, M x count. Sigma_kl = sum Gamma_k Gamma_l / D. */
  readonly students: Float64Array;
  readonly teachers: Float64Array;
  /** The trace of the spectrum, from which the randomness of the samples feeds. */
  readonly spectrum: Spectrum;
  readonly W: Float64Array;
  /** w_k.B_m / N, 0 where the teacher sees the latents. */
  readonly V: Float64Array;
  readonly T: Float64Array;
  readonly v: Float64Array;
}

const rowsOf = (a: Float64Array, count: number, length: number): Float64Array[] => Array.from({ length: count }, (_, i) => a.subarray(i * length, (i + 1) * length));

const products = (x: readonly Float64Array[], y: readonly Float64Array[], divisor: number): Float64Array =>
  Float64Array.from({ length: x.length * y.length }, (_, at) => {
    const [a, b] = [x[Math.floor(at / y.length)]!, y[at % y.length]!];
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
    return sum / divisor;
  });

/** Multiply-adds between two pauses, about 2 ms. */
const slice = 2e6;

/** out_a += F^T x_a, x_a of length N. */
function* addBack(F: Manifold['F'], N: number, D: number, x: readonly Float64Array[], out: readonly Float64Array[]): Generator<void, void> {
  const rows = Math.ceil(slice / (D * x.length));
  for (let i = 0; i < N; i++) {
    const row = F.subarray(i * D, (i + 1) * D);
    for (let a = 0; a < x.length; a++) {
      const factor = x[a]![i]!;
      const into = out[a]!;
      for (let j = 0; j < D; j++) into[j] = into[j]! + factor * row[j]!;
    }
    if (i % rows === rows - 1) yield;
  }
}

/** out_a += F^T F x_a / N, x_a of length D: each row of F is read once. */
function* addGramProduct(F: Manifold['F'], N: number, D: number, x: readonly Float64Array[], out: readonly Float64Array[]): Generator<void, void> {
  const rows = Math.ceil(slice / (2 * D * x.length));
  for (let i = 0; i < N; i++) {
    const row = F.subarray(i * D, (i + 1) * D);
    for (let a = 0; a < x.length; a++) {
      const from = x[a]!;
      const into = out[a]!;
      let sum = 0;
      for (let j = 0; j < D; j++) sum += row[j]! * from[j]!;
      sum /= N;
      for (let j = 0; j < D; j++) into[j] = into[j]! + sum * row[j]!;
    }
    if (i % rows === rows - 1) yield;
  }
}

/** Eigenvalues of F^T F / N. */
function* eigenvaluesOf(F: Manifold['F'], N: number, D: number): Generator<void, Float64Array<ArrayBuffer>> {
  const gram: Float64Array<ArrayBuffer> = new Float64Array(D * D);
  const rows = Math.ceil(slice / (D * D));
  for (let i = 0; i < N; i++) {
    const row = F.subarray(i * D, (i + 1) * D);
    for (let j = 0; j < D; j++) {
      const factor = row[j]! / N;
      for (let l = 0; l <= j; l++) gram[j * D + l] = gram[j * D + l]! + factor * row[l]!;
    }
    if (i % rows === rows - 1) yield;
  }
  const [values, off] = [new Float64Array(D), new Float64Array(D)];
  yield* tridiagonalise(gram, D, values, off, new Float64Array(D));
  if (!tridiagonalEigen(values, off, new Float64Array(0), 0)) throw new RangeError('the features hold numbers that are not finite');
  for (let i = 0; i < D; i++) values[i] = Math.max(0, values[i]!);
  return values;
}

/** Gauss rule of a list of equally likely numbers. */
export function* ruleOf(values: Float64Array, nodes: number): Generator<void, Spectrum> {
  const even = new Float64Array(values.length).fill(1 / Math.sqrt(values.length));
  const { values: rho, components } = yield* blockLanczos(
    function* ([x], [out]) {
      for (let i = 0; i < values.length; i++) out![i] = values[i]! * x![i]!;
      yield;
    },
    [even], nodes,
  );
  return { rho: Float64Array.from(rho, (x) => Math.max(0, x)), weight: Float64Array.from(components, (x) => x * x) };
}

/** Up to here the trace of the spectrum is that of the replica's own features, beyond it that of the law. */
export const exactTraceUpTo = 300;

/**
 * A replica's features, teacher and weights on `levels` (K + M) modes: the matrix-valued Gauss rule of F^T F / N and the 2 blocks of vectors
 * S_k = F^T w_k / sqrt N and B_m (or F^T B_m / sqrt N). Exact for D <= levels (K + M).
 *
 * `law`: Gauss rule of the features' spectrum for large D, in place of the trace beyond `exactTraceUpTo`, where it is off by O(1/D).
 * Cost: 2 N D (K + M) levels multiply-adds, and N D^2 / 2 for the trace. It yields between pieces.
 */
export function* reduce(task: Task, { N, D, F, B, w, v }: Manifold, levels: number, law: Spectrum): Generator<void, Reduced> {
  const { K, M, kind, b, c } = task;
  const weights = rowsOf(w, K, N);
  const W = products(weights, weights, N);
  const none = new Float64Array(0);
  if (kind === 'independent') {
    const teachers = rowsOf(B, M, N);
    const [V, T] = [products(weights, teachers, N), products(teachers, teachers, N)];
    return { D: 1, rho: none, students: none, teachers: none, spectrum: { rho: none, weight: none }, W, V, T, v };
  }
  const sees = kind === 'inputs';
  const given = rowsOf(B, M, sees ? N : D);
  const seen = sees ? [...weights, ...given] : weights;
  const start: Float64Array[] = seen.map(() => new Float64Array(D));
  yield* addBack(F, N, D, seen, start);
  for (const x of start) for (let j = 0; j < D; j++) x[j] = x[j]! / Math.sqrt(N);
  if (!sees) start.push(...given);
  const { values, components } = yield* blockLanczos((x, out) => addGramProduct(F, N, D, x, out), start, levels);
  const teachers = start.slice(K);
  const T = products(teachers, teachers, D);
  const V = sees ? products(weights, given, N) : new Float64Array(K * M);
  if (sees) products(given, given, N).forEach((x, i) => (T[i] = (c - b * b) * x + b * b * T[i]!));
  const count = values.length;
  return {
    D, W, V, T, v,
    rho: values.map((x) => Math.max(0, x)),
    students: components.slice(0, K * count),
    teachers: components.slice(K * count),
    spectrum: D <= exactTraceUpTo ? yield* ruleOf(yield* eigenvaluesOf(F, N, D), law.rho.length) : law,
  };
}
