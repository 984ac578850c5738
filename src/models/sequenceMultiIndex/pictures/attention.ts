import type { LinesPicture, Pause, PictureMark, PictureSource } from '../../contract.ts';
import { withCaution } from '../caution.ts';
import { attention } from '../instances/attention.ts';
import type { P } from '../params.ts';
import { positionalBaseline } from '../thresholds.ts';
import { along, branchesOf, ratios, trainingGap, type BranchPoint } from './branches.ts';
import { branchRunsOf, type BranchRun } from './branchRuns.ts';
import { lineOf, pointsOf, said, zeroOf } from './shared.ts';

const isAttention = (p: P): boolean => p.instance === 'attention';
const x = { label: 'samples per dimension $α$', scale: 'linear' } as const;
const crossing = (value: number | null, label: string): PictureMark[] => (value === null ? [] : [{ axis: 'x', value, label }]);

/** That a branch was not found down to the least ratio of samples. */
const endsOf = (name: string, points: readonly BranchPoint[]): string =>
  points.length === ratios.length ? '' : points.length === 0 ? `No solution for ${name} was found here. ` : `None for ${name} was found below α = ${said(points.at(-1)!.alpha)}. `;

/** Both branches as lines, descents from their targets as points. */
function* plane(p: P, seed: number, ofPoint: (branch: 'semantic' | 'positional', point: BranchPoint) => number, ofRun: (run: BranchRun) => number) {
  const branches = yield* branchesOf(p);
  const { dimension, runs, ends } = yield* branchRunsOf(p, seed);
  const changed = ends.filter(({ branch, overlaps: { q, theta, m } }) => q[0]! > 1e-9 && (Math.abs(theta[0]!) > p.tokenSpread * p.tokenSpread * Math.abs(m[0]!)) !== (branch === 'semantic')).length;
  const dots = (branch: 'semantic' | 'positional') => ends.filter((end) => end.branch === branch).map((end): readonly [number, number] => [end.alpha, ofRun(end)]);
  return {
    branches,
    lines: [
      ...lineOf('meaning', 'theory', along(branches.semantic, (point) => ofPoint('semantic', point))),
      ...lineOf('positions', 'law', along(branches.positional, (point) => ofPoint('positional', point))),
    ],
    points: [...pointsOf(`runs, $d$ = ${dimension}`, 'simulation', dots('semantic')), ...pointsOf('', 'faint', dots('positional'))],
    told: `${endsOf('meaning', branches.semantic)}${endsOf('positions', branches.positional)}Dots: ${runs} runs of L-BFGS each at d = ${dimension}, started at the teacher (coloured) and at the positions (grey)${changed === 0 ? '' : `; ${changed} of the ${ends.length} end in the other minimum`}.`,
  };
}

function* drawLosses(p: P, seed: number): Generator<Pause, LinesPicture> {
  const { branches, lines, points, told } = yield* plane(p, seed, (_, { trainError }) => trainError, ({ trainError }) => trainError);
  const equal = zeroOf(trainingGap(branches));
  return {
    kind: 'lines', x, y: { label: 'training loss and penalty, per dimension', scale: 'linear' }, lines, points,
    marks: crossing(equal, 'equal'),
    note: withCaution(`Two minima of one loss: a student that uses what the tokens mean, and one that uses where they stand. ${equal === null ? 'Their losses do not cross between α = 1 and 4.' : `Meaning has the lower loss from α = ${said(equal)} on (± 0.1).`} ${told}`, p),
  };
}

/** w.w*\/d from theta, and m. */
const overlapIn = (p: P, branch: 'semantic' | 'positional', { overlaps }: BranchPoint | BranchRun): number =>
  branch === 'semantic' ? Math.abs(overlaps.theta[0]!) / (p.tokenSpread * p.tokenSpread) : Math.abs(overlaps.m[0]!);

function* drawOverlaps(p: P, seed: number): Generator<Pause, LinesPicture> {
  const { lines, points, told } = yield* plane(p, seed, (branch, point) => overlapIn(p, branch, point), (run) => overlapIn(p, run.branch, run));
  return {
    kind: 'lines', x, y: { label: 'overlap of the weights with their target', scale: 'linear' }, lines, points,
    note: withCaution(`With the teacher, w·w*/d, where meaning is learned; with the positions, m, where those are. In theory each branch has none of the other overlap. ${told}`, p),
  };
}

function* drawErrors(p: P, seed: number): Generator<Pause, LinesPicture> {
  const { branches, lines, points, told } = yield* plane(p, seed, (_, { testError }) => testError, ({ overlaps }) => attention.testError(p, overlaps));
  const baseline = positionalBaseline(p);
  const beats = zeroOf(along(branches.semantic, ({ testError }) => testError - baseline));
  return {
    kind: 'lines', x, y: { label: 'test error $ε$', scale: 'linear' }, lines, points,
    marks: [{ axis: 'y', value: baseline, label: 'best use of positions alone' }, ...crossing(beats, 'meaning wins')],
    note: withCaution(`No map that looks at positions alone has an error below ${said(baseline)}. ${beats === null ? 'Meaning does not cross this level between α = 1 and 4.' : `Meaning is better from α = ${said(beats)} on (± 0.1).`} ${told}`, p),
  };
}

export const losses: PictureSource<P> = { title: 'Training loss: meaning or positions', when: isAttention, draw: drawLosses };
export const overlapsOfBranches: PictureSource<P> = { title: 'Overlaps: meaning or positions', when: isAttention, draw: drawOverlaps };
export const errorsOfBranches: PictureSource<P> = { title: 'Test error: meaning or positions', when: isAttention, draw: drawErrors };
