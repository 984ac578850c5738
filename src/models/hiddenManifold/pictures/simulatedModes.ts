import { symmetricEigen } from '../../../numerics/linear/symmetricEigen.ts';
import type { Pause } from '../../contract.ts';
import type { Manifold } from '../manifoldStart.ts';
import { makeOrder, specialisationOf, unitsOf } from '../order.ts';
import { latentOf, type P } from '../params.ts';
import { stepCost } from '../simulation/cost.ts';
import { prepareSgd } from '../simulation/sgd.ts';
import { affordable, manifoldOf } from './sampling.ts';
import { pause } from './shared.ts';

const mostEntries = 2.5e4;
const mostInputs = 1000;
const mostLatents = 80;
/** Nanoseconds of learning, and samples a latent dimension by which it is over. */
const work = 1.5e8;
const samplesPerLatent = 4000;
const snapshots = 48;
const slice = 2e6;

/** One student on one mode of the features, and a teacher that belongs to it. */
export interface ModeValues {
  readonly rho: Float64Array;
  /** Mean over the pairs of r and of t, over the students of sigma; a number a mode, ascending in rho. */
  readonly r: Float64Array;
  readonly t: Float64Array;
  readonly sigma: Float64Array;
}

export interface Moment {
  readonly time: number;
  readonly values: ModeValues;
}

/** The student closest to each teacher. */
export const partnersOf = (R: Float64Array, K: number, M: number): number[] =>
  Array.from({ length: M }, (_, m) => {
    let best = 0;
    for (let k = 1; k < K; k++) if (Math.abs(R[k * M + m]!) > Math.abs(R[best * M + m]!)) best = k;
    return best;
  });

/** First index with at least half of the last value. */
export const halfIndex = (values: readonly number[]): number => Math.max(0, values.findIndex((x) => x >= 0.5 * values.at(-1)!));

/** F^T x / sqrt N */
const projected = (F: Float32Array, x: Float64Array, N: number, D: number): Float64Array => {
  const out = new Float64Array(D);
  for (let i = 0; i < N; i++) for (let j = 0; j < D; j++) out[j] = out[j]! + F[i * D + j]! * x[i]!;
  return out.map((s) => s / Math.sqrt(N));
};

/** F^T F / N, lower triangle. */
function* gramOf({ F, N, D }: Manifold): Generator<Pause, Float64Array> {
  const gram = new Float64Array(D * D);
  for (let i = 0; i < N; i++) {
    for (let a = 0; a < D; a++) {
      const x = F[i * D + a]! / N;
      for (let b = 0; b <= a; b++) gram[a * D + b] = gram[a * D + b]! + x * F[i * D + b]!;
    }
    if (i % 256 === 255) yield pause;
  }
  return gram;
}

const dotRow = (rows: Float64Array, i: number, x: Float64Array): number => {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += rows[i * x.length + j]! * x[j]!;
  return sum;
};

const valuesOf = (p: P, { F, B, N, D }: Manifold, eigen: { readonly values: Float64Array; readonly vectors: Float64Array }, w: Float64Array, partners: readonly number[]): ModeValues => {
  const { hiddenUnits: K, teacherUnits: M } = p;
  const modes = Array.from(eigen.values, (_, i) => i).sort((i, j) => eigen.values[i]! - eigen.values[j]!);
  const students = Array.from({ length: K }, (_, k) => projected(F, w.subarray(k * N, (k + 1) * N), N, D));
  const teachers = Array.from({ length: M }, (_, m) => (p.task === 'latent' ? B.subarray(m * D, (m + 1) * D) : projected(F, B.subarray(m * N, (m + 1) * N), N, D)));
  const [r, t, sigma] = [new Float64Array(D), new Float64Array(D), new Float64Array(D)];
  modes.forEach((i, at) => {
    const gamma = students.map((S) => dotRow(eigen.vectors, i, S));
    const beta = teachers.map((x) => dotRow(eigen.vectors, i, x));
    beta.forEach((x, m) => {
      r[at] = r[at]! + (gamma[partners[m]!]! * x) / M;
      t[at] = t[at]! + (x * x) / M;
    });
    for (const x of gamma) sigma[at] = sigma[at]! + (x * x) / K;
  });
  return { rho: Float64Array.from(modes, (i) => Math.max(0, eigen.values[i]!)), r, t, sigma };
};

/** N and D divided by the same number until the eigenvectors and a run to its end are cheap. */
export const smallEnough = (p: P): P => affordable(p, Math.min(mostEntries, (mostLatents * mostLatents * p.dimension) / latentOf(p)), mostInputs);

/** A run, mode by mode: its start, halfway to specialisation, and its end; null where it diverges. */
export function* simulateModes(p: P, seed: number, replica: number): Generator<Pause, readonly Moment[] | null> {
  const manifold = yield* manifoldOf(p, seed, replica);
  const units = unitsOf(p);
  const order = makeOrder(units.K, units.M);
  const [weights, specialisations]: [Float64Array[], number[]] = [[], []];
  const total = Math.max(manifold.N, Math.min(Math.floor(work / stepCost(p)), samplesPerLatent * manifold.D));
  const every = Math.ceil(total / snapshots);
  const some = Math.max(1, Math.floor(slice / stepCost(p)));
  const sgd = yield* prepareSgd(p, seed, replica);
  try {
    for (let shot = 0; shot <= snapshots; shot++) {
      if (shot > 0) {
        for (let done = 0; done < every; done += some) {
          sgd.advance(Math.min(some, every - done));
          yield pause;
        }
      }
      sgd.writeOrder(order);
      if (!(order.Q[0]! < 1e6)) return null;
      weights.push(sgd.weights());
      specialisations.push(specialisationOf(units, order));
    }
  } finally {
    sgd.close();
  }
  const eigen = symmetricEigen(yield* gramOf(manifold), manifold.D);
  if (eigen === null) return null;
  yield pause;
  const partners = partnersOf(order.R, units.K, units.M);
  const moments: Moment[] = [];
  for (const shot of [0, Math.max(1, Math.floor(halfIndex(specialisations) / 2)), snapshots]) {
    moments.push({ time: (shot * every) / manifold.N, values: valuesOf(p, manifold, eigen, weights[shot]!, partners) });
    yield pause;
  }
  return moments;
}
