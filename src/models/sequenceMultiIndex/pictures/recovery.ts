import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { fixedPoint } from '../fixedPoint.ts';
import type { P } from '../params.ts';
import { phaseRatioAt, phaseThresholds } from '../thresholds.ts';
import { affordable, costOfRuns, simulate, valueOf } from './runs.ts';
import { lineOf, meanOf, pause, pointsOf, said, type Dots } from './shared.ts';

const [first, last] = [0.3, 1.4];
const alphas = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3] as const;
const runs = 8;
const iterations = 100;
const largest = 500;
/** Nanoseconds for all runs. */
const work = 8e8;
const atRatio = (p: P, sampleRatio: number): P => ({ ...p, sampleRatio });
const costOf = (q: P): number => alphas.reduce((sum, alpha) => sum + costOfRuns(atRatio(q, alpha), runs, iterations), 0);

/**
 * Fixed points q of state evolution with the ratio alpha at which they are one: those a small start grows to, and those it would shrink from above, unstable,
 * from the end of the first on until the ratio is 1.
 */
export const phaseBranches = (): { readonly stable: Dots; readonly unstable: Dots } => {
  const { weak, exact } = phaseThresholds();
  const places = Array.from(linearGrid(0.002, 0.9998, 400), (q): readonly [number, number] => [phaseRatioAt(q), q]);
  let top = 0;
  places.forEach(([alpha], i) => {
    if (alpha > places[top]![0]) top = i;
  });
  return {
    stable: [[first, 0], [weak, 0], ...places.slice(0, top + 1), [exact, 1], [last, 1]],
    unstable: places.slice(top),
  };
};

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const { weak, exact } = phaseThresholds();
  const { stable, unstable } = phaseBranches();
  yield pause;
  const q = affordable(p, largest, work, costOf);
  const dots: (readonly [number, number])[] = [];
  const spreads: string[] = [];
  for (const alpha of alphas) {
    const ends = yield* simulate(atRatio(q, alpha), seed, runs, iterations, null);
    const overlaps = ends.map((end) => Math.min(1, Math.abs(valueOf(end, 'theta'))));
    dots.push(...overlaps.map((overlap): readonly [number, number] => [alpha, overlap]));
    if ((alpha === 0.8 || alpha === 1) && overlaps.length > 0) spreads.push(`at α = ${alpha} from ${said(Math.min(...overlaps))} to ${said(Math.max(...overlaps))}, mean ${said(meanOf(overlaps))}, theory ${said((yield* fixedPoint(atRatio(p, alpha), 'only', 'drag')).overlap)}`);
  }
  return {
    kind: 'lines',
    x: { label: 'samples per dimension $α$', scale: 'linear' },
    y: { label: 'final overlap with the teacher', scale: 'linear' },
    lines: [...lineOf('theory, small start', 'theory', stable), ...lineOf('unstable', 'law', unstable)],
    points: pointsOf(`runs, $d$ = ${q.dimension}`, 'simulation', dots),
    marks: [
      { axis: 'x', value: weak, label: 'grows' },
      { axis: 'x', value: exact, label: 'exact' },
    ],
    note: `From α = ${said(weak)} on a small overlap grows, from ${exact.toFixed(4)} on to the exact solution. ${runs} runs of ${iterations} iterations at each α, d = ${q.dimension}, scatter widely (${spreads.join('; ')}): the growth factor is itself a mean over the samples. A start above the unstable line would find the solution at smaller α.`,
  };
}

export const recovery: PictureSource<P> = { title: 'Overlap found by phase retrieval', when: (p) => p.instance === 'phaseRetrieval', draw };
