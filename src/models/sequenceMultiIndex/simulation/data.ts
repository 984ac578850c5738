import { fillNormals } from '../../../numerics/random/normal.ts';
import { nextUint32, runStream, type Stream } from '../../../numerics/random/stream.ts';
import type { Bounds, Pause } from '../../contract.ts';
import type { Channel } from '../core.ts';
import type { P } from '../params.ts';
import { drawMatrix, matrixBytes, pause, type Matrix, type Precision } from './matrix.ts';
import { makeTeachers } from './start.ts';
import { makeSweep } from './sweep.ts';

/** A replica's samples. */
export interface Data {
  readonly samples: number;
  /** w*_k, K vectors of length d, orthogonal, |w*_k|^2 = d; unused by the denoiser. */
  readonly teachers: readonly Float64Array[];
  /** One matrix a token, samples x d. */
  readonly inputs: readonly Matrix[];
  /** Label of each sample; empty for the instances of two tokens. */
  readonly labels: Float64Array;
  /** Attention: t_1, t_2 of each sample, then sigma^2 |z_1 - z_2|^2/d and sigma (z_1 - z_2).mu/d: four numbers a sample. */
  readonly targets: Float64Array;
  readonly release: () => void;
}

export const samplesOf = (p: P): number => Math.max(1, Math.round(p.sampleRatio * p.dimension));
export const tokensOf = (p: P): number => (p.instance === 'attention' || p.instance === 'denoiser' ? 2 : 1);

/** Bytes of the inputs and of everything as long as the samples. */
export const dataBytes = (p: P, precision: Precision): number => tokensOf(p) * matrixBytes(samplesOf(p), p.dimension, precision) + 96 * samplesOf(p) + 64 * p.dimension + 4e6;

/** A worker holds a replica's data beside the results: within 250 MB together. */
export const mostDataBytes = 225e6;

/** Largest d at which the samples fit, `most` at most. */
export const dimensionBound = (p: P, precision: Precision, most: number, why: string): Bounds => {
  const fits = (dimension: number): boolean => dataBytes({ ...p, dimension }, precision) <= mostDataBytes;
  if (fits(most)) return { dimension: { max: most, why } };
  let [low, high] = [1, most];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return { dimension: { max: low, why: `α = ${p.sampleRatio} at d = ${low} fills the memory of a run, ${mostDataBytes / 1e6} MB` } };
};

/** Standard deviations and means of the tokens; `sign` is that of a sample's cluster. */
const tokenLaws = (p: P, sign: (sample: number) => number): readonly { readonly deviation: number; readonly shift: (sample: number) => number }[] => {
  const mean = 1 / Math.sqrt(p.dimension);
  if (p.instance === 'attention') return [{ deviation: p.tokenSpread, shift: () => mean }, { deviation: p.tokenSpread, shift: () => -mean }];
  if (p.instance === 'denoiser') return [{ deviation: Math.sqrt(p.clusterVariance), shift: (sample) => sign(sample) * mean }, { deviation: Math.sqrt(p.corruption), shift: () => 0 }];
  return [{ deviation: 1, shift: () => 0 }];
};

/** What the loss of attention needs of the inputs besides the fields. */
const writePairs = function* ([first, second]: readonly Matrix[], targets: Float64Array): Generator<Pause, void> {
  const { rows, cols } = first!;
  const mean = 1 / Math.sqrt(cols);
  for (let from = 0; from < rows; from += first!.blockRows) {
    const count = Math.min(first!.blockRows, rows - from);
    const [a, b] = [first!.view(from, count), second!.view(from, count)];
    for (let row = 0, at = 0; row < count; row++) {
      let squares = 0;
      let sum = 0;
      for (let j = 0; j < cols; j++, at++) {
        const difference = a[at]! - b[at]! - 2 * mean;
        squares += difference * difference;
        sum += difference;
      }
      targets[4 * (from + row) + 2] = squares / cols;
      targets[4 * (from + row) + 3] = (sum * mean) / cols;
    }
    yield pause;
  }
};

/**
 * Fresh data of a replica: teacher, n = round(alpha d) samples, labels.
 *
 * The teacher has the streams of the start, without dimension; inputs, label noise and clusters have streams of their own for each d, shared by the engines.
 *
 * Cost: 3 ns an entry of the inputs, then one product with them.
 */
export function* drawData(p: P, channel: Channel, units: number, seed: number, replica: number, precision: Precision): Generator<Pause, Data> {
  const d = p.dimension;
  const n = samplesOf(p);
  const stream = (purpose: string): Stream => runStream({ seed, model: 'sequenceMultiIndex', engine: 'data', dimension: d, replica, purpose });
  const teachers = makeTeachers(units, d, seed, replica);
  const signs = new Float64Array(p.instance === 'denoiser' ? n : 0);
  const clusters = stream('clusters');
  for (let i = 0; i < signs.length; i++) signs[i] = (nextUint32(clusters) & 1) === 0 ? 1 : -1;
  const inputs: Matrix[] = [];
  const release = (): void => inputs.forEach((matrix) => matrix.release());
  const labels = new Float64Array(channel.kind === 'tokens' ? 0 : n);
  const targets = new Float64Array(p.instance === 'attention' ? 4 * n : 0);
  let finished = false;
  try {
    for (const { deviation, shift } of tokenLaws(p, (sample) => signs[sample]!)) {
      const token = inputs.length + 1;
      const streams = [1, 2, 3, 4].map((part) => stream(`inputs ${token} ${part}`));
      inputs.push(yield* drawMatrix(n, d, precision, streams, deviation, shift));
    }
    if (channel.kind === 'tokens') {
      if (targets.length > 0) {
        yield* writePairs(inputs, targets);
        yield* writeTargets(channel, inputs, teachers, targets);
      }
    } else {
      const noise = new Float64Array(n);
      fillNormals(stream('label noise'), noise, n);
      const z = new Float64Array(units);
      const sweep = makeSweep(inputs, units, 10);
      try {
        yield* sweep.run(teachers, (first, count, fields) => {
          for (let i = 0; i < count; i++) {
            for (let k = 0; k < units; k++) z[k] = fields[k]![i]!;
            labels[first + i] = channel.kind === 'bayes' ? channel.label(z) : channel.label(z[0]!, noise[first + i]!);
          }
        }, null);
      } finally {
        sweep.release();
      }
    }
    finished = true;
  } finally {
    if (!finished) release();
  }
  return { samples: n, teachers, inputs, labels, targets, release };
}

/** t_1, t_2 of attention: the teacher sees the tokens without their means +-mu. */
const writeTargets = function* (channel: Extract<Channel, { kind: 'tokens' }>, inputs: readonly Matrix[], teachers: readonly Float64Array[], targets: Float64Array): Generator<Pause, void> {
  const mean = teachers[0]!.reduce((sum, w) => sum + w, 0) / inputs[0]!.cols;
  const z = new Float64Array(2);
  const target = new Float64Array(2);
  const sweep = makeSweep(inputs, 1, 40);
  try {
    yield* sweep.run(teachers, (first, count, fields) => {
      for (let i = 0; i < count; i++) {
        z[0] = fields[0]![i]! - mean;
        z[1] = fields[1]![i]! + mean;
        channel.writeTarget(z, target);
        targets.set(target, 4 * (first + i));
      }
    }, null);
  } finally {
    sweep.release();
  }
};
