import { folds } from '../../../../src/models/hiddenManifold/fold.ts';
import { makeManifold, type Manifold } from '../../../../src/models/hiddenManifold/manifoldStart.ts';
import type { P } from '../../../../src/models/hiddenManifold/params.ts';
import { erf } from '../../../../src/numerics/erf.ts';
import { exp } from '../../../../src/numerics/exp.ts';
import { fillNormals } from '../../../../src/numerics/random/normal.ts';
import { runStream } from '../../../../src/numerics/random/stream.ts';

const rootHalf = Math.SQRT1_2;
const rootTwoOverPi = 0.7978845608028654;

/** One-pass SGD on a hidden manifold in double precision, plain and reasonably fast: the oracle of the kernel and what its speed is compared with. */
export interface Twin {
  readonly manifold: Manifold;
  /** K x N. */
  readonly w: Float64Array;
  readonly v: Float64Array;
  /** Input and teacher fields of the last sample. */
  readonly x: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly advance: (n: number) => void;
}

/** Four sums side by side: one alone waits for each addition. */
const product = (F: Float64Array, from: number, c: Float64Array, D: number): number => {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < D; j += 4) {
    s0 += F[from + j]! * c[j]!;
    s1 += F[from + j + 1]! * c[j + 1]!;
    s2 += F[from + j + 2]! * c[j + 2]!;
    s3 += F[from + j + 3]! * c[j + 3]!;
  }
  for (; j < D; j++) s0 += F[from + j]! * c[j]!;
  return s0 + s2 + (s1 + s3);
};

/** out = F c, two rows by two columns at a time: the fastest of five plain forms. */
const writeProduct = (out: Float64Array, F: Float64Array, N: number, c: Float64Array, D: number): void => {
  let i = 0;
  for (; i + 1 < N; i += 2) {
    const a = i * D;
    const b = a + D;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let j = 0;
    for (; j + 1 < D; j += 2) {
      const y = c[j]!;
      const z = c[j + 1]!;
      s0 += F[a + j]! * y;
      s1 += F[a + j + 1]! * z;
      s2 += F[b + j]! * y;
      s3 += F[b + j + 1]! * z;
    }
    if (j < D) {
      s0 += F[a + j]! * c[j]!;
      s2 += F[b + j]! * c[j]!;
    }
    out[i] = s0 + s1;
    out[i + 1] = s2 + s3;
  }
  if (i < N) out[i] = product(F, i * D, c, D);
};

/** `drawLatent` and `drawNoise` replace the twin's own streams. */
export const makeTwin = (p: P, seed: number, replica: number, drawLatent?: (c: Float64Array) => void, drawNoise?: () => number): Twin => {
  const manifold = makeManifold(p, seed, replica);
  const { N, D, B } = manifold;
  const { hiddenUnits: K, teacherUnits: M } = p;
  const F = Float64Array.from(manifold.F);
  const w = manifold.w.slice();
  const v = manifold.v.slice();
  const { f } = folds[p.fold];
  const free = p.task === 'independent';
  const c = new Float64Array(D);
  const x = new Float64Array(N);
  const nu = new Float64Array(M);
  const lambda = new Float64Array(K);
  const key = { seed, model: 'hiddenManifold', engine: 'twin', dimension: N, replica };
  const latents = runStream({ ...key, purpose: 'latents' });
  const noises = runStream({ ...key, purpose: 'noise' });
  const one = new Float64Array(1);
  const draw = drawLatent ?? ((out: Float64Array) => fillNormals(latents, out, D));
  const noise = drawNoise ?? (() => {
    fillNormals(noises, one, 1);
    return one[0]!;
  });
  const hidden = new Float64Array(K);
  const slope = new Float64Array(K);
  const root = Math.sqrt(N);
  const rootD = Math.sqrt(D);
  const advance = (n: number): void => {
    for (let done = 0; done < n; done++) {
      draw(c);
      if (free) x.set(c);
      else {
        writeProduct(x, F, N, c, D);
        for (let i = 0; i < N; i++) x[i] = f(x[i]! / rootD);
      }
      let error = p.labelNoise > 0 ? p.labelNoise * noise() : 0;
      for (let m = 0; m < M; m++) {
        nu[m] = p.task === 'latent' ? product(B, m * D, c, D) / rootD : product(B, m * N, x, N) / root;
        error += erf(rootHalf * nu[m]!);
      }
      for (let k = 0; k < K; k++) {
        const field = product(w, k * N, x, N) / root;
        lambda[k] = field;
        hidden[k] = erf(rootHalf * field);
        slope[k] = rootTwoOverPi * exp(-0.5 * field * field);
        error -= v[k]! * hidden[k]!;
      }
      for (let k = 0; k < K; k++) {
        const row = k * N;
        const a = (p.learningRate / root) * v[k]! * error * slope[k]!;
        v[k] = v[k]! + (p.secondLayerRate / N) * error * hidden[k]!;
        for (let i = 0; i < N; i++) w[row + i] = w[row + i]! + a * x[i]!;
      }
    }
  };
  return { manifold, w, v, x, nu, lambda, advance };
};
