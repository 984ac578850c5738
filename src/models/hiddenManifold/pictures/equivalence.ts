import { makeStream } from '../../../numerics/random/stream.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { folds } from '../fold.ts';
import { latentOf, type P } from '../params.ts';
import { evenDistance, gaussianDistance, noiseOfDistance } from './gaussianDistance.ts';
import { manifoldOf, sampleCost, sampleFields } from './sampling.ts';
import { largestRatio, said } from './shared.ts';

/** Features and weights drawn for each D, and fresh latents for each of them. */
const draws = 6;
const mostSamples = 5000;
const mostEntries = 6e4;
/** Nanoseconds of one value of D. */
const work = 6e7;

/** Predicted variance of w.x / sqrt N: Q = (c - b^2) |w|^2 / N + b^2 |F^T w|^2 / (N D). */
export const predictedVariance = (p: P, F: Float32Array, w: Float64Array, N: number, D: number): number => {
  const { b, c } = folds[p.fold];
  const S = new Float64Array(D);
  let W = 0;
  for (let i = 0; i < N; i++) {
    W += w[i]! * w[i]!;
    for (let j = 0; j < D; j++) S[j] = S[j]! + F[i * D + j]! * w[i]!;
  }
  return ((c - b * b) * W) / N + (b * b * S.reduce((sum, s) => sum + s * s, 0)) / (N * D);
};

/** All folds but the rectifier are odd: lambda and -lambda are equally likely. */
const isOdd = (p: P): boolean => p.fold !== 'relu';

/** Two latent dimensions at least, 4 and 8 or 2 and 4, at the ratio asked for. */
const hasSizes = (p: P): boolean => {
  const delta = latentOf(p) / p.dimension;
  return p.task !== 'independent' && delta <= largestRatio && 16 / delta <= mostEntries;
};

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const delta = latentOf(p) / p.dimension;
  const [distanceOf, noise] = isOdd(p) ? [evenDistance, 0.5 * noiseOfDistance.mean] : [gaussianDistance, noiseOfDistance.mean];
  const [xs, ys, pointXs, pointYs, floors]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  for (let D = 2; ; D *= 2) {
    const dimension = Math.max(4, Math.round(D / delta));
    if (dimension * D > mostEntries) break;
    if (dimension < D / delta / 1.5 || dimension > (1.5 * D) / delta) continue;
    const q: P = { ...p, latent: 'dimension', dimension, latentDimension: D, hiddenUnits: 1, teacherUnits: 1, start: 'random', task: 'latent' };
    const count = Math.max(500, Math.min(mostSamples, Math.floor(work / (draws * sampleCost(q)))));
    let sum = 0;
    for (let replica = 0; replica < draws; replica++) {
      const manifold = yield* manifoldOf(q, seed, replica);
      const { lambda } = yield* sampleFields(q, manifold, manifold.w, manifold.B, count, makeStream(seed, 'hiddenManifold', 'picture', 'equivalence', D, replica));
      const distance = distanceOf(lambda, predictedVariance(q, manifold.F, manifold.w, dimension, D));
      pointXs.push(D);
      pointYs.push(distance);
      sum += distance;
    }
    xs.push(D);
    ys.push(sum / draws);
    floors.push(noise / Math.sqrt(count));
  }
  return {
    kind: 'lines',
    x: { label: 'latent dimension $D$', scale: 'log' },
    y: { label: 'distance from the Gaussian', scale: 'log' },
    lines: [
      { label: 'mean', tone: 'theory', xs: Float64Array.from(xs), ys: Float64Array.from(ys) },
      { label: 'sampling floor', tone: 'law', xs: Float64Array.from(xs), ys: Float64Array.from(floors) },
    ],
    points: [{ label: `${draws} draws of $F$ and $w$`, tone: 'simulation', xs: Float64Array.from(pointXs), ys: Float64Array.from(pointYs) }],
    note: `Largest difference between the distribution function of λ_{1}, weights as at a random start, and that of the predicted Gaussian${isOdd(p) ? ' (λ and −λ count alike, the fold being odd)' : ''}, at δ = ${said(delta)}: ${said(ys[0]!)} at D = ${xs[0]}, ${said(ys.at(-1)!)} at D = ${xs.at(-1)}, where samples of a Gaussian give ${said(floors.at(-1)!)}.`,
  };
}

export const equivalence: PictureSource<P> = { title: 'Fields become Gaussian as D grows', when: hasSizes, draw };
