import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { makeOverlaps, type Overlaps } from '../core.ts';
import { denoiser } from '../instances/denoiser.ts';
import { cloneOverlaps, iterate } from '../iterate.ts';
import type { P } from '../params.ts';
import { descend } from './descents.ts';
import { affordable, costOfRuns } from './runs.ts';
import { lineOf, pause, pointsOf, saidWithError, type Dots } from './shared.ts';

/** Square roots of the corruption: nearly none to nearly all. */
const roots = [0.15, 0.2, ...linearGrid(0.25, 0.95, 15)];
const simulated = [0.1, 0.3, 0.5, 0.7, 0.85] as const;
const runs = 5;
const largest = 300;
const typical = 60;
/** Nanoseconds for all runs. */
const work = 4e8;
const costOf = (q: P): number => costOfRuns(q, 2 * runs * simulated.length, typical);

/** Weights smaller than this have no direction. */
const leastNorm = 1e-9;
const tolerance = 1e-8;
const mostSteps = 300;

/** Fixed points at each corruption, each from the one before, few nodes; those where the iteration does not settle are left out. */
export function* fixedPointsOver(p: P, corruptions: readonly number[]): Generator<Pause, (readonly [q: P, overlaps: Overlaps])[]> {
  const found: (readonly [P, Overlaps])[] = [];
  const now = makeOverlaps(1);
  let settled = false;
  for (const corruption of corruptions) {
    const q: P = { ...p, corruption };
    if (!settled) denoiser.writeStart(q, 'only', [0.5], now);
    settled = (yield* iterate(denoiser.evolution(q, 'only', 'drag'), now, tolerance, mostSteps)).status === 'converged';
    if (settled) found.push([q, cloneOverlaps(now)]);
    yield pause;
  }
  return found;
}

type Read = (p: P, overlaps: Overlaps) => number;

interface Kind {
  readonly skip: boolean;
  readonly line: Dots;
  readonly dots: Dots;
}

/** Theory and runs with and without the skip connection, the present kind first. */
function* kindsOf(p: P, q: P, seed: number, read: Read): Generator<Pause, Kind[]> {
  const kinds: Kind[] = [];
  for (const skip of [p.skip, !p.skip]) {
    const found = yield* fixedPointsOver({ ...p, skip }, roots.map((root) => root * root));
    const dots: (readonly [number, number])[] = [];
    for (const corruption of simulated) {
      const there: P = { ...q, skip, corruption };
      for (const { overlaps } of yield* descend(there, seed, runs)) dots.push([Math.sqrt(corruption), read(there, overlaps)]);
    }
    kinds.push({ skip, dots, line: found.map(([there, overlaps]): readonly [number, number] => [Math.sqrt(there.corruption), read(there, overlaps)]) });
  }
  return kinds;
}

const unsettled = (kinds: readonly Kind[]): string => {
  const missing = kinds.reduce((sum, { line }) => sum + roots.length - line.length, 0);
  return missing === 0 ? '' : `At ${missing} of ${kinds.length * roots.length} places the theory does not settle; they are left out. `;
};

const nameOf = (skip: boolean): string => (skip ? 'with skip' : 'without skip');

const drawOf = (label: string, read: Read, note: (present: Kind, told: string) => string) =>
  function* (p: P, seed: number): Generator<Pause, LinesPicture> {
    const q = affordable(p, largest, work, costOf);
    const kinds = yield* kindsOf(p, q, seed, read);
    const [present] = kinds as [Kind];
    const at = present.dots.filter(([x]) => x === Math.sqrt(0.3)).map(([, y]) => y);
    const measured = at.length > 1 ? ` ${nameOf(present.skip)} at Δ = 0.3 on average ${saidWithError(at)} (one standard error)` : '';
    return {
      kind: 'lines',
      x: { label: 'size of the noise $√Δ$', scale: 'linear' },
      y: { label, scale: 'linear' },
      lines: kinds.flatMap(({ skip, line }, i) => lineOf(nameOf(skip), i === 0 ? 'theory' : 'law', line)),
      points: kinds.flatMap(({ dots }, i) => pointsOf(i === 0 ? `runs, $d$ = ${q.dimension}` : '', i === 0 ? 'simulation' : 'faint', dots)),
      note: note(present, `${unsettled(kinds)}Dots: ${runs} runs of L-BFGS at each place, d = ${q.dimension}, coloured for the present kind, grey for the other;${measured === '' ? ' none ended' : measured}.`),
    };
  };

const isDenoiser = (p: P): boolean => p.instance === 'denoiser';

export const denoising: PictureSource<P> = {
  title: 'What the neuron adds', when: isDenoiser,
  draw: drawOf('$d$ × (error with the neuron − error without)', denoiser.testError, (_, told) =>
    `Mean square error per coordinate, less that without the neuron, times d: below 0 the neuron helps. With the skip connection the comparison is to that connection alone, without it to an output of zero, so that the two lines have different zeros. ${told}`),
};

export const direction: PictureSource<P> = {
  title: 'Does the neuron find the clusters?', when: isDenoiser,
  draw: drawOf('cosine with the cluster centre', (p, overlaps) => (overlaps.q[0]! > leastNorm ? denoiser.cosine(p, overlaps) : 0), (_, told) => `Cosine of the weights with the line through the two centres, 1 for the exact direction, 0 for weights that vanish. ${told}`),
};
