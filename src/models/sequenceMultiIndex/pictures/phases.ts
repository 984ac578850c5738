import { linearGrid } from '../../../numerics/linearGrid.ts';
import { logGrid } from '../../../numerics/logGrid.ts';
import type { FieldCategory, FieldPicture, Pause, PictureSource } from '../../contract.ts';
import { withCaution } from '../caution.ts';
import type { Branch } from '../core.ts';
import type { P } from '../params.ts';
import { positionalBaseline } from '../thresholds.ts';
import { along, branchOver, searching, trainingGap, type BranchPoint, type Branches } from './branches.ts';
import { lineOf, said, zeroOf } from './shared.ts';

const falling = logGrid(4, 1, 12);
const shares = linearGrid(0, 0.75, 11);

const categories: readonly FieldCategory[] = [
  { label: 'positions', colour: 'grey' },
  { label: 'meaning', colour: 'blue' },
  { label: 'meaning, and better than positions alone', colour: 'green' },
  { label: 'neither is learned', colour: 'none' },
];

/** A branch over the samples, at one share of the positions after the other, in the order given; one that has ended does not come back. */
function* followed(p: P, branch: Branch, omegas: readonly number[]): Generator<Pause, BranchPoint[][]> {
  const rows: BranchPoint[][] = [];
  for (const omega of omegas) {
    const before = rows.at(-1);
    rows.push(before?.length === 0 ? [] : yield* branchOver({ ...p, omega }, branch, [...falling], searching, before?.[0]!.overlaps ?? null));
  }
  return rows;
}

/** Both branches at each share, given ascending: meaning ends as the share rises, positions end as it falls. */
export function* branchesOver(p: P, omegas: readonly number[]): Generator<Pause, Branches[]> {
  const semantic = yield* followed(p, 'semantic', omegas);
  const positional = (yield* followed(p, 'positional', omegas.toReversed())).toReversed();
  return semantic.map((row, j) => ({ semantic: row, positional: positional[j]! }));
}

/** Index of the category of a place; undefined for a branch that does not exist there. */
export const categoryOf = (semantic: BranchPoint | undefined, positional: BranchPoint | undefined, baseline: number): number => {
  if (semantic === undefined) return positional === undefined ? 3 : 0;
  if (positional !== undefined && positional.trainError <= semantic.trainError) return 0;
  return semantic.testError < baseline ? 2 : 1;
};

function* draw(p: P): Generator<Pause, FieldPicture> {
  const rows = yield* branchesOver(p, [...shares]);
  const columns = falling.length;
  const values = new Float64Array(columns * rows.length);
  const [equal, wins]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
  rows.forEach((branches, j) => {
    const omega = shares[j]!;
    const baseline = positionalBaseline({ ...p, omega });
    const gap = trainingGap(branches);
    const excess = along(branches.semantic, ({ testError }) => testError - baseline);
    for (let i = 0; i < columns; i++) values[j * columns + (columns - 1 - i)] = categoryOf(branches.semantic[i], branches.positional[i], baseline);
    const [a, b] = [zeroOf(gap), zeroOf(excess)];
    if (a !== null) equal.push([a, omega]);
    if (b !== null) wins.push([b, omega]);
  });
  const inside = p.sampleRatio >= 1 && p.sampleRatio <= 4 && p.omega <= 0.75;
  return {
    kind: 'field',
    x: { label: 'samples per dimension $α$', scale: 'log' },
    y: { label: 'positional share of the target $ω$', scale: 'linear' },
    xs: falling.toReversed(),
    ys: shares.slice(),
    values,
    cells: { kind: 'categories', categories },
    lines: [...lineOf('equal training loss', 'theory', equal), ...lineOf('as good as positions alone', 'law', wins)],
    points: inside ? [{ label: 'present', tone: 'simulation', xs: Float64Array.of(p.sampleRatio), ys: Float64Array.of(p.omega) }] : [],
    note: withCaution(`Which of the two solutions has the lower training loss, at σ = ${said(p.tokenSpread)} and λ = ${said(p.regularisation)}. State evolution at ${columns} × ${rows.length} places with ${searching} points of integration each: lines, drawn between the places, are good to about 0.05 in α. It compares minima; descent stays in the basin where it starts.`, { ...p, sampleRatio: Math.max(1, p.sampleRatio) }),
  };
}

export const phases: PictureSource<P> = { title: 'Map: meaning or positions', when: (p) => p.instance === 'attention', draw };
